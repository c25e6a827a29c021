/** The HTTP adapter on a real line: dropped sockets, lost replies, answers in drips. */
import assert from 'node:assert/strict';
import { AdapterClient } from '../../src/client/adapter-client.js';
import { getRecording, startProcessing } from '../../src/client/operations.js';
import { newIdempotencyKey, sendCommand } from '../../src/client/send-command.js';
import type { Message } from '../../src/model/message.js';
import { DEFAULT_QUERY } from '../../src/model/query.js';
import { rejectionOf, unprocessed, useHttpAdapters } from './support/http-adapter.ts';
import { dropAfterCommit, type Fault } from './support/http-backend.ts';
import { until } from './support/waits.ts';

describe('the HTTP adapter on a bad line', () => {
  const http = useHttpAdapters();

  it('says network when nobody listens (N2)', async () => {
    const adapter = http.make({ baseUrl: 'http://127.0.0.1:9/api' });
    assert.equal((await rejectionOf(adapter.listMessages(DEFAULT_QUERY, {}))).code, 'network');
  });

  it('a reply that is lost after the commit is found by the same key, without doing it twice (W2)', async () => {
    const adapter = http.make();
    const message = await unprocessed(adapter);
    const command = {
      idempotencyKey: newIdempotencyKey(),
      messageId: message.id,
      expectedVersion: message.version,
    };
    http.server.next(dropAfterCommit);
    assert.equal((await rejectionOf(adapter.startProcessing(command, {}))).code, 'network');
    assert.equal(http.server.backend.peek(message.id)?.status, 'processing');
    const again = await adapter.startProcessing(command, {});
    assert.equal(again.version, message.version + 1);
    assert.equal(http.server.backend.peek(message.id)?.version, message.version + 1);
  });

  it('sending a command reads before it says anything, and never writes again by itself (W2)', async () => {
    const adapter = http.make();
    const client = AdapterClient.for(adapter);
    const message = await unprocessed(adapter);
    http.server.seen.length = 0;
    http.server.next(dropAfterCommit);
    const outcome = await sendCommand<Message>({
      send: () =>
        startProcessing(client, {
          idempotencyKey: newIdempotencyKey(),
          messageId: message.id,
          expectedVersion: message.version,
        }),
      reconcile: async () => {
        const current = await client.getMessage(message.id);
        return current.lease?.mine
          ? { kind: 'applied', value: current }
          : { kind: 'superseded', current };
      },
    });
    assert.equal(outcome.kind, 'done');
    assert.deepEqual(
      http.server.seen.map(({ method }) => method),
      ['POST', 'GET'],
    );
  });

  it('a write is followed to its end although nobody waits for it any more', async () => {
    const adapter = http.make();
    const message = await unprocessed(adapter);
    const release = http.server.backend.holdNext('startProcessing');
    const controller = new AbortController();
    const answer = adapter.startProcessing(
      {
        idempotencyKey: newIdempotencyKey(),
        messageId: message.id,
        expectedVersion: message.version,
      },
      { signal: controller.signal },
    );
    await release.reached;
    controller.abort(new Error('closed'));
    await assert.rejects(answer, /closed/);
    release();
    await until(
      'the backend to begin processing',
      () => http.server.backend.peek(message.id)?.status === 'processing',
    );
  });

  it('a read that is aborted lets its connection go', async () => {
    const adapter = http.make();
    const isClosed = new Promise<void>((resolve) => {
      http.server.next(({ response }) => response.on('close', resolve));
    });
    const controller = new AbortController();
    const answer = adapter.getMessage('m-1', { signal: controller.signal });
    await until('the request', () => http.server.seen.length === 1);
    controller.abort(new Error('gone'));
    await assert.rejects(answer, /gone/);
    await isClosed;
  });

  it('a drip too slow for the time limit is a time-out (N1 N22)', async () => {
    const adapter = http.make();
    const dripping: Fault = ({ response }) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
    };
    http.server.next(dripping);
    const client = AdapterClient.for(adapter);
    const message = getRecording(client, { messageId: 'm-1', purpose: 'play' }, { timeoutMs: 50 });
    assert.equal((await rejectionOf(message)).code, 'timeout');
  });

  it('an answer in small pieces is put together (N22)', async () => {
    const adapter = http.make();
    http.server.next(async ({ response, answer }) => {
      const bytes = Buffer.from(await (await answer()).arrayBuffer());
      response.writeHead(200, { 'Content-Type': 'application/json' });
      for (let at = 0; at < bytes.length; at += 1009) {
        response.write(bytes.subarray(at, at + 1009));
        await new Promise(setImmediate);
      }
      response.end();
    });
    const page = await adapter.listMessages(DEFAULT_QUERY, {});
    assert.equal(page.messages.length, 20);
  });

  it('a line that breaks in the middle of an answer is a network fault', async () => {
    const adapter = http.make();
    http.server.next(({ response }) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      response.write('{"messages":[', () => response.destroy());
    });
    assert.equal((await rejectionOf(adapter.listMessages(DEFAULT_QUERY, {}))).code, 'network');
  });
});
