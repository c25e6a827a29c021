/** The HTTP adapter holds the adapter contract, and every exchange is as published. */
import assert from 'node:assert/strict';
import { DEFAULT_QUERY } from '../../src/model/query.js';
import { runConformance } from '../../src/testing/index.js';
import { CANARY, rejectionOf, useHttpAdapters } from './support/http-adapter.ts';
import { HttpBackend } from './support/http-backend.ts';
import { OpenApiChecker } from './support/http-openapi.ts';

describe('the HTTP adapter', () => {
  const http = useHttpAdapters();

  it('holds the adapter contract, and every exchange is as published in OpenAPI', async () => {
    const strict = await new HttpBackend({ heardBeforeSubmitPercent: 80 }).start();
    const { baseUrl } = strict;
    try {
      const checker = new OpenApiChecker(baseUrl);
      const report = await runConformance(() => http.make({ baseUrl, fetch: checker.fetch }));
      assert.ok(report.ok, String(report));
      assert.equal(report.skipped, 0, String(report));
      assert.deepEqual([...new Set(checker.problems)], []);
      assert.ok(checker.operations.size >= 14, [...checker.operations].join('\n'));
    } finally {
      await strict.stop();
    }
  });

  it('holds the contract with cursors in place of page numbers', async () => {
    const cursors = await new HttpBackend({ paging: 'cursor' }).start();
    try {
      const report = await runConformance(() => http.make({ baseUrl: cursors.baseUrl }));
      assert.ok(report.ok, String(report));
    } finally {
      await cursors.stop();
    }
  });

  it('puts no contact number, name or text into an address (S12)', async () => {
    const adapter = http.make();
    await adapter.listMessages({ ...DEFAULT_QUERY, contactNumber: CANARY, employeeId: CANARY }, {});
    await adapter.listAgents({ name: CANARY, account: CANARY, page: { index: 0, size: 5 } }, {});
    await adapter
      .getRecording(
        { messageId: 'm-1', purpose: 'download', reason: CANARY, archivePassword: CANARY },
        {},
      )
      .catch(() => undefined);
    assert.ok(http.server.seen.some(({ body }) => body.includes(CANARY)));
    assert.ok(http.server.seen.every(({ url }) => !url.includes(CANARY) && !url.includes('?')));
  });

  it('sends what was heard so that it arrives when the page is left', async () => {
    const kept: unknown[] = [];
    const adapter = http.make({
      fetch: (input, init) => {
        kept.push(init?.keepalive ?? false);
        return fetch(input, init);
      },
    });
    const { messages } = await adapter.listMessages({ ...DEFAULT_QUERY, channel: 'voice' }, {});
    const voice = messages.find(({ actions }) => actions.play?.allowed !== false);
    assert.ok(voice && adapter.saveListening);
    const spans = [{ startSeconds: 0, endSeconds: 1 }];
    await adapter.saveListening({ messageId: voice.id, spans }, {});
    assert.deepEqual(kept, [false, true]);
  });

  it('keeps an id within its segment of the address', async () => {
    const adapter = http.make();
    await rejectionOf(adapter.getMessage('../agents/search', {}));
    assert.equal(http.server.seen[0]?.url, '/api/messages/..%2Fagents%2Fsearch');
    for (const id of ['..', '.', '']) {
      assert.equal((await rejectionOf(adapter.getMessage(id, {}))).code, 'invalid');
    }
    assert.equal(http.server.seen.length, 1);
  });
});
