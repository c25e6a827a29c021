/** The sentences of the player that depend on its state. */
import { playedShare, type PlayedRange } from '../../controllers/playback/played-ranges.js';
import type { AudioPlayer } from '../../controllers/playback/audio-player.js';
import { isWaiting } from '../../controllers/playback/playback-state.js';
import type { SourceTarget } from '../../controllers/playback/recording-source.js';
import { wordKey } from '../../i18n/code-key.js';
import type { Translate } from '../../i18n/i18n.js';
import { formatDuration, formatInstant, numberEnding } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { spokenDuration } from '../shared/value-text.js';

/** Why `target` cannot be played now; `null` where it can. */
export function playDisabledReason(
  { src, messageId, client }: SourceTarget,
  message: Message | null,
  callActive: boolean,
  t: Translate,
): string | null {
  if (callActive) return t('playerCallActive');
  if (src !== null) return null;
  if (messageId === null) return t('playerNoMessage');
  if (!client) return t('noAdapter');
  if (!message) return null;
  const permission = actionPermission(message, 'play');
  if (permission.allowed) return null;
  const key = wordKey('reason', permission.reason) ?? 'reasonUnsupported';
  return t(key, { owner: message.lease?.ownerName ?? '' });
}

/** What is going on, beside the controls: the most pressing thing first. */
export function statusText(
  player: AudioPlayer,
  progress: {
    /** Where it goes on, in seconds, while it has not played yet. */
    readonly resumedAt: number | null;
    readonly playedByOthers: readonly PlayedRange[];
    readonly durationSeconds: number;
  },
  t: Translate,
): string {
  const { state, refused, noOutput, endedEarly, playhead } = player;
  if (state.phase === 'asking') return t('playerAsking');
  if (state.phase === 'stalled') return t('playerStalled');
  if (isWaiting(state)) return t('playerLoading');
  if (refused) return t('playerRefused');
  if (noOutput) return t('playerNoOutput');
  if (playhead.seekLimit === 'no-range') return t('playerNoRange');
  if (playhead.seekLimit === 'no-length') return t('playerNoLength');
  if (state.phase === 'ended' && endedEarly) return t('playerEndedEarly');
  if (progress.resumedAt !== null) {
    return t('playerResumed', { time: formatDuration(progress.resumedAt) });
  }
  const percent = percentPlayed(playhead.played, progress.durationSeconds);
  const others = percentPlayed(progress.playedByOthers, progress.durationSeconds);
  return [
    percent === 100 ? t('playerHeardAll') : percent > 0 && t('playerHeardShare', { n: percent }),
    others > 0 && t('playerHeardOthers', { n: others }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function percentPlayed(played: readonly PlayedRange[], durationSeconds: number): number {
  return Math.floor(playedShare(played, durationSeconds) * 100);
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
  durationSeconds: number,
  full: boolean,
  locale: string,
  t: Translate,
): string {
  const position = spokenDuration(seconds, locale);
  const total = full ? spokenDuration(durationSeconds, locale) : '';
  return total === '' ? position : t('playerPosition', { position, total });
}
