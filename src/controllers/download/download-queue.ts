/** Downloads a batch of recordings, one after another, with a result for each. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Message } from '../../model/message.js';
import { pause } from '../../adapter/deadline.js';
import { fileNameFor } from './download-controller.js';
import { concernsAll, DownloadFailure, failedBy, type FailedDownload } from './download-failure.js';
import type { DownloadRecord, TransferRequest } from './download-record.js';
import { choosePlace, DownloadsPlace, type SavePlace } from './save-folder.js';
import { downloadsAllowed, type SaveTarget } from './save-target.js';
import { transfer } from './transfer.js';

export type ItemState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'receiving'; readonly received: number; readonly total: number | null }
  | { readonly kind: 'done'; readonly record: DownloadRecord }
  | ({ readonly kind: 'failed' } & FailedDownload)
  /** Not tried: canceled, or stopped by a failure that concerns all. */
  | { readonly kind: 'skipped' };

export interface QueueItem {
  readonly message: Message;
  readonly state: ItemState;
}

export interface QueueRequest extends Omit<TransferRequest, 'message'> {
  /** Asks the host for permission for each message, just before it is fetched. */
  readonly mayStart: (message: Message) => Promise<boolean>;
}

export interface QueueCallbacks {
  readonly onDone: (record: DownloadRecord) => void;
  readonly onFailed: (failed: FailedDownload) => void;
  /** All have a result now. */
  readonly onOver: () => void;
}

/** Pause between downloads: some browsers drop one that begins while the one before still starts. */
const PAUSE_MS = 300;

export class DownloadQueue implements ReactiveController {
  phase: 'question' | 'choosing' | 'running' | 'over' = 'question';
  items: readonly QueueItem[] = [];
  /** The failure that stopped all that followed. */
  stopped: FailedDownload | null = null;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #callbacks: QueueCallbacks;
  #run = new AbortController();
  #place: SavePlace | null = null;
  /** A file could not be written: the next try asks for another place. */
  #placeFailed = false;

  constructor(host: ReactiveControllerHost & HTMLElement, callbacks: QueueCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.reset();
    });
  }

  get isRunning(): boolean {
    return this.phase === 'choosing' || this.phase === 'running';
  }

  /** Items that failed or were skipped. */
  get undone(): readonly QueueItem[] {
    return this.items.filter(({ state }) => state.kind === 'failed' || state.kind === 'skipped');
  }

  /** Returns to the question; a running download stops and leaves no file. */
  reset(): void {
    this.#run.abort();
    this.items = [];
    this.stopped = this.#place = null;
    this.#to('question');
  }

  /** Stops the present download and all that follow; those that are done stay. */
  stop(): void {
    if (!this.isRunning) return;
    this.#run.abort();
    if (this.items.length === 0) {
      this.#to('question');
      return;
    }
    this.items = this.items.map((item) => (isOpen(item) ? { ...item, state: SKIPPED } : item));
    this.#to('over');
    this.#callbacks.onOver();
  }

  /** Starts the batch; call it within the click of Yes. Never rejects. */
  async start(messages: readonly Message[], request: QueueRequest): Promise<void> {
    await this.#begin(() => messages.map((message) => ({ message, state: WAITING })), request);
  }

  /** Tries these again; call it within a click. Never rejects. */
  async retry(ids: ReadonlySet<string>, request: QueueRequest): Promise<void> {
    await this.#begin(
      () =>
        this.items.map((item) =>
          ids.has(item.message.id) && !isDone(item) ? { ...item, state: WAITING } : item,
        ),
      request,
    );
  }

  async #begin(items: () => readonly QueueItem[], request: QueueRequest): Promise<void> {
    if (this.isRunning) return;
    this.#run = new AbortController();
    const { signal } = this.#run;
    const before = this.phase;
    this.stopped = null;
    this.#to('choosing');
    const view = this.#host.ownerDocument.defaultView ?? window;
    // The picker comes first: a browser opens it only shortly after a click.
    const isForbidden = downloadsAllowed(view) === 'forbidden';
    if (this.#placeFailed) this.#place = null;
    this.#placeFailed = false;
    if (!isForbidden) this.#place ??= await choosePlace(view);
    if (signal.aborted) return;
    if (!isForbidden && !this.#place) {
      this.#to(before);
      return;
    }
    this.items = items();
    this.#to('running');
    let fatal: FailedDownload | null = isForbidden
      ? failedBy(new DownloadFailure('sandboxed'))
      : null;
    for (const { message } of this.items.filter(isOpen)) {
      fatal ??= await this.#fetch(message, request, signal);
      if (fatal) break;
      if (this.#place instanceof DownloadsPlace && this.items.some(isOpen)) {
        await pause(PAUSE_MS, signal).catch(() => undefined);
      }
      if (signal.aborted) return;
    }
    if (fatal) this.#stopAll(fatal);
    this.#to('over');
    this.#callbacks.onOver();
  }

  /** Downloads one message. @returns a failure that concerns all that follow, else `null` */
  async #fetch(
    message: Message,
    request: QueueRequest,
    signal: AbortSignal,
  ): Promise<FailedDownload | null> {
    let target: SaveTarget | null = null;
    const show = (state: ItemState): void => {
      if (!signal.aborted) this.#show(message, state);
    };
    show({ kind: 'receiving', received: 0, total: null });
    try {
      if (!(await request.mayStart(message))) throw new DownloadFailure('refused');
      signal.throwIfAborted();
      const job: TransferRequest = { ...request, message };
      const record = await transfer(job, {
        document: this.#host.ownerDocument,
        signal,
        onProgress: (received, total) => show({ kind: 'receiving', received, total }),
        place: async ({ extension }) => (target = await this.#next(fileNameFor(job, extension))),
      });
      // The file exists, even if the person has just canceled.
      this.#show(message, { kind: 'done', record });
      this.#callbacks.onDone(record);
      return null;
    } catch (error) {
      await (target as SaveTarget | null)?.abandon();
      if (signal.aborted) return null;
      const failed = failedBy(error);
      if (failed.cause === 'disk') this.#placeFailed = true;
      show({ kind: 'failed', ...failed });
      this.#callbacks.onFailed(failed);
      return concernsAll(failed) ? failed : null;
    }
  }

  async #next(fileName: string): Promise<SaveTarget> {
    try {
      if (this.#place) return await this.#place.next(fileName);
    } catch {
      // Every reason is the same failure.
    }
    throw new DownloadFailure('disk');
  }

  #stopAll(failed: FailedDownload): void {
    this.stopped = failed;
    this.items = this.items.map((item) => (isOpen(item) ? { ...item, state: SKIPPED } : item));
  }

  #show(message: Message, state: ItemState): void {
    this.items = this.items.map((item) =>
      item.message.id === message.id ? { ...item, state } : item,
    );
    this.#host.requestUpdate();
  }

  #to(phase: DownloadQueue['phase']): void {
    this.phase = phase;
    this.#host.requestUpdate();
  }
}

const WAITING: ItemState = { kind: 'waiting' };
const SKIPPED: ItemState = { kind: 'skipped' };

const isDone = ({ state }: QueueItem): boolean => state.kind === 'done';
const isOpen = ({ state }: QueueItem): boolean =>
  state.kind === 'waiting' || state.kind === 'receiving';
