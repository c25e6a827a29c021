/** The system's media keys and its "now playing": a general title, never a person's data. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PlaybackPhase } from './playback-state.js';

/** What is shown, and what the keys act on: the player's public members. */
export interface MediaSessionHost extends ReactiveControllerHost {
  /** Leaves the media session alone. */
  readonly noMediaSession: boolean;
  readonly state: PlaybackPhase;
  readonly duration: number;
  readonly playbackRate: number;
  currentTime: number;
  play(): Promise<void>;
  pause(): void;
  skip(seconds: number): void;
}

const ACTIONS = ['play', 'pause', 'seekbackward', 'seekforward', 'seekto'] as const;

/** Holds the page's media session while its host plays or is paused, and leaves nothing behind. */
export class MediaSessionController implements ReactiveController {
  readonly #host: MediaSessionHost;
  readonly #title: () => string;
  #session: MediaSession | null = null;
  #shownTitle = '';

  /** @param title what the system shows as playing */
  constructor(host: MediaSessionHost, title: () => string) {
    this.#host = host;
    this.#title = title;
    host.addController(this);
  }

  hostUpdated(): void {
    const { noMediaSession, state } = this.#host;
    if (noMediaSession || state === 'idle' || state === 'ended' || state === 'failed') {
      this.#release();
    } else if (state === 'playing' || state === 'paused') this.#show(state);
  }

  #show(phase: 'playing' | 'paused'): void {
    const session = 'mediaSession' in navigator ? navigator.mediaSession : null;
    if (!session) return;
    const title = this.#title();
    const player = this.#host;
    if (!this.#session) {
      this.#session = session;
      const handlers: Record<(typeof ACTIONS)[number], MediaSessionActionHandler> = {
        play: () => void player.play(),
        pause: () => player.pause(),
        seekbackward: ({ seekOffset }) => player.skip(-(seekOffset ?? 10)),
        seekforward: ({ seekOffset }) => player.skip(seekOffset ?? 10),
        seekto: ({ seekTime }) => (player.currentTime = seekTime ?? 0),
      };
      for (const action of ACTIONS) set(session, action, handlers[action]);
    }
    if (this.#shownTitle !== title && typeof MediaMetadata === 'function') {
      this.#shownTitle = title;
      session.metadata = new MediaMetadata({ title });
    }
    session.playbackState = phase;
    const { duration, playbackRate, currentTime } = player;
    if (duration > 0 && Number.isFinite(duration)) {
      session.setPositionState?.({
        duration,
        playbackRate,
        position: Math.min(currentTime, duration),
      });
    }
  }

  #release(): void {
    const session = this.#session;
    this.#session = null;
    this.#shownTitle = '';
    if (!session) return;
    session.metadata = null;
    session.playbackState = 'none';
    for (const action of ACTIONS) set(session, action, null);
  }
}

function set(
  session: MediaSession,
  action: MediaSessionAction,
  handler: MediaSessionActionHandler | null,
): void {
  try {
    session.setActionHandler(action, handler);
  } catch {
    // Not every browser knows every action.
  }
}
