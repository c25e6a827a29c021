/** The bar of a recording that plays on the agent's own phone. Loaded by its button. */
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { CallControl } from '../../adapter/call-control.js';
import type { PlayedRange } from '../../controllers/playback/played-ranges.js';
import { PhoneController } from '../../controllers/playback/phone-controller.js';
import { isHeardByPhone, type PhoneState } from '../../controllers/playback/phone-state.js';
import { wordKey } from '../../i18n/code-key.js';
import type { Translate } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import { formatDuration } from '../../model/format.js';
import { icon } from '../shared/icons.js';
import { FINE_SKIP_SECONDS } from '../shared/key-chord.js';
import { shortcutAction, type Shortcuts } from './shortcuts.js';

export type PhoneHost = ReactiveControllerHost &
  HTMLElement & {
    readonly currentTime: number;
    readonly duration: number;
    readonly heard: readonly PlayedRange[];
    readonly skipSeconds: number;
    readonly shortcuts: Shortcuts | null;
  };

export interface PhoneOptions {
  readonly t: Translate;
  readonly announce: (text: string) => void;
  /** The whole message has played on the phone. */
  readonly onPlayed: (messageId: string) => void;
}

const PHASES: Readonly<Partial<Record<PhoneState['phase'], StringKey>>> = {
  starting: 'playerPhoneStarting',
  ringing: 'playerPhoneRinging',
  playing: 'playerPhonePlaying',
  paused: 'playerPhonePaused',
};
const ENDS: Readonly<Record<NonNullable<PhoneState['end']>, StringKey>> = {
  finished: 'playerPhoneFinished',
  stopped: 'playerPhoneStopped',
  'hung-up': 'playerPhoneHungUp',
  call: 'playerPhoneCall',
};
const FAILURES: Readonly<Partial<Record<string, StringKey>>> = {
  'agent-not-ready': 'playerPhoneNotReady',
  busy: 'playerPhoneNotReady',
  'not-signed-in': 'playerPhoneSignedOut',
  'phone-unreachable': 'playerPhoneNoAnswer',
  'no-answer': 'playerPhoneNoAnswer',
  rejected: 'playerPhoneNoAnswer',
  network: 'playerPhoneNetwork',
};

/** The sentence for `state`. */
function phoneKey(state: PhoneState): StringKey | null {
  if (state.end !== null) return ENDS[state.end];
  if (state.failure !== null) {
    return FAILURES[state.failure] ?? wordKey('error', state.failure) ?? 'playerPhoneFailed';
  }
  return PHASES[state.phase] ?? null;
}

export class PhonePanel implements ReactiveController {
  readonly #host: PhoneHost;
  readonly #options: PhoneOptions;
  readonly #phone: PhoneController;
  readonly #stop = createRef<HTMLButtonElement>();
  /** The phone did not carry out the last command. */
  #wasRefused = false;
  #messageId = '';
  #startSeconds = 0;
  /** Where the focus goes with the next update, because its element goes away. */
  #nextFocus: 'stop' | 'phone-button' | null = null;

  constructor(host: PhoneHost, options: PhoneOptions) {
    this.#host = host;
    this.#options = options;
    this.#phone = new PhoneController(host, {
      onChange: (state) => this.#handleChange(state),
      onRefused: () => this.#setRefused(true),
    });
    host.addController(this);
  }

  /** It rings or plays. */
  get isActive(): boolean {
    return this.#phone.isActive;
  }

  /** Rings the phone. */
  start(control: CallControl, messageId: string): void {
    const { currentTime, duration } = this.#host;
    this.#messageId = messageId;
    // A recording that stopped near its end begins again.
    this.#startSeconds = currentTime < duration - 1 ? currentTime : 0;
    this.#nextFocus = 'stop';
    void this.#phone.start(control, messageId, this.#startSeconds);
  }

  stop(reason?: 'call'): void {
    void this.#phone.stop(reason);
  }

  /** Another recording: what plays of this one ends, and nothing of it is shown. */
  reset(): void {
    this.#phone.reset();
    this.#setRefused(false);
  }

  hostUpdated(): void {
    const target = this.#nextFocus;
    this.#nextFocus = null;
    if (target === 'stop') this.#stop.value?.focus();
    else if (target === 'phone-button') {
      this.#host.shadowRoot?.querySelector<HTMLElement>('[part=phone-button]')?.focus();
    }
  }

  /** @param hasFailed whether the notice with the button "Listen by phone" is shown */
  render(hasFailed: boolean): TemplateResult | typeof nothing {
    const { t } = this.#options;
    const { state, isActive } = this.#phone;
    const key = phoneKey(state);
    if (key === null || !(isActive || hasFailed)) return nothing;
    return html`<div
      class="notice"
      data-tone=${state.phase === 'failed' ? 'warning' : 'info'}
      part="phone"
      role="group"
      aria-label=${t('playerPhone')}
      @keydown=${this.#handleKey}
    >
      ${icon('phone')}
      <div class="grow">
        <p>${t(key)} ${this.#renderTime()}</p>
        ${this.#wasRefused ? html`<p>${t('playerPhoneNotDone')}</p>` : nothing}
      </div>
      ${isActive ? this.#renderControls() : nothing}
    </div>`;
  }

  #renderTime(): TemplateResult | typeof nothing {
    const { phase } = this.#phone.state;
    if (phase !== 'playing' && phase !== 'paused') return nothing;
    const { duration } = this.#host;
    const known = Number.isFinite(duration) && duration > 0;
    const at = known ? Math.min(this.#phone.position, duration) : this.#phone.position;
    return html`<bdi class="tabular" dir="ltr"
      >${formatDuration(at)}${known ? `\u00a0/\u00a0${formatDuration(duration)}` : nothing}</bdi
    >`;
  }

  #renderControls(): TemplateResult {
    const { t } = this.#options;
    const { canPause, canSkip, state } = this.#phone;
    const isPaused = state.phase === 'paused';
    return html`<div class="actions">
      ${
        canPause
          ? html`<button class="button" type="button" @click=${this.#handlePause}>
              ${icon(isPaused ? 'play' : 'pause')}${t(isPaused ? 'playerPhoneResume' : 'playerPause')}
            </button>`
          : nothing
      }
      ${
        canSkip
          ? html`<span class="skips" dir="ltr"
              >${this.#renderSkip('rewind', -1)}${this.#renderSkip('forward', 1)}</span
            >`
          : nothing
      }
      <button class="button" type="button" ${ref(this.#stop)} @click=${() => this.stop()}>
        ${icon('hangUp')}${t('playerPhoneStop')}
      </button>
    </div>`;
  }

  #renderSkip(name: 'rewind' | 'forward', direction: 1 | -1): TemplateResult {
    const { t } = this.#options;
    const { skipSeconds } = this.#host;
    return html`<button
      class=${`button quiet skip ${name === 'forward' ? 'ahead' : ''}`}
      type="button"
      data-seconds=${skipSeconds}
      aria-label=${t(name === 'rewind' ? 'playerRewind' : 'playerForward')}
      aria-description=${t('playerBySeconds', { n: skipSeconds })}
      @click=${() => this.#skip(direction * skipSeconds)}
    >
      ${icon(name)}
    </button>`;
  }

  readonly #handlePause = (): void => {
    this.#setRefused(false);
    void this.#phone.pauseOrResume();
  };

  /** The player's keys, for the phone, while the focus is in its bar. */
  readonly #handleKey = (event: KeyboardEvent): void => {
    const { skipSeconds, shortcuts } = this.#host;
    switch (shortcutAction(event, shortcuts)) {
      case 'toggle':
        this.#handlePause();
        break;
      case 'back':
        this.#skip(-FINE_SKIP_SECONDS);
        break;
      case 'forward':
        this.#skip(FINE_SKIP_SECONDS);
        break;
      case 'skip-back':
        this.#skip(-skipSeconds);
        break;
      case 'skip-forward':
        this.#skip(skipSeconds);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  #skip(seconds: number): void {
    this.#setRefused(false);
    void this.#phone.skip(seconds);
  }

  #handleChange(state: PhoneState): void {
    const { t, announce, onPlayed } = this.#options;
    this.#wasRefused = false;
    const key = phoneKey(state);
    if (key !== null) announce(t(key));
    if (this.isActive) return;
    if (this.#hasFocus) this.#nextFocus = 'phone-button';
    const { heard, duration } = this.#host;
    if (isHeardByPhone(state, this.#startSeconds, heard, duration)) onPlayed(this.#messageId);
  }

  get #hasFocus(): boolean {
    const focused = this.#host.shadowRoot?.activeElement;
    return focused instanceof HTMLElement && focused.closest('[part=phone]') !== null;
  }

  #setRefused(wasRefused: boolean): void {
    if (wasRefused) this.#options.announce(this.#options.t('playerPhoneNotDone'));
    if (this.#wasRefused !== wasRefused) this.#host.requestUpdate();
    this.#wasRefused = wasRefused;
  }
}
