/** Finds the content of an element as a person does: by role and text, in its shadow root. */
import type { queries } from 'storybook/test';
import { expect, fireEvent, waitFor as waitForFact, within } from 'storybook/test';

/** Long enough for a slow machine that runs several browsers at once. */
const DEADLINE_MS = 12_000;

/** Waits until `fact` no longer throws. */
export function waitFor<T>(fact: () => T | Promise<T>, timeout = DEADLINE_MS): Promise<T> {
  // Only the error, without the printed page.
  return waitForFact(fact, { timeout, interval: 40, onTimeout: (error) => error });
}

type Screen = ReturnType<typeof within<typeof queries>>;
type Tag = keyof HTMLElementTagNameMap;

/** The first `tag` in `root`, after its first rendering. */
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

/** Queries by role, text and label in the content of `element`. */
export function screenOf(element: Element): Screen {
  const root = element.shadowRoot?.querySelector<HTMLElement>('.root');
  if (!root) throw new Error(`<${element.localName}> shows nothing.`);
  return within(root);
}

/** An element that `host` has opened in its shadow root. */
export function findIn<Name extends Tag>(
  host: Element,
  tag: Name,
): Promise<HTMLElementTagNameMap[Name]> {
  if (!host.shadowRoot) throw new Error(`<${host.localName}> has no shadow root.`);
  return find(host.shadowRoot as unknown as ParentNode, tag);
}

/** Replaces the content of a field with `text`, as a paste does. */
export async function fill(field: HTMLElement, text: string): Promise<void> {
  field.focus();
  await fireEvent.input(field, { target: { value: text } });
}

/** The rows of messages that a list shows. */
export function rowsOf(list: Element): readonly HTMLElement[] {
  return [...(list.shadowRoot?.querySelectorAll<HTMLElement>('tbody tr[data-id]') ?? [])];
}

/** Waits for rows and returns them. */
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
