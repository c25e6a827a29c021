/**
 * Synchronizes what was heard with a backend that keeps it: reads what the same person has heard
 * elsewhere, and sends what is new sparingly. Playing never waits for it, and its failures are not shown.
 */
import type { Listening, ListeningSpan } from '../../adapter/adapter.js';
import { toAdapterError, type AdapterErrorCode } from '../../adapter/errors.js';
import { readListening } from '../../client/validate/read-listening.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import {
  totalSeconds,
  mergeRanges,
  readRanges,
  toListeningSpans,
  type PlayedRange,
} from './played-ranges.js';

export interface ProgressSyncOptions {
  /** The backend in force. Nothing is sent to one that was replaced: the person may have signed out. */
  readonly client: () => AdapterClient | null;
  /** The backend holds this: heard by the same person wherever they listened, and by colleagues together. */
  readonly onSync: (mine: readonly PlayedRange[], others: readonly PlayedRange[]) => void;
}

/** Shortest time between two requests while it plays. */
const INTERVAL_MS = 10_000;
/** Less than this is not worth a request. */
const MIN_NEW_SECONDS = 0.5;

/** After these nothing more is sent for this message; all others pass, and the next report has everything. */
const FINAL: ReadonlySet<AdapterErrorCode> = new Set<AdapterErrorCode>([
  'unauthenticated',
  'forbidden',
  'not-found',
  'unsupported',
  'invalid',
]);

/** Backends that have answered that they keep no listening. */
const unsupported = new WeakSet<AdapterClient>();

/** One message that is listened to. */
interface Session {
  readonly client: AdapterClient;
  readonly messageId: string;
  readonly reading: AbortController;
  played: readonly PlayedRange[];
  /** What the backend holds, by its own answers. */
  saved: readonly PlayedRange[];
  isBusy: boolean;
  isOver: boolean;
  /** Requested while another request was on its way. */
  isDue: boolean;
  triedAt: number;
}

export class ProgressSync {
  readonly #options: ProgressSyncOptions;
  readonly #now: () => number;
  #session: Session | null = null;

  /** @param now milliseconds that never run backwards */
  constructor(options: ProgressSyncOptions, now = (): number => performance.now()) {
    this.#options = options;
    this.#now = now;
  }

  /** Another message, or none: reads what the backend holds of it. */
  follow(messageId: string | null): void {
    this.leave();
    const client = this.#options.client();
    this.#session =
      client?.canShareListening && messageId !== null && !unsupported.has(client)
        ? {
            client,
            messageId,
            reading: new AbortController(),
            played: [],
            saved: [],
            isBusy: false,
            isOver: false,
            isDue: false,
            triedAt: this.#now(),
          }
        : null;
    if (!this.#session) return;
    addEventListener('pagehide', this.#handlePageHide);
    void this.#request(this.#session, 'getListening');
  }

  /** More was heard; it is sent now and then. */
  update(played: readonly PlayedRange[]): void {
    const session = this.#session;
    if (!session) return;
    session.played = played;
    if (this.#now() - session.triedAt >= INTERVAL_MS) this.#send(session);
  }

  /** Listening stopped for now: what is new is sent at once. */
  flush(played: readonly PlayedRange[]): void {
    const session = this.#session;
    if (!session) return;
    session.played = played;
    this.#send(session);
  }

  /** The player has gone, after the last `flush`: nothing is read any more. */
  leave(): void {
    this.#session?.reading.abort();
    removeEventListener('pagehide', this.#handlePageHide);
  }

  readonly #handlePageHide = (): void => {
    if (this.#session) this.#send(this.#session);
  };

  #send(session: Session): void {
    if (session.isOver || this.#options.client() !== session.client) return;
    const { played, saved } = session;
    if (totalSeconds(mergeRanges(saved, played)) - totalSeconds(saved) < MIN_NEW_SECONDS) return;
    if (session.isBusy) session.isDue = true;
    else void this.#request(session, 'saveListening');
  }

  /** One request at a time for each message. What was lost is part of the next report too. */
  async #request(session: Session, operation: 'getListening' | 'saveListening'): Promise<void> {
    const { client, messageId, played, reading } = session;
    session.isBusy = true;
    session.triedAt = this.#now();
    try {
      const listening = await (operation === 'getListening'
        ? read(client, messageId, reading.signal)
        : save(client, messageId, played));
      const mine = rangesOf(listening.spans);
      // What was sent is not sent again, even where the backend keeps it less exactly.
      session.saved = operation === 'saveListening' ? mergeRanges(mine, played) : mine;
      if (session === this.#session && this.#options.client() === client) {
        this.#options.onSync(mine, rangesOf(listening.others ?? []));
      }
    } catch (error) {
      if (!reading.signal.aborted || operation === 'saveListening') {
        const { code } = toAdapterError(error, operation);
        session.isOver = FINAL.has(code);
        if (code === 'unsupported') unsupported.add(client);
      }
    }
    session.isBusy = false;
    if (!session.isDue) return;
    session.isDue = false;
    this.#send(session);
  }
}

function read(client: AdapterClient, messageId: string, signal: AbortSignal): Promise<Listening> {
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
  played: readonly PlayedRange[],
): Promise<Listening> {
  const spans = toListeningSpans(played);
  return client.once(
    'saveListening',
    {},
    (adapter, signal) =>
      adapter.saveListening?.({ messageId, spans }, { signal }) ?? Promise.reject(new Error()),
    (answer) => readListening(answer, messageId),
  );
}

function rangesOf(spans: readonly ListeningSpan[]): readonly PlayedRange[] {
  return readRanges(spans.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]));
}
