/** Undoes an allocation: the offer on screen, the command, the result. */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import type { AllocationController } from '../../controllers/allocation/allocation-controller.js';
import type { RowOutcome } from '../../controllers/allocation/allocation-run.js';
import type { I18n } from '../../i18n/i18n.js';
import type { Agent } from '../../model/agent.js';
import { icon } from '../shared/icons.js';
import { renderPerson } from '../shared/message-fields.js';
import { renderSentence } from '../shared/sentence.js';
import { AllocationUndoneEvent, AuditEvent } from '../shared/workflow-events.js';
import { UndoToast } from './undo-toast.js';

export interface UndoOptions {
  readonly allocation: AllocationController;
  readonly client: () => AdapterClient | null;
  readonly employeeId: () => string | null;
  readonly i18n: () => I18n;
  /** The key with which the host calls `undo()`, as it is shown; '' for none. */
  readonly key: () => string;
  readonly announce: (text: string) => void;
  readonly onError: (error: AdapterError) => void;
  readonly errorText: (error: AdapterError) => string;
  /** The rendered toast. */
  readonly element: () => HTMLElement | null;
}

export class UndoOffer {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #options: UndoOptions;
  readonly #toast: UndoToast;
  /** The rows that can still be undone. */
  #rows: readonly RowOutcome[] = [];

  constructor(host: ReactiveControllerHost & EventTarget, options: UndoOptions) {
    this.#host = host;
    this.#options = options;
    this.#toast = new UndoToast(host);
  }

  /** Offers for some seconds to undo `rows`, where the backend can. */
  offer(rows: readonly RowOutcome[], seconds: number): void {
    if (!this.#options.client()?.canUndoAllocation || !(seconds > 0)) return;
    this.#rows = rows;
    this.#toast.offer(seconds);
    const { t } = this.#options.i18n();
    const key = this.#options.key();
    const hint = t('allocateUndoHint', { n: seconds });
    this.#options.announce(key === '' ? hint : `${hint} ${t('allocateUndoKey', { key })}`);
  }

  dismiss(): void {
    this.#toast.dismiss();
  }

  /** Shows the toast in the top layer, or hides it; call it after each rendering. */
  show(mayShow: boolean): void {
    const element = this.#options.element();
    if (!element || typeof element.showPopover !== 'function') return;
    const isShown = element.matches(':popover-open');
    const shouldShow = this.#toast.state.kind !== 'none' && mayShow;
    if (shouldShow && !isShown) element.showPopover();
    else if (!shouldShow && isShown) element.hidePopover();
  }

  /** Undoes the allocation on offer. @returns false when there is none */
  undo(): boolean {
    const client = this.#options.client();
    if (!client || this.#toast.state.kind !== 'offered') return false;
    const element = this.#options.element();
    // The pressed button goes away; the focus stays in the toast.
    if (element?.matches(':focus-within')) element.querySelector<HTMLElement>('.dismiss')?.focus();
    void this.#undo(client);
    return true;
  }

  async #undo(client: AdapterClient): Promise<void> {
    const rows = this.#rows;
    this.#toast.undoing();
    const { results, error } = await this.#options.allocation.undo(client, rows);
    if (error) this.#options.onError(error);
    const undone = results.filter((result) => result.ok).map(({ messageId }) => messageId);
    for (const messageId of undone) {
      const employeeId = this.#options.employeeId();
      this.#host.dispatchEvent(new AuditEvent('undo-allocate', messageId, employeeId));
    }
    this.#host.dispatchEvent(
      new AllocationUndoneEvent({
        messageIds: undone,
        failed: results.flatMap((result) =>
          result.ok ? [] : [{ messageId: result.messageId, code: result.code }],
        ),
      }),
    );
    const text = this.#outcomeText(undone.length, rows.length - undone.length, error);
    this.#options.announce(text);
    this.#toast.showResult(text, undone.length === rows.length);
  }

  #outcomeText(undone: number, failed: number, error: AdapterError | null): string {
    const { t } = this.#options.i18n();
    if (failed === 0) return t('allocateUndone', { n: undone });
    const why = error ? ` ${this.#options.errorText(error)}` : '';
    return `${t('allocateUndoFailed', { n: failed })}${why}`;
  }

  render(agents: ReadonlyMap<string, Agent>): TemplateResult {
    const { t } = this.#options.i18n();
    const { state } = this.#toast;
    const key = this.#options.key();
    return html`<div
      class="toast"
      popover="manual"
      role="group"
      aria-label=${t('allocate')}
      part="toast"
      @pointerenter=${() => this.#toast.hold('pointer')}
      @pointerleave=${() => this.#toast.release('pointer')}
      @focusin=${() => this.#toast.hold('focus')}
      @focusout=${() => this.#toast.release('focus')}
    >
      <span>${this.#renderText(agents)}</span>
      ${
        state.kind === 'offered'
          ? html`<button type="button" class="button" @click=${() => this.undo()}>
              ${t('allocateUndo')}
            </button>
            ${key === '' ? nothing : html`<kbd class="muted">${key}</kbd>`}`
          : nothing
      }
      <button
        type="button"
        class="button quiet icon-only dismiss"
        aria-label=${t('allocateDismiss')}
        title=${t('allocateDismiss')}
        @click=${() => this.#toast.dismiss()}
      >
        ${icon('close')}
      </button>
    </div>`;
  }

  #renderText(agents: ReadonlyMap<string, Agent>): TemplateResult | string {
    const i18n = this.#options.i18n();
    const { state } = this.#toast;
    switch (state.kind) {
      case 'none':
        return '';
      case 'undoing':
        return i18n.t('allocateUndoing');
      case 'result':
        return state.text;
      case 'offered': {
        const [employeeId, ...more] = new Set(
          this.#rows.map(({ assignment }) => assignment.employeeId),
        );
        if (employeeId === undefined || more.length > 0) {
          return i18n.t('allocateDone', { n: this.#rows.length });
        }
        // The list shows how many; the toast names the agent.
        return renderSentence(i18n, 'allocateDoneTo', {
          agent: renderPerson(agents.get(employeeId)?.name ?? null, employeeId),
        });
      }
    }
  }
}
