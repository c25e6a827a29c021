/** Times in a text as buttons that play the recording from there. Loaded where there is a player. */
import type { I18n } from '../../i18n/i18n.js';
import { html, type TemplateResult } from 'lit';
import { splitStamps } from '../../model/time-stamps.js';
import { spokenDuration } from './value-text.js';
import type { ShowText } from './message-details.js';
import { stampStyles } from './stamp-buttons.styles.js';

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
  readonly t: I18n['t'];
  /** Only what lies within it becomes a button; `NaN` while it is not known. */
  readonly durationSeconds: number;
  readonly goTo: (seconds: number) => void;
}

export const laterStyles = [stampStyles];

/** More buttons than these help nobody to find a place. */
const MOST_BUTTONS = 200;

/** Plays from there on, and answers what to say. How it went is shown by the player itself. */
export function playFrom(player: StampPlayer, seconds: number, t: I18n['t'], tag: string): string {
  // First play, then go: a step back on resuming must not come on top.
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
