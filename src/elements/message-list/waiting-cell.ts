/** The Waiting cell: how long the message has waited, and how far it is from its promised time. */
import { html, nothing, type TemplateResult } from 'lit';
import type { I18n } from '../../i18n/i18n.js';
import { waitingOf, type DueRules } from '../../model/due.js';
import { NOTHING } from '../../model/format.js';
import type { Message } from '../../model/message.js';

export interface WaitingOptions {
  readonly nowMs: number;
  readonly dueRules: DueRules | undefined;
}

export function renderWaiting(
  message: Message,
  i18n: I18n,
  { nowMs, dueRules }: WaitingOptions,
): TemplateResult {
  const waiting = waitingOf(message, nowMs, dueRules, i18n.timeZone);
  if (waiting === null || (waiting.seconds === null && waiting.dueInSeconds === null))
    return html`<span class="muted">${NOTHING}</span>`;
  const { seconds, dueInSeconds, state } = waiting;
  const due = dueInSeconds === null ? null : dueText(i18n, dueInSeconds, state === 'late');
  return html`<span class="waited">${seconds === null ? NOTHING : spanText(i18n, seconds)}</span>${
    due === null ? nothing : html`<span class="detail due" data-due=${state}>${due}</span>`
  }`;
}

function dueText(i18n: I18n, seconds: number, isLate: boolean): string {
  return i18n.t(isLate ? 'listLateBy' : 'listDueIn', {
    time: roundSpanText(i18n, Math.abs(seconds)),
  });
}

/** `14 min`, `3 h`, `2 d`: one unit, as promises are kept or missed. */
function roundSpanText({ t }: Pick<I18n, 't'>, seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('listMinutes', { m: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t('listHours', { h: hours }) : t('listDays', { d: Math.floor(hours / 24) });
}

/** `4 min`, `2 h 14 m`, `3 d 4 h`: two units at most. */
function spanText({ t }: Pick<I18n, 't'>, seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('listMinutes', { m: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24)
    return minutes % 60 === 0
      ? t('listHours', { h: hours })
      : t('listHoursMinutes', { h: hours, m: minutes % 60 });
  const days = Math.floor(hours / 24);
  return hours % 24 === 0
    ? t('listDays', { d: days })
    : t('listDaysHours', { d: days, h: hours % 24 });
}
