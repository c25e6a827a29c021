/** The system's media keys and its "now playing": a general title, never a person's data. */
import type { PlaybackPhase } from './playback-state.js';

/** What is shown, and what the keys act on: the player's public members. */
export interface SessionPlayer {
  readonly state: PlaybackPhase;
  readonly duration: number;
  readonly playbackRate: number;
  currentTime: number;
  play(): Promise<void>;
  pause(): void;
  skip(seconds: number): void;
}

const ACTIONS = ['play', 'pause', 'seekbackward', 'seekforward', 'seekto'] as const;

/** Holds the page's media session while its player sounds, and leaves nothing behind. */
export class MediaSessionLink {
  readonly #player: SessionPlayer;
  #session: MediaSession | null = null;
  #title = '';

  constructor(player: SessionPlayer) {
    this.#player = player;
  }

  /** Shows `title` while the player plays or is paused; otherwise, or without one, the session is let go. */
  follow(title: string | null, navigator: Navigator): void {
    const { state } = this.#player;
    if (title === null || state === 'idle' || state === 'ended' || state === 'failed') {
      this.release();
    } else if (state === 'playing' || state === 'paused') this.#show(state, title, navigator);
  }

  #show(phase: 'playing' | 'paused', title: string, navigator: Navigator): void {
    const session = 'mediaSession' in navigator ? navigator.mediaSession : null;
    if (!session) return;
    const player = this.#player;
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
    if (this.#title !== title && typeof MediaMetadata === 'function') {
      this.#title = title;
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
