import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Capabilities } from '../../adapter/adapter.js';
import { listAgents } from '../../controllers/adapter-calls.js';
import { AgentsController } from '../../controllers/agents/agents-controller.js';
import { AllocationController } from '../../controllers/allocation/allocation-controller.js';
import {
  planForOne,
  reassign,
  sharesOf,
  shift,
  suggestPlan,
  type Plan,
} from '../../controllers/allocation/allocation-plan.js';
import {
  DEFAULT_MAX_ASSIGNMENTS,
  isRetryable,
  type RowOutcome,
} from '../../controllers/allocation/allocation-run.js';
import type { Agent } from '../../model/agent.js';
import { formatInstant } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import type { AgentQuery } from '../../model/query.js';
import { actionPermission } from '../../model/rules.js';
import { base, controls, dialogs, tokens } from '../../styles/index.js';
import { AiccElement } from '../base/aicc-element.js';
import { Announcer } from '../base/announcer.js';
import { DialogController } from '../base/dialog.js';
import { icon } from '../base/more-icons.js';
import {
  callerText,
  renderPerson,
  renderSentence,
  type Speech,
} from '../message-viewer/message-parts.js';
import {
  AllocatedEvent,
  AllocationUndoneEvent,
  AuditEvent,
  BeforeAllocateEvent,
} from '../workflow-events.js';
import { hasFilter, renderAgents, renderPager } from './agent-table.js';
import { isAgentGone, outcomeText, renderOutcome, retryableCount } from './allocation-outcome.js';
import { styles } from './allocate-dialog.styles.js';
import { renderPlan } from './plan-table.js';
import { renderSearch, readSearch } from './search-form.js';
import { UndoToast } from './undo-toast.js';
import { common } from '../../i18n/en/common.js';
import { errors } from '../../i18n/en/errors.js';
import { allocate } from '../../i18n/en/allocate.js';

const PAGE_SIZE = 10;
/** Names looked up for one outcome. */
const MOST_WINNERS = 5;
const FIRST_PAGE = { index: 0, size: PAGE_SIZE } as const;

/**
 * Chooses an agent for one message, or one or several agents for many, and allocates. What became of
 * each message is told one by one; what failed can be tried again alone.
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
 * @fires {ErrorEvent} aicc-error - a failure that is shown on screen
 * @fires {Event} close - the dialog has closed; does not bubble
 */
export class AllocateDialogElement extends AiccElement {
  static override readonly elementName: string = 'allocate-dialog';
  static override readonly english = { ...common, ...errors, ...allocate };
  static override styles = [tokens, base, controls, dialogs, styles];

  /** What is to be allocated; those that cannot be are named and left out. Read when the dialog opens. */
  @property({ attribute: false }) messages: readonly Message[] = [];
  /** Whether the dialog is open. Setting it is the same as `show()` and `close()`. */
  @property({ type: Boolean, reflect: true }) open = false;

  /** What the dialog was closed with: `allocated`, `cancel` or what `close()` was given. */
  returnValue = '';

  readonly #announcer = new Announcer(this);
  readonly #toast = new UndoToast(this);
  readonly #dialog = new DialogController(this, {
    dialog: () => this._dialogElement,
    onClosed: (returnValue) => this.#handleClosed(returnValue),
  });
  readonly #agents = new AgentsController({
    onChange: () => this.requestUpdate(),
    onLoaded: (page) => {
      for (const agent of page.agents) this.#seen.set(agent.employeeId, agent);
      this.#announcer.say(
        page.agents.length === 0
          ? this.t('allocateNoAgents')
          : this.t('allocateFound', { n: page.total ?? page.agents.length }),
      );
    },
    onError: (error) => this.tellError(error),
  });
  readonly #allocation = new AllocationController({
    onChange: () => this.requestUpdate(),
    onSettled: (rows) => this.#tellSettled(rows),
    onError: (error) => this.tellError(error),
  });
  /** Messages in play: at first all that can be allocated, later those that were not. */
  #targets: readonly Message[] = [];
  #leftOut = 0;
  #capabilities: Capabilities = {};
  /** Every agent chosen or seen as chosen, by employee ID: the choice outlives the search. */
  #chosen: ReadonlyMap<string, Agent> = new Map();
  /** Agents of the pages shown, to name the winner of a conflict. */
  readonly #seen = new Map<string, Agent>();
  #plan: Plan = new Map();
  /** Rows that can still be undone. */
  #undoable: readonly RowOutcome[] = [];
  #opening: Promise<void> = Promise.resolve();
  /** The dialog's present opening has been prepared. */
  #begun = false;
  /** The host is being asked; nothing is sent yet. */
  #asking = false;

  @state() private _several = false;
  @state() private _eachOpen = false;
  /** Complete was pressed without a choice, or the backend refused the chosen agent. */
  @state() private _choiceError: 'missing' | 'agent-gone' | null = null;
  @query('dialog') private _dialogElement!: HTMLDialogElement | null;
  @query('form.search') private _searchForm!: HTMLFormElement | null;
  @query('.toast') private _toastElement!: HTMLElement | null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#agents.end();
    this.#allocation.reset();
    this.open = false;
    this.#begun = false;
    // Out of the page it is no modal any more; it would count as open when it comes back.
    this._dialogElement?.close();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Not by what changed: removed and shown again within one turn is a new opening.
    if (this.open === this.#begun) return;
    this.#begun = this.open;
    if (this.open) this.#begin();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('open')) {
      if (this.open) this.#opening = this.#dialog.open();
      else this.#dialog.close(this.returnValue);
    }
    this.#showToast();
  }

  /** Opens the dialog for `messages`. Resolves when it is on screen. */
  async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    await this.#opening;
  }

  /** Closes it; an allocation that was sent goes on and is told by its event. */
  close(returnValue = ''): void {
    this.returnValue = returnValue;
    this.open = false;
  }

  #begin(): void {
    this.returnValue = '';
    this.#targets = this.messages.filter(
      (message) => actionPermission(message, 'allocate').allowed,
    );
    this.#leftOut = this.messages.length - this.#targets.length;
    this.#chosen = new Map();
    this.#plan = new Map();
    this._several = false;
    this._eachOpen = false;
    this._choiceError = null;
    this.#allocation.reset();
    this.#toast.dismiss();
    const { client } = this;
    if (!client) return;
    void client.capabilities().then((capabilities) => {
      this.#capabilities = capabilities;
      this.requestUpdate();
    });
    if (this.#targets.length > 0) void this.#agents.search(client, this.#query({}));
  }

  #handleClosed(returnValue: string): void {
    this.returnValue = returnValue;
    this.open = false;
    this.#agents.end();
    this.#allocation.reset();
    this.dispatchEvent(new Event('close'));
  }

  #query(search: Partial<AgentQuery>, page: AgentQuery['page'] = FIRST_PAGE): AgentQuery {
    return {
      ...search,
      // A backend may rank by what the agents are wanted for; a hundred ids say enough.
      messageIds: this.#targets.slice(0, 100).map((message) => message.id),
      page,
    };
  }

  #search(how: 'now' | 'soon'): void {
    const { client } = this;
    const form = this._searchForm;
    if (!client || !form) return;
    const wanted = this.#query(readSearch(form));
    if (how === 'now') void this.#agents.search(client, wanted);
    else this.#agents.searchSoon(client, wanted);
  }

  readonly #handleSearch = (event: Event): void => {
    event.preventDefault();
    this.#search('now');
  };

  readonly #handleSearchInput = (event: Event): void => {
    // Half a Chinese word is no search.
    if ((event as InputEvent).isComposing) return;
    this.#search('soon');
  };

  readonly #handleShowAll = (): void => {
    this._searchForm?.reset();
    this.#search('now');
  };

  readonly #handlePage = (index: number, cursor: string | undefined): void => {
    const { client } = this;
    const { state: agents } = this.#agents;
    if (!client || agents.kind === 'none') return;
    const page = { index, size: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
    void this.#agents.search(client, { ...agents.query, page });
  };

  readonly #handleRetrySearch = (): void => {
    const { client } = this;
    const { state: agents } = this.#agents;
    if (client && agents.kind !== 'none') void this.#agents.search(client, agents.query);
  };

  readonly #handleChoose = (agent: Agent, chosen: boolean): void => {
    const next = new Map(this._several ? this.#chosen : []);
    if (chosen) next.set(agent.employeeId, agent);
    else next.delete(agent.employeeId);
    this.#setChosen(next);
  };

  readonly #handleHow = (event: Event): void => {
    this._several = (event.target as HTMLInputElement).value === 'several';
    const first = [...this.#chosen].slice(0, 1);
    this.#setChosen(this._several ? this.#chosen : new Map(first));
  };

  readonly #handleComplete = async (): Promise<void> => {
    const { client } = this;
    if (!client || this.#asking || this.#allocation.isWriting) return;
    if (this.#chosen.size === 0) {
      this._choiceError = 'missing';
      this.#announcer.say(this.#chooseFirst());
      return;
    }
    const assignments = this.#targets.flatMap((message) => {
      const employeeId = this.#plan.get(message.id);
      return employeeId === undefined
        ? []
        : [{ messageId: message.id, expectedVersion: message.version, employeeId }];
    });
    this.#asking = true;
    const allowed = await new BeforeAllocateEvent({
      assignments: assignments.map(({ messageId, employeeId }) => ({ messageId, employeeId })),
    }).ask(this);
    this.#asking = false;
    if (!allowed || !this.open) return;
    this.#announcer.say(this.t('allocateRunning', { n: assignments.length }));
    this.#conclude(await this.#allocation.run(client, assignments, this.#maxAssignments));
  };

  readonly #handleRetry = async (): Promise<void> => {
    const { client } = this;
    if (client) this.#conclude(await this.#allocation.retry(client, this.#maxAssignments));
  };

  readonly #handleOtherAgent = (): void => {
    const { state: allocation } = this.#allocation;
    if (allocation.kind !== 'outcome') return;
    const open = new Map(
      allocation.rows.flatMap((row) =>
        row.kind === 'done' ? [] : [[row.assignment.messageId, row] as const],
      ),
    );
    this.#targets = this.#targets.flatMap((message) => {
      const row = open.get(message.id);
      const current = row?.kind === 'failed' ? (row.current ?? message) : message;
      return row && actionPermission(current, 'allocate').allowed ? [current] : [];
    });
    this.#allocation.reconsider();
    this.#setChosen(this.#chosen);
  };

  /** What the outcome means for the dialog. */
  #conclude(rows: readonly RowOutcome[] | null): void {
    if (!rows || !this.open) return;
    const done = rows.filter((row) => row.kind === 'done');
    if (done.length === rows.length) {
      this.#offerUndo(done);
      this.close('allocated');
      return;
    }
    this.#announcer.say(outcomeText(rows, this.#speech));
    void this.#nameWinners(rows);
    if (rows.every(isAgentGone)) {
      this._choiceError = 'agent-gone';
      this.#allocation.reconsider();
      this.#announcer.say(this.t('allocateRowAgentGone'));
      this.#search('now');
      void this.updateComplete.then(() => this._searchForm?.querySelector('input')?.focus());
      return;
    }
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.summary')?.focus(),
    );
  }

  /** A conflict tells who won by number; the name is looked up, and missing if that fails. */
  async #nameWinners(rows: readonly RowOutcome[]): Promise<void> {
    const { client } = this;
    const unknown = new Set(
      rows.flatMap((row) => {
        const id = row.kind === 'failed' ? row.current?.employeeId : null;
        return id && !this.#seen.has(id) ? [id] : [];
      }),
    );
    for (const employeeId of [...unknown].slice(0, MOST_WINNERS)) {
      try {
        const page = client && (await listAgents(client, { employeeId, page: FIRST_PAGE }));
        const agent = page?.agents.find((one) => one.employeeId === employeeId);
        if (agent) this.#seen.set(employeeId, agent);
      } catch {
        // The number stands there.
      }
      this.requestUpdate();
    }
  }

  #tellSettled(rows: readonly RowOutcome[]): void {
    const employeeId = this.#capabilities.employeeId ?? null;
    const messageIds: string[] = [];
    const failed: {
      messageId: string;
      code: 'timeout' | Extract<RowOutcome, { kind: 'failed' }>['code'];
    }[] = [];
    for (const row of rows) {
      const { messageId } = row.assignment;
      if (row.kind === 'done') {
        messageIds.push(messageId);
        this.dispatchEvent(new AuditEvent('allocate', messageId, employeeId));
      } else failed.push({ messageId, code: row.kind === 'failed' ? row.code : 'timeout' });
    }
    this.dispatchEvent(new AllocatedEvent({ messageIds, failed }));
  }

  #offerUndo(rows: readonly RowOutcome[]): void {
    const seconds = this.#capabilities.undoSeconds ?? 0;
    if (!this.client?.canUndoAllocation || !(seconds > 0)) return;
    this.#undoable = rows;
    this.#toast.offer(seconds);
    this.#announcer.say(this.t('allocateUndoHint', { n: seconds }));
  }

  readonly #handleUndo = async (): Promise<void> => {
    const { client } = this;
    if (!client || this.#toast.state.kind !== 'offered') return;
    const rows = this.#undoable;
    this.#toast.undoing();
    const { results, error } = await this.#allocation.undo(client, rows);
    if (error) this.tellError(error);
    const employeeId = this.#capabilities.employeeId ?? null;
    const undone = results.filter((result) => result.ok);
    for (const { messageId } of undone) {
      this.dispatchEvent(new AuditEvent('undo-allocate', messageId, employeeId));
    }
    this.dispatchEvent(
      new AllocationUndoneEvent({
        messageIds: undone.map(({ messageId }) => messageId),
        failed: results.flatMap((result) =>
          result.ok ? [] : [{ messageId: result.messageId, code: result.code }],
        ),
      }),
    );
    const failed = rows.length - undone.length;
    const text =
      failed === 0
        ? this.t('allocateUndone', { n: undone.length })
        : `${this.t('allocateUndoFailed', { n: failed })} ${error ? this.errorText(error) : ''}`;
    this.#announcer.say(text);
    this.#toast.tell(text, failed === 0);
  };

  #setChosen(chosen: ReadonlyMap<string, Agent>): void {
    this.#chosen = chosen;
    this._choiceError = null;
    const [first] = chosen.keys();
    this.#plan = this._several
      ? suggestPlan(this.#targets, [...chosen.values()])
      : first === undefined
        ? new Map()
        : planForOne(this.#targets, first);
    this.requestUpdate();
  }

  #showToast(): void {
    const element = this._toastElement;
    if (!element || typeof element.showPopover !== 'function') return;
    const isShown = element.matches(':popover-open');
    const wanted = this.#toast.state.kind !== 'none' && !this.open;
    if (wanted && !isShown) element.showPopover();
    else if (!wanted && isShown) element.hidePopover();
  }

  get #maxAssignments(): number {
    return this.#capabilities.maxAssignments ?? DEFAULT_MAX_ASSIGNMENTS;
  }

  get #speech(): Speech {
    return {
      t: (key, values) => this.t(key, values),
      locale: this.locale.tag,
      timeZone: this.#capabilities.timeZone,
    };
  }

  #chooseFirst(): string {
    return this.t(this._several ? 'allocateChooseSeveral' : 'allocateChooseFirst');
  }

  #renderSubtitle(): TemplateResult | string {
    const [only, ...more] = this.messages;
    const speech = this.#speech;
    if (!only) return '';
    if (more.length > 0) return this.t('allocateMany', { n: this.messages.length });
    return renderSentence(
      speech,
      'allocateOne',
      { caller: html`<bdi dir="ltr">${callerText(only, speech)}</bdi>` },
      { time: formatInstant(only.createdAt, speech.locale, speech.timeZone) },
    );
  }

  #renderHow(): TemplateResult | typeof nothing {
    if (this.#targets.length < 2) return nothing;
    const choice = (value: string, text: string, checked: boolean): TemplateResult =>
      html`<label>
        <input type="radio" name="how" .value=${value} .checked=${checked} @change=${this.#handleHow} />
        ${text}
      </label>`;
    return html`<fieldset class="how" role="radiogroup" aria-label=${this.t('allocateHow')}>
      ${choice('one', this.t('allocateToOne'), !this._several)}
      ${choice('several', this.t('allocateSpread'), this._several)}
    </fieldset>`;
  }

  #renderChoosing(): TemplateResult {
    const speech = this.#speech;
    const { state: agents } = this.#agents;
    const error = this._choiceError;
    return html`
      ${
        this.#leftOut === 0
          ? nothing
          : html`<p class="notice" data-tone="warning">
            ${icon('warning')}<span class="grow"
              >${this.t('allocateNotPossible', { n: this.#leftOut })}</span
            >
          </p>`
      }
      ${
        this.#targets.length === 0
          ? html`<p class="state-text">${this.t('allocateNoneLeft')}</p>`
          : html`
            ${this.#renderHow()}
            ${renderSearch(speech, {
              hasFilter: agents.kind !== 'none' && hasFilter(agents.query),
              onSubmit: this.#handleSearch,
              onInput: this.#handleSearchInput,
              onReset: this.#handleShowAll,
            })}
            <p class="field-error" id="choice-error" ?hidden=${error === null}>
              ${
                error === null
                  ? nothing
                  : html`${icon('warning')}${
                      error === 'missing' ? this.#chooseFirst() : this.t('allocateRowAgentGone')
                    }`
              }
            </p>
            ${renderAgents({
              speech,
              agents,
              several: this._several,
              isChosen: (agent) => this.#chosen.has(agent.employeeId),
              errorText: agents.kind === 'failed' ? this.errorText(agents.error) : '',
              errorId: error === null ? null : 'choice-error',
              onChoose: this.#handleChoose,
              onRetry: this.#handleRetrySearch,
              onShowAll: this.#handleShowAll,
            })}
            ${renderPager(speech, agents, this.#handlePage)}
            ${this._several && this.#chosen.size > 0 ? this.#renderPlan() : nothing}
          `
      }
    `;
  }

  #renderPlan(): TemplateResult {
    const agents = [...this.#chosen.values()];
    const change = (plan: Plan): void => {
      this.#plan = plan;
      this.requestUpdate();
    };
    return renderPlan({
      speech: this.#speech,
      plan: this.#plan,
      shares: sharesOf(this.#plan, this.#targets, agents),
      messages: this.#targets,
      eachOpen: this._eachOpen,
      onShift: (employeeId, by) => change(shift(this.#plan, agents, employeeId, by)),
      onReassign: (messageId, employeeId) => change(reassign(this.#plan, messageId, employeeId)),
      onToggleEach: (open) => {
        this._eachOpen = open;
      },
    });
  }

  #renderProgress(): TemplateResult | typeof nothing {
    const { state: allocation } = this.#allocation;
    switch (allocation.kind) {
      case 'choosing':
        return nothing;
      case 'allocating':
        return html`<div class="state-text running">
          <p>
            ${
              allocation.checking
                ? this.t('allocateChecking')
                : this.t('allocateRunning', { n: allocation.total })
            }
          </p>
          <progress
            aria-label=${this.t('allocateRunning', { n: allocation.total })}
            max=${allocation.total}
            .value=${allocation.settled}
          ></progress>
          ${
            allocation.settled > 0
              ? html`<p class="muted tabular">
                ${this.t('allocateProgress', { done: allocation.settled, total: allocation.total })}
              </p>`
              : nothing
          }
        </div>`;
      case 'outcome':
        return renderOutcome({
          speech: this.#speech,
          rows: allocation.rows,
          messages: new Map(this.messages.map((message) => [message.id, message])),
          agents: new Map([...this.#seen, ...this.#chosen]),
          errorText:
            allocation.error && allocation.error.code !== 'conflict'
              ? this.errorText(allocation.error)
              : null,
          requestId: allocation.error?.requestId ?? null,
        });
    }
  }

  /** Choosing stays where it is while an outcome is shown, so that nothing entered is lost. */
  #renderBody(): TemplateResult {
    return html`<div class="choosing" ?hidden=${this.#allocation.state.kind !== 'choosing'}>
        ${this.#renderChoosing()}
      </div>
      ${this.#renderProgress()}`;
  }

  #renderChosen(): TemplateResult | string {
    const [first] = this.#chosen.values();
    if (!first) return this.#chooseFirst();
    if (this._several) return this.t('allocateChosenMany', { n: this.#chosen.size });
    return renderSentence(this.#speech, 'allocateChosen', {
      agent: html`<strong>${renderPerson(first.name, first.employeeId)}</strong>`,
    });
  }

  #renderFooter(): TemplateResult {
    const { state: allocation } = this.#allocation;
    const cancel = html`<button
      type="button"
      class="button"
      @click=${() => this.#dialog.requestClose('cancel')}
    >
      ${allocation.kind === 'choosing' ? this.t('cancel') : this.t('close')}
    </button>`;
    switch (allocation.kind) {
      case 'allocating':
        return cancel;
      case 'outcome': {
        const again = retryableCount(allocation.rows);
        const choosable = allocation.rows.some((row) => isAgentGone(row) || isRetryable(row));
        return html`${
          choosable
            ? html`<button type="button" class="button" @click=${this.#handleOtherAgent}>
                ${this.t('allocateOtherAgent')}
              </button>`
            : nothing
        }
          ${cancel}
          ${
            again > 0
              ? html`<button type="button" class="button primary" @click=${this.#handleRetry}>
                ${icon('refresh')}${this.t('allocateRetry', { n: again })}
              </button>`
              : nothing
          }`;
      }
      case 'choosing':
        return html`<p class="chosen-line" id="chosen">${this.#renderChosen()}</p>
          ${cancel}
          <button
            type="button"
            class="button primary"
            aria-disabled=${this.#chosen.size === 0}
            aria-describedby="chosen"
            @click=${this.#handleComplete}
          >
            ${this.t('allocateComplete')}
          </button>`;
    }
  }

  #renderUndoable(): TemplateResult | string {
    const [only, ...more] = this.#undoable;
    if (!only || more.length > 0) return this.t('allocateDone', { n: this.#undoable.length });
    const { employeeId } = only.assignment;
    return renderSentence(this.#speech, 'allocateDoneTo', {
      agent: renderPerson(this.#seen.get(employeeId)?.name ?? null, employeeId),
    });
  }

  #renderToast(): TemplateResult {
    const { state: toast } = this.#toast;
    return html`<div
      class="toast"
      popover="manual"
      role="group"
      aria-label=${this.t('allocate')}
      part="toast"
      @pointerenter=${this.#toast.hold}
      @pointerleave=${this.#toast.letGo}
      @focusin=${this.#toast.hold}
      @focusout=${this.#toast.letGo}
    >
      <span
        >${
          toast.kind === 'offered'
            ? this.#renderUndoable()
            : toast.kind === 'undoing'
              ? this.t('allocateUndoing')
              : toast.kind === 'told'
                ? toast.text
                : ''
        }</span
      >
      ${
        toast.kind === 'offered'
          ? html`<button type="button" class="button" @click=${this.#handleUndo}>
            ${this.t('allocateUndo')}
          </button>`
          : nothing
      }
      <button
        type="button"
        class="button quiet icon-only"
        aria-label=${this.t('allocateDismiss')}
        title=${this.t('allocateDismiss')}
        @click=${() => this.#toast.dismiss()}
      >
        ${icon('close')}
      </button>
    </div>`;
  }

  protected override render(): TemplateResult {
    return html`<div class="root" dir=${this.locale.direction} lang=${this.locale.wordsTag}>
      <dialog
        part="dialog"
        aria-labelledby="title"
        aria-describedby="whose"
        @cancel=${this.#dialog.handleCancel}
        @close=${this.#dialog.handleClose}
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
              <footer class="dialog-footer">${this.#renderFooter()}</footer>
            `
            : nothing
        }
      </dialog>
      ${this.#renderToast()} ${this.#announcer.render()}
    </div>`;
  }
}
