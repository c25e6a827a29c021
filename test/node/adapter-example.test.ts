/** The worked example of docs/adapter.md holds the adapter contract it teaches. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { createMemoryAdapter } from '../../mocks/memory.js';
import type { AllocateCommand, MessageAdapter } from '../../src/adapter/adapter.js';
import { isAdapterError } from '../../src/adapter/errors.js';
import type { Message } from '../../src/model/message.js';
import { runConformance } from '../../src/testing/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const example = join(root, 'docs/examples/fetch-adapter.ts');

interface Example {
  createFetchAdapter(baseUrl: string): MessageAdapter;
}

const STATES: Readonly<Record<string, string>> = {
  'to-be-allocated': 'NEW',
  unprocessed: 'ASSIGNED',
  processing: 'OPEN',
  processed: 'DONE',
  'allocation-failed': 'FAILED',
};
const STATUSES: Readonly<Record<string, number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
};

const toRow = (message: Message): object => ({
  msgId: message.id,
  rev: message.version,
  media: message.channel === 'voice' ? 'IVR' : 'CHAT',
  state: STATES[message.status],
  caller: message.contactNumber,
  agentNo: message.employeeId,
  account: message.businessAccount,
  created: message.createdAt,
  changed: message.updatedAt,
  seconds: message.durationSeconds,
  body: message.text,
  remarks: message.handlingComments,
});

/** The example's backend: the one in memory, in other words. */
function foreignBackend(): typeof fetch {
  const memory = createMemoryAdapter({ recordings: 'files' });
  const acts: Record<string, (body: never, key: string) => Promise<unknown>> = {
    '/find': async (query) => {
      const page = await memory.listMessages(query);
      return { rows: page.messages.map(toRow), count: page.total };
    },
    '/read': async ({ id }: { id: string }) => toRow(await memory.getMessage(id)),
    '/agents': (query) => memory.listAgents(query),
    '/assign': async (assignments: AllocateCommand['assignments'], idempotencyKey) =>
      (await memory.allocateMessages({ assignments, idempotencyKey })).map((result) => {
        const row = result.ok ? result.message : result.current;
        return {
          id: result.messageId,
          ...(row ? { row: toRow(row) } : {}),
          ...(result.ok ? {} : { error: result.code }),
        };
      }),
    '/open': async (command: object, idempotencyKey) =>
      toRow(await memory.startProcessing({ ...command, idempotencyKey } as never)),
    '/done': async (command: object, idempotencyKey) =>
      toRow(await memory.submitProcessing({ ...command, idempotencyKey } as never)),
    '/recording': (request) => memory.getRecording(request),
  };
  return async (input, init) => {
    init?.signal?.throwIfAborted();
    await Promise.resolve();
    init?.signal?.throwIfAborted();
    const { pathname } = new URL(input as string);
    const key = new Headers(init?.headers).get('Idempotency-Key') ?? '';
    try {
      return Response.json(await acts[pathname]!(JSON.parse(init?.body as string) as never, key));
    } catch (error) {
      if (!isAdapterError(error)) throw error;
      const row = error.current ? { row: toRow(error.current) } : {};
      return Response.json(row, { status: STATUSES[error.code] ?? 500 });
    }
  };
}

describe('the worked example of docs/adapter.md', () => {
  const nativeFetch = globalThis.fetch;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aicc-example-'));
    globalThis.fetch = foreignBackend();
  });
  after(async () => {
    globalThis.fetch = nativeFetch;
    await rm(folder, { recursive: true });
  });

  it('holds the adapter contract', async () => {
    const outfile = join(folder, 'adapter.mjs');
    await build({
      entryPoints: [example],
      outfile,
      bundle: true,
      format: 'esm',
      logLevel: 'error',
      alias: { 'aicc-messages/adapter': join(root, 'src/adapter/index.ts') },
    });
    const { createFetchAdapter } = (await import(pathToFileURL(outfile).href)) as Example;
    const report = await runConformance(() => createFetchAdapter('https://backend.example'));
    const failed = report.results.filter(({ ok }) => !ok).map(({ id }) => id);
    assert.deepEqual(failed, [], String(report));
    assert.ok(report.passed >= 25, String(report));
  });

  it('is what the page shows', () => {
    const page = readFileSync(join(root, 'docs/adapter.md'), 'utf8');
    assert.ok(page.includes('examples/fetch-adapter.ts'));
    const lines = readFileSync(example, 'utf8').split('\n').length;
    assert.ok(lines < 160, `${lines} lines`);
  });
});
