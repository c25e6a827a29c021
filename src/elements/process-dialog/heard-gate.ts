/**
 * "At least so much heard before Submit", where the backend has that policy: says how far it is at the
 * button, holds Submit back with the reason, and offers what leads on.
 */
import type { I18n } from '../../i18n/i18n.js';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ReactiveControllerHost } from 'lit';
import type { HeardStatement } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import { firstUnheard, toSpans } from '../../controllers/playback/heard.js';
import { heardStand, type HeardStand } from '../../controllers/processing/heard-policy.js';
import { formatNumber } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { icon } from '../shared/icons.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';

export interface HeardGateOptions {
  readonly i18n: () => I18n;
  readonly say: (text: string) => void;
  /** The player in the same dialog. */
  readonly player: () => VoicePlayerElement | null;
  readonly message: () => Message | null;
  /** Percent that must be heard; 0: no such policy. */
  readonly needed: () => number;
}

/** After these more may be heard, or the recording may not play. */
const NEWS = ['aicc-heard-change', 'aicc-transcript-change', 'durationchange', 'playing', 'error'];

export class HeardGate implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: HeardGateOptions;
  #player: VoicePlayerElement | null = null;
  #failures = 0;
  #transcriptRead = false;
  /** The backend has refused for this; told until the next Submit. */
  #isRefused = false;
  /** As it was shown last. */
  #shown = '';

  constructor(host: ReactiveControllerHost, options: HeardGateOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    const player = this.#options.player();
    if (player === this.#player) return;
    for (const name of NEWS) {
      this.#player?.removeEventListener(name, this.#handleNews);
      player?.addEventListener(name, this.#handleNews);
    }
    this.#player = player;
    this.#look();
  }

  hostDisconnected(): void {
    for (const name of NEWS) this.#player?.removeEventListener(name, this.#handleNews);
    this.#player = null;
  }

  /** Another message, or the same one opened again. */
  begin(): void {
    this.#failures = 0;
    this.#transcriptRead = false;
    this.#isRefused = false;
    this.#shown = '';
  }

  /** Too little was heard for Submit. */
  get isMissing(): boolean {
    return this.#stand.kind === 'missing';
  }

  /** True when Submit may not go on; what stands at the button is then said. */
  holdsBack(): boolean {
    if (!this.isMissing) return false;
    this.#options.say(this.#text);
    return true;
  }

  /** What goes along with the comments; `null` where nobody asks. */
  submit(): HeardStatement | null {
    this.#isRefused = false;
    const stand = this.#stand;
    const player = this.#options.player();
    if (stand.kind === 'free' || !player) return null;
    return {
      spans: toSpans(player.heardOrSilent),
      instead: stand.kind === 'instead' ? stand.instead : null,
    };
  }

  /** The backend refused: what is to be said where it was for this, else nothing. */
  refuse({ fields }: AdapterError): string {
    this.#isRefused = fields.some(({ field }) => field === 'heard');
    this.#host.requestUpdate();
    return this.#isRefused ? this.#text : '';
  }

  get #stand(): HeardStand {
    const { player: findPlayer, message: findMessage, needed } = this.#options;
    const message = findMessage();
    const player = findPlayer();
    return heardStand({
      needed: message?.channel === 'voice' ? needed() : 0,
      heard: player?.heardOrSilent ?? [],
      durationSeconds: player?.duration ?? NaN,
      mayPlay: message === null || actionPermission(message, 'play').allowed,
      cause: player?.failureCause ?? null,
      failures: this.#failures,
      byPhone: player?.heardByPhone === true,
      transcriptRead: this.#transcriptRead,
    });
  }

  get #text(): string {
    const { t, locale } = this.#options.i18n();
    if (this.#isRefused) return t('processHeardRefused');
    const stand = this.#stand;
    switch (stand.kind) {
      case 'missing':
        return t('processHeardMissing', {
          n: formatNumber(stand.percent, locale),
          needed: formatNumber(this.#options.needed(), locale),
        });
      case 'instead':
        return t(
          stand.instead === 'phone'
            ? 'processHeardByPhone'
            : stand.instead === 'transcript'
              ? 'processHeardRead'
              : 'processHeardNotPlayable',
        );
      case 'enough':
      case 'free':
        return '';
    }
  }

  readonly #handleNews = (event: Event): void => {
    if (event.type === 'error') this.#failures += 1;
    this.#look();
  };

  /** Renders again only when something else is to be read. */
  #look(): void {
    const { kind } = this.#stand;
    const shown = `${kind} ${this.#text} ${String(this.#player?.isReading)}`;
    if (shown === this.#shown) return;
    const wasMissing = this.#shown.startsWith('missing');
    this.#shown = shown;
    this.#host.requestUpdate();
    if (wasMissing && kind === 'enough') {
      this.#options.say(this.#options.i18n().t('processHeardEnough'));
    }
  }

  /** Plays what was not heard yet. */
  readonly #handleNext = (): void => {
    const player = this.#options.player();
    if (!player) return;
    player.skipToUnheard();
    player.play().catch(() => {
      const { t } = this.#options.i18n();
      if (player.callActive) this.#options.say(t('playerCallActive'));
    });
  };

  readonly #handleRead = (): void => {
    this.#transcriptRead = true;
    this.#look();
    this.#options.say(this.#text);
  };

  /** What stands above the buttons; nothing where nobody asks, or enough was heard. */
  render(): TemplateResult | typeof nothing {
    const text = this.#text;
    if (text === '') return nothing;
    const { t } = this.#options.i18n();
    const player = this.#options.player();
    const { kind } = this.#stand;
    const isWanted = kind === 'missing' || this.#isRefused;
    const hasUnheard =
      player !== null &&
      (!Number.isFinite(player.duration) ||
        firstUnheard(player.heardOrSilent, player.duration) !== null);
    return html`<div class="heard-note">
      ${icon(isWanted ? 'warning' : 'info')}
      <span id="heard-note">${text}</span>
      ${
        isWanted && hasUnheard
          ? html`<button type="button" class="button" @click=${this.#handleNext}>
            ${icon('play')}${t('playerUnheard')}
          </button>`
          : nothing
      }
      ${
        kind === 'missing' && player?.isReading
          ? html`<button type="button" class="button quiet" @click=${this.#handleRead}>
            ${t('processHeardIRead')}
          </button>`
          : nothing
      }
    </div>`;
  }
}
