/** Looking at what an element shows, as a person finds it: by role and word, in its shadow root. */
import type { queries } from 'storybook/test';
import { expect, fireEvent, waitFor as waitForFact, within } from 'storybook/test';

/** Machines that run several browsers at once are slow; a fact that comes at all comes by then. */
const DEADLINE_MS = 12_000;

/** Waits until `fact` no longer throws. */
export function waitFor<T>(fact: () => T | Promise<T>, timeout = DEADLINE_MS): Promise<T> {
  // The error alone: the whole page printed below it helps nobody.
  return waitForFact(fact, { timeout, interval: 40, onTimeout: (error) => error });
}

type Screen = ReturnType<typeof within<typeof queries>>;
type Tag = keyof HTMLElementTagNameMap;

/** The first `tag` in `root`, once it has rendered its words. */
export async function find<Name extends Tag>(
  root: ParentNode,
  tag: Name,
): Promise<HTMLElementTagNameMap[Name]> {
  return waitFor(() => {
    const element = root.querySelector(tag);
    if (!element?.shadowRoot?.querySelector('.root')) throw new Error(`There is no <${tag}> yet.`);
    return element;
  });
}

/** Queries by role, word and label in what `element` shows. */
export function screenOf(element: Element): Screen {
  const root = element.shadowRoot?.querySelector<HTMLElement>('.root');
  if (!root) throw new Error(`<${element.localName}> shows nothing.`);
  return within(root);
}

/** An element that another one has opened in its shadow root. */
export function findIn<Name extends Tag>(
  host: Element,
  tag: Name,
): Promise<HTMLElementTagNameMap[Name]> {
  if (!host.shadowRoot) throw new Error(`<${host.localName}> has no shadow root.`);
  return find(host.shadowRoot as unknown as ParentNode, tag);
}

/** Puts `text` into a field in place of what it holds, as a paste does. */
export async function fill(field: HTMLElement, text: string): Promise<void> {
  field.focus();
  await fireEvent.input(field, { target: { value: text } });
}

/** The rows of messages that a list shows. */
export function rowsOf(list: Element): readonly HTMLElement[] {
  return [...(list.shadowRoot?.querySelectorAll<HTMLElement>('tbody tr[data-id]') ?? [])];
}

/** Waits for rows, and answers them. */
export function someRows(list: Element): Promise<readonly HTMLElement[]> {
  return waitFor(() => {
    const rows = rowsOf(list);
    if (rows.length === 0) throw new Error('There are no rows yet.');
    return rows;
  });
}

/** Waits until `element` shows `text`; hidden live regions do not count. */
export async function shows(element: Element, text: string | RegExp): Promise<HTMLElement> {
  return waitFor(async () => {
    const [found] = screenOf(element)
      .queryAllByText(text)
      .filter((one) => !one.closest('.visually-hidden, [role=status]'));
    if (!found) throw new Error(`"${String(text)}" is not shown.`);
    await expect(found).toBeVisible();
    return found;
  });
}
