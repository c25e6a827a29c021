/** The options of the HTTP adapter. */
import assert from 'node:assert/strict';
import { createHttpAdapter, type HttpAdapterOptions } from '../../src/adapters/http/index.js';
import { CANARY, operations, rejectionOf, useHttpAdapters } from './support/http-adapter.ts';
import { reply } from './support/http-backend.ts';

describe('the options of the HTTP adapter', () => {
  const http = useHttpAdapters();

  it('says which option cannot be used', () => {
    const bad: [Partial<HttpAdapterOptions>, RegExp][] = [
      [{ baseUrl: '' }, /baseUrl is missing/],
      [{ baseUrl: '/api' }, /baseUrl .*absolute/],
      [{ baseUrl: 'ftp://x/' }, /baseUrl must be http/],
      [{ baseUrl: `https://u:${CANARY}@x/` }, /baseUrl must not hold/],
      [{ baseUrl: 'https://x/?a=1' }, /no query/],
      [{ headers: {} as never }, /headers must be a function/],
      [{ onAuthRequired: true as never }, /onAuthRequired must be a function/],
      [{ events: 'websocket' as never }, /events must be/],
      [{ idempotencyHeader: 'a b' }, /idempotencyHeader/],
      [{ recordingOrigins: ['javascript:1'] }, /recordingOrigins/],
      [{ eventSilenceSeconds: Number.NaN }, /eventSilenceSeconds/],
    ];
    for (const [options, message] of bad) {
      assert.throws(
        () => createHttpAdapter({ baseUrl: 'https://x.example/', ...options }),
        (error) => {
          assert.ok(error instanceof TypeError);
          assert.match(error.message, message);
          assert.ok(!error.message.includes(CANARY));
          return true;
        },
      );
    }
    assert.throws(() => createHttpAdapter(undefined as never), TypeError);
  });

  it('leaves out the methods that the backend does not offer', () => {
    const adapter = http.make({ events: 'none', without: ['releaseProcessing', 'renewLease'] });
    assert.equal(adapter.subscribe, undefined);
    assert.equal(adapter.releaseProcessing, undefined);
    assert.equal(adapter.renewLease, undefined);
    assert.ok(adapter.undoAllocation);
  });

  it('sends the key and reads the request id under the names that are set', async () => {
    const adapter = http.make({ idempotencyHeader: 'X-Key', requestIdHeader: 'X-Trace' });
    http.server.next(reply(500, { 'X-Trace': 'trace-1' }));
    const error = await rejectionOf(operations(adapter)['allocateMessages']!());
    assert.equal(error.requestId, 'trace-1');
    assert.ok(http.server.seen[0]?.headers['x-key']);
  });
});
