/**
 * Shares what was heard with the backend, where it keeps that: reads what the same person has heard
 * elsewhere, and sends more of it sparingly. The listener never waits for it and never hears of it.
 */
import type { Listening, ListeningSpan } from '../../adapter/adapter.js';
import { toAdapterError, type AdapterErrorCode } from '../../adapter/errors.js';
import { readListening } from '../../client/validate/read-listening.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { heardSeconds, joinHeard, readHeard, toSpans, type HeardSpan } from './heard.js';

export interface ListeningFacts {
  /** The backend in force. Nothing is sent to one that was replaced: the person may have signed out. */
  readonly client: () => AdapterClient | null;
  /** The backend holds this: by the same person wherever they listened, and by colleagues together. */
  readonly onListening: (mine: readonly HeardSpan[], others: readonly HeardSpan[]) => void;
}

/** While it plays, so often at most. */
const EVERY_MS = 10_000;
/** Less than this is not worth a request. */
const LEAST_SECONDS = 0.5;

/** After these nothing more is sent for this message; all others pass, and the next report has it all. */
const FINAL: ReadonlySet<AdapterErrorCode> = new Set<AdapterErrorCode>([
  'unauthenticated',
  'forbidden',
  'not-found',
  'unsupported',
  'invalid',
]);

/** Backends that have said that they keep no listening. */
const without = new WeakSet<AdapterClient>();

/** One message that is listened to. */
interface Listener {
  readonly client: AdapterClient;
  readonly messageId: string;
  readonly reading: AbortController;
  heard: readonly HeardSpan[];
  /** What the backend has said that it holds. */
  held: readonly HeardSpan[];
  isBusy: boolean;
  isOver: boolean;
  /** Asked for while another request was on its way. */
  isDue: boolean;
  triedAt: number;
}

export class ListeningShare {
  readonly #facts: ListeningFacts;
  readonly #now: () => number;
  #listener: Listener | null = null;

  constructor(facts: ListeningFacts, now = (): number => performance.now()) {
    this.#facts = facts;
    this.#now = now;
  }

  /** Another message, or none: what the backend holds of it is asked for. */
  follow(messageId: string | null): void {
    this.leave();
    const client = this.#facts.client();
    this.#listener =
      client?.canShareListening && messageId !== null && !without.has(client)
        ? {
            client,
            messageId,
            reading: new AbortController(),
            heard: [],
            held: [],
            isBusy: false,
            isOver: false,
            isDue: false,
            triedAt: this.#now(),
          }
        : null;
    if (!this.#listener) return;
    addEventListener('pagehide', this.#handlePageHide);
    void this.#ask(this.#listener, 'getListening');
  }

  /** More was heard; it is sent now and then. */
  note(heard: readonly HeardSpan[]): void {
    const listener = this.#listener;
    if (!listener) return;
    listener.heard = heard;
    if (this.#now() - listener.triedAt >= EVERY_MS) this.#send(listener);
  }

  /** Listening stopped for now: what is new is sent at once. */
  settle(heard: readonly HeardSpan[]): void {
    const listener = this.#listener;
    if (!listener) return;
    listener.heard = heard;
    this.#send(listener);
  }

  /** The player has gone, after the last of it was settled: nothing is asked any more. */
  leave(): void {
    this.#listener?.reading.abort();
    removeEventListener('pagehide', this.#handlePageHide);
  }

  readonly #handlePageHide = (): void => {
    if (this.#listener) this.#send(this.#listener);
  };

  #send(listener: Listener): void {
    if (listener.isOver || this.#facts.client() !== listener.client) return;
    const { heard, held } = listener;
    if (heardSeconds(joinHeard(held, heard)) - heardSeconds(held) < LEAST_SECONDS) return;
    if (listener.isBusy) listener.isDue = true;
    else void this.#ask(listener, 'saveListening');
  }

  /** One request at a time for each message. What was lost stands in the next report too. */
  async #ask(listener: Listener, operation: 'getListening' | 'saveListening'): Promise<void> {
    const { client, messageId, heard, reading } = listener;
    listener.isBusy = true;
    listener.triedAt = this.#now();
    try {
      const listening = await (operation === 'getListening'
        ? readHeld(client, messageId, reading.signal)
        : save(client, messageId, heard));
      const mine = spansOf(listening.spans);
      // What was sent is not sent again, even where the backend keeps it less exactly.
      listener.held = operation === 'saveListening' ? joinHeard(mine, heard) : mine;
      if (listener === this.#listener && this.#facts.client() === client) {
        this.#facts.onListening(mine, spansOf(listening.others ?? []));
      }
    } catch (error) {
      if (!reading.signal.aborted || operation === 'saveListening') {
        const { code } = toAdapterError(error, operation);
        listener.isOver = FINAL.has(code);
        if (code === 'unsupported') without.add(client);
      }
    }
    listener.isBusy = false;
    if (!listener.isDue) return;
    listener.isDue = false;
    this.#send(listener);
  }
}

function readHeld(
  client: AdapterClient,
  messageId: string,
  signal: AbortSignal,
): Promise<Listening> {
  return client.read(
    'getListening',
    messageId,
    { signal },
    (adapter, limited) =>
      adapter.getListening?.(messageId, { signal: limited }) ?? Promise.reject(new Error()),
    (answer) => readListening(answer, messageId),
  );
}

function save(
  client: AdapterClient,
  messageId: string,
  heard: readonly HeardSpan[],
): Promise<Listening> {
  const spans = toSpans(heard);
  return client.once(
    'saveListening',
    {},
    (adapter, signal) =>
      adapter.saveListening?.({ messageId, spans }, { signal }) ?? Promise.reject(new Error()),
    (answer) => readListening(answer, messageId),
  );
}

function spansOf(spans: readonly ListeningSpan[]): readonly HeardSpan[] {
  return readHeard(spans.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]));
}
