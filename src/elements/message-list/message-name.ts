/** How controls name a message: by the end of its number and its time, never by the whole number. */
import type { I18n } from '../../i18n/i18n.js';
import { formatInstant, numberEnding } from '../../model/format.js';
import type { Message } from '../../model/message.js';

/** `••1234`: whose message it is. */
export function callerEnding({ t }: Pick<I18n, 't'>, message: Message): string {
  const ending = numberEnding(message.contactNumber);
  return ending === null ? t('unknownCaller') : `••${ending}`;
}

/** `Play, message from ••1234, 2026-…`: the visible word comes first, so that voice control finds it. */
export function controlName(i18n: I18n, word: string, message: Message): string {
  const time = formatInstant(message.createdAt, i18n.locale, i18n.timeZone);
  return `${word}, ${i18n.t('messageFrom', { caller: callerEnding(i18n, message), time })}`;
}
