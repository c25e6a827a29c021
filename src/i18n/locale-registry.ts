/**
 * The languages. English comes with the library; the others load when an element is inside their
 * `lang`. Hosts add languages, or replace ours, with {@link registerLocale}.
 */
import { en } from './locales/en.js';
import type { Locale, Strings } from './strings.js';

/** English, where no other language has the words. */
export const ENGLISH: Locale = { tag: 'en', direction: 'ltr', strings: en };

/** Languages that are written from right to left. */
const RTL_LANGUAGES: ReadonlySet<string> = new Set([
  'ar',
  'fa',
  'he',
  'ur',
  'ps',
  'ug',
  'yi',
  'dv',
]);

type Loader = () => Promise<{ default: Strings }>;

const loaders = new Map<string, Loader>([
  ['zh', () => import('./locales/zh-CN.js')],
  ['ar', () => import('./locales/ar.js')],
]);
const tags = new Map<string, string>([['zh', 'zh-CN']]);
const loaded = new Map<string, Locale>([['en', ENGLISH]]);

/**
 * Adds a language or replaces one, for all elements of this copy of the library. Keys that `strings`
 * lacks are shown in English.
 */
export function registerLocale(tag: string, strings: Partial<Strings>): void {
  loaded.set(tag.toLowerCase(), makeLocale(tag, strings));
}

function makeLocale(tag: string, strings: Partial<Strings>): Locale {
  return { tag, direction: directionOf(tag), strings };
}

function directionOf(tag: string): 'ltr' | 'rtl' {
  return RTL_LANGUAGES.has(languageOf(tag)) ? 'rtl' : 'ltr';
}

function languageOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? '';
}

/** The best language for `lang` that is loaded, or `null` when a better one must be loaded first. */
export function findLocale(lang: string): Locale | null {
  const tag = lang.toLowerCase().replaceAll('_', '-');
  const language = languageOf(tag);
  const found = loaded.get(tag) ?? loaded.get(language);
  if (found) return found;
  return loaders.has(language) ? null : ENGLISH;
}

/** Loads the language for `lang`; English when it cannot be loaded. Never rejects. */
export async function loadLocale(lang: string): Promise<Locale> {
  const found = findLocale(lang);
  if (found) return found;
  const language = languageOf(lang);
  try {
    const module = await loaders.get(language)?.();
    if (!module) return ENGLISH;
    const locale = makeLocale(tags.get(language) ?? language, module.default);
    loaded.set(language, locale);
    return locale;
  } catch {
    // A deployment may have removed the file; English is better than no words.
    return ENGLISH;
  }
}
