/** The selection of one list, and the search for "all that match", page by page. */
import type { ReactiveControllerHost } from 'lit';
import type { AdapterClient } from '../../client/adapter-client.js';
import type { Message } from '../../model/message.js';
import type { MessageQuery } from '../../model/query.js';
import { trustedPage } from './paging.js';
import {
  NOTHING_SELECTED,
  canAllocate,
  followSelection,
  select,
  type Selection,
} from './selection.js';

/** Progress of the search for all that match. */
export interface MatchingProgress {
  /** Messages looked at so far. */
  readonly seen: number;
  readonly total: number | null;
}

const PAGE_SIZE = 100;

export class SelectionController {
  readonly #host: ReactiveControllerHost;
  #selection = NOTHING_SELECTED;
  #search: AbortController | null = null;
  #progress: MatchingProgress | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get chosen(): Selection['chosen'] {
    return this.#selection.chosen;
  }

  get dropped(): Selection['dropped'] {
    return this.#selection.dropped;
  }

  get leftOut(): number {
    return this.#selection.leftOut ?? 0;
  }

  /** Progress of {@link selectAllMatching}; `null` while it does not run. */
  get progress(): MatchingProgress | null {
    return this.#progress;
  }

  /** Something is selected, was dropped, or is being searched for. */
  get isActive(): boolean {
    return this.chosen.size > 0 || this.dropped.length > 0 || this.#progress !== null;
  }

  select(messages: readonly Message[], on: boolean): void {
    this.#set(select(this.#selection, messages, on));
  }

  clear(): void {
    this.cancel();
    this.#set(NOTHING_SELECTED);
  }

  /** Takes over what the list knows now; see `followSelection`. */
  follow(newest: (id: string) => Message | 'gone' | undefined): void {
    this.#selection = followSelection(this.#selection, newest);
  }

  /**
   * Selects at most `max` messages that match `query` and can be allocated, so that each is named
   * before a command reaches it. Rejects as `listMessages` does, unless {@link cancel} ended it.
   */
  async selectAllMatching(client: AdapterClient, query: MessageQuery, max: number): Promise<void> {
    if (this.#search) return;
    const search = (this.#search = new AbortController());
    try {
      const selection = await this.#findAllocatable(client, query, max, search);
      if (this.#search === search) this.#selection = selection;
    } catch (error) {
      if (!search.signal.aborted) throw error;
    } finally {
      if (this.#search === search) this.cancel();
    }
  }

  /** Ends the search for all that match. */
  cancel(): void {
    this.#search?.abort();
    this.#search = null;
    this.#progress = null;
    this.#host.requestUpdate();
  }

  #set(selection: Selection): void {
    this.#selection = selection;
    this.#host.requestUpdate();
  }

  async #findAllocatable(
    client: AdapterClient,
    query: MessageQuery,
    max: number,
    search: AbortController,
  ): Promise<Selection> {
    const { signal } = search;
    const found = new Map<string, Message>();
    let seen = 0;
    let cursor: string | undefined;
    for (let index = 0; found.size < max; index += 1) {
      const request: MessageQuery = {
        ...query,
        page: { index, size: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) },
      };
      const page = await client.listMessages(request, { signal });
      const { messages, total, hasMore } = trustedPage(page, request);
      seen += messages.length;
      for (const message of messages) {
        if (found.size < max && canAllocate(message)) found.set(message.id, message);
      }
      if (this.#search === search) {
        this.#progress = { seen, total };
        this.#host.requestUpdate();
      }
      cursor = page.nextCursor ?? undefined;
      const isLast =
        messages.length === 0 ||
        (cursor === undefined &&
          !(hasMore ?? (total === null ? messages.length >= PAGE_SIZE : seen < total)));
      if (isLast) break;
    }
    // Cut short at `max`, how many cannot be allocated is not known.
    const leftOut = found.size < max ? seen - found.size : 0;
    return { chosen: found, dropped: [], leftOut };
  }
}
