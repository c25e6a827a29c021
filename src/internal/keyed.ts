/** A list in a template whose items keep their elements, and with them focus and scroll position. */
import { noChange } from 'lit';
import { Directive, directive, type ChildPart, type DirectiveResult } from 'lit/directive.js';
import {
  clearPart,
  insertPart,
  removePart,
  setChildPartValue,
  setCommittedValue,
} from 'lit/directive-helpers.js';

export type KeyedItem = readonly [key: unknown, value: unknown];

/**
 * The part of Lit's `repeat` that our lists need: what goes, goes first, so that an item which keeps
 * its place among those that stay is never moved. Keys are unique.
 */
class KeyedDirective extends Directive {
  #parts: ReadonlyMap<unknown, ChildPart> | null = null;

  render(items: readonly KeyedItem[]): unknown {
    return items;
  }

  override update(container: ChildPart, [items]: [readonly KeyedItem[]]): unknown {
    const before = this.#parts ?? new Map<unknown, ChildPart>();
    // What stood here before was rendered by somebody else.
    if (!this.#parts) clearPart(container);
    const wanted = new Set(items.map(([key]) => key));
    const staying: ChildPart[] = [];
    for (const [key, part] of before) {
      if (wanted.has(key)) staying.push(part);
      else removePart(part);
    }
    this.#parts = new Map(
      items.map(([key, value]) => {
        let part = before.get(key);
        const next = staying[0];
        if (part) staying.splice(staying.indexOf(part), 1);
        if (!part || part !== next) part = insertPart(container, next, part);
        return [key, setChildPartValue(part, value)];
      }),
    );
    // Whatever comes here next clears it.
    setCommittedValue(container, []);
    return noChange;
  }
}

/** Renders `items` by key. */
export const keyed: (items: readonly KeyedItem[]) => DirectiveResult = directive(KeyedDirective);
