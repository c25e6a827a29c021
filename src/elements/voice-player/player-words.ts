/** The sentences of the player that depend on its state. */
import type { Translate } from '../../i18n/i18n.js';
import { heardShare, type HeardSpan } from '../../controllers/playback/heard.js';
import type { PlaybackController } from '../../controllers/playback/playback-controller.js';
import { isWaiting } from '../../controllers/playback/playback-state.js';
import { formatDuration, formatInstant, numberEnding } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { spokenDuration } from '../shared/value-text.js';

export interface StateFacts {
  readonly playback: Pick<
    PlaybackController,
    'state' | 'refused' | 'noOutput' | 'endedEarly' | 'seekLimit' | 'heard'
  >;
  readonly resumedAt: number | null;
  /** By colleagues, all together. */
  readonly othersHeard: readonly HeardSpan[];
  readonly duration: number;
}

/** What stands beside the controls: the most pressing thing first. */
export function stateText(facts: StateFacts, t: Translate): string {
  const { playback, resumedAt } = facts;
  const { state, refused, noOutput, endedEarly, seekLimit } = playback;
  if (state.phase === 'asking') return t('playerAsking');
  if (state.phase === 'stalled') return t('playerStalled');
  if (isWaiting(state)) return t('playerLoading');
  if (refused) return t('playerRefused');
  if (noOutput) return t('playerNoOutput');
  if (seekLimit === 'no-range') return t('playerNoRange');
  if (seekLimit === 'no-length') return t('playerNoLength');
  if (state.phase === 'ended' && endedEarly) return t('playerEndedEarly');
  if (resumedAt !== null) return t('playerResumed', { time: formatDuration(resumedAt) });
  const percent = percentHeard(playback.heard, facts.duration);
  const others = percentHeard(facts.othersHeard, facts.duration);
  return [
    percent === 100 ? t('playerHeardAll') : percent > 0 && t('playerHeardShare', { n: percent }),
    others > 0 && t('playerHeardOthers', { n: others }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function percentHeard(heard: readonly HeardSpan[], duration: number): number {
  return Math.floor(heardShare(heard, duration) * 100);
}

/** Whose message and when. */
export function messageName(message: Message | null, locale: string, t: Translate): string {
  if (!message) return t('playerName');
  const ending = numberEnding(message.contactNumber);
  return t('messageFrom', {
    caller: ending === null ? t('unknownCaller') : `••${ending}`,
    time: formatInstant(message.createdAt, locale),
  });
}

/** The name of the whole player. */
export function playerName(message: Message | null, locale: string, t: Translate): string {
  return message ? `${t('playerName')}: ${messageName(message, locale, t)}` : t('playerName');
}

/** "1 minute 5 seconds of 3 minutes", without the length where it is not `full` or not known. */
export function spokenPosition(
  seconds: number,
  duration: number,
  full: boolean,
  locale: string,
  t: Translate,
): string {
  const position = spokenDuration(seconds, locale);
  const total = full ? spokenDuration(duration, locale) : '';
  return total === '' ? position : t('playerPosition', { position, total });
}
