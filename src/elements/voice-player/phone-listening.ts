/** The bar of a recording that plays on the agent's own phone; loaded when somebody listens so. */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { isHeardByPhone, type PhoneState } from '../../controllers/playback/phone-course.js';
import { PhoneListeningController } from '../../controllers/playback/phone-listening.js';
import { wordKey } from '../../i18n/code-key.js';
import type { StringKey } from '../../i18n/strings.js';
import { formatDuration } from '../../model/format.js';
import { icon } from '../shared/icons.js';
import type { PhoneHost, PhoneRungOptions } from './phone-rung.js';
import { shortcutAction } from './shortcuts.js';

/** This part's words in English; it is loaded late. */

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

const FINE_SKIP_SECONDS = 5;

/** The sentence that stands there for `state`. */
export function phoneKey(state: PhoneState): StringKey | null {
  if (state.end !== null) return ENDS[state.end];
  if (state.failure !== null) {
    return FAILURES[state.failure] ?? wordKey('error', state.failure) ?? 'playerPhoneFailed';
  }
  return PHASES[state.phase] ?? null;
}

export class PhonePanel implements ReactiveController {
  readonly #host: PhoneHost;
  readonly #options: PhoneRungOptions;
  readonly #phone: PhoneListeningController;
  readonly #stop = createRef<HTMLButtonElement>();
  #notDone = false;
  #startSeconds = 0;
  #onHeard: () => void = () => undefined;
  /** Where the focus goes with the next update: what had it is not there any more. */
  #focus: 'stop' | 'rung' | null = null;

  constructor(host: PhoneHost, options: PhoneRungOptions) {
    this.#host = host;
    this.#options = options;
    this.#phone = new PhoneListeningController(host, {
      control: options.control,
      onStep: (state) => this.#handleStep(state),
      onNotDone: () => this.#setNotDone(true),
    });
    host.addController(this);
  }

  get isUp(): boolean {
    return this.#phone.isUp;
  }

  /** Rings the phone; `onHeard` is told when the recording counts as heard by it. */
  async begin(messageId: string, onHeard: () => void): Promise<void> {
    const { currentTime, duration } = this.#host;
    // What stopped near its end begins anew.
    this.#startSeconds = currentTime < duration - 1 ? currentTime : 0;
    this.#onHeard = onHeard;
    this.#focus = 'stop';
    await this.#phone.start(messageId, this.#startSeconds);
  }

  stop(reason?: 'call'): void {
    void this.#phone.stop(reason);
  }

  forget(): void {
    this.#phone.forget();
    this.#setNotDone(false);
  }

  hostUpdated(): void {
    const wanted = this.#focus;
    if (wanted === null) return;
    this.#focus = null;
    if (wanted === 'stop') this.#stop.value?.focus();
    else this.#host.shadowRoot?.querySelector<HTMLElement>('[part=phone-button]')?.focus();
  }

  /** @param failed whether the notice with the rungs stands above */
  render(failed: boolean): TemplateResult | typeof nothing {
    const { t } = this.#options;
    const { state, isUp } = this.#phone;
    const key = phoneKey(state);
    if (key === null || !(isUp || failed)) return nothing;
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
        ${this.#notDone ? html`<p>${t('playerPhoneNotDone')}</p>` : nothing}
      </div>
      ${isUp ? this.#renderControls() : nothing}
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
    this.#setNotDone(false);
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
    this.#setNotDone(false);
    void this.#phone.skip(seconds);
  }

  #handleStep(state: PhoneState): void {
    const { t, say } = this.#options;
    this.#notDone = false;
    const key = phoneKey(state);
    if (key !== null) say(t(key));
    if (this.isUp) return;
    if (this.#hasFocus) this.#focus = 'rung';
    const { heard, duration } = this.#host;
    if (isHeardByPhone(state, this.#startSeconds, heard, duration)) this.#onHeard();
  }

  get #hasFocus(): boolean {
    const focused = this.#host.shadowRoot?.activeElement;
    return focused instanceof HTMLElement && focused.closest('[part=phone]') !== null;
  }

  #setNotDone(notDone: boolean): void {
    if (notDone) this.#options.say(this.#options.t('playerPhoneNotDone'));
    if (this.#notDone !== notDone) this.#host.requestUpdate();
    this.#notDone = notDone;
  }
}
