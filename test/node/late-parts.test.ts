/** What the list loads later may fail to load: a deployment in between, a bad line. It says so, or does without. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/entries.mjs';
import { openSplitPage, type SplitPage } from './support/split-page.ts';

/** A page whose backend is one list of messages; `tell` is its live events. */
const PAGE = `
import ${JSON.stringify(join(root, 'src/elements/message-list/message-list.define.ts'))};
const message = { id: 'm-1', version: 1, channel: 'web', status: 'to-be-allocated', text: 'Hello',
  createdAt: new Date().toISOString() };
window.backend = { message, reads: 0, queries: [], tell: null, fails: null };
const list = document.querySelector('aicc-message-list');
if (location.search) list.query = { time: { kind: 'between', from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' } };
list.adapter = {
  listMessages: (query) => {
    backend.reads += 1;
    backend.queries.push(query);
    if (backend.fails) return Promise.reject(Object.assign(new Error(), { name: 'AdapterError', code: backend.fails }));
    return Promise.resolve({ messages: [backend.message], total: 1 });
  },
  getMessage: () => Promise.resolve(backend.message),
  subscribe: (listener) => { backend.tell = listener; return () => undefined; },
};
`;

interface Backend {
  message: { id: string; version: number; status: string };
  reads: number;
  queries: { time: { kind: string; from?: string } }[];
  fails: string | null;
  tell: (event: unknown) => void;
}
declare global {
  interface Window {
    backend: Backend;
  }
}

let split: SplitPage;

before(async () => {
  split = await openSplitPage('aicc-message-list', PAGE);
});
after(() => split.close());

const LATER = /\/later-/;

async function open(without?: RegExp): Promise<Page> {
  const page = await split.browser.newPage();
  if (without) await page.route(without, (route) => route.abort());
  await page.goto(split.url);
  await page.getByText('To be allocated').last().waitFor();
  return page;
}

/** Waits until what is loaded in an idle moment is here. */
async function idle(page: Page): Promise<void> {
  await page.locator('aicc-message-list .tip').waitFor({ state: 'attached' });
}

describe('what the list loads later', () => {
  it('tells of a part that cannot be loaded, and opens it when it can', async () => {
    const page = await open();
    const late = /\/opened-parts-/;
    await page.route(late, (route) => route.abort());
    await page.getByRole('button', { name: /^View/ }).click();
    const notice = page.getByRole('alert');
    await notice.getByText('This part could not be loaded').waitFor();
    await page.unroute(late);
    await notice.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('dialog').getByText('Hello').waitFor();
    assert.equal(await notice.count(), 0);
    await page.close();
  });

  it('reads the page anew when what follows live news cannot be loaded', async () => {
    const page = await open();
    await page.route(/\/list-news-/, (route) => route.abort());
    await page.evaluate(() => {
      const { backend } = window;
      backend.message = { ...backend.message, version: 2, status: 'processed' };
      backend.tell({
        type: 'changed',
        messageId: 'm-1',
        version: 2,
        sequence: null,
        message: null,
      });
    });
    await page.locator('aicc-message-list tbody').getByText('Processed').waitFor();
    assert.equal(await page.evaluate(() => window.backend.reads), 2);
    await page.close();
  });

  it('is not needed to query, to sort and to act on a row', async () => {
    const page = await open(LATER);
    await page.getByLabel('Employee ID', { exact: true }).fill('7');
    await page.getByRole('button', { name: 'Query', exact: true }).click();
    await page.getByRole('button', { name: 'Created' }).click();
    await page.getByText('To be allocated').last().waitFor();
    assert.equal(await page.evaluate(() => window.backend.reads), 3);
    await page.unroute(LATER);
    await page.getByRole('button', { name: /^View/ }).click();
    await page.getByRole('dialog').getByText('Hello').waitFor();
    await page.close();
  });

  it('is not needed to hear of a failure and to try again', async () => {
    const page = await open(LATER);
    await page.evaluate(() => {
      window.backend.fails = 'network';
    });
    await page.getByRole('button', { name: 'Query', exact: true }).click();
    const state = page.locator('aicc-message-list .state');
    await state.getByText('The messages could not be loaded').waitFor();
    await page.evaluate(() => {
      window.backend.fails = null;
    });
    await state.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('To be allocated').last().waitFor();
    await page.close();
  });

  it('is here when the connection goes after the first look', async () => {
    const page = await open();
    await idle(page);
    await page.context().setOffline(true);
    await page.evaluate(() => {
      window.backend.fails = 'forbidden';
    });
    await page.getByRole('button', { name: 'Query', exact: true }).click();
    await page.getByText('You do not have permission to see messages.').waitFor();
    await page.close();
  });

  it('says when a selection cannot be shown, and shows it when it can', async () => {
    const page = await open(LATER);
    await page.getByRole('checkbox', { name: /^Select, / }).click();
    const notice = page.getByRole('alert');
    await notice.getByText('This part could not be loaded').waitFor();
    await page.unroute(LATER);
    await notice.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('1 selected').waitFor();
    assert.equal(await notice.count(), 0);
    await page.close();
  });

  it('says when a time cannot be chosen, and queries it when it can', async () => {
    const page = await open(LATER);
    await page.getByText('Customization').click();
    const notice = page.getByRole('alert');
    await notice.getByText('This part could not be loaded').waitFor();
    await page.getByRole('button', { name: 'Query', exact: true }).click();
    await page.unroute(LATER);
    await notice.getByRole('button', { name: 'Retry' }).click();
    await page.waitForFunction(() => window.backend.queries.at(-1)?.time.kind === 'between');
    assert.notEqual(await page.getByLabel('From', { exact: true }).inputValue(), '');
    await page.close();
  });

  it('is waited for when the host asks for a time between two instants', async () => {
    const page = await split.browser.newPage();
    await page.goto(`${split.url}?between`);
    await page.getByText('To be allocated').last().waitFor();
    const [query, ...others] = await page.evaluate(() => window.backend.queries);
    assert.deepEqual(others, []);
    assert.equal(query?.time.from, '2026-11-01T00:00:00.000Z');
    await page.close();
  });
});
