/**
 * The file for pages without a bundler. It registers the list. The other five elements are in files
 * beside this one, which load when the list opens them or the browser is idle, when their tags are in
 * the page as this file runs, or when the page calls {@link load}.
 */
import {
  CHILD_ELEMENT_NAMES,
  defineChildElement,
  type ChildElementName,
} from './elements/message-list/child-elements.js';
import { MessageListElement } from './elements/message-list/message-list.element.js';
import { defineElement, type DefineOptions, resolveScope } from './internal/define.js';

export type { ChildElementName, DefineOptions };
/** @deprecated Use `ChildElementName`. It goes with 1.0. */
export type CompanionName = ChildElementName;
export { VERSION } from './internal/version.js';
export { MessageListElement };
export * from './elements/shared/workflow-events.js';
export * from './adapter/index.js';
export * from './model/index.js';
export * from './client/validate/index.js';
export { adapterContext, callControlContext } from './elements/shared/contexts.js';
export { registerLocale, type Locale, type StringKey, type Strings } from './i18n/index.js';

/**
 * Registers the list, by default as `aicc-message-list`. The elements that it opens are registered
 * under the same prefix and registry when it opens them. Calling it again is harmless.
 * @throws {TypeError} when the prefix cannot begin a tag name
 */
export function define(options?: DefineOptions): void {
  defineElement(MessageListElement, resolveScope(options));
}

/**
 * Loads and registers other elements, for tags that the page adds later. Tags that are in the page
 * already are upgraded.
 * @param names for example `'voice-player'`
 * @throws {TypeError} when the prefix cannot begin a tag name, or there is no such element
 * @returns Rejects when a file cannot be loaded; calling again tries again.
 */
export async function load(
  names: ChildElementName | readonly ChildElementName[],
  options?: DefineOptions,
): Promise<void> {
  const scope = resolveScope(options);
  const requested = typeof names === 'string' ? [names] : names;
  for (const name of requested) {
    if (!CHILD_ELEMENT_NAMES.includes(name)) {
      throw new TypeError(`aicc-messages: "${name}" is none of ${CHILD_ELEMENT_NAMES.join(', ')}.`);
    }
  }
  await Promise.all(requested.map((name) => defineChildElement(name, scope)));
}

/** Loads and registers all elements. */
export async function loadAll(options?: DefineOptions): Promise<void> {
  define(options);
  await load(CHILD_ELEMENT_NAMES, options);
}

/** Loads the elements whose tags are in the page now. It looks once and does not observe the page. */
function loadUsed(): void {
  for (const name of CHILD_ELEMENT_NAMES) {
    const tag = `aicc-${name}`;
    if (!document.querySelector(tag)) continue;
    load(name).catch(() => console.warn(`aicc-messages: the code for <${tag}> cannot be loaded.`));
  }
}

/** The files beside this one import it without a query: with a query, a page has everything twice. */
function warnOfQuery(): void {
  if (new URL(import.meta.url).search === '') return;
  console.warn('aicc-messages: load the file without "?…"; put a version into its folder instead.');
}

warnOfQuery();
define();
loadUsed();
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', loadUsed);
