/** The type of all words on screen, made from English, which is complete. */
import type { en } from './locales/en.js';
import type { PluralTemplate } from './message-format.js';

/** Every word on screen by a stable key; a shipped language has all keys. */
export type Strings = {
  readonly [Key in keyof typeof en]: (typeof en)[Key] extends string
    ? string
    : PluralTemplate | string;
};

export type StringKey = keyof Strings;

/** A language's words and its writing direction. */
export interface Locale {
  /** BCP 47, for example `zh-CN`. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  /** Keys that it lacks are shown in English. */
  readonly strings: Partial<Strings>;
}
