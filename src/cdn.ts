/**
 * The file for pages without a bundler: registers the list, and knows the five other elements, whose
 * code stands in files beside this one. They are loaded when the list opens them, when their tags
 * stand in the page as this runs, or when the page asks with {@link load}.
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
 * Registers the list, by default as `aicc-message-list`; what it opens is registered under the same
 * prefix and registry when it is opened. Calling it again is harmless.
 * @throws {TypeError} when the prefix cannot begin a tag name
 */
export function define(options?: DefineOptions): void {
  defineElement(MessageListElement, resolveScope(options));
}

/**
 * Loads and registers elements that stand beside this file, for tags that a page writes later.
 * Elements that are in the page already come alive.
 * @param names for example `'voice-player'`
 * @throws {TypeError} when the prefix cannot begin a tag name, or there is no such element
 * @returns Rejects when a file cannot be loaded; calling again tries again.
 */
export async function load(
  names: ChildElementName | readonly ChildElementName[],
  options?: DefineOptions,
): Promise<void> {
  const scope = resolveScope(options);
  const wanted = typeof names === 'string' ? [names] : names;
  for (const name of wanted) {
    if (!CHILD_ELEMENT_NAMES.includes(name)) {
      throw new TypeError(`aicc-messages: "${name}" is none of ${CHILD_ELEMENT_NAMES.join(', ')}.`);
    }
  }
  await Promise.all(wanted.map((name) => defineChildElement(name, scope)));
}

/** Loads and registers all elements. */
export async function loadAll(options?: DefineOptions): Promise<void> {
  define(options);
  await load(CHILD_ELEMENT_NAMES, options);
}

/** Tags that stand in the page now. Looked for once: nothing watches the page. */
function loadUsed(): void {
  for (const name of CHILD_ELEMENT_NAMES) {
    const tag = `aicc-${name}`;
    if (!document.querySelector(tag)) continue;
    load(name).catch(() => console.warn(`aicc-messages: the code for <${tag}> cannot be loaded.`));
  }
}

/** The files beside this one name it without a query: with one, a page would have everything twice. */
function warnOfQuery(): void {
  if (new URL(import.meta.url).search === '') return;
  console.warn('aicc-messages: load the file without "?…"; put a version into its folder instead.');
}

warnOfQuery();
define();
loadUsed();
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', loadUsed);
