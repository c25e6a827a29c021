/** The policy that a share of a voice message must be played before Submit, where the backend has it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { HeardInstead, HeardStatement } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import type { I18n } from '../../i18n/i18n.js';
import { formatNumber } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import {
  clipRanges,
  firstUnplayed,
  playedShare,
  toListeningSpans,
  type PlayedRange,
} from '../playback/played-ranges.js';
import type { FailureCause } from '../playback/failure-cause.js';

export interface ListeningFacts {
  /** Percent that must be played; 0: no such policy. */
  readonly requiredPercent: number;
  /** Played by this person, silence that was skipped included. */
  readonly played: readonly PlayedRange[];
  readonly durationSeconds: number;
  /** False where the backend does not let this person play it at all. */
  readonly mayPlay: boolean;
  /** Why it does not play just now. */
  readonly cause: FailureCause | null;
  /** How often it has failed since the dialog was opened. */
  readonly failures: number;
  readonly byPhone: boolean;
  /** The person has confirmed to have read the transcript. */
  readonly transcriptRead: boolean;
}

export type ListeningVerdict =
  | { readonly kind: 'not-required' }
  | { readonly kind: 'enough' }
  /** Less was played, and less is enough. */
  | { readonly kind: 'exempt'; readonly instead: HeardInstead }
  | { readonly kind: 'missing'; readonly percent: number };

/** The next try may not fail with these; with all others the recording stays as it is. */
const PASSING: ReadonlySet<FailureCause> = new Set<FailureCause>([
  'network',
  'timeout',
  'unavailable',
  'rate-limited',
  'stalled',
  'malformed',
  'unauthenticated',
  'recording-expired',
]);
/** A passing failure that comes this often counts as one that stays. */
const MOST_PASSING_FAILURES = 2;

/** Whether enough was played. Pure. */
export function judgeListening(facts: ListeningFacts): ListeningVerdict {
  const { requiredPercent, durationSeconds } = facts;
  if (!(requiredPercent > 0)) return { kind: 'not-required' };
  const share = playedShare(clipRanges(facts.played, durationSeconds), durationSeconds);
  if (share * 100 >= requiredPercent) return { kind: 'enough' };
  if (facts.byPhone) return { kind: 'exempt', instead: 'phone' };
  if (facts.transcriptRead) return { kind: 'exempt', instead: 'transcript' };
  if (isNotPlayable(facts)) return { kind: 'exempt', instead: 'not-playable' };
  return { kind: 'missing', percent: Math.floor(share * 100) };
}

function isNotPlayable({ mayPlay, cause, failures }: ListeningFacts): boolean {
  if (!mayPlay) return true;
  return cause !== null && (!PASSING.has(cause) || failures >= MOST_PASSING_FAILURES);
}

/** The members of `aicc-voice-player` that the policy reads. */
export interface ListeningPlayer extends EventTarget {
  readonly coveredRanges: readonly PlayedRange[];
  readonly heardByPhone: boolean;
  /** Seconds; `NaN` while it is not known. */
  readonly duration: number;
  readonly failureCause: FailureCause | null;
  readonly callActive: boolean;
  /** The transcript is open. */
  readonly isReading: boolean;
  skipToUnheard(): void;
  play(): Promise<void>;
}

export interface RequiredListeningOptions {
  readonly i18n: () => I18n;
  readonly announce: (text: string) => void;
  readonly player: () => ListeningPlayer | null;
  readonly message: () => Message | null;
  /** Percent that must be played; 0: no such policy. */
  readonly requiredPercent: () => number;
}

/** Events of the player after which the verdict may be another. */
const PLAYER_EVENTS = [
  'aicc-heard-change',
  'aicc-transcript-change',
  'durationchange',
  'playing',
  'error',
] as const;

/** Follows the player of one dialog, and holds Submit back while too little was played. */
export class RequiredListening implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: RequiredListeningOptions;
  #player: ListeningPlayer | null = null;
  #failures = 0;
  #transcriptRead = false;
  /** The backend has refused the last Submit for this. */
  #isRefused = false;
  /** All that is on screen of it, to render only when that changes. */
  #shown = '';

  constructor(host: ReactiveControllerHost, options: RequiredListeningOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    const player = this.#options.player();
    if (player === this.#player) return;
    for (const name of PLAYER_EVENTS) {
      this.#player?.removeEventListener(name, this.#handlePlayerEvent);
      player?.addEventListener(name, this.#handlePlayerEvent);
    }
    this.#player = player;
    this.#update();
  }

  hostDisconnected(): void {
    for (const name of PLAYER_EVENTS) {
      this.#player?.removeEventListener(name, this.#handlePlayerEvent);
    }
    this.#player = null;
  }

  /** Starts again, with another message or with the same one. */
  reset(): void {
    this.#failures = 0;
    this.#transcriptRead = false;
    this.#isRefused = false;
    this.#shown = '';
  }

  /** Too little was played for Submit. */
  get isMissing(): boolean {
    return this.#verdict.kind === 'missing';
  }

  /** More must be played: here, or the backend has said so. */
  get isRequired(): boolean {
    return this.isMissing || this.#isRefused;
  }

  /** A part is left that was not played. */
  get hasUnplayed(): boolean {
    const player = this.#options.player();
    if (!player) return false;
    const { duration } = player;
    return !Number.isFinite(duration) || firstUnplayed(player.coveredRanges, duration) !== null;
  }

  /** The person may confirm to have read the transcript instead. */
  get canConfirmTranscript(): boolean {
    return this.isMissing && this.#options.player()?.isReading === true;
  }

  /** Why Submit must wait, or why it need not; empty where nobody asks, or enough was played. */
  get text(): string {
    const { t, locale } = this.#options.i18n();
    if (this.#isRefused) return t('processHeardRefused');
    const verdict = this.#verdict;
    switch (verdict.kind) {
      case 'missing':
        return t('processHeardMissing', {
          n: formatNumber(verdict.percent, locale),
          needed: formatNumber(this.#options.requiredPercent(), locale),
        });
      case 'exempt':
        return t(
          verdict.instead === 'phone'
            ? 'processHeardByPhone'
            : verdict.instead === 'transcript'
              ? 'processHeardRead'
              : 'processHeardNotPlayable',
        );
      case 'enough':
      case 'not-required':
        return '';
    }
  }

  /** True while Submit must wait; announces why. */
  holdsBack(): boolean {
    if (!this.isMissing) return false;
    this.#options.announce(this.text);
    return true;
  }

  /** The statement that is sent with the comments; `null` where nobody asks. */
  statement(): HeardStatement | null {
    this.#isRefused = false;
    const verdict = this.#verdict;
    const player = this.#options.player();
    if (verdict.kind === 'not-required' || !player) return null;
    return {
      spans: toListeningSpans(player.coveredRanges),
      instead: verdict.kind === 'exempt' ? verdict.instead : null,
    };
  }

  /** Takes a refused Submit. @returns the text to announce when it was refused for this, else '' */
  handleRefusal({ fields }: AdapterError): string {
    this.#isRefused = fields.some(({ field }) => field === 'heard');
    this.#host.requestUpdate();
    return this.#isRefused ? this.text : '';
  }

  /** Plays the first part that was not played yet. */
  readonly playUnplayed = (): void => {
    const player = this.#options.player();
    if (!player) return;
    player.skipToUnheard();
    player.play().catch(() => {
      const { t } = this.#options.i18n();
      if (player.callActive) this.#options.announce(t('playerCallActive'));
    });
  };

  readonly confirmTranscript = (): void => {
    this.#transcriptRead = true;
    this.#update();
    this.#options.announce(this.text);
  };

  get #verdict(): ListeningVerdict {
    const message = this.#options.message();
    const player = this.#options.player();
    return judgeListening({
      requiredPercent: message?.channel === 'voice' ? this.#options.requiredPercent() : 0,
      played: player?.coveredRanges ?? [],
      durationSeconds: player?.duration ?? NaN,
      mayPlay: message === null || actionPermission(message, 'play').allowed,
      cause: player?.failureCause ?? null,
      failures: this.#failures,
      byPhone: player?.heardByPhone === true,
      transcriptRead: this.#transcriptRead,
    });
  }

  readonly #handlePlayerEvent = (event: Event): void => {
    if (event.type === 'error') this.#failures += 1;
    this.#update();
  };

  /** Renders when the text or the offers change. */
  #update(): void {
    const { kind } = this.#verdict;
    const shown = `${kind} ${this.text} ${String(this.#player?.isReading)}`;
    if (shown === this.#shown) return;
    const wasMissing = this.#shown.startsWith('missing');
    this.#shown = shown;
    this.#host.requestUpdate();
    if (wasMissing && kind === 'enough') {
      this.#options.announce(this.#options.i18n().t('processHeardEnough'));
    }
  }
}
