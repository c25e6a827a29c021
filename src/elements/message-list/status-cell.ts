/** The Status cell: the badge, and one line that says who, why, or that the row left this view. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MessageRow } from '../../controllers/list/list-state.js';
import type { I18n } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import { NOTHING, formatShortInstant } from '../../model/format.js';
import type { AllocationFailure } from '../../model/message.js';
import { renderStatus, shorten } from '../shared/message-fields.js';

/** The published causes of AICC. */
const FAILURE_KEYS: Readonly<Record<string, StringKey>> = {
  'agent-not-found': 'listFailureAgent',
  'skill-queue-not-found': 'listFailureQueue',
};

export function renderStatusCell(row: MessageRow, i18n: I18n): TemplateResult {
  return html`${renderStatus(row.message.status, i18n, 'status')}${renderDetail(row, i18n)}`;
}

function renderDetail({ message, stale }: MessageRow, i18n: I18n): TemplateResult | typeof nothing {
  const { t } = i18n;
  const { status, lease, allocationFailure } = message;
  if (stale) return html`<div class="detail left" title=${t('listLeft')}>${t('listLeft')}</div>`;
  if (status === 'processing' && lease) {
    const owner = shorten(lease.ownerName ?? lease.ownerEmployeeId, 60);
    const text = lease.mine
      ? t('listByYou')
      : t('listBy', { name: owner === '' ? NOTHING : owner });
    return html`<div class="detail" title=${text}><bdi>${text}</bdi></div>`;
  }
  if (status === 'allocation-failed' && allocationFailure) {
    const why = failureText(i18n, allocationFailure);
    const course = failureCourse(i18n, allocationFailure);
    return html`<div class="detail" title=${[why, course].filter(Boolean).join('. ')}
      ><bdi>${why}</bdi>${course === '' ? nothing : html`<span class="visually-hidden">. ${course}</span>`}</div
    >`;
  }
  return nothing;
}

/** `agent 1912 not found`; a code that is not known as it was sent. */
function failureText({ t }: I18n, { code, target }: AllocationFailure): string {
  const key = Object.hasOwn(FAILURE_KEYS, code) ? FAILURE_KEYS[code] : undefined;
  const shown = target === null ? '' : shorten(target, 40);
  if (key !== undefined) return t(key, { target: shown }).replace(/\s+/g, ' ').trim();
  return shown === '' ? shorten(code, 40) : `${shorten(code, 40)}: ${shown}`;
}

/** Since when and how often: in the title, and for screen readers. */
function failureCourse({ t, locale, timeZone }: I18n, { since, tries }: AllocationFailure): string {
  const time = since === null ? '' : formatShortInstant(since, locale, timeZone);
  return [
    since === null ? '' : t('listFailureSince', { time }),
    tries === null ? '' : t('listFailureTries', { n: tries }),
  ]
    .filter(Boolean)
    .join(' · ');
}
