/** Pieces of the notice of a failure: request id, wait, Retry. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import type { I18n, Translate } from '../../i18n/i18n.js';
import { icon } from './icons.js';

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

export interface RetryNotice {
  readonly t: Translate;
  readonly text: string;
  /** The error whose request id the notice names. */
  readonly error?: AdapterError | null;
  /** `null` where another try cannot help. */
  readonly onRetry: (() => void) | null;
  /** Closes the notice, where it can be closed. */
  readonly onClose?: () => void;
  /** A further class of the notice. */
  readonly className?: string;
}

/** A failure with its Retry: of a read, or of a module that loads on demand. */
export function renderRetryNotice(notice: RetryNotice): TemplateResult {
  const { t, text, error, onRetry, onClose, className = '' } = notice;
  return html`<div class="notice ${className}" data-tone="danger">
    ${icon('warning')}
    <div class="grow">
      <p>${text}</p>
      ${renderRequestId({ t }, error)}
    </div>
    ${
      onRetry
        ? html`<button type="button" class="button" @click=${onRetry}>
          ${icon('refresh')}${t('retry')}
        </button>`
        : nothing
    }
    ${
      onClose
        ? html`<button type="button" class="button quiet" @click=${onClose}>${t('close')}</button>`
        : nothing
    }
  </div>`;
}
