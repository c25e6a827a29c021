/** Why a recording cannot be played, and the ways on, in their order. */
import { html, nothing, type TemplateResult } from 'lit';
import { canSave, waysOn } from '../../controllers/playback/ways-on.js';
import type { FailureCause } from '../../controllers/playback/media-cause.js';
import { icon } from '../shared/icons.js';
import { causeKey } from './cause-text.js';
import type { Translate } from '../../i18n/i18n.js';

export interface FailureView {
  readonly t: Translate;
  readonly cause: FailureCause;
  /** For the backend's support, where the failure was an answer of the backend. */
  readonly requestId: string | null;
  /** What hosts put into it may be a way on. */
  readonly player: Element;
  readonly hasPhone: boolean;
  readonly hasTranscript: boolean;
  /** The transcript is shown already. */
  readonly isReading: boolean;
  readonly retry: () => void;
  readonly listen: () => void;
  readonly read: () => void;
  /** Somebody has offered or withdrawn a way on. */
  readonly onSlotChange: () => void;
}

export function renderFailure(view: FailureView): TemplateResult {
  const { t, cause, requestId, hasPhone, hasTranscript, player } = view;
  const hasDownload = offersDownload(player, cause);
  const ways = waysOn({ cause, hasPhone, hasTranscript, hasDownload });
  return html`<div class="notice" data-tone="danger" part="failure">
    ${icon('warning')}
    <div class="grow">
      <p>${t(causeKey(cause))}</p>
      ${ways.length === 0 ? html`<p>${t('playerNoWayOn')}</p>` : nothing}
      ${requestId ? html`<p class="muted">${t('errorRequestId', { id: requestId })}</p>` : nothing}
    </div>
    <div class="actions">
      ${
        ways.includes('retry')
          ? html`<button class="button" type="button" @click=${view.retry}>
              ${icon('refresh')}${t('retry')}
            </button>`
          : nothing
      }
      ${
        ways.includes('phone')
          ? html`<button
              class="button"
              part="phone-button"
              type="button"
              title=${t('playerListenByPhoneHint')}
              @click=${view.listen}
            >
              ${icon('phone')}${t('playerListenByPhone')}
            </button>`
          : nothing
      }
      ${
        ways.includes('transcript')
          ? html`<button
              class="button"
              type="button"
              aria-expanded=${view.isReading}
              @click=${view.read}
            >
              ${icon('chat')}${t('playerReadTranscript')}
            </button>`
          : nothing
      }
      ${
        canSave(cause)
          ? html`<slot name="format-actions" @slotchange=${view.onSlotChange}></slot>`
          : nothing
      }
      <slot name="failure-actions" @slotchange=${view.onSlotChange}></slot>
    </div>
  </div>`;
}

/** Whether a host has put a way on into the notice. */
export function offersDownload(player: Element, cause: FailureCause): boolean {
  return [...player.children].some(
    ({ slot }) => slot === 'failure-actions' || (slot === 'format-actions' && canSave(cause)),
  );
}
