/** Downloads one recording: chooses the place, follows the progress, keeps the result. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SniffedType } from '../playback/audio-type.js';
import { DownloadFailure, failedBy, type FailedDownload } from './download-failure.js';
import { recordingFileName } from './file-name.js';
import type { DownloadRecord, TransferRequest } from './download-record.js';
import { chooseTarget, downloadsAllowed, type SaveTarget } from './save-target.js';
import { transfer } from './transfer.js';

export type DownloadState =
  | { readonly phase: 'confirm' }
  | { readonly phase: 'choosing' }
  | { readonly phase: 'receiving'; readonly received: number; readonly total: number | null }
  /** The type is not the expected one: the person chooses a place for the right name. */
  | { readonly phase: 'choose-again'; readonly fileName: string }
  | { readonly phase: 'done'; readonly record: DownloadRecord }
  | ({ readonly phase: 'failed' } & FailedDownload);

export interface DownloadRequest extends TransferRequest {
  /** Asks the host for permission. */
  readonly mayStart: () => Promise<boolean>;
}

export class DownloadController implements ReactiveController {
  state: DownloadState = { phase: 'confirm' };

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onEnd: (state: DownloadState) => void;
  #run = new AbortController();
  #chooseAgain: (() => void) | null = null;

  /** @param onEnd called when a download is done or has failed */
  constructor(host: ReactiveControllerHost & HTMLElement, onEnd: (state: DownloadState) => void) {
    this.#host = host;
    this.#onEnd = onEnd;
    host.addController(this);
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.cancel();
    });
  }

  get isBusy(): boolean {
    const { phase } = this.state;
    return phase === 'choosing' || phase === 'receiving' || phase === 'choose-again';
  }

  /** Returns to the question; a running download stops and leaves no file. */
  cancel(): void {
    this.#run.abort();
    this.#chooseAgain = null;
    if (this.state.phase !== 'confirm') this.#set({ phase: 'confirm' });
  }

  /** Starts a download; call it within the click of Yes. Never rejects; one at a time. */
  async start(request: DownloadRequest): Promise<void> {
    if (this.isBusy) return;
    this.#run = new AbortController();
    const { signal } = this.#run;
    this.#set({ phase: 'choosing' });
    let target: SaveTarget | null = null;
    try {
      const view = this.#view;
      if (downloadsAllowed(view) === 'forbidden') throw new DownloadFailure('sandboxed');
      if (!(await request.mayStart())) throw new DownloadFailure('refused');
      signal.throwIfAborted();
      const archive = request.archivePassword !== undefined;
      // The picker comes first: a browser opens it only shortly after a click.
      target = await chooseTarget(
        view,
        fileNameFor(request, archive ? 'zip' : 'wav'),
        archive ? 'application/zip' : 'audio/wav',
      );
      signal.throwIfAborted();
      if (!target) {
        this.#set({ phase: 'confirm' });
        return;
      }
      this.#set({ phase: 'receiving', received: 0, total: null });
      const record = await transfer(request, {
        document: this.#host.ownerDocument,
        signal,
        onProgress: (received, total) => this.#set({ phase: 'receiving', received, total }),
        place: async (type) => {
          const given = target as SaveTarget;
          if (given.fileName.toLowerCase().endsWith(`.${type.extension}`)) return given;
          await given.abandon();
          return (target = await this.#rightTarget(request, given, type, signal));
        },
      });
      // The file exists, even if the person has just canceled: it is reported in any case.
      if (signal.aborted) this.#onEnd({ phase: 'done', record });
      else this.#end({ phase: 'done', record });
    } catch (error) {
      await target?.abandon();
      if (!signal.aborted) this.#end({ phase: 'failed', ...failedBy(error) });
    }
  }

  /** Goes on from `choose-again`; call it within a click. */
  chooseAgain(): void {
    this.#chooseAgain?.();
  }

  /** A target whose name has the extension of the bytes. */
  async #rightTarget(
    request: DownloadRequest,
    wrong: SaveTarget,
    type: SniffedType,
    signal: AbortSignal,
  ): Promise<SaveTarget> {
    const fileName = fileNameFor(request, type.extension);
    if (wrong.outcome === 'saved') {
      await new Promise<void>((resolve, reject) => {
        this.#chooseAgain = resolve;
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        this.#set({ phase: 'choose-again', fileName });
      });
      this.#chooseAgain = null;
    }
    const target = await chooseTarget(this.#view, fileName, type.mimeType);
    if (!target) this.cancel();
    else if (signal.aborted) await target.abandon();
    signal.throwIfAborted();
    return target as SaveTarget;
  }

  get #view(): Window {
    return this.#host.ownerDocument.defaultView ?? window;
  }

  #end(state: DownloadState): void {
    this.#set(state);
    this.#onEnd(state);
  }

  #set(state: DownloadState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}

/** The file name for a message, with the extension of its type. */
export function fileNameFor({ message }: TransferRequest, extension: string): string {
  const { id, createdAt, contactNumber } = message;
  return recordingFileName({ messageId: id, createdAt, contactNumber, extension });
}
