/** The settings in the address of the demo page: `?scenario= &lang= &theme= &dir=`. */
import { scenarioNames, type ScenarioName } from '../mocks/memory.js';

export const LANGUAGES = ['en', 'zh-CN', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Theme = 'light' | 'dark';

export interface Settings {
  readonly scenario: ScenarioName;
  readonly lang: Language;
  readonly theme: Theme;
  /** The requested direction; `null`: the direction of the language. */
  readonly dir: 'ltr' | 'rtl' | null;
}

export function readSettings(search: string): Settings {
  const params = new URLSearchParams(search);
  const pick = <Value extends string>(name: string, values: readonly Value[]): Value | null => {
    const value = params.get(name);
    return values.find((known) => known.toLowerCase() === value?.toLowerCase()) ?? null;
  };
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
  return {
    scenario: pick('scenario', scenarioNames) ?? 'default',
    lang: pick('lang', LANGUAGES) ?? 'en',
    theme: pick('theme', ['light', 'dark']) ?? (prefersDark ? 'dark' : 'light'),
    dir: pick('dir', ['ltr', 'rtl']),
  };
}

/** Applies the settings to `<html>`, as a host page does. */
export function applySettings({ lang, theme, dir }: Settings): void {
  const root = document.documentElement;
  root.lang = lang;
  root.dir = dir ?? (lang === 'ar' ? 'rtl' : 'ltr');
  root.dataset['theme'] = theme;
}

/** The same page with one setting changed. */
export function addressWith(change: Partial<Record<keyof Settings, string>>): string {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value);
  return url.pathname + url.search + url.hash;
}
