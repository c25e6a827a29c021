import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { DEFAULT_MAX_ASSIGNMENTS } from '../../adapter/adapter.js';
import { AllocationController } from '../../controllers/allocation/allocation-controller.js';
import { isRetryable, type RowOutcome } from '../../controllers/allocation/allocation-run.js';
import type { Message } from '../../model/message.js';
import { base, controls, dialogs, tokens } from '../../styles/index.js';
import { agentStateStyles } from '../shared/agent-state.styles.js';
import { DialogElement } from '../shared/dialog-element.js';
import { icon } from '../shared/icons.js';
import { renderWhose } from '../shared/message-fields.js';
import { AllocatedEvent, AuditEvent, BeforeAllocateEvent } from '../shared/workflow-events.js';
import { AgentChoice, chooseFirst, renderChoosing, renderChosen } from './agent-choice.js';
import { AgentSearch } from './agent-search.js';
import { styles } from './allocate-dialog.styles.js';
import { isAgentGone, outcomeText, renderOutcome, renderRunning } from './allocation-outcome.js';
import { UndoOffer } from './undo-offer.js';

/**
 * Chooses an agent for one message, or one or several agents for many, and allocates. The dialog shows
 * the result of each message; those that failed can be tried again alone.
 *
 * @element aicc-allocate-dialog
 * @csspart dialog - the native dialog
 * @csspart agents - the scrolling area of the agents found
 * @csspart plan - the plan of a spread over several agents
 * @csspart outcome - the summary of an allocation
 * @csspart toast - the offer to undo
 * @csspart status - the live region (visually hidden)
 * @cssproperty --aicc-allocate-dialog-width - widest inline size of the dialog
 * @fires {BeforeAllocateEvent} aicc-before-allocate - before anything is sent; cancelable, `waitUntil`
 * @fires {AllocatedEvent} aicc-allocated - messages were allocated, or were not and why
 * @fires {AllocationUndoneEvent} aicc-allocation-undone - an allocation was taken back
 * @fires {AuditEvent} aicc-audit - `allocate` or `undo-allocate`, once per message
 * @fires {AdapterErrorEvent} aicc-error - a failure that is shown on screen
 * @fires {Event} close - the dialog has closed; does not bubble
 */
export class AllocateDialogElement extends DialogElement {
  static override readonly elementName: string = 'allocate-dialog';
  static override styles = [tokens, base, controls, dialogs, agentStateStyles, styles];

  /** The messages to allocate; those that cannot be are named and left out. Read when the dialog opens. */
  @property({ attribute: false }) messages: readonly Message[] = [];

  /**
   * The key with which the host calls `undo()`, shown beside the offer, such as `Ctrl+Z`. The dialog
   * itself does not listen to it: it is closed by then.
   */
  @property({ attribute: 'undo-key' }) undoKey = '';

  readonly #choice: AgentChoice = new AgentChoice(() => this.requestUpdate());
  readonly #search: AgentSearch = new AgentSearch(this, {
    client: () => this.client,
    form: () => this._searchForm,
    messageIds: () => this.#choice.targets.map((message) => message.id),
    onLoaded: ({ agents, total }) =>
      this.announce(
        agents.length === 0
          ? this.t('allocateNoAgents')
          : this.t('allocateFound', { n: total ?? agents.length }),
      ),
    onError: (error) => this.emitError(error),
  });
  readonly #allocation = new AllocationController({
    onChange: () => this.requestUpdate(),
    onSettled: (rows) => this.#emitSettled(rows),
    onError: (error) => this.emitCommandError(error),
  });
  readonly #undo = new UndoOffer(this, {
    allocation: this.#allocation,
    client: () => this.client,
    employeeId: () => this.capabilities.employeeId ?? null,
    i18n: () => this.i18n,
    key: () => this.undoKey,
    announce: this.announce,
    onError: (error) => this.emitError(error),
    errorText: (error) => this.errorText(error),
    element: () => this._toastElement,
  });

  @state() private _eachOpen = false;
  @query('form.search') private readonly _searchForm!: HTMLFormElement | null;
  @query('.toast') private readonly _toastElement!: HTMLElement | null;
  /** The dialog has been prepared for this opening. */
  #isPrepared = false;
  /** The host is being asked; nothing is sent yet. */
  #isAskingHost = false;

  override disconnectedCallback(): void {
    this.#search.end();
    this.#allocation.reset();
    this.#isPrepared = false;
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Not by `changed`: an element that is removed and shown in one turn is a new opening.
    if (this.open === this.#isPrepared) return;
    this.#isPrepared = this.open;
    if (this.open) this.#prepare();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#undo.show(!this.open);
  }

  protected override handleClosed(returnValue: string): void {
    this.returnValue = returnValue;
    this.#search.end();
    this.#allocation.reset();
    super.handleClosed(returnValue);
  }

  /** Takes the last allocation back while that is offered, as the Undo button does. @returns false when it is not offered */
  undo(): boolean {
    return this.#undo.undo();
  }

  #prepare(): void {
    this.returnValue = '';
    this._eachOpen = false;
    this.#choice.begin(this.messages);
    this.#allocation.reset();
    this.#undo.dismiss();
    this.retryWait.clear();
    this.readCapabilities();
    if (this.#choice.targets.length > 0) this.#search.begin();
  }

  readonly #handleComplete = async (): Promise<void> => {
    const { client } = this;
    if (!client || this.#isAskingHost || this.#allocation.isWriting) return;
    if (this.#choice.agents.size === 0) {
      this.#choice.refuse('missing');
      this.announce(chooseFirst(this.i18n, this.#choice));
      return;
    }
    const { assignments } = this.#choice;
    this.#isAskingHost = true;
    const allowed = await new BeforeAllocateEvent({
      assignments: assignments.map(({ messageId, employeeId }) => ({ messageId, employeeId })),
    }).ask(this);
    this.#isAskingHost = false;
    if (!allowed || !this.open) return;
    this.announce(this.t('allocateRunning', { n: assignments.length }));
    this.#conclude(await this.#allocation.run(client, assignments, this.#maxAssignments));
  };

  readonly #handleRetry = async (): Promise<void> => {
    const { client } = this;
    if (!client || this.retryWait.holdsBack()) return;
    this.#conclude(await this.#allocation.retry(client, this.#maxAssignments));
  };

  readonly #handleOtherAgent = (): void => {
    const { state: allocation } = this.#allocation;
    if (allocation.kind !== 'outcome') return;
    this.#allocation.reconsider();
    this.#choice.keepUndone(allocation.rows);
  };

  /** Closes after a full success; else shows the outcome. */
  #conclude(rows: readonly RowOutcome[] | null): void {
    if (!rows || !this.open) return;
    if (rows.every((row) => row.kind === 'done')) {
      this.#undo.offer(rows, this.capabilities.undoSeconds ?? 0);
      this.close('allocated');
      return;
    }
    this.announce(outcomeText(rows, this.i18n));
    void this.#search.nameWinners(rows);
    if (rows.every(isAgentGone)) {
      this.#choice.refuse('agent-gone');
      this.#allocation.reconsider();
      this.announce(this.t('allocateRowAgentGone'));
      this.#search.search();
      void this.focusOn('form.search input');
    } else void this.focusOn('.summary');
  }

  #emitSettled(rows: readonly RowOutcome[]): void {
    const employeeId = this.capabilities.employeeId ?? null;
    const done = rows.filter((row) => row.kind === 'done');
    const messageIds = done.map((row) => row.assignment.messageId);
    for (const messageId of messageIds) {
      this.dispatchEvent(new AuditEvent('allocate', messageId, employeeId));
    }
    this.dispatchEvent(
      new AllocatedEvent({
        messageIds,
        failed: rows.flatMap((row) =>
          row.kind === 'done'
            ? []
            : [
                {
                  messageId: row.assignment.messageId,
                  code: row.kind === 'failed' ? row.code : 'timeout',
                },
              ],
        ),
      }),
    );
  }

  get #maxAssignments(): number {
    return this.capabilities.maxAssignments ?? DEFAULT_MAX_ASSIGNMENTS;
  }

  #renderSubtitle(): TemplateResult | string {
    const [only, ...more] = this.messages;
    if (!only) return '';
    return more.length > 0
      ? this.t('allocateMany', { n: this.messages.length })
      : renderWhose(this.i18n, 'allocateOne', only);
  }

  #renderProgress(): TemplateResult | typeof nothing {
    const { state: allocation } = this.#allocation;
    switch (allocation.kind) {
      case 'choosing':
        return nothing;
      case 'allocating':
        return renderRunning(this.i18n, allocation);
      case 'outcome':
        return renderOutcome({
          i18n: this.i18n,
          rows: allocation.rows,
          messages: new Map(this.messages.map((message) => [message.id, message])),
          agents: new Map([...this.#search.seen, ...this.#choice.agents]),
          error: allocation.error,
          retrySeconds: this.retryWait.seconds,
        });
    }
  }

  /** The choosing stays in the page behind an outcome, so that its entries are kept. */
  #renderBody(): TemplateResult {
    return html`<div class="choosing" ?data-several=${this.#choice.several} ?hidden=${this.#allocation.state.kind !== 'choosing'}>
        ${renderChoosing({
          i18n: this.i18n,
          choice: this.#choice,
          search: this.#search,
          leftOut: this.messages.length - this.#choice.targets.length,
          searchError: this.#search.error ? this.errorText(this.#search.error) : '',
          eachOpen: this._eachOpen,
          onToggleEach: (open) => {
            this._eachOpen = open;
          },
        })}
      </div>
      ${this.#renderProgress()}`;
  }

  #renderFooter(): TemplateResult {
    const { state: allocation } = this.#allocation;
    switch (allocation.kind) {
      case 'choosing':
        return this.#renderChoosingFooter();
      case 'allocating':
        return this.#renderCancel(this.t('close'));
      case 'outcome':
        return this.#renderOutcomeFooter(allocation.rows);
    }
  }

  #renderChoosingFooter(): TemplateResult {
    const hasChosen = this.#choice.agents.size > 0;
    return html`<p class="chosen-line" id="chosen">${renderChosen(this.i18n, this.#choice)}</p>
      ${
        hasChosen && this.#choice.several
          ? html`<button type="button" class="button" @click=${() => void this.focusOn('.plan')}>
            ${this.t('allocatePlan')}
          </button>`
          : nothing
      }
      ${this.#renderCancel(this.t('cancel'))}
      <button
        type="button"
        class="button primary"
        aria-disabled=${!hasChosen}
        aria-describedby="chosen"
        @click=${this.#handleComplete}
      >
        ${this.t('allocateComplete')}
      </button>`;
  }

  #renderOutcomeFooter(rows: readonly RowOutcome[]): TemplateResult {
    const retryable = rows.filter(isRetryable).length;
    const mustWait = this.retryWait.seconds > 0;
    return html`${
      retryable > 0 || rows.some(isAgentGone)
        ? html`<button type="button" class="button" @click=${this.#handleOtherAgent}>
          ${this.t('allocateOtherAgent')}
        </button>`
        : nothing
    }
    ${this.#renderCancel(this.t('close'))}
    ${
      retryable > 0
        ? html`<button
          type="button"
          class="button primary"
          aria-disabled=${mustWait}
          aria-describedby=${mustWait ? 'retry-wait' : nothing}
          @click=${this.#handleRetry}
        >
          ${icon('refresh')}${this.t('allocateRetry', { n: retryable })}
        </button>`
        : nothing
    }`;
  }

  #renderCancel(label: string): TemplateResult {
    return html`<button
      type="button"
      class="button"
      @click=${() => this.dialog.requestClose('cancel')}
    >
      ${label}
    </button>`;
  }

  protected override render(): TemplateResult {
    return html`<div class="root" dir=${this.locale.direction} lang=${this.locale.wordsTag}>
      <dialog
        part="dialog"
        aria-labelledby="title"
        aria-describedby="whose"
        @cancel=${this.dialog.handleCancel}
        @close=${this.dialog.handleClose}
      >
        ${
          this.open
            ? html`
              <header class="dialog-header">
                <h2 id="title">${this.t('allocate')}</h2>
                <p class="muted" id="whose">${this.#renderSubtitle()}</p>
              </header>
              <div class="dialog-body">
                ${this.currentAdapter ? this.#renderBody() : this.renderNoAdapter()}
              </div>
              <footer class="dialog-footer">
                ${this.#renderFooter()}
              </footer>
            `
            : nothing
        }
      </dialog>
      ${this.#undo.render(this.#search.seen)} ${this.announcer.render()}
    </div>`;
  }
}
