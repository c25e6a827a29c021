/**
 * The file for pages without a bundler: registers the list, and knows the five other elements, whose
 * code stands in files beside this one. They are loaded when the list opens them, when their tags
 * stand in the page as this runs, or when the page asks with {@link load}.
 */
import {
  COMPANION_NAMES,
  loadCompanion,
  type CompanionName,
} from './elements/shared/companion-loaders.js';
import { MessageListElement } from './elements/message-list/message-list.element.js';
import { defineElement, type DefineOptions, resolveScope } from './internal/define.js';

export type { CompanionName, DefineOptions };
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
  names: CompanionName | readonly CompanionName[],
  options?: DefineOptions,
): Promise<void> {
  const scope = resolveScope(options);
  const wanted = typeof names === 'string' ? [names] : names;
  for (const name of wanted) {
    if (!COMPANION_NAMES.includes(name)) {
      throw new TypeError(`aicc-messages: "${name}" is none of ${COMPANION_NAMES.join(', ')}.`);
    }
  }
  await Promise.all(wanted.map((name) => loadCompanion(name, scope)));
}

/** Loads and registers all elements. */
export async function loadAll(options?: DefineOptions): Promise<void> {
  define(options);
  await load(COMPANION_NAMES, options);
}

/** Tags that stand in the page now. Looked for once: nothing watches the page. */
function loadUsed(): void {
  for (const name of COMPANION_NAMES) {
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
