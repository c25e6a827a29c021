/** The lines that every notice of a failed request has: its id, and how long to wait. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import type { I18n } from '../../i18n/i18n.js';

/** The backend's id of a failed request, for the support desk. */
export function renderRequestId(
  { t }: Pick<I18n, 't'>,
  error: AdapterError | null | undefined,
): TemplateResult | typeof nothing {
  return error?.requestId === undefined
    ? nothing
    : html`<p class="muted">${t('errorRequestId', { id: error.requestId })}</p>`;
}

/** The seconds until the next try; a screen reader does not read a timer by itself. */
export function renderRetryWait(
  { t }: Pick<I18n, 't'>,
  seconds: number,
): TemplateResult | typeof nothing {
  return seconds === 0
    ? nothing
    : html`<p class="tabular" role="timer" id="retry-wait">${t('errorRetryIn', { n: seconds })}</p>`;
}
