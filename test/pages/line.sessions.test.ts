/** Sessions that end while somebody works. */
import assert from 'node:assert/strict';
import { reply, type Exchange } from '../node/support/http-backend.ts';
import { ROBIN, SEARCH, useHostSites } from './support/host-site.ts';

/** What Chromium says about a request that failed. */
const LOADING = /Failed to load resource/;
/** Playwright tells of a redirect whether it is followed or not. */
const AWAY = /foreign request: http:\/\/localhost/;
const LOGIN_PAGE = '<!doctype html><title>Sign in</title><form><input name="password"></form>';

describe('a session that ends', () => {
  const serve = useHostSites();

  it('renews once without a word and sends a refused write again with its key (N3)', async () => {
    const site = await serve();
    const robin = await site.open(ROBIN, { allow: [LOADING], query: 'renew=yes' });
    await robin.process(site.idAt(1));
    await robin.comments.fill('Typed before the session ended.');
    site.strike({ path: /submission$/ }, reply(401));
    await robin.submit();
    await robin.processDialog.waitFor({ state: 'hidden' });
    assert.equal(site.renewals, 1);
    const keys = site.keysOf(/submission$/);
    assert.equal(keys.length, 2, 'one repetition');
    assert.equal(new Set(keys).size, 1);
    assert.equal(await robin.told('aicc-error'), 0);
    assert.equal(site.standing(1).handlingComments, 'Typed before the session ended.');
  });

  it('never loops when the renewed session is refused too (N3)', async () => {
    const site = await serve();
    site.strike(SEARCH, reply(401), Infinity);
    const robin = await site.open(ROBIN, { allow: [LOADING], query: 'renew=yes&events=none' });
    await robin.list.getByText('Session ended').waitFor();
    assert.equal(site.seen(SEARCH).length, 2, 'the request and one repetition');
    assert.equal(site.renewals, 1);
  });

  for (const [name, fault] of [
    ['a redirect to the same origin', reply(302, { Location: '/login' })],
    ['a redirect to another origin', redirectAway],
    [
      'a sign-in page in place of the answer',
      reply(200, { 'Content-Type': 'text/html' }, LOGIN_PAGE),
    ],
  ] as const) {
    it(`says that the session ended and keeps the comment: ${name} (N4)`, async () => {
      const site = await serve();
      const robin = await site.open(ROBIN, { allow: [LOADING, AWAY], query: 'events=none' });
      await robin.process(site.idAt(1));
      await robin.comments.fill('Not lost.');
      const stop = site.strike({}, fault, Infinity);
      await robin.submit();
      await robin.processDialog.getByText(/Your session has ended\. Sign in again/).waitFor();
      assert.equal(await robin.comments.inputValue(), 'Not lost.');
      assert.equal(await robin.page.getByText('Sign in', { exact: true }).count(), 0);
      stop();
      await robin.submit();
      await robin.processDialog.waitFor({ state: 'hidden' });
      assert.equal(site.standing(1).handlingComments, 'Not lost.');
      const keys = site.keysOf(/submission$/);
      assert.equal(new Set(keys).size, 1, 'the same key after signing in');
    });

    it(`is no empty list: ${name} (N4)`, async () => {
      const site = await serve();
      site.strike(SEARCH, fault, Infinity);
      const robin = await site.open(ROBIN, { allow: [LOADING, AWAY], query: 'events=none' });
      await robin.list.getByText('Session ended').waitFor();
      assert.ok(!site.loaded.includes('/login'), 'the sign-in page was never asked for');
      assert.equal(await robin.list.getByText(/^No messages/).count(), 0);
      assert.equal(await robin.list.getByText('0 messages').count(), 0);
    });
  }
});

/** The same server by another name: another origin. */
function redirectAway({ request, response }: Exchange): void {
  const port = request.headers.host?.split(':')[1] ?? '';
  response.writeHead(302, { Location: `http://localhost:${port}/login` }).end();
}
