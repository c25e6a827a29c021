/** The player's part that knows what is to be played, and asks where its sound is. */
import { property, state } from 'lit/decorators.js';
import { findSource } from '../../controllers/playback/recording-source.js';
import type { Variant } from '../../controllers/playback/recovery.js';
import type { SoundSource } from '../../controllers/playback/source.js';
import type { Message } from '../../model/message.js';
import type { Recording } from '../../model/recording.js';
import { ListeningElement } from './listening-element.js';
import { playRefusal } from './play-refusal.js';
import { messageName } from './player-words.js';

export abstract class SourceElement extends ListeningElement {
  /** The message to play; wins over `messageId`. */
  @property({ attribute: false }) message?: Message | null | undefined;
  /** Id of the message to play, where the message itself is not at hand. */
  @property({ attribute: 'message-id' }) messageId = '';
  /** An address of this page's origin (or of `allowedOrigins`), or the sound itself. */
  @property() src: string | Blob | null = null;
  /** Origins beside the page's own that may be played from. For an adapter's answers: absent = all. */
  @property({ attribute: false }) allowedOrigins?: readonly string[] | undefined;
  /** A call is up: nothing may sound. Playback goes on after it when it was interrupted by it. */
  @property({ type: Boolean, attribute: 'call-active' }) callActive = false;

  /** What the adapter answered; `null` before that, and for a `src`. */
  @state() protected recording: Recording | null = null;

  protected get announcedSeconds(): number {
    return this.message?.durationSeconds ?? NaN;
  }

  protected get peaks(): readonly number[] | null {
    return this.recording?.peaks ?? (this.playback.source ? [] : null);
  }

  protected get messageName(): string {
    return messageName(this.message ?? null, this.locale.tag, (key, values) => this.t(key, values));
  }

  protected override get needsAdapter(): boolean {
    return this.src === null;
  }

  /** Whose memory is used: the backend's, or this page's. */
  protected get owner(): object {
    return this.currentAdapter ?? this.ownerDocument;
  }

  protected get currentId(): string | null {
    return this.message?.id ?? (this.messageId || null);
  }

  /** Why Play is not offered, or `null`. */
  protected get refusal(): string | null {
    return playRefusal(
      {
        callActive: this.callActive,
        src: this.src,
        id: this.currentId,
        hasAdapter: this.currentAdapter !== null,
        message: this.message ?? null,
      },
      (key, values) => this.t(key, values),
    );
  }

  /** Rejects with an `AdapterError` or a `SourceFailure`. */
  protected async ask(variant: Variant, signal: AbortSignal): Promise<SoundSource> {
    const { source, recording } = await findSource(
      {
        document: this.ownerDocument,
        src: this.src,
        client: this.client,
        messageId: this.currentId,
        allowedOrigins: this.allowedOrigins,
        durationSeconds: this.message?.durationSeconds ?? null,
      },
      variant,
      signal,
    );
    signal.throwIfAborted();
    // A renewed or converted one may come without the transcript, which is the same.
    const transcript = recording?.transcript ?? this.recording?.transcript ?? null;
    this.recording = recording && { ...recording, transcript };
    return source;
  }
}
