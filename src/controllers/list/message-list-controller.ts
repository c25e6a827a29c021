/** One list: joins the state, the selection and live updates to an adapter, an element and the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { DEFAULT_MAX_ASSIGNMENTS, type Capabilities } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import type { Message } from '../../model/message.js';
import type { MessageFilters, MessagePage, MessageQuery, SortField } from '../../model/query.js';
import {
  failed,
  filtersOf,
  initialState,
  newestOf,
  received,
  refreshRequested,
  requested,
  shownMessages,
  type ListState,
} from './list-state.js';
import { LiveUpdates, type LiveUpdatesOptions } from './live-updates.js';
import { PageLifecycle } from './page-lifecycle.js';
import { pageBeforeEnd } from './paging.js';
import { RetryCountdown } from './retry-countdown.js';
import { SelectionController } from './selection-controller.js';

/** Why a page is read. The list announces the answer to a request of the user, not one to `auto`. */
export type LoadReason = 'query' | 'page' | 'user-refresh' | 'auto';

export interface MessageListCallbacks {
  /** After each answer that the list has taken. */
  readonly onAnswer?: (reason: LoadReason) => void;
  readonly onError?: (error: AdapterError) => void;
  /** Names of fields that could not be read. */
  readonly onIssues?: (fields: readonly string[]) => void;
  /** Whether the user is at work in the rows, so that none of them may move. */
  readonly isBusy?: () => boolean;
  /** Rows have become "gone" rows. */
  readonly onGone?: (ids: readonly string[]) => void;
}

export class MessageListController implements ReactiveController {
  state: ListState = initialState();
  capabilities: Capabilities = {};
  readonly selection: SelectionController;

  readonly #host: ReactiveControllerHost;
  readonly #callbacks: MessageListCallbacks;
  readonly #countdown: RetryCountdown;
  readonly #updates: LiveUpdates;
  readonly #page: PageLifecycle;
  #client: AdapterClient | null = null;
  #isConnected = false;
  #isRunning = false;
  #read: AbortController | null = null;
  /** How often in turn a page turned out to be beyond the end. */
  #stepsBack = 0;

  constructor(
    host: ReactiveControllerHost,
    callbacks: MessageListCallbacks = {},
    options: LiveUpdatesOptions = {},
  ) {
    this.#host = host;
    this.#callbacks = callbacks;
    this.selection = new SelectionController(host);
    this.#countdown = new RetryCountdown(() => host.requestUpdate(), options.clock);
    this.#updates = new LiveUpdates(
      {
        getState: () => this.state,
        changeState: (change) => this.#setState(change(this.state)),
        isReading: () => this.#read !== null,
        isHeldBack: () => (this.#countdown.seconds ?? 0) > 0,
        reload: () => void this.#reload('auto'),
      },
      options,
    );
    this.#page = new PageLifecycle({
      onSeen: () => this.#updates.pageSeen(),
      onHidden: () => this.#stop(),
      onShown: () => this.#start({ reads: true }),
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#page.start();
    this.#start({ reads: true });
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#page.stop();
    this.#stop();
  }

  get messages(): readonly Message[] {
    return shownMessages(this.state);
  }

  get hasClient(): boolean {
    return this.#client !== null;
  }

  /** The filters in force. */
  get filters(): MessageFilters {
    return filtersOf(this.state.query);
  }

  /** How many messages one command may hold. */
  get maxAssignments(): number {
    return this.capabilities.maxAssignments ?? DEFAULT_MAX_ASSIGNMENTS;
  }

  /** Whole seconds until the waiting read is tried again; `null` when none waits. */
  get secondsToRetry(): number | null {
    return this.#countdown.seconds;
  }

  /**
   * Takes the adapter in force; answers whether it is another one. Then everything of the old one is
   * gone, and the caller makes the first query.
   */
  use(client: AdapterClient | null): boolean {
    if (client === this.#client) return false;
    this.reset();
    this.#client = client;
    if (client) this.#start({ reads: false });
    return true;
  }

  /** Forgets everything and stops until {@link use} gets an adapter. */
  reset(): void {
    this.#stop();
    const { query, requestId } = this.state;
    // A new number, so that answers on their way are dropped.
    this.state = { ...initialState(filtersOf(query), query.page.size), requestId: requestId + 1 };
    this.selection.clear();
    this.capabilities = {};
    this.#client = null;
    this.#host.requestUpdate();
  }

  /** Requests the first page of `filters`. The selection belongs to the query before, and is cleared. */
  query(filters: MessageFilters): void {
    const { sort, page } = this.state.query;
    this.selection.clear();
    this.#request({ ...filters, sort, page: { index: 0, size: page.size } }, 'query');
  }

  sortBy(field: SortField): void {
    const { query } = this.state;
    const flips = query.sort.field === field && query.sort.direction === 'descending';
    const direction = flips ? 'ascending' : 'descending';
    this.#request(
      { ...query, sort: { field, direction }, page: { index: 0, size: query.page.size } },
      'page',
    );
  }

  goTo(index: number): void {
    const { query } = this.state;
    this.#stepsBack = 0;
    this.#request({ ...query, page: { index, size: query.page.size } }, 'page');
  }

  setPageSize(size: number): void {
    const { query, phase } = this.state;
    if (size === query.page.size) return;
    const next = { ...query, page: { index: 0, size } };
    if (phase === 'idle') this.state = { ...this.state, query: next };
    else this.#request(next, 'page');
  }

  /** Reads the present page once more. Resolves after the answer or the failure; never rejects. */
  readonly refresh = async (): Promise<void> => {
    if (this.#client) await this.#reload('user-refresh');
  };

  /** Shows new and changed messages: the first page, in the backend's order. */
  showUpdates(): void {
    if (this.state.query.page.index === 0) void this.refresh();
    else this.goTo(0);
  }

  /** Reads those of these messages that are on screen: a dialog of the list has changed them. */
  reread(ids: readonly string[]): void {
    this.#updates.reread(ids.filter((id) => this.state.rows.some((row) => row.id === id)));
  }

  /** Selects all that match the filters and can be allocated, up to {@link maxAssignments}. */
  async selectAllMatching(): Promise<void> {
    if (!this.#client) return;
    try {
      await this.selection.selectAllMatching(this.#client, this.state.query, this.maxAssignments);
    } catch (error) {
      this.#callbacks.onError?.(error as AdapterError);
    }
  }

  #start({ reads }: { readonly reads: boolean }): void {
    const client = this.#client;
    if (!client || this.#isRunning || !this.#isConnected) return;
    this.#isRunning = true;
    this.#updates.start(client);
    void client.capabilities().then((capabilities) => {
      if (client !== this.#client) return;
      this.capabilities = capabilities;
      this.#host.requestUpdate();
    });
    if (reads && this.state.phase !== 'idle') void this.#reload('auto');
  }

  #stop(): void {
    this.#isRunning = false;
    this.#updates.stop();
    this.#read?.abort();
    this.#read = null;
    this.selection.cancel();
    this.#countdown.stop();
  }

  /** Requests another page or query. */
  #request(query: MessageQuery, reason: LoadReason): void {
    this.state = requested(this.state, query);
    void this.#send(reason, this.state.requestId);
  }

  /** Requests the same page once more. */
  async #reload(reason: LoadReason): Promise<void> {
    this.#updates.applyWaiting();
    this.state = refreshRequested(this.state);
    await this.#send(reason, this.state.requestId);
  }

  async #send(reason: LoadReason, requestId: number): Promise<void> {
    this.#read?.abort();
    const client = this.#client;
    this.#countdown.stop();
    this.#host.requestUpdate();
    if (!client || !this.#isRunning) return;
    const controller = (this.#read = new AbortController());
    this.#updates.readStarted();
    try {
      const page = await client.listMessages(this.state.query, {
        signal: controller.signal,
        onRetry: (waitMs) => {
          if (requestId === this.state.requestId) this.#countdown.start(waitMs);
        },
        onIssues: (fields) => this.#callbacks.onIssues?.(fields),
      });
      if (requestId === this.state.requestId) this.#receive(reason, requestId, page);
    } catch (error) {
      if (requestId === this.state.requestId && !controller.signal.aborted) {
        // The client rejects with nothing else.
        this.#fail(requestId, error as AdapterError);
      }
    } finally {
      if (this.#read === controller) {
        this.#read = null;
        // Events may have been lost while the answer was on its way.
        this.#updates.followUp();
      }
      this.#host.requestUpdate();
    }
  }

  #receive(reason: LoadReason, requestId: number, page: MessagePage): void {
    this.#countdown.stop();
    const { query, rows } = this.state;
    const back = pageBeforeEnd(page, query);
    if (back !== null) {
      // One step to where the backend says its end is; where that is wrong too, the first page.
      this.#stepsBack += 1;
      const index = this.#stepsBack > 1 ? 0 : back;
      this.#request({ ...query, page: { index, size: query.page.size } }, reason);
      return;
    }
    this.#stepsBack = 0;
    const now = new Date().toISOString();
    const preserveOrder = reason === 'auto' && (this.#callbacks.isBusy?.() ?? false);
    const wasShown = new Set(rows.map((row) => row.id));
    this.#setState(received(this.state, requestId, page, now, { preserveOrder }), wasShown);
    this.#callbacks.onAnswer?.(reason);
  }

  #fail(requestId: number, error: AdapterError): void {
    const wait = this.#client?.heldBackMs ?? null;
    if (wait !== null) this.#countdown.start(wait);
    this.#setState(failed(this.state, requestId, error));
    this.#callbacks.onError?.(error);
  }

  /** The next state, and the selection after it. `wasShown`: messages that are dropped where they are no longer on screen. */
  #setState(state: ListState, wasShown: ReadonlySet<string> = new Set()): void {
    const before = this.state;
    this.state = state;
    const isShown = new Set(state.rows.map((row) => row.id));
    this.selection.follow((id) =>
      wasShown.has(id) && !isShown.has(id) ? 'gone' : newestOf(state, id),
    );
    this.#host.requestUpdate();
    const wasGone = new Set(before.rows.filter((row) => row.kind === 'gone').map((row) => row.id));
    const gone = state.rows.filter((row) => row.kind === 'gone' && !wasGone.has(row.id));
    if (gone.length > 0) this.#callbacks.onGone?.(gone.map((row) => row.id));
  }
}
