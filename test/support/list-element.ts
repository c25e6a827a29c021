/** One list in the page, under its own prefix, with fakes of the elements that it opens. */
import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { MessageListElement } from '../../src/elements/message-list/message-list.element.js';
import { defineElement, resolveScope } from '../../src/internal/define.js';
import type { Message } from '../../src/model/message.js';
import { aPage, FakeListAdapter } from './list-fixtures.js';
import { waitFor } from './waits.js';

const PREFIX = 'lt';

/** A fake of every dialog: it opens and closes, and keeps the properties that it gets. */
export class FakeDialog extends HTMLElement {
  messages: readonly Message[] = [];
  message: Message | undefined;
  adapter: unknown;
  hasPendingWork = false;
  isOpen = false;
  /** How many allocations it offers to take back. */
  offers = 0;
  undone = 0;

  undo(): boolean {
    if (this.offers === 0) return false;
    this.offers -= 1;
    this.undone += 1;
    return true;
  }

  async show(): Promise<void> {
    this.isOpen = true;
  }

  close(): void {
    this.isOpen = false;
    this.dispatchEvent(new Event('close'));
  }
}

export class FakePlayer extends HTMLElement {
  message: Message | undefined;
  plays: string[] = [];
  pauses = 0;
  paused = true;

  async play(): Promise<void> {
    this.paused = false;
    this.plays.push(this.message?.id ?? '');
    this.dispatchEvent(new Event('play'));
  }

  pause(): void {
    this.paused = true;
    this.pauses += 1;
    this.dispatchEvent(new Event('pause'));
  }
}

let isDefined = false;
function defineAll(): void {
  if (isDefined) return;
  isDefined = true;
  defineElement(MessageListElement, resolveScope({ prefix: PREFIX }));
  for (const name of ['allocate-dialog', 'process-dialog', 'download-dialog', 'message-viewer']) {
    customElements.define(`${PREFIX}-${name}`, class extends FakeDialog {});
  }
  customElements.define(`${PREFIX}-voice-player`, FakePlayer);
}

export interface MountOptions {
  readonly lang?: string;
  readonly query?: MessageListElement['query'];
  readonly pageSize?: number;
}

export async function mountList(
  adapter: FakeListAdapter | undefined,
  { lang = 'en', query, pageSize = 20 }: MountOptions = {},
): Promise<MessageListElement> {
  defineAll();
  const tag = unsafeStatic(`${PREFIX}-message-list`);
  const wrapper = await fixture<HTMLElement>(
    html`<div lang=${lang}>${staticHtml`<${tag} .adapter=${adapter} .query=${query} .pageSize=${pageSize}></${tag}>`}</div>`,
  );
  const list = wrapper.firstElementChild as MessageListElement;
  await list.updateComplete;
  return list;
}

export const root = (list: MessageListElement): ShadowRoot => list.shadowRoot!;
export const all = <E extends Element = HTMLElement>(
  list: MessageListElement,
  selector: string,
): E[] => [...root(list).querySelectorAll<E>(selector)];
export const one = <E extends Element = HTMLElement>(
  list: MessageListElement,
  selector: string,
): E => {
  const found = root(list).querySelector<E>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};
export const rowIds = (list: MessageListElement): string[] =>
  all(list, 'tbody tr[data-id]').map((row) => row.dataset['id'] ?? '');

/** Waits until these rows are on screen. */
export async function showsRows(list: MessageListElement, ids: readonly string[]): Promise<void> {
  await waitFor(() => JSON.stringify(rowIds(list)) === JSON.stringify(ids), {
    what: `rows ${ids.join(', ')}`,
  });
  await list.updateComplete;
}

/** The control whose accessible name starts with `name`. */
export function named(list: MessageListElement, selector: string, name: string): HTMLElement {
  const found = all(list, selector).find((element) =>
    (element.getAttribute('aria-label') ?? element.textContent).trim().startsWith(name),
  );
  if (!found) throw new Error(`no ${selector} named ${name}`);
  return found;
}

/** An action in the menu of the first row, once the menu is open. */
export async function inMenu(list: MessageListElement, name: string): Promise<HTMLElement> {
  named(list, '.action', 'More actions').click();
  await waitFor(() => one(list, '.row-menu').matches(':popover-open'));
  return named(list, '[role="menuitem"]', name);
}

export async function setField(list: MessageListElement, id: string, value: string): Promise<void> {
  const field = one<HTMLInputElement | HTMLSelectElement>(list, `#${id}`);
  field.value = value;
  field.dispatchEvent(
    new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true }),
  );
  await list.updateComplete;
}

export async function pressQuery(list: MessageListElement): Promise<void> {
  named(list, 'button', 'Query').click();
  await list.updateComplete;
}

/** A list that shows these messages, and its adapter, which answers every query with them. */
export async function showing(
  messages: readonly Message[],
  page: Parameters<typeof aPage>[1] = {},
  options: MountOptions = {},
): Promise<{ readonly adapter: FakeListAdapter; readonly list: MessageListElement }> {
  const adapter = new FakeListAdapter();
  adapter.answer = () => aPage(messages, page);
  const list = await mountList(adapter, options);
  await showsRows(
    list,
    messages.map(({ id }) => id),
  );
  return { adapter, list };
}
