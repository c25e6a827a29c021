/** Reads, live events and selection of one list: the pure parts, joined to an adapter and to the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Capabilities } from '../../adapter/adapter.js';
import { AdapterError } from '../../adapter/errors.js';
import type { Message } from '../../model/message.js';
import type { MessageFilters, MessagePage, MessageQuery, SortField } from '../../model/query.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import type { CollectProgress } from './collect.js';
import {
  answered,
  asked,
  askedAgain,
  failed,
  filtersOf,
  initialState,
  newestOf,
  shownMessages,
  type KeepsPlaces,
  type ListState,
} from './list-state.js';
import { LiveEvents } from './live-events.js';
import { pageBeforeEnd } from './paging.js';
import { PageLife } from './page-life.js';
import {
  NOTHING_SELECTED,
  canAllocate,
  followSelection,
  select,
  type Selection,
} from './selection.js';

type ListNews = typeof import('./list-news.js');

/** Why a page was read: an answer to the user is told, one that came by itself is not. */
export type LoadReason = 'query' | 'page' | 'user-refresh' | 'auto';

export interface ListHooks {
  /** Told after each answer that was taken. */
  readonly onAnswer?: (reason: LoadReason) => void;
  readonly onError?: (error: AdapterError) => void;
  /** Names of fields that could not be read. */
  readonly onIssues?: (fields: readonly string[]) => void;
  /** Whether the user has hands on the rows, so that nothing may move by itself. */
  readonly isBusy?: () => boolean;
  /** Told when rows turned into "gone" rows. */
  readonly onGone?: (ids: readonly string[]) => void;
}

export interface ControllerTimes {
  /** Automatic reads come no closer than this, in milliseconds. @default 10000 */
  readonly autoRefreshMs?: number;
  /** Two resyncs after lost events come no closer than this. @default 2000 */
  readonly resyncMs?: number;
}

/** More changed rows than this are read as a page rather than one by one. */
const MOST_SINGLE_READS = 12;
export const DEFAULT_MAX_ASSIGNMENTS = 200;

export class MessageListController implements ReactiveController {
  state: ListState = initialState();
  selection: Selection = NOTHING_SELECTED;
  capabilities: Capabilities = {};
  /** While "all that match" is being collected. */
  collecting: CollectProgress | null = null;
  /** When the waiting read is tried again, by `performance.now()`; `null` when none waits. */
  retryAt: number | null = null;

  readonly #host: ReactiveControllerHost;
  readonly #hooks: ListHooks;
  readonly #times: Required<ControllerTimes>;
  readonly #live = new LiveEvents((events) => {
    void this.#follow((news, state) => news.heardEvents(state, events));
  });
  readonly #page: PageLife;
  #client: AdapterClient | null = null;
  /** What follows news; loaded with the first of them. */
  #news: ListNews | null = null;
  #isConnected = false;
  #isRunning = false;
  #read: AbortController | null = null;
  #collect: AbortController | null = null;
  #singles = new AbortController();
  #lastRead = -Infinity;
  #resyncTimer: ReturnType<typeof setTimeout> | undefined;
  #fallbacks = 0;
  #countdown: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, hooks: ListHooks = {}, times: ControllerTimes = {}) {
    this.#host = host;
    this.#hooks = hooks;
    this.#times = { autoRefreshMs: 10_000, resyncMs: 2_000, ...times };
    this.#page = new PageLife({
      onSeen: () => this.#autoRefresh(),
      onHidden: () => this.#stop(),
      onShown: () => this.#start(true),
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#page.start();
    this.#start(true);
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

  /** Takes the adapter in force. Another one: everything of the old one goes at once. The first query is the caller's. */
  use(client: AdapterClient | null): boolean {
    if (client === this.#client) return false;
    this.wipe();
    this.#client = client;
    if (client) this.#start(false);
    return true;
  }

  /** Forgets everything and stops; the next query begins anew. */
  wipe(): void {
    this.#stop();
    const { query, requestId } = this.state;
    // Answers on their way must not find a number they know.
    this.state = { ...initialState(filtersOf(query), query.page.size), requestId: requestId + 1 };
    this.selection = NOTHING_SELECTED;
    this.capabilities = {};
    this.#client = null;
    this.#host.requestUpdate();
  }

  /** Asks for the first page of `filters`; the selection belongs to the query before and goes. */
  query(filters: MessageFilters): void {
    const { sort, page } = this.state.query;
    this.clearSelection();
    this.#ask({ ...filters, sort, page: { index: 0, size: page.size } }, 'query');
  }

  sortBy(field: SortField): void {
    const { query } = this.state;
    const flips = query.sort.field === field && query.sort.direction === 'descending';
    const direction = flips ? 'ascending' : 'descending';
    this.#ask(
      { ...query, sort: { field, direction }, page: { index: 0, size: query.page.size } },
      'page',
    );
  }

  goTo(index: number): void {
    const { query } = this.state;
    this.#fallbacks = 0;
    this.#ask({ ...query, page: { index, size: query.page.size } }, 'page');
  }

  setPageSize(size: number): void {
    const { query, phase } = this.state;
    if (size === query.page.size) return;
    const next = { ...query, page: { index: 0, size } };
    if (phase === 'idle') this.state = { ...this.state, query: next };
    else this.#ask(next, 'page');
  }

  /** Reads the present page once more. Resolves when the answer or the failure is on its way to the screen. */
  readonly refresh = async (): Promise<void> => {
    if (this.#client) await this.#load('user-refresh');
  };

  /** What the "new messages" pill does: the first page, where they stand. */
  showNew(): void {
    const { query } = this.state;
    if (query.page.index === 0) void this.refresh();
    else this.goTo(0);
  }

  /** Reads messages anew that were changed through our own dialogs. */
  reread(ids: readonly string[]): void {
    const shown = ids.filter((id) => this.state.rows.some((row) => row.id === id));
    if (shown.length === 0) return;
    if (shown.length > MOST_SINGLE_READS) {
      void this.#load('auto');
      return;
    }
    for (const id of shown) void this.#readOne(id);
  }

  select(messages: readonly Message[], on: boolean): void {
    this.selection = select(this.selection, messages, on);
    this.#host.requestUpdate();
  }

  clearSelection(): void {
    this.cancelCollect();
    this.selection = NOTHING_SELECTED;
    this.#host.requestUpdate();
  }

  /** Selects all that match the filters and can be allocated, page by page, up to what one command may hold. */
  async collectAll(): Promise<void> {
    const client = this.#client;
    const { query } = this.state;
    if (!client || this.#collect) return;
    const controller = (this.#collect = new AbortController());
    const most = this.capabilities.maxAssignments ?? DEFAULT_MAX_ASSIGNMENTS;
    try {
      const { collectAllocatable } = await import('./collect.js');
      controller.signal.throwIfAborted();
      const selection = await collectAllocatable(client, query, most, {
        signal: controller.signal,
        onProgress: (progress) => {
          if (this.#collect !== controller) return;
          this.collecting = progress;
          this.#host.requestUpdate();
        },
      });
      if (this.#collect === controller) this.selection = selection;
    } catch (error) {
      if (!controller.signal.aborted) this.#hooks.onError?.(asAdapterError(error));
    } finally {
      if (this.#collect === controller) this.cancelCollect();
    }
  }

  cancelCollect(): void {
    this.#collect?.abort();
    this.#collect = null;
    this.collecting = null;
    this.#host.requestUpdate();
  }

  #start(resumes: boolean): void {
    const client = this.#client;
    if (!client || this.#isRunning || !this.#isConnected) return;
    this.#isRunning = true;
    this.#singles = new AbortController();
    this.#live.start(client);
    void client.capabilities().then((capabilities) => {
      if (client !== this.#client) return;
      this.capabilities = capabilities;
      this.#host.requestUpdate();
    });
    if (resumes && this.state.phase !== 'idle') void this.#load('auto');
  }

  #stop(): void {
    this.#isRunning = false;
    this.#live.stop();
    this.#read?.abort();
    this.#read = null;
    this.#singles.abort();
    this.cancelCollect();
    clearTimeout(this.#resyncTimer);
    this.#resyncTimer = undefined;
    this.#endCountdown();
  }

  /** Shows the seconds until the waiting read is tried again. */
  #countDown(waitMs: number): void {
    this.#endCountdown();
    this.retryAt = performance.now() + waitMs;
    const tick = (): void => {
      this.#host.requestUpdate();
      const rest = (this.retryAt ?? 0) - performance.now();
      this.#countdown = rest > 0 ? setTimeout(tick, Math.min(rest, 1000)) : undefined;
    };
    tick();
  }

  #endCountdown(): void {
    clearTimeout(this.#countdown);
    this.#countdown = undefined;
    this.retryAt = null;
  }

  #ask(query: MessageQuery, reason: LoadReason): void {
    this.state = asked(this.state, query);
    void this.#send(reason, this.state.requestId);
  }

  async #load(reason: LoadReason): Promise<void> {
    this.#live.flush();
    this.state = askedAgain(this.state);
    await this.#send(reason, this.state.requestId);
  }

  async #send(reason: LoadReason, requestId: number): Promise<void> {
    this.#read?.abort();
    const client = this.#client;
    this.#endCountdown();
    this.#host.requestUpdate();
    if (!client || !this.#isRunning) return;
    const controller = (this.#read = new AbortController());
    this.#lastRead = performance.now();
    clearTimeout(this.#resyncTimer);
    this.#resyncTimer = undefined;
    try {
      // With the user's hands on the rows, what came by itself is put in their places by what follows news.
      const code = reason === 'auto' ? this.#loadNews() : null;
      const page = await client.listMessages(this.state.query, {
        signal: controller.signal,
        onRetry: (waitMs) => {
          if (requestId !== this.state.requestId) return;
          this.#countDown(waitMs);
        },
        onIssues: (fields) => this.#hooks.onIssues?.(fields),
      });
      await code;
      if (requestId === this.state.requestId) this.#takePage(reason, requestId, page);
    } catch (error) {
      if (requestId === this.state.requestId && !controller.signal.aborted) {
        this.#takeFailure(requestId, asAdapterError(error));
      }
    } finally {
      if (this.#read === controller) this.#read = null;
      this.#host.requestUpdate();
    }
  }

  #takePage(reason: LoadReason, requestId: number, page: MessagePage): void {
    this.#endCountdown();
    const back = pageBeforeEnd(page, this.state.query);
    if (back !== null) {
      // One honest try; a backend that lies about its end is left for the first page.
      this.#fallbacks += 1;
      const index = this.#fallbacks > 1 ? 0 : back;
      const { query } = this.state;
      this.#ask({ ...query, page: { index, size: query.page.size } }, reason);
      return;
    }
    this.#fallbacks = 0;
    const now = new Date().toISOString();
    const calm = reason === 'auto' && (this.#hooks.isBusy?.() ?? false);
    const shown = new Set(this.state.rows.map((row) => row.id));
    this.#become(
      answered(
        this.state,
        requestId,
        page,
        now,
        calm ? (this.#news?.inPlace ?? leaveInPlace) : null,
        this.#news?.matchesFilters,
      ),
      shown,
    );
    this.#hooks.onAnswer?.(reason);
    this.#afterwards();
  }

  #takeFailure(requestId: number, error: AdapterError): void {
    const wait = this.#client?.heldBackMs ?? null;
    if (wait !== null) this.#countDown(wait);
    this.#become(failed(this.state, requestId, error));
    this.#hooks.onError?.(error);
  }

  async #loadNews(): Promise<ListNews | null> {
    try {
      this.#news ??= await import('./list-news.js');
    } catch {
      // Not now.
    }
    return this.#news;
  }

  /** Follows news one after the other, as they come; where the code for it cannot be loaded, the page is read anew. */
  async #follow(change: (news: ListNews, state: ListState) => ListState): Promise<void> {
    const client = this.#client;
    const news = await this.#loadNews();
    if (client !== this.#client) return;
    if (!news) {
      this.#planResync();
      return;
    }
    this.#become(change(news, this.state));
    this.#afterwards();
  }

  /** The next state, and the selection after it. `left` are rows that are dropped when they are not shown any more. */
  #become(state: ListState, left: ReadonlySet<string> = new Set()): void {
    const before = this.state;
    this.state = state;
    const isShown = new Set(state.rows.map((row) => row.id));
    this.selection = followSelection(this.selection, (id) =>
      left.has(id) && !isShown.has(id) ? 'gone' : newestOf(state, id),
    );
    this.#host.requestUpdate();
    const wasGone = new Set(before.rows.filter((row) => row.kind === 'gone').map((row) => row.id));
    const gone = state.rows.filter((row) => row.kind === 'gone' && !wasGone.has(row.id));
    if (gone.length > 0) this.#hooks.onGone?.(gone.map((row) => row.id));
  }

  /** What a change of state asks for: reading rows whose news came without content, or everything after a gap. */
  #afterwards(): void {
    const { resync, wanted, phase } = this.state;
    if (phase === 'idle' || !this.#isRunning) return;
    if (resync || wanted.size > MOST_SINGLE_READS) {
      this.#planResync();
      return;
    }
    if (wanted.size > 0) {
      this.state = { ...this.state, wanted: new Set() };
      for (const id of wanted) void this.#readOne(id);
    }
  }

  #planResync(): void {
    if (this.#read || this.#resyncTimer !== undefined) return;
    const wait = this.#lastRead + this.#times.resyncMs - performance.now();
    if (wait <= 0) {
      void this.#load('auto');
      return;
    }
    this.#resyncTimer = setTimeout(() => {
      this.#resyncTimer = undefined;
      if (!this.#read) void this.#load('auto');
    }, wait);
  }

  async #readOne(id: string): Promise<void> {
    const client = this.#client;
    const { signal } = this.#singles;
    if (!client) return;
    try {
      const message = await client.getMessage(id, { signal });
      if (client === this.#client)
        await this.#follow((news, state) => news.learned(state, message));
    } catch (error) {
      if (signal.aborted || client !== this.#client) return;
      const known = asAdapterError(error);
      if (known.code === 'not-found') await this.#follow((news, state) => news.lost(state, id));
    }
  }

  /** When the page is looked at again: not more often than the throttle, and never over a read under way. */
  #autoRefresh(): void {
    this.#live.flush();
    if (this.#read || this.state.phase === 'idle') return;
    if (this.retryAt !== null && performance.now() < this.retryAt) return;
    if (this.state.error !== null) {
      // What is old is read anew as soon as it may be: nobody tells of the connection twice.
      this.#planResync();
      return;
    }
    if (performance.now() - this.#lastRead < this.#times.autoRefreshMs) return;
    void this.#load('auto');
  }
}

/** Where the code for it cannot be loaded nothing moves, and it is told that something has changed. */
const leaveInPlace: KeepsPlaces = ({ rows, newIds }) => ({ rows, newIds, outdated: true });

/** The client rejects with nothing else; what does not come from it is code that could not be loaded. */
function asAdapterError(error: unknown): AdapterError {
  return error instanceof AdapterError ? error : new AdapterError('network', { cause: error });
}

export { canAllocate };
