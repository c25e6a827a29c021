/** A whole adapter over fetch, for a backend with shapes of its own. See docs/adapter.md. */
import {
  AdapterError,
  type AdapterErrorCode,
  type AdapterOperation,
  type AgentPage,
  type AllocationResult,
  type Message,
  type MessageAdapter,
  type MessagePage,
  type Recording,
} from 'aicc-messages/adapter';

/** A message as this backend writes it. */
interface Row {
  msgId: string;
  rev: number;
  media: 'IVR' | 'CHAT';
  state: keyof typeof STATUS;
  caller: string;
  agentNo: string | null;
  account: string | null;
  created: string;
  changed: string;
  seconds: number | null;
  body: string | null;
  remarks: string | null;
}
const STATUS = {
  NEW: 'to-be-allocated',
  ASSIGNED: 'unprocessed',
  OPEN: 'processing',
  DONE: 'processed',
  FAILED: 'allocation-failed',
} as const;
const CODES: Record<number, AdapterErrorCode> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  429: 'rate-limited',
};

/** The backend's row as a message: unknown words stay as they are. */
const toMessage = (row: Row): Message => ({
  id: row.msgId,
  version: row.rev,
  channel: row.media === 'IVR' ? 'voice' : row.media === 'CHAT' ? 'web' : row.media,
  status: STATUS[row.state] ?? row.state,
  contactNumber: row.caller,
  employeeId: row.agentNo,
  businessAccount: row.account,
  createdAt: row.created,
  updatedAt: row.changed,
  durationSeconds: row.seconds,
  text: row.body,
  handlingComments: row.remarks,
  ...{ language: null, organization: null, skillQueue: null, actions: {}, lease: null },
  ...{ allocationFailure: null, history: [] },
});

export function createFetchAdapter(baseUrl: string): MessageAdapter {
  /** One request: every failure becomes an `AdapterError`, an abort stays an abort. */
  async function request<Answer>(
    operation: AdapterOperation,
    path: string,
    body: unknown,
    { signal, key }: { signal?: AbortSignal | undefined; key?: string } = {},
  ): Promise<Answer> {
    let response: Response;
    try {
      response = await fetch(baseUrl + path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...(key ? { 'Idempotency-Key': key } : {}) },
        signal: signal ?? null,
      });
    } catch (cause) {
      signal?.throwIfAborted();
      throw new AdapterError('network', { operation, cause });
    }
    const answer = (await response.json().catch(() => null)) as (Answer & { row?: Row }) | null;
    if (!response.ok) {
      const code = CODES[response.status] ?? 'unavailable';
      const current = code === 'conflict' && answer?.row ? { current: toMessage(answer.row) } : {};
      throw new AdapterError(code, { operation, ...current });
    }
    if (answer === null) throw new AdapterError('malformed', { operation });
    return answer;
  }

  return {
    async listMessages(query, { signal }): Promise<MessagePage> {
      interface Answer {
        rows: Row[];
        count: number;
      }
      const { rows, count } = await request<Answer>('listMessages', '/find', query, { signal });
      const unknown = { nextCursor: null, hasMore: null, serverTime: null, sequence: null };
      return { messages: rows.map(toMessage), total: count, totalIsEstimate: false, ...unknown };
    },
    async getMessage(id, { signal }) {
      return toMessage(await request<Row>('getMessage', '/read', { id }, { signal }));
    },
    async listAgents(query, { signal }): Promise<AgentPage> {
      return request<AgentPage>('listAgents', '/agents', query, { signal });
    },
    async allocateMessages({ assignments, idempotencyKey: key }) {
      interface Outcome {
        id: string;
        row?: Row;
        error?: AdapterErrorCode;
      }
      const outcomes = await request<Outcome[]>('allocateMessages', '/assign', assignments, {
        key,
      });
      return outcomes.map(({ id: messageId, row, error }): AllocationResult => {
        if (!error && row) return { messageId, ok: true, message: toMessage(row) };
        const current = row ? { current: toMessage(row) } : {};
        return { messageId, ok: false, code: error ?? 'malformed', ...current };
      });
    },
    async startProcessing({ idempotencyKey: key, ...command }) {
      return toMessage(await request<Row>('startProcessing', '/open', command, { key }));
    },
    async submitProcessing({ idempotencyKey: key, ...command }) {
      return toMessage(await request<Row>('submitProcessing', '/done', command, { key }));
    },
    async getRecording(options, { signal }): Promise<Recording> {
      return request<Recording>('getRecording', '/recording', options, { signal });
    },
  };
}
