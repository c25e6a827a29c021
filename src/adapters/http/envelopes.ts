/**
 * Envelopes of answers: the parts that the adapter itself relies on. A page has rows, a message has an
 * id and a version; fields that the published interface allows a backend to leave out get their
 * defaults. The fields' values are not checked here: `AdapterClient` reads them, once for all adapters,
 * and names those that cannot be used. Each function returns `null` for an answer of another shape.
 */
import type { AllocationResult, Capabilities, Listening } from '../../adapter/adapter.js';
import type { Agent } from '../../model/agent.js';
import type { Lease, Message } from '../../model/message.js';
import type { AgentPage, MessagePage } from '../../model/query.js';
import type { Recording } from '../../model/recording.js';
import { isList, isRecord, listOf, own } from '../../model/unknown-value.js';

type Fields = Readonly<Record<string, unknown>>;

const MESSAGE_DEFAULTS: Partial<Message> = {
  contactNumber: null,
  employeeId: null,
  businessAccount: null,
  createdAt: null,
  updatedAt: null,
  durationSeconds: null,
  text: null,
  language: null,
  organization: null,
  skillQueue: null,
  actions: {},
  lease: null,
  allocationFailure: null,
  handlingComments: null,
  history: [],
};
const MESSAGE_PAGE_DEFAULTS: Partial<MessagePage> = {
  total: null,
  totalIsEstimate: false,
  nextCursor: null,
  hasMore: null,
  serverTime: null,
  sequence: null,
};
const AGENT_DEFAULTS: Partial<Agent> = {
  name: null,
  organization: null,
  skillQueues: [],
  state: 'unknown',
  openMessages: null,
};
const AGENT_PAGE_DEFAULTS: Partial<AgentPage> = { total: null, nextCursor: null, hasMore: null };
const LEASE_DEFAULTS: Partial<Lease> = { ownerName: null, expiresAt: null };
const RECORDING_DEFAULTS: Partial<Recording> = {
  mimeType: null,
  expiresAt: null,
  durationSeconds: null,
  sizeBytes: null,
  peaks: [],
  transcript: null,
  archive: 'none',
};

export function openMessage(answer: unknown): Message | null {
  const fields = fieldsOf(answer, { id: 'string', version: 'number' });
  return fields && (withDefaults(fields, MESSAGE_DEFAULTS) as unknown as Message);
}

export function openMessagePage(answer: unknown): MessagePage | null {
  return openPage(answer, 'messages', MESSAGE_DEFAULTS, MESSAGE_PAGE_DEFAULTS);
}

export function openAgentPage(answer: unknown): AgentPage | null {
  return openPage(answer, 'agents', AGENT_DEFAULTS, AGENT_PAGE_DEFAULTS);
}

export function openResults(answer: unknown): readonly AllocationResult[] | null {
  const results = isRecord(answer) ? rowsOf(own(answer, 'results')) : null;
  return results as readonly unknown[] as readonly AllocationResult[] | null;
}

export function openLease(answer: unknown): Lease | null {
  const fields = fieldsOf(answer, { id: 'string', ownerEmployeeId: 'string', mine: 'boolean' });
  return fields && (withDefaults(fields, LEASE_DEFAULTS) as unknown as Lease);
}

export function openCapabilities(answer: unknown): Capabilities | null {
  return isRecord(answer) ? answer : null;
}

/** A recording by its address. */
export function openRecording(answer: unknown): (Recording & { readonly kind: 'url' }) | null {
  const fields = fieldsOf(answer, { url: 'string' });
  if (!fields) return null;
  const crossOrigin = own(fields, 'crossOrigin') ?? null;
  return {
    ...(withDefaults(fields, RECORDING_DEFAULTS) as unknown as Recording & { kind: 'url' }),
    kind: 'url',
    crossOrigin:
      crossOrigin === 'anonymous' || crossOrigin === 'use-credentials' ? crossOrigin : null,
  };
}

export function openListening(answer: unknown): Listening | null {
  const fields = fieldsOf(answer, { messageId: 'string' });
  return fields && isList(own(fields, 'spans')) ? (fields as unknown as Listening) : null;
}

/** What both kinds of events carry; `message` only when it is the message that the event names. */
export interface EventEnvelope {
  readonly messageId: string;
  readonly version: number;
  readonly message: Message | null;
  readonly reason: 'deleted' | 'erased';
}

export function openEvent(data: unknown): EventEnvelope | null {
  const fields = fieldsOf(data, { messageId: 'string', version: 'number' });
  if (!fields) return null;
  const messageId = own(fields, 'messageId') as string;
  const message = openMessage(own(fields, 'message'));
  return {
    messageId,
    version: own(fields, 'version') as number,
    message: message?.id === messageId ? message : null,
    reason: own(fields, 'reason') === 'erased' ? 'erased' : 'deleted',
  };
}

function openPage<Page>(
  answer: unknown,
  key: string,
  rowDefaults: object,
  pageDefaults: object,
): Page | null {
  const rows = isRecord(answer) ? rowsOf(own(answer, key)) : null;
  if (!rows) return null;
  const page = withDefaults(answer as Fields, pageDefaults);
  return { ...page, [key]: rows.map((row) => withDefaults(row, rowDefaults)) } as Page;
}

/** The answer, if it is an object in which these fields have these types. */
function fieldsOf(
  answer: unknown,
  types: Readonly<Record<string, 'string' | 'number' | 'boolean'>>,
): Fields | null {
  if (!isRecord(answer)) return null;
  const fits = Object.entries(types).every(([key, type]) => typeof own(answer, key) === type);
  return fits ? answer : null;
}

/** Rows of a list; a row that is no object is left out. */
function rowsOf(list: unknown): readonly Fields[] | null {
  return listOf(list)?.filter(isRecord) ?? null;
}

/** `fields` with a default for each one that is left out or `null`. */
function withDefaults(fields: Fields, defaults: object): Fields {
  const given = Object.entries(fields).filter(([, value]) => value !== null);
  return { ...fields, ...defaults, ...Object.fromEntries(given) };
}
