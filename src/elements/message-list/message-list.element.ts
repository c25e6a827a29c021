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
import {
  DEFAULT_DRAFT,
  draftOf,
  readDraft,
  sameFilters,
  type DraftReading,
  type FilterDraft,
  type TimeChoice,
} from '../../controllers/list/filter-form.js';
import {
  MessageListController,
  type LoadReason,
} from '../../controllers/list/message-list-controller.js';
import type { Message, MessageAction } from '../../model/message.js';
import { DEFAULT_QUERY, type MessageFilters } from '../../model/query.js';
import type { TimeRangeProblem } from '../../model/time-range.js';
import { base, controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { AiccElement } from '../shared/aicc-element.js';
import { Announcer } from '../shared/announcer.js';
import { icon } from '../shared/icons.js';
import { DataErrorEvent } from '../shared/workflow-events.js';
import { renderFilterBar } from './filter-bar.js';
import { LateCode } from './late-code.js';
import { countText, isSelecting, renderBar, renderState } from './list-states.js';
import { callerOf, type LaterCode, type ListView } from './list-view.js';
import { renderTable } from './message-table.js';
import { renderPager } from './pager.js';
import type { PartsOpener } from './parts-opener.js';
import type { ReasonTip } from './reason-tip.js';
import { ReasonBook } from './row-actions.js';
import { listStyles } from './message-list.styles.js';
import { tableStyles } from './message-table.styles.js';

/**
 * The Message Management screen: filters, table, paging, row actions; opens the dialogs and the
 * player itself. Rows change where they stand when the backend tells of changes; new ones are
 * counted in a button and never push the others. A row that no longer matches the filters stays,
 * marked, until the next query.
 *
 * With a height given by the host the table scrolls inside, under its header.
 *
 * @element aicc-message-list
 * @slot heading - Heading of the screen.
 * @slot toolbar - The host's own controls, beside the heading.
 * @slot empty - What to say when there are no messages at all.
 * @csspart filters - The filter form.
 * @csspart query-button - The Query button.
 * @csspart reset-button - The Reset button.
 * @csspart bar - The line above the table: count or selection, and freshness.
 * @csspart allocate-button - Allocates the selected messages.
 * @csspart download-button - Downloads the selected messages.
 * @csspart refresh-button - Reads the page once more.
 * @csspart live-paused - Says that live updates are paused.
 * @csspart stale - Says that the rows could not be read anew, and of when they are.
 * @csspart new-messages - Tells of new messages and shows them.
 * @csspart table - The table.
 * @csspart row - One row.
 * @csspart row-actions - The actions of a row.
 * @csspart status - The status badge of a row.
 * @csspart state - What stands in the place of rows: empty, no match, failed.
 * @csspart pager - The paging bar.
 * @csspart player - The docked player.
 * @csspart tip - Says why a control does nothing.
 * @cssproperty [--aicc-message-list-gap=0.85em] - Space between the parts of the screen.
 * @cssproperty [--aicc-message-list-row-height=2.9em] - Least height of a row.
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
  static override styles: CSSResultGroup = [tokens, base, controls, listStyles, tableStyles];

  static override properties: PropertyDeclarations = {
    query: { attribute: false },
    pageSize: { type: Number, attribute: 'page-size' },
    density: { reflect: true },
    noLeaveGuard: { type: Boolean, attribute: 'no-leave-guard' },
  };

  /** Filters to begin with; setting others later queries anew. What is left out has its default. */
  query?: Partial<MessageFilters> | undefined;
  /** Rows on a page. @default 20 */
  pageSize = DEFAULT_QUERY.page.size;
  /** How close the rows stand. @default 'comfortable' */
  density: 'comfortable' | 'compact' = 'comfortable';
  /** Switches the browser's question before leaving the page off; see `hasPendingWork`. */
  noLeaveGuard = false;

  readonly #list = new MessageListController(this, {
    onAnswer: (reason) => this.#handleAnswer(reason),
    onError: (error) => this.#handleError(error),
    onIssues: (fields) => this.dispatchEvent(new DataErrorEvent({ fields })),
    isBusy: () => this.#isBusy,
    onGone: (ids) => this.#parts?.drop(ids),
  });
  readonly #announcer = new Announcer(this);
  /** What the first screen does not need. */
  readonly #later = new LateCode<LaterCode>(
    () => import('./later.js'),
    (code) => this.#handleLater(code),
  );
  #tip: ReasonTip | null = null;
  /** What was opened, once the code for it is here. */
  #parts: PartsOpener | null = null;
  /** The last wish to open something: it counts when several are made while the code for it is loaded. */
  #wish: object | null = null;
  /** Tries to load again what could not be loaded. */
  #retry: (() => void) | null = null;
  #draft: FilterDraft = DEFAULT_DRAFT;
  #problems: readonly TimeRangeProblem[] = [];
  /** What was chosen before the customized time, which then begins as the same. */
  #presetBefore: TimeChoice | null = null;
  /** A query waits for the code that reads its customized time. */
  #isQueryDue = false;
  #startingFilters = '';
  /** The adapter that was in force at `reset()`; another one, or `refresh()`, begins anew. */
  #wipedWith: MessageAdapter | null | undefined;
  #hasPointer = false;
  #rowsHeight = 0;
  /** What has just been done, beside the count, until the next act. */
  #told: string | null = null;
  #hasNew = false;
  /** How much of what is loaded late was needed at the last update: not, by itself, by the user. */
  #need = 0;
  /** The messages on screen, in their order. */
  get messages(): readonly Message[] {
    return this.#list.messages;
  }

  /** The selected messages: what Allocate and Download would act on. */
  get selectedMessages(): readonly Message[] {
    return [...this.#list.selection.chosen.values()];
  }

  /** True while a dialog holds something unsaved or a write is under way. */
  get hasPendingWork(): boolean {
    return this.#parts?.hasPendingWork ?? false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.currentAdapter !== this.#wipedWith) this.#wipedWith = undefined;
    const isNew = !this.#isWiped && this.#list.use(this.client);
    if (isNew) this.#closeAll();
    if (changed.has('pageSize') && isSanePageSize(this.pageSize))
      this.#list.setPageSize(this.pageSize);
    const wanted = JSON.stringify(this.query ?? {});
    const isOther = wanted !== this.#startingFilters;
    this.#startingFilters = wanted;
    if (isOther) {
      this.#presetBefore = null;
      this.#draft = this.#startingDraft;
    }
    if ((isNew || isOther) && this.#list.hasClient) this.#queryDraft();
    const { newIds } = this.#list.state;
    if (newIds.size > 0 && !this.#hasNew)
      void this.#sayLater(() => this.t('listNew', { n: this.#list.state.newIds.size }));
    this.#hasNew = newIds.size > 0;
  }

  protected override firstUpdated(): void {
    whenIdle(() => void this.#later.load());
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const need = this.#wantsLater ? 2 : this.#needsLater ? 1 : 0;
    if (need > this.#need) void this.#later.load();
    this.#need = need;
    const isLoading = this.#list.state.phase === 'loading';
    const table = this.renderRoot.querySelector('table');
    // As high as the rows were, whatever shape they had: nothing below jumps while a page is on its way.
    if (isLoading && this.#rowsHeight > 0)
      table?.style.setProperty('block-size', `${this.#rowsHeight}px`);
    else table?.style.removeProperty('block-size');
    if (!isLoading) this.#rowsHeight = table?.offsetHeight ?? 0;
  }

  /** Reads the present page once more. Never rejects: a failure is shown. */
  async refresh(): Promise<void> {
    if (this.#isWiped) {
      this.#wipedWith = undefined;
      this.requestUpdate();
      await this.updateComplete;
      return;
    }
    await this.#list.refresh();
  }

  /** Forgets everything shown, typed and opened: for a sign-out. The list stays blank until it gets an adapter or `refresh()`. */
  reset(): void {
    this.#wipedWith = this.currentAdapter;
    this.#presetBefore = null;
    this.#draft = this.#startingDraft;
    this.#problems = [];
    this.#closeAll();
    this.#tip?.hide();
    this.#list.wipe();
  }

  get #isWiped(): boolean {
    return this.#wipedWith !== undefined;
  }

  /** Rows may be under the user's hands: pointer or focus in them, something selected or open. */
  get #isBusy(): boolean {
    const active = this.shadowRoot?.activeElement;
    return (
      this.#hasPointer ||
      this.#list.selection.chosen.size > 0 ||
      this.#parts?.isOpen === true ||
      Boolean(active?.closest('tbody'))
    );
  }

  get #view(): ListView {
    return {
      t: (key, values) => this.t(key, values),
      tag: this.locale.tag,
      timeZone: this.#list.capabilities.timeZone,
      list: this.#list,
      later: this.#later.code,
      parts: this.#parts,
    };
  }

  get #startingDraft(): FilterDraft {
    return draftOf(this.query ?? {}, undefined, this.#later.code);
  }

  /** Something is on screen, or is to be done, that is loaded late. */
  get #needsLater(): boolean {
    const { state, capabilities, retryAt } = this.#list;
    return (
      state.error !== null ||
      state.live === 'paused' ||
      state.heard.size > 0 ||
      retryAt !== null ||
      (capabilities.filters ?? []).length > 0
    );
  }

  /** The user has asked for what is loaded late, and would wait for it in vain. */
  get #wantsLater(): boolean {
    return this.#draft.time === 'custom' || isSelecting(this.#view);
  }

  #handleLater(code: LaterCode | null): void {
    if (!code) {
      if (this.#wantsLater) this.#tellFailure(this.#retryLater);
      return;
    }
    this.adoptStyles(code.laterStyles);
    this.#tip = new code.ReasonTip(this);
    const focus = new code.RowFocus(this);
    this.#parts = new code.PartsOpener(this, {
      scope: () => this.scope,
      given: () => ({
        adapter: this.currentAdapter,
        callControl: this.currentCallControl,
        strings: this.strings,
        noLeaveGuard: this.noLeaveGuard,
      }),
      adoptStyles: (styles) => this.adoptStyles(styles),
      tellFailure: (retry) => this.#tellFailure(retry),
      onPlayerLeaves: (id) => focus.toRow(id, '[data-action="play"]'),
      onClosed: (id) => focus.afterDialog(id),
    });
    code.followFacts(this.renderRoot, {
      list: this.#list,
      t: (key, values) => this.t(key, values),
      tell: (told) => {
        this.#told = told;
        this.requestUpdate();
      },
    });
    this.#fillRange();
    if (this.#isQueryDue && this.#list.hasClient) this.#queryDraft();
    this.requestUpdate();
  }

  /** Opens what belongs to `action`, as soon as the code for it is here. */
  async #open(action: MessageAction, messages: readonly Message[]): Promise<void> {
    this.#tellFailure(null);
    const wish = (this.#wish = {});
    await this.#later.load();
    if (wish !== this.#wish) return;
    if (this.#parts) await this.#parts.open(action, messages);
    else this.#tellFailure(() => void this.#open(action, messages));
  }

  #closeAll(): void {
    this.#wish = null;
    this.#tellFailure(null);
    this.#parts?.closeAll();
  }

  /** Says that a part could not be loaded, or, with `null`, does not any more. */
  #tellFailure(retry: (() => void) | null): void {
    this.#retry = retry;
    this.requestUpdate();
  }

  #renderFailure(): TemplateResult | typeof nothing {
    const retry = this.#retry;
    if (!retry) return nothing;
    return html`<div class="notice part-failed" data-tone="danger" role="alert">
      ${icon('warning')}<span class="grow">${this.t('partFailed')}</span>
      <button type="button" class="button" @click=${retry}>${this.t('retry')}</button>
      <button type="button" class="button quiet" @click=${() => this.#tellFailure(null)}>${this.t('close')}</button>
    </div>`;
  }

  readonly #retryLater = (): void => {
    this.#tellFailure(null);
    void this.#later.load();
  };

  /** Says what is in words that are loaded late, unless it is `null` by then. */
  async #sayLater(text: () => string | null): Promise<void> {
    await this.#later.load();
    const told = text();
    if (told) this.#announcer.say(told);
  }

  /** What the fields ask for now. */
  get #reading(): DraftReading {
    const { filters, timeZone } = this.#list.capabilities;
    return readDraft(this.#draft, filters, timeZone, this.#later.code);
  }

  /** Gives a customized time that was chosen, or set by the host, its fields. */
  #fillRange(): void {
    const fields = this.#later.code?.fillRange(
      this.#draft,
      this.#presetBefore,
      this.query?.time,
      this.#list.capabilities.timeZone,
    );
    this.#draft = { ...this.#draft, ...fields };
  }

  #queryDraft(): boolean {
    this.#isQueryDue = this.#draft.time === 'custom' && !this.#later.code;
    if (this.#isQueryDue) {
      void this.#later.load();
      return true;
    }
    const reading = this.#reading;
    this.#problems = reading.ok ? [] : reading.problems;
    if (reading.ok) this.#list.query(reading.filters);
    return reading.ok;
  }

  readonly #handleQuery = async (event: Event): Promise<void> => {
    event.preventDefault();
    const isRead = this.#queryDraft();
    this.requestUpdate();
    if (isRead) return;
    await this.updateComplete;
    this.#find('form [aria-invalid="true"]')?.focus();
  };

  readonly #handleReset = (): void => {
    this.#draft = DEFAULT_DRAFT;
    this.#queryDraft();
    this.requestUpdate();
  };

  readonly #handleChange = (change: Partial<FilterDraft>): void => {
    this.#draft = { ...this.#draft, ...change };
    this.#problems = this.#later.code?.problemsAfter(change, this.#problems) ?? [];
    this.requestUpdate();
  };

  readonly #handleTime = (time: TimeChoice): void => {
    this.#problems = [];
    this.#isQueryDue = false;
    this.#presetBefore = this.#draft.time;
    this.#draft = { ...this.#draft, time };
    this.#fillRange();
    this.requestUpdate();
  };

  #handleAnswer(reason: LoadReason): void {
    if (reason === 'auto') return;
    const count = countText(this.#view) ?? '';
    const { index } = this.#list.state.query.page;
    if (reason === 'page') {
      this.#find('.wrap')?.scrollTo({ top: 0 });
      this.#announcer.say(`${this.t('listPage', { n: index + 1 })}, ${count}`);
    } else {
      this.#announcer.say(count);
    }
  }

  #handleError(error: AdapterError): void {
    this.tellError(error);
    void this.#sayLater(() =>
      this.#list.state.error === error ? this.errorText(error) || this.t('listFailedTitle') : null,
    );
  }

  #find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  readonly #handleAct = (action: MessageAction, message: Message): void => {
    this.#told = null;
    void this.#open(action, [message]);
  };

  readonly #handlePointer = (): void => {
    this.#hasPointer = true;
    void this.#later.load();
  };

  #renderResults(view: ListView, isUnqueried: boolean): TemplateResult {
    const list = this.#list;
    const reasons = new ReasonBook();
    const bar = {
      isUnqueried,
      told: this.#told,
      allocate: () => void this.#open('allocate', this.selectedMessages),
      download: () => void this.#open('download', this.selectedMessages),
    };
    const table = renderTable(view, reasons, this.#handleAct);
    const state = renderState(view, {
      resetFilters: this.#handleReset,
      say: (text) => this.#announcer.say(text),
    });
    return html`<section class="results" aria-label=${this.t('listTitle')}>
      ${renderBar(view, bar)}
      <div class="frame">
        <div
          class="progress"
          ?data-on=${list.state.phase === 'refreshing' || list.state.phase === 'loading'}
        ></div>
        ${view.later?.renderPill(view)}
        <div
          class="wrap"
          tabindex="-1"
          @pointerenter=${this.#handlePointer}
          @pointerleave=${() => (this.#hasPointer = false)}
        >
          ${table} ${state}
        </div>
      </div>
      ${renderPager(view)}
      ${reasons.render()}
    </section>`;
  }

  protected override render(): TemplateResult {
    const { direction, wordsTag } = this.locale;
    const view = this.#view;
    const reading = this.#reading;
    const isChanged = !reading.ok || !sameFilters(reading.filters, this.#list.filters);
    return html`<div
      class="root"
      dir=${direction}
      lang=${wordsTag}
    >
      <header class="heading">
        <slot name="heading"><h2>${this.t('listTitle')}</h2></slot>
        <slot name="toolbar"></slot>
      </header>
      ${this.currentAdapter || this.#isWiped ? nothing : this.renderNoAdapter()}
      ${renderFilterBar(view, {
        draft: this.#draft,
        problems: this.#problems,
        isChanged,
        onChange: this.#handleChange,
        onTime: this.#handleTime,
        onQuery: this.#handleQuery,
        onReset: this.#handleReset,
      })}
      ${this.#renderResults(view, isChanged)} ${this.#renderFailure()}
      ${this.#parts?.render(view, (message) => callerOf(view, message))}
      ${this.#tip?.render()} ${this.#announcer.render()}
    </div>`;
  }
}

/** A page size from an attribute may be anything. */
function isSanePageSize(size: number): boolean {
  return Number.isInteger(size) && size >= 1 && size <= 200;
}

/** Safari has no `requestIdleCallback`. */
function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(act, { timeout: 1000 });
  else setTimeout(act, 200);
}
