/** Why a recording cannot be played, and the ways on. */
import { html, nothing, type TemplateResult } from 'lit';
import { canRetry, type FailureCause } from '../../controllers/playback/media-cause.js';
import { icon } from '../base/more-icons.js';
import { causeKey } from './cause-text.js';
import type { Translate } from './player-words.js';

export interface FailureView {
  readonly t: Translate;
  readonly cause: FailureCause | null;
  /** For the backend's support, where the failure was an answer of the backend. */
  readonly requestId: string | null;
  readonly retry: () => void;
}

export function renderFailure(view: FailureView): TemplateResult | typeof nothing {
  const { t, cause, requestId } = view;
  if (cause === null) return nothing;
  return html`<div class="notice" data-tone="danger" part="failure">
    ${icon('warning')}
    <div class="grow">
      <p>${t(causeKey(cause))}</p>
      ${requestId ? html`<p class="muted">${t('errorRequestId', { id: requestId })}</p>` : nothing}
    </div>
    <div class="actions">
      ${
        canRetry(cause)
          ? html`<button class="button" type="button" @click=${view.retry}>
              ${icon('refresh')}${t('retry')}
            </button>`
          : nothing
      }
      ${cause === 'recording-format' ? html`<slot name="format-actions"></slot>` : nothing}
      <slot name="failure-actions"></slot>
    </div>
  </div>`;
}
