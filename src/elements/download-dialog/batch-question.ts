/** The warning before a batch download: whose voices, from when to when, how long. */
import { html, nothing, type TemplateResult } from 'lit';
import { wordKey } from '../../i18n/code-key.js';
import type { I18n } from '../../i18n/i18n.js';
import { formatDuration, numberEnding } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import { withVisibleMarks } from '../../model/visible-marks.js';
import { icon } from '../shared/icons.js';
import { renderTime } from '../shared/message-fields.js';
import { renderSentence } from '../shared/sentence.js';

/** Most callers that are named one by one. */
const MOST_NAMED = 6;
/** Most messages that are listed one by one. */
const MOST_LISTED = 20;

/** Whose voice, without the whole number. */
export function callerText({ contactNumber }: Message, { t }: Pick<I18n, 't'>): string {
  const ending = numberEnding(contactNumber);
  return ending === null ? t('unknownCaller') : t('downloadNumberEnding', { ending });
}

/** Why a message cannot be downloaded; `null` when it can. */
function disabledReason(message: Message, { t }: Pick<I18n, 't'>): string | null {
  const permission = actionPermission(message, 'download');
  if (permission.allowed) return null;
  const { lease } = message;
  return t(wordKey('reason', permission.reason) ?? 'reasonUnsupported', {
    owner: withVisibleMarks(lease?.ownerName ?? lease?.ownerEmployeeId ?? ''),
  });
}

export interface BatchQuestionView {
  readonly i18n: I18n;
  readonly targets: readonly Message[];
  readonly leftOut: readonly Message[];
  readonly canChooseFolder: boolean;
}

export function renderBatchQuestion(
  { i18n, targets, leftOut, canChooseFolder }: BatchQuestionView,
  fields: TemplateResult | typeof nothing,
): TemplateResult {
  const { t } = i18n;
  const n = targets.length;
  return html`<div class="notice" data-tone="warning" part="warning">
      ${icon('warning')}
      <div class="grow">
        <p><strong>${t('downloadSeveralWarning', { n })}</strong></p>
        <p>${t('downloadSeveralCaution')}</p>
      </div>
    </div>
    <dl>
      <dt>${t('downloadVoices', { n })}</dt>
      <dd>${renderCallers(i18n, targets)}</dd>
      <dt>${t('downloadLeft')}</dt>
      <dd class="range">${renderRange(i18n, targets)}</dd>
      <dt>${t('downloadTotalLength')}</dt>
      <dd>${renderLength(i18n, targets)}</dd>
    </dl>
    ${renderLeftOut(i18n, leftOut)} ${fields}
    <p class="notice" data-tone="info">
      ${icon('info')}<span class="grow">${t(canChooseFolder ? 'downloadIntoFolder' : 'downloadOneByOne')}</span>
    </p>
    <p class="question">${t('downloadSeveralQuestion', { n })}</p>`;
}

/** Each caller once, with how many messages are theirs. */
function renderCallers(i18n: I18n, messages: readonly Message[]): TemplateResult {
  const counts = new Map<string, { readonly name: string; count: number }>();
  for (const message of messages) {
    // The whole number tells callers apart; only its end is on screen.
    const key = message.contactNumber?.replace(/\D/g, '') ?? '';
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { name: callerText(message, i18n), count: 1 });
  }
  const callers = [...counts.values()];
  const more = callers.slice(MOST_NAMED).reduce((sum, { count }) => sum + count, 0);
  return html`<ul class="plain">
    ${callers
      .slice(0, MOST_NAMED)
      .map(
        ({ name, count }) =>
          html`<li><bdi>${name}</bdi>${count > 1 ? html` <span class="muted">× ${count}</span>` : nothing}</li>`,
      )}
    ${more > 0 ? html`<li class="muted">${i18n.t('downloadMoreVoices', { n: more })}</li>` : nothing}
  </ul>`;
}

function renderRange(i18n: I18n, messages: readonly Message[]): TemplateResult {
  const times = messages
    .map(({ createdAt }) => createdAt)
    .filter((at) => at !== null && !Number.isNaN(Date.parse(at)))
    .sort((a, b) => Date.parse(a as string) - Date.parse(b as string));
  const from = renderTime(times[0] ?? null, i18n);
  return times[0] === times.at(-1)
    ? from
    : renderSentence(i18n, 'downloadFromTo', {
        from,
        to: renderTime(times.at(-1) ?? null, i18n),
      });
}

function renderLength({ t }: I18n, messages: readonly Message[]): TemplateResult {
  const lengths = messages
    .map(({ durationSeconds }) => durationSeconds)
    .filter((seconds) => seconds !== null && Number.isFinite(seconds) && seconds >= 0);
  const unknown = messages.length - lengths.length;
  const total = lengths.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0);
  return html`<bdi dir="ltr">${formatDuration(lengths.length === 0 ? null : total)}</bdi>${
    unknown > 0 && lengths.length > 0
      ? html` <span class="muted">${t('downloadLengthUnknown', { n: unknown })}</span>`
      : nothing
  }`;
}

/** The messages that cannot be downloaded, each with its reason. */
export function renderLeftOut(
  i18n: I18n,
  leftOut: readonly Message[],
): TemplateResult | typeof nothing {
  if (leftOut.length === 0) return nothing;
  const { t } = i18n;
  return html`<div class="notice" data-tone="warning" part="left-out">
    ${icon('warning')}
    <div class="grow">
      <p>${t('downloadLeftOut', { n: leftOut.length })}</p>
      <ul class="plain">
        ${leftOut.slice(0, MOST_LISTED).map(
          (message) =>
            html`<li>
              <bdi>${callerText(message, i18n)}</bdi> ${renderTime(message.createdAt, i18n)}
              <div>${disabledReason(message, i18n)}</div>
            </li>`,
        )}
        ${leftOut.length > MOST_LISTED ? html`<li>…</li>` : nothing}
      </ul>
    </div>
  </div>`;
}
