/** The times in a text, as buttons that play the recording from there. */
import { html, type TemplateResult } from 'lit';
import type { Translate } from '../../i18n/i18n.js';
import { splitStamps } from '../../model/time-stamps.js';
import type { ShowText } from './message-details.js';
import { spokenDuration } from './value-text.js';

/** The members of a player that the buttons use; `aicc-voice-player` has them. */
export interface StampPlayer {
  /** Seconds. */
  currentTime: number;
  /** Seconds; `NaN` while it is not known. */
  readonly duration: number;
  readonly paused: boolean;
  play(): Promise<void>;
}

export interface StampButtons {
  readonly t: Translate;
  /** Only times within it become buttons; `NaN` while it is not known. */
  readonly durationSeconds: number;
  readonly goTo: (seconds: number) => void;
}

/** More buttons do not help to find a place. */
const MOST_BUTTONS = 200;

/** Plays from there on; the player itself shows whether it does. @returns the text to announce */
export function playFrom(player: StampPlayer, seconds: number, t: Translate, tag: string): string {
  // Play before seek: resuming may step back, and the seek must have the last word.
  if (player.paused) player.play().catch(() => undefined);
  player.currentTime = seconds;
  return t('notesPlayingFrom', { time: spokenDuration(seconds, tag) });
}

/** Shows texts one after another, with their times as buttons. */
export function withStamps({ t, durationSeconds, goTo }: StampButtons): ShowText {
  let left = MOST_BUTTONS;
  const button = (time: string, seconds: number): TemplateResult =>
    html`<button type="button" class="stamp" aria-label=${t('notesGoTo', { time })} @click=${() => goTo(seconds)}>[${time}]</button>`;
  return (text) =>
    splitStamps(text, durationSeconds, left).map((piece) => {
      if (typeof piece === 'string') return piece;
      left -= 1;
      return button(piece.text, piece.seconds);
    });
}
