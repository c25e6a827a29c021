/**
 * The published HTTP interface in front of the backend: requests in, responses out, no rules of its
 * own. The MSW handlers and the tests' loopback server use it.
 */
import type { Command, LiveEvent, RequestOptions } from '../src/adapter/adapter.js';
import { isAdapterError } from '../src/adapter/errors.js';
import type { components, paths } from '../src/adapters/http/schema.js';
import type { Lease, Message } from '../src/model/message.js';
import type { AgentPage, MessagePage } from '../src/model/query.js';
import type { Recording } from '../src/model/recording.js';
import type { BackendSession } from './backend/session.js';
import type { MemoryBackend } from './backend/memory-backend.js';
import type { BackendUser } from './backend/types.js';
import { invalidRequest, problemResponse } from './wire-problems.js';
import { eventStreamResponse, soundResponse } from './wire-streams.js';

type Schemas = components['schemas'];

export interface WireOptions {
  /** The signed-in user, for all requests or by request. @default the backend's default user */
  readonly user?: BackendUser | ((request: Request) => BackendUser);
  /** @default 'Idempotency-Key' */
  readonly idempotencyHeader?: string;
  /** Address of the interface as seen by the browser, for links to recordings. @default '/api' */
  readonly baseUrl?: string;
}

export interface WireOperation {
  readonly method: 'get' | 'post' | 'put';
  readonly path: keyof paths;
  readonly answer: (exchange: Exchange) => Promise<Response>;
}

/** One operation and the function that answers it. */
export interface Exchange {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
}

/** The operations of the interface on `backend`. */
export class Wire {
  readonly operations: readonly WireOperation[];
  readonly #backend: MemoryBackend;
  readonly #options: WireOptions;
  /** Bytes behind a link. */
  readonly #sounds = new Map<string, Blob>();
  #requests = 0;

  constructor(backend: MemoryBackend, options: WireOptions = {}) {
    this.#backend = backend;
    this.#options = options;
    const json = async (exchange: Exchange): Promise<unknown> => {
      const text = await exchange.request.text();
      try {
        return JSON.parse(text);
      } catch {
        throw invalidRequest('body', 'malformed');
      }
    };
    const body = json as <T>(exchange: Exchange) => Promise<T>;

    this.operations = [
      this.#operation('get', '/capabilities', ({ session, options: o }) =>
        session.getCapabilities(o).then(jsonResponse),
      ),
      this.#operation('post', '/messages/search', async ({ session, options: o, ...exchange }) =>
        pageResponse(await session.listMessages(await body(exchange), o)),
      ),
      this.#operation('get', '/messages/{messageId}', async ({ session, options: o, params }) =>
        messageResponse(await session.getMessage(idOf(params), o)),
      ),
      this.#operation('post', '/agents/search', async ({ session, options: o, ...exchange }) =>
        pageResponse(await session.listAgents(await body(exchange), o)),
      ),
      this.#operation('post', '/allocations', async ({ session, ...exchange }) => {
        const { assignments } = await body<Schemas['AllocationRequest']>(exchange);
        const key = this.#key(exchange);
        return jsonResponse({ results: await session.allocateMessages({ ...key, assignments }) });
      }),
      this.#operation('post', '/allocations/undo', async ({ session, ...exchange }) => {
        const { messages } = await body<Schemas['UndoRequest']>(exchange);
        const key = this.#key(exchange);
        return jsonResponse({ results: await session.undoAllocation({ ...key, messages }) });
      }),
      this.#operation(
        'post',
        '/messages/{messageId}/processing',
        async ({ session, ...exchange }) => {
          const command = await body<Schemas['StartRequest']>(exchange);
          const base = this.#command(exchange);
          const { takeOver } = command;
          return messageResponse(
            await session.startProcessing({ ...base, ...(takeOver ? { takeOver } : {}) }),
          );
        },
      ),
      this.#operation(
        'put',
        '/messages/{messageId}/processing/lease',
        async ({ session, options: o, ...exchange }) => {
          const { leaseId } = await body<Schemas['LeaseRequest']>(exchange);
          const lease: Lease = await session.renewLease(
            { messageId: idOf(exchange.params), leaseId },
            o,
          );
          return jsonResponse(lease);
        },
      ),
      this.#operation(
        'post',
        '/messages/{messageId}/processing/submission',
        async ({ session, ...exchange }) => {
          const { leaseId, comments, heard } = await body<Schemas['SubmissionRequest']>(exchange);
          return messageResponse(
            await session.submitProcessing({
              ...this.#command(exchange),
              leaseId,
              comments,
              ...(heard ? { heard } : {}),
            }),
          );
        },
      ),
      this.#operation(
        'post',
        '/messages/{messageId}/processing/release',
        async ({ session, ...exchange }) => {
          const { leaseId } = await body<Schemas['ReleaseRequest']>(exchange);
          return messageResponse(
            await session.releaseProcessing({ ...this.#command(exchange), leaseId }),
          );
        },
      ),
      this.#operation(
        'post',
        '/messages/{messageId}/recording',
        async ({ session, options: o, ...exchange }) => {
          const { purpose, variant, reason, archivePassword } =
            await body<Schemas['RecordingRequest']>(exchange);
          const recording = await session.getRecording(
            {
              messageId: idOf(exchange.params),
              purpose,
              ...(variant === undefined ? {} : { variant }),
              ...(reason === undefined ? {} : { reason }),
              ...(archivePassword === undefined ? {} : { archivePassword }),
            },
            o,
          );
          return jsonResponse(this.#recording(recording));
        },
      ),
      this.#operation(
        'get',
        '/messages/{messageId}/listening',
        async ({ session, options: o, params }) =>
          jsonResponse(await session.getListening(idOf(params), o)),
      ),
      this.#operation(
        'post',
        '/messages/{messageId}/listening',
        async ({ session, options: o, ...exchange }) => {
          const { spans } = await body<Schemas['ListeningReport']>(exchange);
          const messageId = idOf(exchange.params);
          return jsonResponse(await session.saveListening({ messageId, spans }, o));
        },
      ),
      this.#operation('get', '/recordings/{token}', async ({ request, params }) =>
        soundResponse(this.#sounds.get(params['token'] ?? ''), request),
      ),
      this.#operation('get', '/events', async ({ session, request }) => {
        if (!this.#backend.isSignedIn) return problemResponse('unauthenticated');
        return eventStreamResponse(
          (listener: (event: LiveEvent) => void, o: RequestOptions) =>
            session.subscribe(listener, o),
          request.signal,
        );
      }),
    ];
  }

  /** Answers a request whose path below the interface is `path`. */
  async answer(path: string, request: Request): Promise<Response> {
    for (const { method, path: template, answer } of this.operations) {
      if (method !== request.method.toLowerCase()) continue;
      const pattern = new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
      const match = pattern.exec(path);
      if (!match) continue;
      const params = Object.fromEntries(
        Object.entries(match.groups ?? {}).map(([name, value]) => [
          name,
          decodeURIComponent(value),
        ]),
      );
      return answer({ request, params });
    }
    return problemResponse('not-found');
  }

  #operation(
    method: WireOperation['method'],
    path: WireOperation['path'],
    act: (
      exchange: Exchange & { session: BackendSession; options: RequestOptions },
    ) => Promise<Response>,
  ): WireOperation {
    const answer = async (exchange: Exchange): Promise<Response> => {
      const { request } = exchange;
      const { user } = this.#options;
      const session = this.#backend.as(typeof user === 'function' ? user(request) : user);
      let response: Response;
      try {
        response = await act({ ...exchange, session, options: { signal: request.signal } });
      } catch (error) {
        if (!isAdapterError(error)) throw error;
        response = problemResponse(error, request.headers.get('If-Match'));
      }
      if (response.type === 'error') return response;
      this.#requests += 1;
      response.headers.set('X-Request-Id', `req-${this.#requests}`);
      return response;
    };
    return { method, path, answer };
  }

  #key({ request }: Exchange): Command {
    const name = this.#options.idempotencyHeader ?? 'Idempotency-Key';
    return { idempotencyKey: request.headers.get(name) ?? '' };
  }

  #command(exchange: Exchange): Command & { messageId: string; expectedVersion: number } {
    const version = /^"(\d+)"$/.exec(exchange.request.headers.get('If-Match') ?? '')?.[1];
    if (version === undefined) throw invalidRequest('If-Match', 'required');
    return {
      ...this.#key(exchange),
      messageId: idOf(exchange.params),
      expectedVersion: Number(version),
    };
  }

  /** The interface has links only: bytes get one here. */
  #recording(recording: Recording): Schemas['Recording'] {
    const { kind: _kind, ...facts } = recording;
    const wire: Record<string, unknown> = { ...facts };
    if (recording.kind === 'blob') {
      const token = this.#backend.newId();
      this.#sounds.set(token, recording.blob);
      delete wire['blob'];
      wire['url'] = `${this.#options.baseUrl ?? '/api'}/recordings/${token}`;
    }
    return wire as Schemas['Recording'];
  }
}

function idOf(params: Exchange['params']): string {
  return params['messageId'] ?? '';
}

function jsonResponse(body: unknown): Response {
  return Response.json(body);
}

function messageResponse(message: Message): Response {
  return Response.json(message, { headers: { ETag: `"${message.version}"` } });
}

function pageResponse(page: MessagePage | AgentPage): Response {
  return Response.json(page);
}
