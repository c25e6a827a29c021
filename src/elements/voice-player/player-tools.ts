/** The second row of the player: skips, speed, volume, what goes on, and what else there is. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { readRate, readVolume } from '../../controllers/playback/player-memory.js';
import { icon } from '../shared/icons.js';
import type { Translate } from '../../i18n/i18n.js';
import { speedLabel } from '../shared/value-text.js';

/** What the tools act on: the player's public members. */
export interface ToolsPlayer {
  readonly skipSeconds: number;
  readonly speeds: readonly number[];
  playbackRate: number;
  volume: number;
  muted: boolean;
  skip(seconds: number): void;
  skipToUnheard(): void;
}

export interface ToolsView {
  readonly t: Translate;
  readonly player: ToolsPlayer;
  readonly stateText: string;
  readonly canCancel: boolean;
  readonly hasUnheard: boolean;
  /** Whether the panel is open; `null` where there is none. */
  readonly transcript: boolean | null;
  readonly keys: boolean | null;
  readonly listening: boolean;
  readonly cancel: () => void;
  readonly toggleTranscript: () => void;
  readonly toggleKeys: () => void;
  readonly toggleListening: () => void;
}

export function renderTools(view: ToolsView): TemplateResult {
  return html`<div class="tools" part="tools">
    ${renderSkips(view)} ${renderSpeed(view)} ${renderVolume(view)}
    <span class="state" id="state">
      <span>${view.stateText}</span>
      ${
        view.canCancel
          ? html`<button class="link" type="button" @click=${view.cancel}>
            ${view.t('cancel')}
          </button>`
          : nothing
      }
    </span>
    ${
      view.hasUnheard
        ? html`<button class="link extra" type="button" @click=${() => view.player.skipToUnheard()}>
          ${view.t('playerUnheard')}
        </button>`
        : nothing
    }
    ${
      view.transcript === null
        ? nothing
        : html`<button
          class="link extra"
          type="button"
          aria-expanded=${view.transcript}
          @click=${view.toggleTranscript}
        >
          ${icon('chat')}${view.t('playerTranscript')}
        </button>`
    }
    <span class="openers">
      <button
        class="button quiet icon-only"
        part="listening-button"
        type="button"
        aria-label=${view.t('playerListening')}
        aria-expanded=${view.listening}
        @click=${view.toggleListening}
      >
        ${icon('options')}
      </button>
      ${
        view.keys === null
          ? nothing
          : html`<button
            class="button quiet icon-only extra"
            type="button"
            aria-label=${view.t('playerKeys')}
            aria-expanded=${view.keys}
            @click=${view.toggleKeys}
          >
            ${icon('info')}
          </button>`
      }
    </span>
  </div>`;
}

/** In the order of time, which runs from left to right in every language. */
function renderSkips({ t, player }: ToolsView): TemplateResult {
  const { skipSeconds } = player;
  const by = t('playerBySeconds', { n: skipSeconds });
  return html`<span class="skips" dir="ltr">
    <button
      class="button quiet skip"
      type="button"
      data-seconds=${skipSeconds}
      aria-label=${t('playerRewind')}
      aria-description=${by}
      @click=${() => player.skip(-skipSeconds)}
    >
      ${icon('rewind')}
    </button>
    <button
      class="button quiet skip ahead"
      type="button"
      data-seconds=${skipSeconds}
      aria-label=${t('playerForward')}
      aria-description=${by}
      @click=${() => player.skip(skipSeconds)}
    >
      ${icon('forward')}
    </button>
  </span>`;
}

function renderSpeed({ t, player }: ToolsView): TemplateResult {
  const { speeds, playbackRate: rate } = player;
  // A speed that somebody else set (the host, an extension) is shown as it is.
  const choices = speeds.includes(rate) ? speeds : [...speeds, rate].sort((a, b) => a - b);
  const handleChange = (event: Event): void => {
    const chosen = readRate(Number((event.target as HTMLSelectElement).value));
    if (chosen !== null) player.playbackRate = chosen;
  };
  return html`<select
    part="speed"
    dir="ltr"
    aria-label=${t('playerSpeed')}
    .value=${live(String(rate))}
    @change=${handleChange}
  >
    ${choices.map(
      (speed) =>
        html`<option .value=${String(speed)} ?selected=${speed === rate}>
          ${speedLabel(speed)}
        </option>`,
    )}
  </select>`;
}

function renderVolume({ t, player }: ToolsView): TemplateResult {
  const { volume, muted } = player;
  const handleInput = (event: Event): void => {
    const chosen = readVolume((event.target as HTMLInputElement).valueAsNumber);
    if (chosen === null) return;
    player.volume = chosen;
    if (chosen > 0) player.muted = false;
  };
  return html`<span class="volume" dir="ltr">
    <button
      class="button quiet icon-only"
      part="mute-button"
      type="button"
      aria-label=${t(muted ? 'playerUnmute' : 'playerMute')}
      @click=${() => (player.muted = !muted)}
    >
      ${icon(muted || volume === 0 ? 'muted' : 'volume')}
    </button>
    <input
      type="range"
      part="volume-slider"
      aria-label=${t('playerVolume')}
      min="0"
      max="1"
      step="0.05"
      .value=${live(String(muted ? 0 : volume))}
      aria-valuetext=${t('playerVolumeValue', { n: muted ? 0 : Math.round(volume * 100) })}
      @input=${handleInput}
    />
  </span>`;
}
