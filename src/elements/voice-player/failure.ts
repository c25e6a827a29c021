/** The notice of a recording that cannot be played: why, and what can be done. */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { isAdapterErrorCode, type AdapterErrorCode } from '../../adapter/errors.js';
import type { FailureCause } from '../../controllers/playback/failure-cause.js';
import { canSave, recoveryActions } from '../../controllers/playback/recovery-actions.js';
import { codeKey } from '../../i18n/code-key.js';
import type { Translate } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import { icon } from '../shared/icons.js';
import type { Panels } from './panels.js';

const CAUSE_KEYS: Readonly<Record<Exclude<FailureCause, AdapterErrorCode>, StringKey>> = {
  'blocked-by-policy': 'playerBlocked',
  'not-audio': 'playerNotAudio',
  stalled: 'playerStalledFailed',
  'no-sound': 'playerNoSound',
  'source-refused': 'playerSourceRefused',
  unplayable: 'playerUnplayable',
};

/** The sentence that names `cause`. */
export function causeKey(cause: FailureCause): StringKey {
  return isAdapterErrorCode(cause) ? codeKey('error', cause) : CAUSE_KEYS[cause];
}

export interface FailureView {
  readonly cause: FailureCause;
  /** For the backend's support, where the failure was an answer of the backend. */
  readonly requestId: string | null;
  readonly hasPhone: boolean;
  readonly hasTranscript: boolean;
  readonly onRetry: () => void;
  readonly onListenByPhone: () => void;
}

/** @param player its children are the host's own actions */
export function renderFailure(
  t: Translate,
  player: ReactiveControllerHost & Element,
  panels: Panels,
  view: FailureView,
): TemplateResult {
  const { cause, requestId, onRetry, onListenByPhone } = view;
  const onSlotChange = (): void => player.requestUpdate();
  const hasDownload = offersDownload(player, cause);
  const actions = recoveryActions(cause, { ...view, hasDownload });
  return html`<div class="notice" data-tone="danger" part="failure">
    ${icon('warning')}
    <div class="grow">
      <p>${t(causeKey(cause))}</p>
      ${actions.length === 0 ? html`<p>${t('playerNoWayOn')}</p>` : nothing}
      ${requestId ? html`<p class="muted">${t('errorRequestId', { id: requestId })}</p>` : nothing}
    </div>
    <div class="actions">
      ${
        actions.includes('retry')
          ? html`<button class="button" type="button" @click=${onRetry}>
              ${icon('refresh')}${t('retry')}
            </button>`
          : nothing
      }
      ${
        actions.includes('phone')
          ? html`<button
              class="button"
              part="phone-button"
              type="button"
              title=${t('playerListenByPhoneHint')}
              @click=${onListenByPhone}
            >
              ${icon('phone')}${t('playerListenByPhone')}
            </button>`
          : nothing
      }
      ${
        actions.includes('transcript')
          ? html`<button
              class="button"
              type="button"
              aria-expanded=${panels.transcript !== null}
              @click=${panels.toggleTranscript}
            >
              ${icon('chat')}${t('playerReadTranscript')}
            </button>`
          : nothing
      }
      ${
        canSave(cause)
          ? html`<slot name="format-actions" @slotchange=${onSlotChange}></slot>`
          : nothing
      }
      <slot name="failure-actions" @slotchange=${onSlotChange}></slot>
    </div>
  </div>`;
}

/** Whether the host has put an action of its own into the notice. */
export function offersDownload(player: Element, cause: FailureCause): boolean {
  return [...player.children].some(
    ({ slot }) => slot === 'failure-actions' || (slot === 'format-actions' && canSave(cause)),
  );
}
