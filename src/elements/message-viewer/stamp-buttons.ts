/** Times in a text as buttons that play the recording from there. */
import { html, type TemplateResult } from 'lit';
import { splitStamps } from '../../model/time-stamps.js';
import type { Speech } from './message-parts.js';

/** The little that is asked of a player; `aicc-voice-player` has it. */
export interface StampPlayer {
  /** Seconds. */
  currentTime: number;
  /** Seconds; `NaN` while it is not known. */
  readonly duration: number;
  readonly paused: boolean;
  play(): Promise<void>;
}

export interface StampButtons {
  /** Only what lies within it becomes a button; `NaN` while it is not known. */
  readonly durationSeconds: number;
  readonly goTo: (seconds: number) => void;
}

/** More buttons than these help nobody to find a place. */
const MOST_BUTTONS = 200;

/** Plays from there on. How it went is shown by the player itself. */
export function playFrom(player: StampPlayer, seconds: number): void {
  // First play, then go: a step back on resuming must not come on top.
  if (player.paused) player.play().catch(() => undefined);
  player.currentTime = seconds;
}

/** Renders texts one after another, their times as buttons; without `buttons` as they are. */
export function stampRenderer(
  { t }: Pick<Speech, 't'>,
  buttons: StampButtons | null,
): (text: string) => unknown {
  if (!buttons) return (text) => text;
  let left = MOST_BUTTONS;
  const button = (time: string, seconds: number): TemplateResult =>
    html`<button type="button" class="stamp" aria-label=${t('viewerGoTo', { time })} @click=${() => buttons.goTo(seconds)}>[${time}]</button>`;
  return (text) =>
    splitStamps(text, buttons.durationSeconds, left).map((piece) => {
      if (typeof piece === 'string') return piece;
      left -= 1;
      return button(piece.text, piece.seconds);
    });
}
