/** Searches agents: at once for Enter, after a pause for typing, page by page. */
import { Task, TaskStatus, initialState } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { listAgents } from '../../client/operations.js';
import type { RowOutcome } from '../../controllers/allocation/allocation-run.js';
import type { Agent } from '../../model/agent.js';
import type { AgentPage, AgentQuery } from '../../model/query.js';
import { readSearch } from './search-form.js';

export interface AgentSearchOptions {
  readonly client: () => AdapterClient | null;
  readonly form: () => HTMLFormElement | null;
  /** The messages that the agents are for. */
  readonly messageIds: () => readonly string[];
  readonly onLoaded: (page: AgentPage) => void;
  readonly onError: (error: AdapterError) => void;
}

const PAGE_SIZE = 10;
const FIRST_PAGE = { index: 0, size: PAGE_SIZE } as const;
/** Most message ids in a query: a backend may rank the agents by the messages. */
const MOST_IDS = 100;
/** Names looked up for one outcome. */
const MOST_WINNERS = 5;
/** Long enough not to search for each letter, short enough to feel immediate. */
const TYPING_PAUSE_MS = 350;

export class AgentSearch {
  readonly #host: ReactiveControllerHost;
  readonly #options: AgentSearchOptions;
  readonly #seen = new Map<string, Agent>();
  #query: AgentQuery | null = null;
  /** Stays until the next page is here. */
  #page: AgentPage | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Reads once for each query; a newer query aborts the one before. */
  readonly #reading: Task<readonly [AdapterClient | null, AgentQuery | null], AgentPage>;

  constructor(host: ReactiveControllerHost, options: AgentSearchOptions) {
    this.#host = host;
    this.#options = options;
    this.#reading = new Task(host, {
      args: () => [options.client(), this.#query] as const,
      task: ([client, query], { signal }) =>
        client && query ? listAgents(client, query, { signal }) : initialState,
      onComplete: (page) => {
        this.#page = page;
        this.#remember(page);
        options.onLoaded(page);
      },
      onError: (error) => options.onError(error as AdapterError),
    });
  }

  /** The query of the page on screen, or of the next one; `null` before the first. */
  get query(): AgentQuery | null {
    return this.#query;
  }

  get page(): AgentPage | null {
    return this.#page;
  }

  /** A page is being read, or will be. */
  get isBusy(): boolean {
    return (
      this.#reading.status === TaskStatus.INITIAL || this.#reading.status === TaskStatus.PENDING
    );
  }

  /** Why the last search failed; `null` when it did not. */
  get error(): AdapterError | null {
    return this.#reading.status === TaskStatus.ERROR ? (this.#reading.error as AdapterError) : null;
  }

  /** Agents of all pages so far and those looked up, by employee ID. */
  get seen(): ReadonlyMap<string, Agent> {
    return this.#seen;
  }

  /** Searches all agents: the form is still empty. */
  begin(): void {
    this.#search(this.#firstPage({}));
  }

  /** Aborts a search, and forgets its page. */
  end(): void {
    this.#page = null;
    this.#search(null);
  }

  /** Searches by the form. */
  readonly search = (): void => {
    const form = this.#options.form();
    if (form) this.#search(this.#firstPage(readSearch(form)));
  };

  readonly handleSubmit = (event: Event): void => {
    event.preventDefault();
    this.search();
  };

  readonly handleInput = (event: Event): void => {
    // An input method is still composing the word.
    if ((event as InputEvent).isComposing) return;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(this.search, TYPING_PAUSE_MS);
  };

  readonly showAll = (): void => {
    this.#options.form()?.reset();
    this.search();
  };

  readonly turnTo = (index: number, cursor: string | undefined): void => {
    if (!this.#query) return;
    const page = { index, size: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
    this.#search({ ...this.#query, page });
  };

  readonly retry = (): void => {
    if (this.#query) this.#search({ ...this.#query });
  };

  /** A conflict names the agent who was first by number; this looks up the names, where it can. */
  async nameWinners(rows: readonly RowOutcome[]): Promise<void> {
    const unknown = new Set(
      rows.flatMap((row) => {
        const id = row.kind === 'failed' ? row.current?.employeeId : null;
        return id && !this.#seen.has(id) ? [id] : [];
      }),
    );
    for (const employeeId of [...unknown].slice(0, MOST_WINNERS)) {
      try {
        const client = this.#options.client();
        const page = client && (await listAgents(client, { employeeId, page: FIRST_PAGE }));
        const agent = page?.agents.find((one) => one.employeeId === employeeId);
        if (agent) this.#seen.set(employeeId, agent);
      } catch {
        // The number stays on screen.
      }
      this.#host.requestUpdate();
    }
  }

  #firstPage(search: Partial<AgentQuery>): AgentQuery {
    return {
      ...search,
      messageIds: this.#options.messageIds().slice(0, MOST_IDS),
      page: FIRST_PAGE,
    };
  }

  #search(query: AgentQuery | null): void {
    clearTimeout(this.#typing);
    this.#query = query;
    this.#host.requestUpdate();
  }

  #remember(page: AgentPage): void {
    for (const agent of page.agents) this.#seen.set(agent.employeeId, agent);
  }
}
