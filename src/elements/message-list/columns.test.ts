import { expect, fixture } from '@open-wc/testing';
import { html, render, type ReactiveControllerHost } from 'lit';
import { aPage } from '../../../test/support/list-fixtures.js';
import { aMessage } from '../../../test/support/messages.js';
import { received, requested } from '../../controllers/list/list-state.js';
import { MessageListController } from '../../controllers/list/message-list-controller.js';
import type { I18n } from '../../i18n/i18n.js';
import { DEFAULT_QUERY } from '../../model/query.js';
import { columnStyles } from './column-layout.js';
import { COLUMNS, shownColumns, type Column } from './columns.js';
import { DescriptionRegistry } from './disabled-reason.js';
import { MessageNames } from './message-name.js';
import { renderTable, type TableContext } from './table.js';

const HOST: ReactiveControllerHost = {
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
};
const I18N: I18n = { t: (key) => key, locale: 'en', timeZone: 'UTC' };
const MESSAGES = [
  aMessage({ id: 'a', skillQueue: 'Billing' }),
  aMessage({ id: 'b', skillQueue: 'Sales' }),
];

function aContext(): TableContext {
  const list = new MessageListController(HOST);
  const state = requested(list.state, DEFAULT_QUERY);
  list.state = received(state, state.requestId, aPage(MESSAGES), '2026-11-22T10:00:00Z');
  return {
    i18n: I18N,
    list,
    nowPlaying: null,
    names: new MessageNames(I18N, MESSAGES),
    nowMs: Date.parse('2026-11-22T10:00:00Z'),
    dueRules: undefined,
    words: [],
    descriptions: new DescriptionRegistry(),
    onMore: () => undefined,
    onAction: () => undefined,
    onGoToPlayer: () => undefined,
  };
}

const column = (id: string): Column => COLUMNS.find((each) => each.id === id)!;
/** A column as a host may add it. */
const QUEUE: Column = {
  id: 'queue',
  header: 'viewerSkillQueue',
  renderCell: ({ message }) => message.skillQueue,
  sortField: 'updated',
  width: '10em',
};

async function aTable(columns: readonly Column[], context = aContext()) {
  const box = await fixture<HTMLElement>(html`<div>${renderTable(columns, context)}</div>`);
  const texts = (selector: string): string[] =>
    [...box.querySelectorAll(selector)].map((cell) => cell.textContent.trim());
  return { box, context, texts };
}

describe('the columns of the table', () => {
  it('are drawn in their order, and only those that are given', async () => {
    const { box, texts } = await aTable([column('status'), column('number')]);
    expect(texts('thead th')).to.deep.equal(['status', 'contactNumber']);
    for (const row of box.querySelectorAll('tbody tr')) {
      expect([...row.children].map(({ classList }) => classList[0])).to.deep.equal([
        'status',
        'number',
      ]);
    }
  });

  it('may be others than those of the screen', async () => {
    const { texts } = await aTable([column('number'), QUEUE]);
    expect(texts('th.queue')).to.deep.equal(['viewerSkillQueue']);
    expect(texts('td.queue')).to.deep.equal(['Billing', 'Sales']);
  });

  it('sort by their field', async () => {
    const { box, context } = await aTable([column('created'), QUEUE]);
    expect(box.querySelector('th.created')!.getAttribute('aria-sort')).to.equal('descending');
    box.querySelector<HTMLElement>('th.queue button')!.click();
    expect(context.list.state.query.sort.field).to.equal('updated');
  });

  it('name their rows with the contact number', async () => {
    const { box } = await aTable([QUEUE, column('number')]);
    const heads = [...box.querySelectorAll('tbody th')];
    expect(heads.map((head) => head.getAttribute('role'))).to.deep.equal([
      'rowheader',
      'rowheader',
    ]);
    expect(heads[0]!.getAttribute('scope')).to.equal('row');
  });

  it('keep their cells, and the focus in them, when their order changes', async () => {
    const context = aContext();
    const box = await fixture<HTMLElement>(html`<div></div>`);
    render(renderTable([column('operation'), QUEUE], context), box);
    const button = box.querySelector<HTMLElement>('[data-action]')!;
    render(renderTable([QUEUE, column('operation')], context), box);
    expect(box.querySelector('[data-action]')).to.equal(button);
    expect(box.querySelector('tbody td')!.classList[0]).to.equal('queue');
  });

  it('span the row of a message that is gone', async () => {
    const context = aContext();
    const { list } = context;
    list.state = {
      ...list.state,
      rows: [{ kind: 'gone', id: 'a', reason: 'deleted' }],
    };
    const { box } = await aTable([column('number'), QUEUE], context);
    expect(box.querySelector('tr.gone td')!.getAttribute('colspan')).to.equal('2');
  });

  it('are left out where the backend has nothing to show in them', () => {
    const optional: Column = { ...QUEUE, isShown: ({ filters = [] }) => filters.length > 0 };
    const ids = (columns: readonly Column[]): string[] => columns.map(({ id }) => id);
    expect(ids(shownColumns([QUEUE, optional], {}))).to.deep.equal(['queue']);
    expect(ids(shownColumns([optional], { filters: ['skill-queue'] }))).to.deep.equal(['queue']);
  });

  it('have their places in a style sheet, with no style attribute (S3)', async () => {
    const { cssText } = columnStyles([column('number'), QUEUE, column('operation')]);
    expect(cssText).to.contain('.row > .queue { grid-area: queue }');
    // A column that no layout knows has a track of its own before the last.
    expect(cssText).to.contain('"number queue operation" 1lh "number queue operation" 1lh');
    expect(cssText).to.contain('/ minmax(14em, 1fr) 10em 9.6em');
    const { box } = await aTable([QUEUE]);
    expect(box.querySelectorAll('[style]')).to.have.length(0);
  });

  it('share a track as two lines, and leave no gap where one of them is missing', () => {
    const lines = (...ids: string[]): string => columnStyles(ids.map(column)).cssText;
    expect(lines('employee', 'account')).to.contain('"employee" 1lh "account" 1lh');
    expect(lines('account')).to.contain('"account" 1lh "account" 1lh');
  });
});
