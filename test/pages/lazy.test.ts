/**
 * What loads only when a person opens or chooses it may fail to load: a deployment in between, a lost
 * connection. It says so, and nothing else needs it.
 */
import assert from 'node:assert/strict';
import { until } from '../node/support/waits.ts';
import { testScripts } from './support/builds.ts';
import { AMELIA_USER, ROBIN, SEARCH, useHostSites } from './support/host-site.ts';
import { problem } from '../node/support/http-backend.ts';
import { failureOf, play, soundsPast } from './support/media-player.ts';
import { sound, useMediaPages } from './support/media-pages.ts';

/** What Chromium says about a file that does not come, or an answer that refuses. */
const FAILED = /Failed to load resource|ERR_FAILED/;
const MISSED = 'This part could not be loaded';

/** Every file that a script of in-page/ does not load at once. */
const allLazy = async (script: string): Promise<(path: string) => boolean> => {
  const { isLazy } = await testScripts();
  return (path) => isLazy(script, path);
};

describe('the elements that the list loads when it opens them', () => {
  const serve = useHostSites();

  it('are missed with a notice, and open on Retry when they can be loaded', async () => {
    const site = await serve();
    const without = await allLazy('host.js');
    const robin = await site.open(ROBIN, { allow: [FAILED], without });
    await robin.act('Process', site.idAt(1));
    const notice = robin.list.locator('.part-failed');
    await notice.getByText(MISSED).waitFor();
    await robin.list.getByRole('status').getByText(MISSED).waitFor();
    await robin.page.unrouteAll();
    await notice.getByRole('button', { name: 'Retry' }).click();
    await robin.comments.waitFor();
    assert.equal(await notice.count(), 0);
  });

  it('are loaded in an idle moment, so that opening one needs no file any more', async () => {
    const site = await serve();
    const isLazy = await allLazy('host.js');
    const robin = await site.open(ROBIN);
    await until('the five elements', () => {
      const files = site.loaded.filter(isLazy);
      return files.filter((path) => path.includes('.element-')).length === 5;
    });
    await robin.page.route('**/*.js', (route) => route.abort());
    await robin.act('Process', site.idAt(1));
    await robin.comments.waitFor();
  });

  it('are not needed to query, to sort, to select and to choose a time', async () => {
    const site = await serve();
    const without = await allLazy('host.js');
    const robin = await site.open(ROBIN, { allow: [FAILED], without, query: 'events=none' });
    await robin.row(site.idAt(0)).waitFor();
    await robin.list.getByText('Customization').click();
    const from = robin.list.getByLabel('From', { exact: true });
    assert.notEqual(await from.inputValue(), '');
    await robin.list.getByRole('button', { name: 'Query', exact: true }).click();
    await until('a search for that time', () =>
      (site.seen(SEARCH)[1]?.body ?? '').includes('"from"'),
    );
    await robin.list.getByRole('button', { name: 'Created' }).click();
    await until('a search in that order', () => site.seen(SEARCH).length === 3);
    await robin.row(site.idAt(0)).getByRole('checkbox').click();
    await robin.list.getByText('1 selected').waitFor();
  });

  it('are not needed to say what failed, to try again and to follow live events', async () => {
    const site = await serve();
    site.strike(SEARCH, problem(403, 'forbidden'));
    const without = await allLazy('host.js');
    const robin = await site.open(ROBIN, { allow: [FAILED], without });
    await robin.list.getByText('You do not have permission to see messages.').first().waitFor();
    await robin.list.getByRole('button', { name: 'Retry' }).click();
    await robin.row(site.idAt(0)).getByText('To be allocated').waitFor();
    await site.backend.as(AMELIA_USER).allocateMessages({
      idempotencyKey: 'elsewhere',
      assignments: [
        { messageId: site.idAt(0), expectedVersion: site.firstVersion(0), employeeId: '1004' },
      ],
    });
    await robin.row(site.idAt(0)).getByText('1004').waitFor();
  });
});

describe('the panels that the player loads when they are opened', () => {
  const { open } = useMediaPages();
  const cues = [{ startSeconds: 0, endSeconds: 2, text: 'Please call me back', confidence: 1 }];
  const transcript = { language: 'en', cues };

  it('are not needed to play, and none of them is loaded for it', async () => {
    const isLazy = await allLazy('media.js');
    const media = await open();
    const requested: string[] = [];
    media.page.on('request', (request) => requested.push(new URL(request.url()).pathname));
    await media.show([{ ...sound('good.wav'), transcript }]);
    await play(media);
    await soundsPast(media, 0);
    await media.page.getByRole('button', { name: 'Pause', exact: true }).click();
    assert.deepEqual(requested.filter(isLazy), []);
  });

  it('say so when they cannot be loaded, and open on Retry when they can', async () => {
    const media = await open({ without: await allLazy('media.js') });
    await media.show([{ ...sound('good.wav'), transcript }]);
    await play(media);
    await media.page.getByRole('button', { name: 'Transcript' }).click();
    await media.page.getByText(MISSED).first().waitFor();
    await media.page.unrouteAll();
    const retry = media.page.getByRole('button', { name: 'Retry', exact: true });
    await retry.click();
    await media.page.getByText('Please call me back').waitFor();
    assert.equal(await retry.count(), 0);
  });

  it('say so in a failure too, and the way on is taken when it can be loaded', async () => {
    const media = await open({ without: await allLazy('media.js') });
    await media.show([{ url: '/format/gsm.wav' }, { code: 'unsupported' }], { phone: true });
    await play(media);
    await failureOf(media);
    const listen = media.page.getByRole('button', { name: 'Listen by phone' });
    await listen.click();
    await media.says(/part could not be loaded/);
    await media.page.unrouteAll();
    await listen.click();
    await media.says(/Playing on your phone/);
  });
});

describe('a language', () => {
  const serve = useHostSites();

  it('that cannot be loaded leaves the screen in English, and comes when it is asked for again', async () => {
    const site = await serve();
    const without = await allLazy('host.js');
    const robin = await site.open(ROBIN, { allow: [FAILED], without, query: 'lang=zh-CN' });
    await robin.list.getByRole('button', { name: 'Query', exact: true }).waitFor();
    await robin.page.unrouteAll();
    await robin.page.evaluate(() => (document.documentElement.lang = 'en'));
    await robin.page.evaluate(() => (document.documentElement.lang = 'zh-CN'));
    await robin.list.getByRole('button', { name: '查询', exact: true }).waitFor();
  });
});
