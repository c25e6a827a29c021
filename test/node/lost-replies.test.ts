/** A bad line between a real browser and the backend: lost replies, ended sessions, broken answers. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { createSeed, type MemoryBackendOptions, type StoredMessage } from '../../mocks/memory.js';
import { dropAfterCommit, problem, reply, type Exchange, type Fault } from './http-backend.ts';
import {
  answerNever,
  drip,
  dropBefore,
  holdForEver,
  openHostPages,
  truncate,
  type HostPages,
  type HostSite,
} from './support/backend-server.ts';

const ROBIN = '1001';
const SEARCH = { path: /messages\/search$/ };
const FORBIDDEN = /not allowed to|do not have permission/;
const LOADING = /Failed to load resource/;
/** Playwright tells of a redirect whether it is followed or not. */
const AWAY = /foreign request: http:\/\/localhost/;
const LOGIN_PAGE = '<!doctype html><title>Sign in</title><form><input name="password"></form>';

let pages: HostPages;
let site: HostSite;
let messages: readonly StoredMessage[];
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());
afterEach(() => site.close());

/** Three messages: to be allocated, Robin's to process, to be allocated. */
async function serve(
  options: MemoryBackendOptions = {},
  connection: { readonly keepAlive?: boolean } = {},
): Promise<void> {
  const seed = createSeed();
  messages = (seed.messages as readonly StoredMessage[])
    .filter(({ status }) => status === 'to-be-allocated')
    .slice(0, 3)
    .map((message, place) =>
      place === 1
        ? { ...message, status: 'unprocessed', employeeId: ROBIN, businessAccount: 'j100001' }
        : message,
    );
  site = await pages.serve({ ...options, seed: { ...seed, messages } }, connection);
}

const idAt = (place: number): string => messages[place]!.id;
const standing = (place: number): StoredMessage => site.backend.peek(idAt(place))!;
const keysOf = (path: RegExp): readonly unknown[] =>
  site.seen({ path }).map(({ headers }) => headers['idempotency-key']);

async function until(fact: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 15_000;
  while (!fact()) {
    assert.ok(Date.now() < end, `waited for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a reply that is lost after the act', { timeout: 180_000 }, () => {
  for (const [name, fault] of [
    ['the line drops', dropAfterCommit],
    ['nothing ever comes', answerNever],
    ['the answer breaks off', truncate],
    ['the gateway says 503', reply503After()],
  ] as const) {
    it(`W2 allocating shows what is true, done once: ${name}`, async () => {
      await serve();
      const robin = await site.open(ROBIN, { allow: [LOADING], query: 'timeout=2' });
      site.strike({ path: /allocations$/ }, fault);
      await robin.chooseAgent(idAt(0), '1004');
      await robin.complete();
      await robin.allocateDialog.waitFor({ state: 'hidden' });
      await robin.row(idAt(0)).getByText('1004').waitFor();
      assert.equal(await robin.told('aicc-allocated'), 1);
      assert.equal(site.seen({ path: /allocations$/ }).length, 1, 'never sent again by itself');
      assert.equal(standing(0).version, messages[0]!.version + 1, 'one effect');
      await robin.calm();
    });
  }

  it('W2 has one effect even when the browser itself sends a request again', async () => {
    await serve({}, { keepAlive: true });
    const robin = await site.open(ROBIN, { allow: [LOADING] });
    site.strike({ path: /allocations$/ }, dropAfterCommit);
    await robin.chooseAgent(idAt(0), '1004');
    await robin.complete();
    await robin.allocateDialog.waitFor({ state: 'hidden' });
    assert.equal(new Set(keysOf(/allocations$/)).size, 1, 'whoever sends it, the key is the same');
    assert.equal(standing(0).version, messages[0]!.version + 1, 'one effect');
    await robin.calm();
  });

  it('W2 submitting says that it checks, then the true state, with one effect', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING] });
    await robin.process(idAt(1));
    await robin.comments.fill('Settled on the phone.');
    site.strike({ path: /submission$/ }, dropAfterCommit);
    // The look-up is lost at first too, so that the checking can be seen.
    site.strike({ path: new RegExp(`messages/${idAt(1)}$`) }, dropBefore);
    await robin.submit();
    await robin.processDialog.getByText('No answer came. Checking what became of it…').waitFor();
    await robin.processDialog.waitFor({ state: 'hidden' });
    await robin.row(idAt(1)).getByText('Processed').waitFor();
    assert.equal(await robin.told('aicc-processed'), 1);
    assert.equal(await robin.told('aicc-error'), 0, 'never called failed');
    assert.equal(site.seen({ path: /submission$/ }).length, 1);
    assert.equal(standing(1).history.filter(({ kind }) => kind === 'processed').length, 1);
    await robin.calm();
  });

  it('W2 says that it does not know when looking fails too; the second Submit has the same key and one effect', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING], query: 'events=none' });
    await robin.process(idAt(1));
    await robin.comments.fill('Settled on the phone.');
    site.strike({ path: /submission$/ }, dropAfterCommit);
    const dead = site.strike({ path: new RegExp(`messages/${idAt(1)}$`) }, reply(403), 3);
    await robin.submit();
    await robin.processDialog
      .getByText(/may have been submitted\. Submit again to find out/)
      .waitFor();
    assert.equal(await robin.comments.inputValue(), 'Settled on the phone.');
    dead();
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    const keys = keysOf(/submission$/);
    assert.equal(keys.length, 2);
    assert.equal(new Set(keys).size, 1, 'the same key');
    assert.equal(standing(1).history.filter(({ kind }) => kind === 'processed').length, 1);
    await robin.calm();
  });

  it('W2 starting shows Processing by you, with one lease', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING] });
    site.strike({ path: /processing$/ }, dropAfterCommit);
    await robin.process(idAt(1));
    await robin.row(idAt(1)).getByText('by you').waitFor();
    assert.equal(site.seen({ path: /processing$/ }).length, 1);
    assert.equal(standing(1).history.filter(({ kind }) => kind === 'processing-started').length, 1);
    await robin.calm();
  });

  it('W2 W9 says that nothing was done when the request never arrived; Retry has the same key', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING] });
    site.strike({ path: /allocations$/ }, dropBefore);
    await robin.chooseAgent(idAt(0), '1004');
    await robin.complete();
    await robin.allocateDialog.getByText('Not allocated.').waitFor();
    assert.equal(standing(0).version, messages[0]!.version);
    await robin.allocateDialog.getByRole('button', { name: /^Retry/ }).click();
    await robin.allocateDialog.waitFor({ state: 'hidden' });
    const keys = keysOf(/allocations$/);
    assert.equal(keys.length, 2);
    assert.equal(new Set(keys).size, 1);
    await robin.calm();
  });
});

describe('a service that does not answer', { timeout: 180_000 }, () => {
  it('N1 says so after the host’s time limit, offers Retry, and Retry helps', async () => {
    await serve();
    const stop = site.strike(SEARCH, holdForEver, Infinity);
    const robin = await site.open(ROBIN, { query: 'timeout=0.5' });
    await robin.list.getByText('The messages could not be loaded').waitFor();
    await robin.list.getByText('The service did not answer in time.').first().waitFor();
    assert.equal(await robin.list.locator('.skeleton').count(), 0, 'nothing looks like loading');
    stop();
    await robin.list.getByRole('button', { name: 'Retry' }).click();
    await robin.row(idAt(0)).waitFor();
    await robin.calm();
  });

  it('N1 waits 15 seconds where the host sets nothing', async () => {
    await serve();
    site.strike({ path: /processing$/ }, holdForEver, Infinity);
    const robin = await site.open(ROBIN, { clock: true });
    await robin.row(idAt(1)).waitFor();
    await robin.act('Process', idAt(1));
    await robin.processDialog.getByText('Opening for processing…').waitFor();
    await until(() => site.seen({ path: /processing$/ }).length === 1, 'the start is sent');
    await robin.page.clock.runFor(14_000);
    assert.equal(await robin.processDialog.getByText('Processing did not start.').count(), 0);
    await robin.page.clock.runFor(1500);
    await robin.processDialog.getByText('Processing did not start.').waitFor();
    await robin.processDialog.getByRole('button', { name: 'Retry' }).waitFor();
    assert.equal(standing(1).status, 'unprocessed');
    await robin.calm();
  });

  it('N2 keeps the rows when the service cannot be reached, says of when they are, and claims nothing more', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING], query: 'events=none' });
    await robin.row(idAt(0)).waitFor();
    const stop = site.strike(SEARCH, dropBefore, Infinity);
    await robin.list.getByRole('button', { name: 'Refresh' }).click();
    await robin.list.getByText(/^Shown as of/).waitFor();
    await robin.list.getByText('The service cannot be reached.').first().waitFor();
    await robin.row(idAt(0)).waitFor();
    assert.equal(await robin.list.getByText(/offline/i).count(), 0);
    stop();
    await robin.list.getByRole('button', { name: 'Retry' }).click();
    await robin.list.getByText(/^Shown as of/).waitFor({ state: 'detached' });
    await robin.calm();
  });

  it('N2 says no more when the browser is offline, and reads again by itself when it is back', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING, /ERR_INTERNET_DISCONNECTED/] });
    await robin.row(idAt(0)).waitFor();
    // What tells of the trouble is loaded in an idle moment, with the tip: without a line it cannot come.
    await robin.list.locator('.tip').waitFor({ state: 'attached' });
    await robin.context.setOffline(true);
    await robin.list.getByRole('button', { name: 'Refresh' }).click();
    await robin.list.getByText(/^Shown as of/).waitFor();
    await robin.row(idAt(0)).waitFor();
    assert.equal(await robin.list.getByText(/offline/i).count(), 0);
    await robin.context.setOffline(false);
    await robin.list.getByText(/^Shown as of/).waitFor({ state: 'detached' });
    await robin.calm();
  });

  it('N22 a drip too slow ends in time, a bearable one is read; requests never pile up', async () => {
    await serve();
    site.strike(SEARCH, drip(1, 500), 3);
    const robin = await site.open(ROBIN, { query: 'timeout=1' });
    await robin.list.getByText('The service did not answer in time.').first().waitFor();
    assert.equal(site.seen(SEARCH).length, 3, 'three tries in all');
    site.strike(SEARCH, drip(4096, 20));
    await robin.list.getByRole('button', { name: 'Retry' }).click();
    await robin.row(idAt(0)).waitFor();
    assert.equal(site.seen(SEARCH).length, 4);
    await robin.calm();
  });

  it('N22 a line that drops every second request still brings the rows, one request at a time', async () => {
    await serve();
    let under = 0;
    let most = 0;
    let count = 0;
    const flap: Fault = async ({ response, answer }) => {
      under += 1;
      most = Math.max(most, under);
      response.on('close', () => (under -= 1));
      count += 1;
      if (count % 2 === 1) {
        response.socket?.destroy();
        return;
      }
      const told = await answer();
      response.writeHead(told.status, Object.fromEntries(told.headers));
      response.end(Buffer.from(await told.arrayBuffer()));
    };
    site.strike(SEARCH, flap, Infinity);
    const robin = await site.open(ROBIN, { allow: [LOADING], query: 'events=none' });
    await robin.row(idAt(0)).waitFor();
    for (let turn = 0; turn < 3; turn += 1) {
      const before = count;
      await robin.list.getByRole('button', { name: /^(Refresh|Retry)$/ }).click();
      await until(() => count >= before + 2, 'tried again');
      await robin.list.getByRole('button', { name: 'Refresh', disabled: false }).waitFor();
    }
    assert.equal(most, 1, 'never two at once');
    await robin.row(idAt(0)).waitFor();
    await robin.calm();
  });
});

describe('a session that ends', { timeout: 180_000 }, () => {
  it('N3 renews once without a word and sends a refused write again with its key', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING], query: 'renew=yes' });
    await robin.process(idAt(1));
    await robin.comments.fill('Typed before the session ended.');
    site.strike({ path: /submission$/ }, reply(401));
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(site.renewals, 1);
    const keys = keysOf(/submission$/);
    assert.equal(keys.length, 2, 'one repetition');
    assert.equal(new Set(keys).size, 1);
    assert.equal(await robin.told('aicc-error'), 0);
    assert.equal(standing(1).handlingComments, 'Typed before the session ended.');
    await robin.calm();
  });

  it('N3 never loops when the renewed session is refused too', async () => {
    await serve();
    site.strike(SEARCH, reply(401), Infinity);
    const robin = await site.open(ROBIN, { allow: [LOADING], query: 'renew=yes&events=none' });
    await robin.list.getByText('Session ended').waitFor();
    assert.equal(site.seen(SEARCH).length, 2, 'the request and one repetition');
    assert.equal(site.renewals, 1);
    await robin.calm();
  });

  for (const [name, fault] of [
    ['a redirect to the same origin', reply(302, { Location: '/login' })],
    ['a redirect to another origin', redirectAway],
    [
      'a sign-in page in place of the answer',
      reply(200, { 'Content-Type': 'text/html' }, LOGIN_PAGE),
    ],
  ] as const) {
    it(`N4 says that the session ended and keeps the comment: ${name}`, async () => {
      await serve();
      const robin = await site.open(ROBIN, { allow: [LOADING, AWAY], query: 'events=none' });
      await robin.process(idAt(1));
      await robin.comments.fill('Not lost.');
      const stop = site.strike({}, fault, Infinity);
      await robin.submit();
      await robin.processDialog.getByText(/Your session has ended\. Sign in again/).waitFor();
      assert.equal(await robin.comments.inputValue(), 'Not lost.');
      assert.equal(await robin.page.getByText('Sign in', { exact: true }).count(), 0);
      stop();
      await robin.submit();
      await robin.processDialog.waitFor({ state: 'hidden' });
      assert.equal(standing(1).handlingComments, 'Not lost.');
      const keys = keysOf(/submission$/);
      assert.equal(new Set(keys).size, 1, 'the same key after signing in');
      await robin.calm();
    });

    it(`N4 is no empty list: ${name}`, async () => {
      await serve();
      site.strike(SEARCH, fault, Infinity);
      const robin = await site.open(ROBIN, { allow: [LOADING, AWAY], query: 'events=none' });
      await robin.list.getByText('Session ended').waitFor();
      assert.ok(!site.loaded.includes('/login'), 'the sign-in page was never asked for');
      assert.equal(await robin.list.getByText(/^No messages/).count(), 0);
      assert.equal(await robin.list.getByText('0 messages').count(), 0);
      await robin.calm();
    });
  }
});

describe('refusals of the service', { timeout: 180_000 }, () => {
  it('N5 says what is not allowed, asks once, and keeps the row', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING] });
    site.strike({ path: /processing$/ }, problem(403, 'forbidden'));
    await robin.act('Process', idAt(1));
    await robin.processDialog.getByText(FORBIDDEN).first().waitFor();
    assert.equal(site.seen({ path: /processing$/ }).length, 1);
    await robin.processDialog.getByRole('button', { name: 'Close' }).click();
    await robin.row(idAt(1)).getByText('Unprocessed').waitFor();
    await robin.chooseAgent(idAt(0), '1004');
    site.strike({ path: /allocations$/ }, problem(403, 'forbidden'));
    await robin.complete();
    await robin.allocateDialog.getByText(FORBIDDEN).first().waitFor();
    assert.equal(site.seen({ path: /allocations$/ }).length, 1);
    assert.equal(standing(0).status, 'to-be-allocated');
    await robin.calm();
  });

  it('N7 waits while the same key is in progress, and shows no conflict', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING] });
    await robin.process(idAt(1));
    await robin.comments.fill('Once.');
    site.strike({ path: /submission$/ }, problem(409, 'key-in-progress'), 2);
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(await robin.told('aicc-error'), 0);
    assert.equal(new Set(keysOf(/submission$/)).size, 1);
    assert.equal(standing(1).handlingComments, 'Once.');
    await robin.calm();
  });

  it('N7 asks for what stands when a conflict does not tell it, and says 428 is no success', async () => {
    await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING], query: 'events=none' });
    await robin.process(idAt(1));
    await robin.comments.fill('Kept.');
    for (const [status, type] of [
      [412, 'conflict'],
      [428, 'conflict'],
    ] as const) {
      site.strike({ path: /submission$/ }, problem(status, type));
      await robin.submit();
      await robin.processDialog.getByText('Not submitted.').first().waitFor();
      assert.equal(await robin.comments.inputValue(), 'Kept.');
      assert.equal(standing(1).status, 'processing');
    }
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(standing(1).handlingComments, 'Kept.');
    await robin.calm();
  });

  for (const [name, fault, waitMs] of [
    ['429 with seconds', reply(429, { 'Retry-After': '2' }), 1900],
    ['503 with a date', retryAt(3000), 1500],
    ['503 with a date that is past', retryAt(-86_400_000), 0],
    ['429 with a negative time', reply(429, { 'Retry-After': '-5' }), 0],
  ] as const) {
    it(`N9 asks again once, and not before the time: ${name}`, async () => {
      await serve();
      let struckAt = 0;
      let againAt = 0;
      site.strike(SEARCH, (exchange) => {
        struckAt = Date.now();
        return fault(exchange);
      });
      site.strike(SEARCH, async ({ response, answer }) => {
        againAt = Date.now();
        const told = await answer();
        response.writeHead(told.status, Object.fromEntries(told.headers));
        response.end(Buffer.from(await told.arrayBuffer()));
      });
      const robin = await site.open(ROBIN, { allow: [LOADING], query: 'events=none' });
      if (waitMs > 0)
        await robin.list
          .getByText(/^Retry in \d/)
          .first()
          .waitFor();
      await robin.row(idAt(0)).waitFor();
      assert.ok(againAt - struckAt >= waitMs, `asked again after ${String(againAt - struckAt)} ms`);
      assert.equal(site.seen(SEARCH).length, 2);
      await robin.calm();
    });
  }

  for (const [name, fault] of [
    ['truncated JSON', truncate],
    [
      'HTML that is no sign-in page as JSON',
      reply(200, { 'Content-Type': 'application/json' }, '<h1>It works!</h1>'),
    ],
    ['nothing at all', reply(200, { 'Content-Type': 'application/json' })],
    ['204', reply(204)],
    ['plain text', reply(200, { 'Content-Type': 'text/plain' }, 'OK')],
    [
      'bytes that are no gzip',
      reply(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }, 'x'),
    ],
  ] as const) {
    it(`N12 says that the answer cannot be understood, and shows none of it: ${name}`, async () => {
      await serve();
      const stop = site.strike(SEARCH, fault, Infinity);
      const robin = await site.open(ROBIN, { allow: [LOADING], query: 'events=none' });
      await robin.list.getByText('The messages could not be loaded').waitFor();
      assert.equal(await robin.list.getByText(/SyntaxError|Unexpected|It works/).count(), 0);
      assert.equal(await robin.list.locator('tbody tr[data-id]').count(), 0, 'no half a list');
      stop();
      await robin.list.getByRole('button', { name: 'Retry' }).click();
      await robin.row(idAt(0)).waitFor();
      await robin.calm();
    });
  }
});

/** The backend acts; what stands before it says that it cannot be reached. */
function reply503After(): Fault {
  return async ({ response, answer }) => {
    await answer();
    response.writeHead(503, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway</h1>');
  };
}

/** The same server by another name: another origin. */
function redirectAway({ request, response }: Exchange): void {
  const port = request.headers.host?.split(':')[1] ?? '';
  response.writeHead(302, { Location: `http://localhost:${port}/login` }).end();
}

function retryAt(inMs: number): Fault {
  return ({ response }) => {
    const when = new Date(Date.now() + inMs).toUTCString();
    response.writeHead(503, { 'Retry-After': when }).end();
  };
}
