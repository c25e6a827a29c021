/** The words, numbers and times for templates and controllers. */
import type { StringKey } from './strings.js';
import type { TemplateValues } from './message-format.js';

/** The word or sentence for `key`, with its placeholders filled. */
export type Translate = (key: StringKey, values?: TemplateValues) => string;

/** The present language: its words, and its forms of numbers and times. */
export interface I18n {
  readonly t: Translate;
  /** BCP 47 tag for `Intl`. */
  readonly locale: string;
  /** IANA name of the tenant's time zone; the browser's when undefined. */
  readonly timeZone: string | undefined;
}
