/** The type of all words on screen; English is the complete value that it is made from. */
import type { en } from './locales/en.js';
import type { PluralTemplate, Template } from './message-format.js';

/** Every word on screen by a stable name; all keys are required of a shipped locale. */
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
  /** Words it leaves out are shown in English. */
  readonly strings: Partial<Strings>;
}

export type { Template };
