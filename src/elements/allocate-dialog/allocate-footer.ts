/** The buttons under an allocation: Complete and Cancel, later what can be done about the outcome. */
import type { I18n } from '../../i18n/i18n.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { AllocationState } from '../../controllers/allocation/allocation-controller.js';
import { isRetryable, type RowOutcome } from '../../controllers/allocation/allocation-run.js';
import { icon } from '../shared/icons.js';
import { isAgentGone } from './allocation-outcome.js';

export interface FooterView {
  readonly i18n: I18n;
  readonly state: AllocationState;
  /** Who is chosen, or that nobody is. */
  readonly chosen: TemplateResult | string;
  readonly canComplete: boolean;
  /** Brings the plan of a spread into view. */
  readonly onPlan: (() => void) | null;
  /** Until the next try is allowed. */
  readonly retrySeconds: number;
  readonly onCancel: () => void;
  readonly onComplete: () => void;
  readonly onRetry: () => void;
  readonly onOtherAgent: () => void;
}

export function renderFooter(view: FooterView): TemplateResult {
  const { state } = view;
  switch (state.kind) {
    case 'allocating':
      return renderCancel(view);
    case 'outcome':
      return renderAfter(view, state.rows);
    case 'choosing':
      return html`<p class="chosen-line" id="chosen">${view.chosen}</p>
        ${
          view.canComplete && view.onPlan
            ? html`<button type="button" class="button" @click=${view.onPlan}>
              ${view.i18n.t('allocatePlan')}
            </button>`
            : nothing
        }
        ${renderCancel(view)}
        <button
          type="button"
          class="button primary"
          aria-disabled=${!view.canComplete}
          aria-describedby="chosen"
          @click=${view.onComplete}
        >
          ${view.i18n.t('allocateComplete')}
        </button>`;
  }
}

function renderCancel({ i18n: { t }, state, onCancel }: FooterView): TemplateResult {
  return html`<button type="button" class="button" @click=${onCancel}>
    ${state.kind === 'choosing' ? t('cancel') : t('close')}
  </button>`;
}

function renderAfter(view: FooterView, rows: readonly RowOutcome[]): TemplateResult {
  const { t } = view.i18n;
  const again = rows.filter(isRetryable).length;
  const choosable = again > 0 || rows.some(isAgentGone);
  const mustWait = view.retrySeconds > 0;
  return html`${
    choosable
      ? html`<button type="button" class="button" @click=${view.onOtherAgent}>
        ${t('allocateOtherAgent')}
      </button>`
      : nothing
  }
  ${renderCancel(view)}
  ${
    again > 0
      ? html`<button
        type="button"
        class="button primary"
        aria-disabled=${mustWait}
        aria-describedby=${mustWait ? 'retry-wait' : nothing}
        @click=${view.onRetry}
      >
        ${icon('refresh')}${t('allocateRetry', { n: again })}
      </button>`
      : nothing
  }`;
}
