/** One HTTP adapter after another on one server, for the tests of http-adapter.*.test.ts. */
import assert from 'node:assert/strict';
import type { MessageAdapter } from '../../../src/adapter/adapter.js';
import { isAdapterError, type AdapterError } from '../../../src/adapter/errors.js';
import { createHttpAdapter, type HttpAdapterOptions } from '../../../src/adapters/http/index.js';
import { newIdempotencyKey } from '../../../src/client/send-command.js';
import type { Message } from '../../../src/model/message.js';
import { DEFAULT_QUERY } from '../../../src/model/query.js';
import { HttpBackend } from './http-backend.ts';
import { shared } from './shared.ts';

/** A word that must come out nowhere. */
export const CANARY = 'canary-7f3a';
export const JSON_TYPE = { 'Content-Type': 'application/json' };

const sharedServer = shared(
  () => new HttpBackend().start(),
  (server) => server.stop(),
);

/** What the tests of one file work with; `server` is there when a test begins. */
export interface AdapterBench {
  server: HttpBackend;
  make(options?: Partial<HttpAdapterOptions>): MessageAdapter;
}

/** Call it inside `describe`: each test begins with a server that has no faults and has seen nothing. */
export function useHttpAdapters(): AdapterBench {
  const adapters: MessageAdapter[] = [];
  const bench = {
    make(options: Partial<HttpAdapterOptions> = {}): MessageAdapter {
      const adapter = createHttpAdapter({ baseUrl: bench.server.baseUrl, ...options });
      adapters.push(adapter);
      return adapter;
    },
  } as AdapterBench;
  before(async () => {
    bench.server = await sharedServer();
  });
  afterEach(() => {
    const { server } = bench;
    for (const adapter of adapters.splice(0)) adapter.dispose?.();
    server.fault = null;
    server.seen.length = 0;
    server.backend.clearFaults();
    server.backend.signIn();
  });
  return bench;
}

export async function rejectionOf(promise: Promise<unknown>): Promise<AdapterError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(isAdapterError(error), `rejected with ${String(error)}`);
    return error;
  }
  throw new assert.AssertionError({ message: 'resolved where a rejection was due' });
}

export async function unprocessed(adapter: MessageAdapter): Promise<Message> {
  const page = await adapter.listMessages({ ...DEFAULT_QUERY, status: 'unprocessed' }, {});
  const message = page.messages.find(({ actions }) => actions.process?.allowed !== false);
  assert.ok(message);
  return message;
}

/** Every operation, on a message that is there. */
export function operations(
  adapter: MessageAdapter,
  id = 'm-1',
): Record<string, () => Promise<unknown>> {
  const command = { idempotencyKey: newIdempotencyKey(), messageId: id, expectedVersion: 1 };
  return {
    getCapabilities: () => adapter.getCapabilities!({}),
    listMessages: () => adapter.listMessages(DEFAULT_QUERY, {}),
    getMessage: () => adapter.getMessage(id, {}),
    listAgents: () => adapter.listAgents({ page: { index: 0, size: 5 } }, {}),
    allocateMessages: () =>
      adapter.allocateMessages(
        {
          idempotencyKey: newIdempotencyKey(),
          assignments: [{ messageId: id, expectedVersion: 1, employeeId: '1' }],
        },
        {},
      ),
    undoAllocation: () =>
      adapter.undoAllocation!(
        {
          idempotencyKey: newIdempotencyKey(),
          messages: [{ messageId: id, expectedVersion: 1 }],
        },
        {},
      ),
    startProcessing: () => adapter.startProcessing(command, {}),
    renewLease: () => adapter.renewLease!({ messageId: id, leaseId: 'l' }, {}),
    submitProcessing: () =>
      adapter.submitProcessing({ ...command, leaseId: 'l', comments: 'x' }, {}),
    releaseProcessing: () => adapter.releaseProcessing!({ ...command, leaseId: 'l' }, {}),
    getRecording: () => adapter.getRecording({ messageId: id, purpose: 'play' }, {}),
    getListening: () => adapter.getListening!(id, {}),
    saveListening: () => adapter.saveListening!({ messageId: id, spans: [] }, {}),
  };
}

/** All that an error says, to whoever logs it. */
export function everything(error: AdapterError): string {
  const { message, stack, cause, fields, requestId } = error;
  return [message, stack, String(cause), JSON.stringify({ fields, requestId, cause })].join('\n');
}
