/** Server-sent events out of text that arrives in pieces. HTML standard, section 9.2.6. */

export interface ServerSentEvent {
  /** @default 'message' */
  readonly name: string;
  readonly data: string;
  /** Id of the last event so far, also when this one has none. */
  readonly id: string;
}

/** An event with more text than this is dropped: nobody sends such a message. */
const MAX_DATA_LENGTH = 4_000_000;

export class SseParser {
  /** What the server asked for before connecting again, in milliseconds. */
  retryMs: number | null = null;

  #rest = '';
  #id: string;
  #name = '';
  #data: string[] = [];
  #length = 0;

  /** @param lastId id of the last event before this connection */
  constructor(lastId = '') {
    this.#id = lastId;
  }

  /** The events that `text` completes. */
  push(text: string): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    // A line may end in CR, LF or both. A CR at the very end waits: its LF may follow.
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > MAX_DATA_LENGTH) this.#rest = '';
    for (const line of lines) {
      if (line === '') this.#dispatch(events);
      else this.#field(line);
    }
    return events;
  }

  #field(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') {
      this.#length += value.length;
      if (this.#length <= MAX_DATA_LENGTH) this.#data.push(value);
    } else if (name === 'event') {
      this.#name = value;
    } else if (name === 'id') {
      if (!value.includes('\0')) this.#id = value;
    } else if (name === 'retry' && /^\d{1,7}$/.test(value)) {
      this.retryMs = Number(value);
    }
  }

  #dispatch(events: ServerSentEvent[]): void {
    if (this.#data.length > 0 && this.#length <= MAX_DATA_LENGTH) {
      events.push({ name: this.#name || 'message', data: this.#data.join('\n'), id: this.#id });
    }
    this.#name = '';
    this.#data = [];
    this.#length = 0;
  }
}
