/** How controls and notices name a message: by its contact number, as the row shows it. */
import type { I18n } from '../../i18n/i18n.js';
import { formatShortInstant } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { callerText } from '../shared/message-fields.js';

/** Names of the messages on screen. */
export class MessageNames {
  readonly #i18n: I18n;
  /** How often each number is on screen. */
  readonly #counts = new Map<string, number>();

  constructor(i18n: I18n, messages: readonly Message[]) {
    this.#i18n = i18n;
    for (const message of messages) {
      const caller = callerText(message, i18n);
      this.#counts.set(caller, (this.#counts.get(caller) ?? 0) + 1);
    }
  }

  /** The number; with the time of creation where several messages on screen are of this number. */
  of(message: Message): string {
    const caller = callerText(message, this.#i18n);
    if ((this.#counts.get(caller) ?? 0) < 2) return caller;
    const { locale, timeZone } = this.#i18n;
    const time = formatShortInstant(message.createdAt, locale, timeZone, { withSeconds: true });
    return `${caller}, ${time}`;
  }
}

/** `Play, +1 514 555 0151`: the visible word comes first, so that voice control finds it. */
export function controlName(word: string, name: string): string {
  return `${word}, ${name}`;
}
