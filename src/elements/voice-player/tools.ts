/** The second row of the player: skips, speed, volume, status, and the buttons of the panels. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { readRate, readVolume } from '../../controllers/playback/preferences.js';
import { icon } from '../shared/icons.js';
import type { Translate } from '../../i18n/i18n.js';
import type { Panels } from './panels.js';
import { speedLabel } from '../shared/value-text.js';

/** The player's public members that the tools act on. */
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
  readonly status: string;
  readonly hasUnheard: boolean;
  readonly hasTranscript: boolean;
  readonly hasKeys: boolean;
  /** Gives up what is being loaded; `null` where nothing can be given up. */
  readonly onCancel: (() => void) | null;
}

export function renderTools(
  t: Translate,
  player: ToolsPlayer,
  panels: Panels,
  { status, hasUnheard, hasTranscript, hasKeys, onCancel }: ToolsView,
): TemplateResult {
  return html`<div class="tools" part="tools">
    ${renderSkips(t, player)} ${renderSpeed(t, player)} ${renderVolume(t, player)}
    <span class="state" id="state">
      <span>${status}</span>
      ${
        onCancel
          ? html`<button class="link" type="button" @click=${onCancel}>
            ${t('cancel')}
          </button>`
          : nothing
      }
    </span>
    ${
      hasUnheard
        ? html`<button class="link extra" type="button" @click=${() => player.skipToUnheard()}>
          ${t('playerUnheard')}
        </button>`
        : nothing
    }
    ${
      hasTranscript
        ? html`<button
          class="link extra"
          type="button"
          aria-expanded=${panels.transcript !== null}
          @click=${panels.toggleTranscript}
        >
          ${icon('chat')}${t('playerTranscript')}
        </button>`
        : nothing
    }
    <span class="openers">
      <button
        class="button quiet icon-only"
        part="listening-button"
        type="button"
        aria-label=${t('playerListening')}
        aria-expanded=${panels.isListeningOpen}
        @click=${panels.toggleListening}
      >
        ${icon('options')}
      </button>
      ${
        hasKeys
          ? html`<button
            class="button quiet icon-only extra"
            type="button"
            aria-label=${t('playerKeys')}
            aria-expanded=${panels.isShowingKeys}
            @click=${panels.toggleKeys}
          >
            ${icon('info')}
          </button>`
          : nothing
      }
    </span>
  </div>`;
}

/** In the order of time, which runs from left to right in every language. */
function renderSkips(t: Translate, player: ToolsPlayer): TemplateResult {
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

function renderSpeed(t: Translate, player: ToolsPlayer): TemplateResult {
  const { speeds, playbackRate: rate } = player;
  // A speed that was set by other means (the host, an extension) is shown as it is.
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

function renderVolume(t: Translate, player: ToolsPlayer): TemplateResult {
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
