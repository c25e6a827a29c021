/** The whole Message Management screen. */
import {
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { MessageAdapter } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import { FilterForm } from '../../controllers/list/filter-form.js';
import {
  MessageListController,
  type LoadReason,
} from '../../controllers/list/message-list-controller.js';
import type { I18n } from '../../i18n/i18n.js';
import type { DueRules } from '../../model/due.js';
import type { Message, MessageAction } from '../../model/message.js';
import { DEFAULT_QUERY, type MessageFilters } from '../../model/query.js';
import { base, controls } from '../../styles/controls.js';
import { dialogs } from '../../styles/dialogs.js';
import { tokens } from '../../styles/tokens.js';
import { AiccElement } from '../shared/aicc-element.js';
import { Announcer } from '../shared/announcer.js';
import { callerText } from '../shared/message-fields.js';
import {
  DataErrorEvent,
  type AllocatedEvent,
  type AllocationUndoneEvent,
  type ProcessedEvent,
  type ProcessingStartedEvent,
  type ReleasedEvent,
} from '../shared/workflow-events.js';
import { ChildElements } from './child-elements.js';
import { cardStyles } from './cards.styles.js';
import { columnStyles } from './column-layout.js';
import { COLUMNS, shownColumns } from './columns.js';
import { DescriptionRegistry, DisabledReasonTooltip } from './disabled-reason.js';
import { dockedPlayerStyles } from './docked-player.styles.js';
import { renderFilterBar, renderFiltersButton, type FilterBarOptions } from './filter-bar.js';
import { listStyles } from './message-list.styles.js';
import { MessageNames } from './message-name.js';
import { MinuteTick } from './minute-tick.js';
import { renderPager } from './pager.js';
import { OwnHeight } from './own-height.js';
import { RowFocus } from './row-focus.js';
import { RowMenu } from './row-menu.js';
import { renderState } from './states.js';
import { renderStatusTabs } from './status-tabs.js';
import { renderTable } from './table.js';
import { tableStyles } from './table.styles.js';
import { countText, renderFreshness, renderToolbar } from './toolbar.js';

/**
 * The Message Management screen: filters, table, paging and row actions. It opens the dialogs and the
 * player itself. A row changes in its place when the backend reports a change; new messages are counted
 * in a button and do not move the others. A row that no longer matches the filters stays, marked, until
 * the next query.
 *
 * With a height from the host the table scrolls inside, under its header.
 *
 * @element aicc-message-list
 * @slot heading - Heading of the screen.
 * @slot toolbar - The host's own controls, beside the heading.
 * @slot empty - The text for a list without any messages.
 * @csspart filters - The filter form.
 * @csspart query-button - The Query button.
 * @csspart reset-button - The Reset button.
 * @csspart bar - The line above the table: count or selection, and freshness.
 * @csspart allocate-button - Allocates the selected messages.
 * @csspart download-button - Downloads the selected messages.
 * @csspart refresh-button - Reads the page once more.
 * @csspart live-paused - Says that live updates are paused.
 * @csspart stale - Says that the last refresh failed, and how old the rows are.
 * @csspart new-messages - Counts new messages and shows them.
 * @csspart table - The table.
 * @csspart row - One row.
 * @csspart row-actions - The actions of a row.
 * @csspart row-menu - The menu of a row: its other actions.
 * @csspart status - The status badge of a row.
 * @csspart state - In the place of rows: empty, no match, failed.
 * @csspart pager - The paging bar.
 * @csspart player - The docked player.
 * @csspart tip - Says why a control does nothing.
 * @cssproperty [--aicc-message-list-gap=0.85em] - Space between the parts of the screen.
 * @cssproperty [--aicc-message-list-row-height] - Least height of a row.
 * @fires aicc-before-allocate - Cancelable; see the Allocate dialog.
 * @fires aicc-before-process - Cancelable; see the Process dialog.
 * @fires aicc-before-download - Cancelable; see the Download dialog.
 * @fires aicc-before-call - Cancelable; see the Process dialog.
 * @fires aicc-allocated - Messages were allocated.
 * @fires aicc-allocation-undone - An allocation was taken back.
 * @fires aicc-processing-started - A message is Processing.
 * @fires aicc-processed - A message is Processed.
 * @fires aicc-released - A message was given back.
 * @fires aicc-downloaded - A recording was saved.
 * @fires aicc-call-change - A call went one step on.
 * @fires aicc-audit - Who did what to which message, when.
 * @fires aicc-error - A failure that is shown on screen, as codes.
 * @fires aicc-data-error - Names of fields in an answer that could not be read.
 */
export class MessageListElement extends AiccElement {
  static override readonly elementName = 'message-list';
  static override styles: CSSResultGroup = [
    tokens,
    base,
    controls,
    listStyles,
    tableStyles,
    columnStyles(COLUMNS),
    cardStyles,
    dialogs,
    dockedPlayerStyles,
  ];

  static override properties: PropertyDeclarations = {
    query: { attribute: false },
    pageSize: { type: Number, attribute: 'page-size' },
    density: { reflect: true },
    noLeaveGuard: { type: Boolean, attribute: 'no-leave-guard' },
    dueRules: { attribute: false },
  };

  /** The first filters; setting others later queries again. A filter that is left out has its default. */
  query?: Partial<MessageFilters> | undefined;
  /** Rows on a page. @default 20 */
  pageSize = DEFAULT_QUERY.page.size;
  /** Height of the rows. @default 'comfortable' */
  density: 'comfortable' | 'compact' = 'comfortable';
  /** Switches off the browser's question before the page is left; see `hasPendingWork`. */
  noLeaveGuard = false;
  /** By when messages should be processed, where the adapter does not tell it (`Message.dueAt`). */
  dueRules?: DueRules | undefined;

  readonly #list = new MessageListController(this, {
    onAnswer: (reason) => this.#handleAnswer(reason),
    onError: (error) => this.#handleError(error),
    onIssues: (fields) => this.dispatchEvent(new DataErrorEvent({ fields })),
    isBusy: () => this.#isBusy,
    onGone: (ids) => this.#children.drop(ids),
  });
  readonly #form = new FilterForm(this);
  readonly #announcer = new Announcer(this);
  readonly #tooltip = new DisabledReasonTooltip(this);
  readonly #rowFocus = new RowFocus(this);
  readonly #tick = new MinuteTick(this);
  readonly #descriptions = new DescriptionRegistry();
  readonly #menu = new RowMenu(this, {
    getMessage: (id) => this.messages.find((message) => message.id === id) ?? null,
    onAction: (action, message) => this.#handleAction(action, message),
  });
  readonly #children = new ChildElements(this, this.scope, {
    t: (key, values) => this.t(key, values),
    announce: (text) => this.#announcer.announce(text),
    getMessages: () => this.messages,
    onClosed: (id) => this.#rowFocus.afterDialog(id),
    onPlayerFocusLost: (id) => this.#rowFocus.toRow(id, '[data-action="play"]'),
  });
  /** `query` as it was last shown in the form, as JSON. */
  #shownQuery = '';
  /** The adapter in force at `reset()`. Another one, or `refresh()`, starts the list again. */
  #resetAdapter: MessageAdapter | null | undefined;
  /** The result of the last act in a dialog, until the next act. */
  #result: string | null = null;
  /** The filters that have no room in the line are open. */
  #areFiltersOpen = false;
  #hasPointer = false;
  #hadNew = false;

  constructor() {
    super();
    new OwnHeight(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.currentAdapter !== this.#resetAdapter) this.#resetAdapter = undefined;
    const isOtherAdapter = !this.#isReset && this.#list.use(this.client);
    if (isOtherAdapter) this.#children.reset();
    if (changed.has('pageSize') && isSanePageSize(this.pageSize))
      this.#list.setPageSize(this.pageSize);
    this.#form.offer(this.#list.capabilities);
    const query = JSON.stringify(this.query ?? {});
    const isOtherQuery = query !== this.#shownQuery;
    this.#shownQuery = query;
    if (isOtherQuery) this.#form.show(this.query ?? {});
    if ((isOtherAdapter || isOtherQuery) && this.#list.hasClient) this.#submitForm();
    this.#announceNew();
  }

  /** The messages on screen, in their order. */
  get messages(): readonly Message[] {
    return this.#list.messages;
  }

  /** The selected messages: those that Allocate and Download would reach. */
  get selectedMessages(): readonly Message[] {
    return [...this.#list.selection.chosen.values()];
  }

  /** True while a dialog holds something unsaved or a write is under way. */
  get hasPendingWork(): boolean {
    return this.#children.hasPendingWork;
  }

  /** Reads the present page once more. Never rejects: the list shows a failure. */
  async refresh(): Promise<void> {
    if (this.#isReset) {
      this.#resetAdapter = undefined;
      this.requestUpdate();
      await this.updateComplete;
      return;
    }
    await this.#list.refresh();
  }

  /** Forgets everything shown, typed and opened: for a sign-out. The list stays blank until it gets an adapter or `refresh()`. */
  reset(): void {
    this.#resetAdapter = this.currentAdapter;
    this.#form.show(this.query ?? {});
    this.#children.reset();
    this.#tooltip.hide();
    this.#list.reset();
  }

  get #isReset(): boolean {
    return this.#resetAdapter !== undefined;
  }

  /** The user is at work in the rows: pointer or focus in them, something selected or open. */
  get #isBusy(): boolean {
    const active = this.shadowRoot?.activeElement;
    return (
      this.#hasPointer ||
      this.#list.selection.chosen.size > 0 ||
      this.#children.isDialogOpen ||
      this.#menu.isOpen ||
      Boolean(active?.closest('tbody'))
    );
  }

  get #i18n(): I18n {
    return {
      t: (key, values) => this.t(key, values),
      locale: this.locale.tag,
      timeZone: this.#list.capabilities.timeZone,
    };
  }

  /** Queries what the fields ask for; answers whether they can be read. */
  #submitForm(): boolean {
    const filters = this.#form.submit();
    if (filters) this.#list.query(filters);
    return filters !== null;
  }

  #announceNew(): void {
    const n = this.#list.state.newIds.size;
    if (n > 0 && !this.#hadNew) this.#announcer.announce(this.t('listNew', { n }));
    this.#hadNew = n > 0;
  }

  readonly #handleSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#queryForm();
  };

  /** Queries everything that the fields hold, typed or chosen. */
  readonly #queryForm = async (): Promise<void> => {
    if (this.#submitForm()) return;
    this.#areFiltersOpen = true;
    await this.updateComplete;
    this.#find('form [aria-invalid="true"]')?.focus();
  };

  readonly #handleToggleFilters = (): void => {
    this.#areFiltersOpen = !this.#areFiltersOpen;
    this.requestUpdate();
  };

  readonly #handleReset = (): void => {
    this.#form.show({});
    this.#submitForm();
  };

  readonly #handleAction = (action: MessageAction, message: Message): void => {
    this.#result = null;
    void this.#children.open(action, [message]);
  };

  readonly #handleAllocated = (event: AllocatedEvent | AllocationUndoneEvent): void => {
    const { messageIds, failed } = event.detail;
    const { selection } = this.#list;
    const done = [...selection.chosen.values()].filter(({ id }) => messageIds.includes(id));
    selection.select(done, false);
    const isAllocated = event.type === 'aicc-allocated' && messageIds.length > 0;
    this.#result = isAllocated ? this.t('listAllocated', { n: messageIds.length }) : null;
    this.#list.reread([...messageIds, ...failed.map(({ messageId }) => messageId)]);
  };

  readonly #handleProcessed = (event: ProcessedEvent): void => {
    const message = this.messages.find(({ id }) => id === event.detail.messageId);
    const caller = message ? callerText(message, this.#i18n) : this.t('unknownCaller');
    this.#result = this.t('listProcessed', { caller });
    this.requestUpdate();
    this.#handleChanged(event);
  };

  readonly #handleChanged = (
    event: ProcessingStartedEvent | ProcessedEvent | ReleasedEvent,
  ): void => {
    this.#list.reread([event.detail.messageId]);
  };

  #handleAnswer(reason: LoadReason): void {
    if (reason === 'auto') return;
    const count = countText(this.#i18n, this.#list) ?? '';
    if (reason === 'page') {
      this.#find('.wrap')?.scrollTo({ top: 0 });
      const n = this.#list.state.query.page.index + 1;
      this.#announcer.announce(`${this.t('listPage', { n })}, ${count}`);
    } else {
      this.#announcer.announce(count);
    }
  }

  #handleError(error: AdapterError): void {
    this.emitError(error);
    if (this.#list.state.error === error) this.#announcer.announce(this.errorText(error));
  }

  #find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  #renderResults(i18n: I18n): TemplateResult {
    const list = this.#list;
    const { phase } = list.state;
    const names = new MessageNames(i18n, this.messages);
    const { nowPlaying } = this.#children;
    const table = renderTable(shownColumns(COLUMNS, list.capabilities), {
      i18n,
      list,
      names,
      nowPlaying,
      nowMs: this.#tick.nowMs,
      dueRules: this.dueRules,
      descriptions: this.#descriptions,
      words: [this.strings, this.locale.wordsTag],
      onAction: this.#handleAction,
      onMore: (opener, message) => void this.#menu.toggle(opener, message),
      onGoToPlayer: () => this.#children.focusPlayer(),
    });
    return html`<section class="results" id="results" aria-label=${this.t('listTitle')}>
      ${renderToolbar(i18n, list, {
        result: this.#result,
        onAllocate: () => void this.#children.open('allocate', this.selectedMessages),
        onDownload: () => void this.#children.open('download', this.selectedMessages),
      })}
      <div class="frame">
        <div class="progress" ?data-on=${phase === 'refreshing' || phase === 'loading'}></div>
        <div
          class="wrap"
          tabindex="-1"
          @pointerenter=${() => (this.#hasPointer = true)}
          @pointerleave=${() => (this.#hasPointer = false)}
        >
          ${table}
          ${renderState(i18n, list, {
            onResetFilters: this.#handleReset,
            announce: (text) => this.#announcer.announce(text),
          })}
        </div>
      </div>
      ${renderPager(i18n, list)} ${this.#descriptions.render()}
      ${this.#menu.render(i18n, (message) => names.of(message), nowPlaying)}
    </section>`;
  }

  protected override render(): TemplateResult {
    const { direction, wordsTag } = this.locale;
    const i18n = this.#i18n;
    const list = this.#list;
    const filterOptions: FilterBarOptions = {
      form: this.#form,
      capabilities: list.capabilities,
      filters: list.filters,
      isOpen: this.#areFiltersOpen,
      onToggle: this.#handleToggleFilters,
      onSubmit: this.#handleSubmit,
      onChoose: () => void this.#queryForm(),
      onReset: this.#handleReset,
    };
    return html`<div
      class="root"
      dir=${direction}
      lang=${wordsTag}
      @aicc-allocated=${this.#handleAllocated}
      @aicc-allocation-undone=${this.#handleAllocated}
      @aicc-processing-started=${this.#handleChanged}
      @aicc-processed=${this.#handleProcessed}
      @aicc-released=${this.#handleChanged}
    >
      <header class="heading">
        <slot name="heading"><h2>${this.t('listTitle')}</h2></slot>
        ${renderStatusTabs(i18n, { ...filterOptions, counts: list.state.counts })}
        <slot name="toolbar"></slot>
        ${renderFiltersButton(i18n, filterOptions)} ${renderFreshness(i18n, list)}
      </header>
      ${this.currentAdapter || this.#isReset ? nothing : this.renderNoAdapter()}
      ${renderFilterBar(i18n, filterOptions)} ${this.#renderResults(i18n)}
      ${this.#children.render(i18n, {
        adapter: this.currentAdapter,
        callControl: this.currentCallControl,
        strings: this.strings,
        noLeaveGuard: this.noLeaveGuard,
      })}
      ${this.#tooltip.render()} ${this.#announcer.render()}
    </div>`;
  }
}

/** A page size from an attribute may be anything. */
function isSanePageSize(size: number): boolean {
  return Number.isInteger(size) && size >= 1 && size <= 200;
}
