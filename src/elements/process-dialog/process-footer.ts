/** The buttons under the work: Give back, Close, Submit. */
import type { I18n } from '../../i18n/i18n.js';
import { html, nothing, type TemplateResult } from 'lit';
import {
  canRelease,
  canSubmit,
  type ProcessingState,
} from '../../controllers/processing/processing-machine.js';
import type { StringKey } from '../../i18n/strings.js';
import type { HeardLink } from './heard-link.js';

export interface FooterView {
  readonly i18n: I18n;
  readonly state: ProcessingState;
  /** Whether the backend takes messages back at all. */
  readonly backendReleases: boolean;
  /** Until the next try is allowed. */
  readonly retrySeconds: number;
  /** How much was heard, where the backend asks. */
  readonly heard: HeardLink;
  readonly onGiveBack: () => void;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly onSeeResult: () => void;
}

/** Why Submit is not possible, or `null` when it is; waiting aside. */
export function submitRefusal(
  state: ProcessingState,
): 'processSubmitNotOpen' | 'processSubmitForbidden' | null {
  if (state.kind !== 'active') return 'processSubmitNotOpen';
  return canSubmit(state) ? null : 'processSubmitForbidden';
}

export function renderFooter(view: FooterView): TemplateResult {
  const { state, i18n } = view;
  return html`<footer class="dialog-footer">
    ${state.kind === 'active' ? view.heard.render() : nothing}
    ${renderGiveBack(view)}
    <button type="button" class="button" @click=${view.onClose}>${i18n.t('close')}</button>
    ${state.kind === 'processed' && !state.here ? renderSeeResult(view) : renderSubmit(view)}
  </footer>`;
}

function renderGiveBack(view: FooterView): TemplateResult | typeof nothing {
  const { state, backendReleases, retrySeconds } = view;
  const offered = backendReleases && canRelease(state);
  if (!offered && state.kind !== 'releasing') return nothing;
  const key: StringKey = offered ? 'processGiveBack' : 'processGivingBack';
  return html`<button
    type="button"
    class="button quiet start"
    aria-disabled=${!offered || retrySeconds > 0}
    @click=${view.onGiveBack}
  >
    ${view.i18n.t(key)}
  </button>`;
}

function renderSeeResult({
  state,
  i18n,
  onSeeResult,
}: FooterView): TemplateResult | typeof nothing {
  return state.kind === 'processed' && state.message.handlingComments
    ? html`<button type="button" class="button primary" @click=${onSeeResult}>
        ${i18n.t('processSeeResult')}
      </button>`
    : nothing;
}

function renderSubmit(view: FooterView): TemplateResult {
  const { state, i18n, retrySeconds, heard, onSubmit } = view;
  const { t } = i18n;
  const isSubmitting = state.kind === 'submitting';
  const refusal = submitRefusal(state);
  const mustWait = retrySeconds > 0;
  return html`<button
      type="button"
      class="button primary"
      aria-disabled=${refusal !== null || mustWait || heard.isMissing}
      aria-describedby=${mustWait ? 'retry-wait' : 'submit-hint heard-note'}
      @click=${onSubmit}
    >
      ${t(isSubmitting ? 'processSubmitting' : 'processSubmit')}
    </button>
    <span class="visually-hidden" id="submit-hint"
      >${refusal === null || isSubmitting ? '' : t(refusal)}</span
    >`;
}
