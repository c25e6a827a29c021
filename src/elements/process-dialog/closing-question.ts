/** The question before closing with unfinished work, inside the dialog and never as a box of the browser. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  canRelease,
  isWriting,
  type ProcessingState,
} from '../../controllers/processing/processing-machine.js';
import type { I18n } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';

/** Whether closing now would leave unfinished work that the person should decide about. */
export function isAtStake(state: ProcessingState, hasText: boolean, callIsUp: boolean): boolean {
  if (hasText) return true;
  return state.kind !== 'starting' && (callIsUp || isWriting(state));
}

export interface ClosingView {
  readonly i18n: I18n;
  readonly state: ProcessingState;
  readonly callIsUp: boolean;
  /** Whether the backend takes messages back at all. */
  readonly backendReleases: boolean;
  readonly onStay: () => void;
  readonly onGiveBack: () => void;
  readonly onClose: () => void;
}

export function renderClosingQuestion(view: ClosingView): TemplateResult {
  const { state, callIsUp } = view;
  const { t } = view.i18n;
  const choice = (key: StringKey, onChoose: () => void): TemplateResult =>
    html`<button type="button" class="button" @click=${onChoose}>${t(key)}</button>`;
  return html`<div
    class="question"
    role="group"
    aria-labelledby="question-title"
    aria-describedby="question-details"
  >
    <div class="grow">
      <p class="question-title" id="question-title">${t('processAskClose')}</p>
      <p class="muted" id="question-details">
        ${t(isWriting(state) ? 'processAskCloseWrite' : 'processAskCloseText')}
        ${callIsUp ? t('processAskCloseCall') : nothing}
      </p>
    </div>
    <div class="question-choices">
      ${choice('processAskStay', view.onStay)}
      ${
        view.backendReleases && canRelease(state)
          ? choice('processAskGiveBack', view.onGiveBack)
          : nothing
      }
      ${choice(state.kind === 'active' ? 'processAskKeep' : 'close', view.onClose)}
    </div>
  </div>`;
}
