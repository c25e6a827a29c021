/** The Allocate dialog on a fake adapter, and its parts. */
import { fixture, html } from '@open-wc/testing';
import '../../src/elements/allocate-dialog/allocate-dialog.define.js';
import type { AllocateDialogElement } from '../../src/elements/allocate-dialog/allocate-dialog.element.js';
import type { Agent } from '../../src/model/agent.js';
import type { Message } from '../../src/model/message.js';
import type { AgentPage } from '../../src/model/query.js';
import {
  fakeAdapter,
  type FakeAdapter,
  type FakeAdapterOptions,
  type FakeCall,
} from './fake-adapter.js';
import { aMessage, anAgent } from './messages.js';
import { waitFor } from './waits.js';

export const open = (overrides: Partial<Message> = {}): Message =>
  aMessage({ status: 'to-be-allocated', employeeId: null, businessAccount: null, ...overrides });
export const lee = anAgent({ employeeId: '1007', name: 'A. Lee', businessAccount: 'j1007' });
export const twin = anAgent({
  employeeId: '1008',
  name: 'A. Lee',
  businessAccount: 'j1008',
  state: 'talking',
});
export const pageOf = (...agents: Agent[]): AgentPage => ({
  agents,
  total: agents.length,
  nextCursor: null,
  hasMore: false,
});

export interface Screen {
  readonly element: AllocateDialogElement;
  readonly adapter: FakeAdapter;
  readonly events: string[];
}

export async function setUp(
  messages: readonly Message[],
  options: FakeAdapterOptions = {},
): Promise<Screen> {
  const adapter = fakeAdapter(options);
  const element = await fixture<AllocateDialogElement>(html`<aicc-allocate-dialog
    .adapter=${adapter}
    .messages=${messages}
  ></aicc-allocate-dialog>`);
  const events: string[] = [];
  for (const name of [
    'aicc-allocated',
    'aicc-allocation-undone',
    'aicc-audit',
    'aicc-error',
    'close',
  ]) {
    element.addEventListener(name, (event) => {
      const detail = (event as CustomEvent<{ action?: string } | null>).detail;
      events.push([name.replace('aicc-', ''), detail?.action].filter(Boolean).join(' '));
    });
  }
  return { element, adapter, events };
}

export async function shown(
  messages: readonly Message[],
  agents: readonly Agent[] = [lee, twin],
  options: FakeAdapterOptions = {},
): Promise<Screen> {
  const screen = await setUp(messages, options);
  await screen.element.show();
  (await screen.adapter.book.next('listAgents')).answer(pageOf(...agents));
  await waitFor(() => choices(screen.element).length === agents.length);
  return screen;
}

export const $ = <E extends Element = HTMLElement>(element: Element, selector: string): E | null =>
  element.shadowRoot!.querySelector<E>(selector);
export const all = <E extends Element = HTMLElement>(element: Element, selector: string): E[] => [
  ...element.shadowRoot!.querySelectorAll<E>(selector),
];
export const choices = (element: Element): HTMLInputElement[] =>
  all<HTMLInputElement>(element, 'input[name="agent"]');
export const button = (element: Element, text: string): HTMLButtonElement => {
  const found = all<HTMLButtonElement>(element, 'button').find(
    (one) => one.textContent.trim() === text,
  );
  if (!found) throw new Error(`no button ${text}`);
  return found;
};
export const complete = (element: Element): void => button(element, 'Complete').click();
export const answerAll = (call: FakeCall): void => {
  call.answer(
    call.input.assignments.map(
      ({ messageId, employeeId }: { messageId: string; employeeId: string }) => ({
        messageId,
        ok: true,
        message: open({ id: messageId, version: 2, status: 'unprocessed', employeeId }),
      }),
    ),
  );
};
export async function choose(element: AllocateDialogElement, index: number): Promise<void> {
  choices(element)[index]!.click();
  await element.updateComplete;
}
export async function search(
  element: AllocateDialogElement,
  name: string,
  text: string,
): Promise<void> {
  const input = $<HTMLInputElement>(element, `input[name="${name}"]`)!;
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await element.updateComplete;
}
