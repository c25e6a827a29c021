/** The footer of the Process dialog: the listening note, Give back, Close, Submit. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  canRelease,
  canSubmit,
  type ProcessingState,
} from '../../controllers/processing/processing-machine.js';
import type { RequiredListening } from '../../controllers/processing/required-listening.js';
import type { I18n } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import { icon } from '../shared/icons.js';

export interface FooterView {
  readonly i18n: I18n;
  readonly state: ProcessingState;
  /** Whether the backend takes messages back at all. */
  readonly backendReleases: boolean;
  /** Seconds until the next try is allowed. */
  readonly retrySeconds: number;
  readonly listening: RequiredListening;
  readonly onGiveBack: () => void;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly onSeeResult: () => void;
}

/** Why Submit is disabled, or `null` when it is not; a wait and required listening come on top. */
export function submitDisabledReason(
  state: ProcessingState,
): 'processSubmitNotOpen' | 'processSubmitForbidden' | null {
  if (state.kind !== 'active') return 'processSubmitNotOpen';
  return canSubmit(state) ? null : 'processSubmitForbidden';
}

export function renderFooter(view: FooterView): TemplateResult {
  const { state, i18n } = view;
  return html`<footer class="dialog-footer">
    ${state.kind === 'active' ? renderListeningNote(view) : nothing}
    ${renderGiveBack(view)}
    <button type="button" class="button" @click=${view.onClose}>${i18n.t('close')}</button>
    ${state.kind === 'processed' && !state.here ? renderSeeResult(view) : renderSubmit(view)}
  </footer>`;
}

/** How much was played and what else counts; nothing where nobody asks, or enough was played. */
function renderListeningNote({ listening, i18n }: FooterView): TemplateResult | typeof nothing {
  const { text, isRequired } = listening;
  if (text === '') return nothing;
  const { t } = i18n;
  return html`<div class="heard-note">
    ${icon(isRequired ? 'warning' : 'info')}
    <span id="heard-note">${text}</span>
    ${
      isRequired && listening.hasUnplayed
        ? html`<button type="button" class="button" @click=${listening.playUnplayed}>
          ${icon('play')}${t('playerUnheard')}
        </button>`
        : nothing
    }
    ${
      listening.canConfirmTranscript
        ? html`<button type="button" class="button quiet" @click=${listening.confirmTranscript}>
          ${t('processHeardIRead')}
        </button>`
        : nothing
    }
  </div>`;
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
  const { state, i18n, retrySeconds, listening, onSubmit } = view;
  const { t } = i18n;
  const isSubmitting = state.kind === 'submitting';
  const disabledReason = submitDisabledReason(state);
  const mustWait = retrySeconds > 0;
  return html`<button
      type="button"
      class="button primary"
      aria-disabled=${disabledReason !== null || mustWait || listening.isMissing}
      aria-describedby=${mustWait ? 'retry-wait' : 'submit-hint heard-note'}
      @click=${onSubmit}
    >
      ${t(isSubmitting ? 'processSubmitting' : 'processSubmit')}
    </button>
    <span class="visually-hidden" id="submit-hint"
      >${disabledReason === null || isSubmitting ? '' : t(disabledReason)}</span
    >`;
}
