/**
 * The list loads five elements when it opens them, or in an idle moment. Their files may fail to load: a
 * deployment in between, a bad line. The list says so, and needs none of them for anything else.
 */
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

/** The files of the elements that the list opens. */
const CHILD_ELEMENTS = /\/[\w-]+\.element-\w+\.js$/;

async function open(search = ''): Promise<Page> {
  const page = await split.browser.newPage();
  await page.route(CHILD_ELEMENTS, (route) => route.abort());
  await page.goto(`${split.url}${search}`);
  await page.getByText('To be allocated').last().waitFor();
  return page;
}

describe('the elements that the list loads when it opens them', () => {
  it('are missed with a notice, and open when they can be loaded', async () => {
    const page = await open();
    await page.getByRole('button', { name: /^View/ }).click();
    const list = page.locator('aicc-message-list');
    const notice = list.locator('.part-failed');
    await notice.getByText('This part could not be loaded').waitFor();
    await list.getByRole('status').getByText('This part could not be loaded').waitFor();
    await page.unroute(CHILD_ELEMENTS);
    await notice.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('dialog').getByText('Hello').waitFor();
    assert.equal(await notice.count(), 0);
    await page.close();
  });

  it('open without a connection after an idle moment', async () => {
    const page = await split.browser.newPage();
    const viewer = page.waitForResponse(/message-viewer\.element/);
    await page.goto(split.url);
    await viewer;
    await page.context().setOffline(true);
    await page.getByRole('button', { name: /^View/ }).click();
    await page.getByRole('dialog').getByText('Hello').waitFor();
    await page.close();
  });

  it('are not needed to query, to sort, to select and to choose a time', async () => {
    const page = await open();
    await page.getByLabel('Employee ID', { exact: true }).fill('7');
    await page.getByText('Customization').click();
    assert.notEqual(await page.getByLabel('From', { exact: true }).inputValue(), '');
    await page.getByRole('button', { name: 'Query', exact: true }).click();
    await page.waitForFunction(() => window.backend.queries.at(-1)?.time.kind === 'between');
    await page.getByRole('button', { name: 'Created' }).click();
    await page.getByText('To be allocated').last().waitFor();
    assert.equal(await page.evaluate(() => window.backend.reads), 3);
    await page.getByRole('checkbox', { name: /^Select, / }).click();
    await page.getByText('1 selected').waitFor();
    await page.close();
  });

  it('are not needed to say what failed, to try again and to follow live events', async () => {
    const page = await open();
    await page.evaluate(() => {
      window.backend.fails = 'forbidden';
    });
    await page.getByRole('button', { name: 'Query', exact: true }).click();
    const state = page.locator('aicc-message-list .state');
    await state.getByText('You do not have permission to see messages.').waitFor();
    await page.evaluate(() => {
      window.backend.fails = null;
    });
    await state.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('To be allocated').last().waitFor();
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
    await page.close();
  });

  it('are not needed for a time between two instants that the host asks for', async () => {
    const page = await open('?between');
    const [query, ...others] = await page.evaluate(() => window.backend.queries);
    assert.deepEqual(others, []);
    assert.equal(query?.time.from, '2026-11-01T00:00:00.000Z');
    await page.close();
  });
});
