/** The system's media keys and its "now playing": a general title, never a person's data. */
import type { PlaybackPhase } from './playback-state.js';

export interface MediaSessionActions {
  readonly play: () => void;
  readonly pause: () => void;
  readonly skip: (seconds: number) => void;
  readonly seek: (seconds: number) => void;
}

export interface NowPlaying {
  readonly title: string;
  readonly position: number;
  readonly duration: number;
  readonly rate: number;
}

const ACTIONS = ['play', 'pause', 'seekbackward', 'seekforward', 'seekto'] as const;

/** Holds the page's media session while its player sounds, and leaves nothing behind. */
export class MediaSessionLink {
  readonly #actions: MediaSessionActions;
  #session: MediaSession | null = null;
  #title = '';

  constructor(actions: MediaSessionActions) {
    this.#actions = actions;
  }

  /** Shows the recording while it plays or is paused; otherwise the session is let go. */
  follow(phase: PlaybackPhase, now: NowPlaying, navigator: Navigator): void {
    if (phase === 'playing' || phase === 'paused') this.#show(phase, now, navigator);
    else if (phase === 'idle' || phase === 'ended' || phase === 'failed') this.release();
  }

  #show(phase: 'playing' | 'paused', now: NowPlaying, navigator: Navigator): void {
    const session = 'mediaSession' in navigator ? navigator.mediaSession : null;
    if (!session) return;
    if (!this.#session) {
      this.#session = session;
      const { play, pause, skip, seek } = this.#actions;
      const handlers: Record<(typeof ACTIONS)[number], MediaSessionActionHandler> = {
        play: () => play(),
        pause: () => pause(),
        seekbackward: ({ seekOffset }) => skip(-(seekOffset ?? 10)),
        seekforward: ({ seekOffset }) => skip(seekOffset ?? 10),
        seekto: ({ seekTime }) => seek(seekTime ?? 0),
      };
      for (const action of ACTIONS) set(session, action, handlers[action]);
    }
    if (this.#title !== now.title && typeof MediaMetadata === 'function') {
      this.#title = now.title;
      session.metadata = new MediaMetadata({ title: now.title });
    }
    session.playbackState = phase;
    if (now.duration > 0 && Number.isFinite(now.duration)) {
      session.setPositionState?.({
        duration: now.duration,
        playbackRate: now.rate,
        position: Math.min(now.position, now.duration),
      });
    }
  }

  release(): void {
    const session = this.#session;
    this.#session = null;
    this.#title = '';
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
