/**
 * Server-sent events out of text that arrives in pieces. `eventsource-parser` reads the format; this
 * adds the id that lasts until the next one, and lets a stream go on after an event that is too large.
 */
import { createParser } from 'eventsource-parser';

export interface ServerSentEvent {
  /** @default 'message' */
  readonly name: string;
  readonly data: string;
  /** Id of the last event that had one. */
  readonly id: string;
}

/** An event with more text than this is dropped. */
const MAX_EVENT_LENGTH = 4_000_000;
const LONGEST_RETRY_MS = 9_999_999;

export class EventReader {
  /** What the server asked for before the next connection, in milliseconds. */
  retryMs: number | null = null;

  #lastId: string;
  #completed: ServerSentEvent[] = [];
  /** The beginning of the current event was dropped. */
  #isCut = false;
  #heldCr = '';

  readonly #parser = createParser({
    maxBufferSize: MAX_EVENT_LENGTH,
    onEvent: ({ id = this.#lastId, event: name = 'message', data }) => {
      this.#lastId = id;
      if (this.#isCut) this.#isCut = false;
      else this.#completed.push({ name, data, id });
    },
    onRetry: (ms) => {
      if (ms <= LONGEST_RETRY_MS) this.retryMs = ms;
    },
    onError: ({ type }) => {
      if (type !== 'max-buffer-size-exceeded') return;
      // The parser has ended and waits for a reset. The rest of this event follows as one without a
      // beginning; its missing number makes the list read everything again.
      this.#parser.reset();
      this.#isCut = true;
    },
  });

  /** @param lastId id of the last event before this connection */
  constructor(lastId = '') {
    this.#lastId = lastId;
  }

  /** The events that `text` completes. */
  push(text: string): readonly ServerSentEvent[] {
    // Lines may end in CR, LF or both, but the parser (3.1.0) holds back an event that ended in a
    // bare CR until the next line end. A CR at the very end waits: its LF may follow.
    const whole = this.#heldCr + text;
    this.#heldCr = whole.endsWith('\r') ? '\r' : '';
    const ready = this.#heldCr === '' ? whole : whole.slice(0, -1);
    this.#parser.feed(ready.replace(/\r\n?/g, '\n'));
    return this.#completed.splice(0);
  }
}
