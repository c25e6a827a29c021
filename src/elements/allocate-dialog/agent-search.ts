/** Searching agents from the form: now by Enter, soon while typing, page by page; remembers who was seen. */
import type { AdapterError } from '../../adapter/errors.js';
import { listAgents } from '../../client/operations.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { AgentsController, type AgentsState } from '../../controllers/agents/agents-controller.js';
import type { RowOutcome } from '../../controllers/allocation/allocation-run.js';
import type { Agent } from '../../model/agent.js';
import type { AgentPage, AgentQuery } from '../../model/query.js';
import { readSearch } from './search-form.js';

export interface AgentSearchFacts {
  readonly client: () => AdapterClient | null;
  readonly form: () => HTMLFormElement | null;
  /** What the agents are wanted for. */
  readonly messageIds: () => readonly string[];
  readonly onChange: () => void;
  readonly onLoaded: (page: AgentPage) => void;
  readonly onError: (error: AdapterError) => void;
}

const PAGE_SIZE = 10;
const FIRST_PAGE = { index: 0, size: PAGE_SIZE } as const;
/** A backend may rank by what the agents are wanted for; a hundred ids say enough. */
const MOST_IDS = 100;
/** Names looked up for one outcome. */
const MOST_WINNERS = 5;

export class AgentSearch {
  readonly #facts: AgentSearchFacts;
  readonly #agents: AgentsController;
  readonly #seen = new Map<string, Agent>();

  constructor(facts: AgentSearchFacts) {
    this.#facts = facts;
    this.#agents = new AgentsController({
      onChange: facts.onChange,
      onLoaded: (page) => {
        for (const agent of page.agents) this.#seen.set(agent.employeeId, agent);
        facts.onLoaded(page);
      },
      onError: facts.onError,
    });
  }

  get state(): AgentsState {
    return this.#agents.state;
  }

  /** Agents of the pages shown and those looked up, by employee ID. */
  get seen(): ReadonlyMap<string, Agent> {
    return this.#seen;
  }

  /** All agents, as the form is still empty. */
  begin(): void {
    this.#ask(this.#query({}), 'now');
  }

  end(): void {
    this.#agents.end();
  }

  /** Asks for what the form says. */
  search(how: 'now' | 'soon'): void {
    const form = this.#facts.form();
    if (form) this.#ask(this.#query(readSearch(form)), how);
  }

  readonly submit = (event: Event): void => {
    event.preventDefault();
    this.search('now');
  };

  readonly input = (event: Event): void => {
    // Half a Chinese word is no search.
    if (!(event as InputEvent).isComposing) this.search('soon');
  };

  readonly showAll = (): void => {
    this.#facts.form()?.reset();
    this.search('now');
  };

  readonly turnTo = (index: number, cursor: string | undefined): void => {
    const { state } = this;
    if (state.kind === 'none') return;
    const page = { index, size: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
    this.#ask({ ...state.query, page }, 'now');
  };

  readonly retry = (): void => {
    if (this.state.kind !== 'none') this.#ask(this.state.query, 'now');
  };

  /** A conflict tells who won by number; the name is looked up, and missing if that fails. */
  async nameWinners(rows: readonly RowOutcome[]): Promise<void> {
    const unknown = new Set(
      rows.flatMap((row) => {
        const id = row.kind === 'failed' ? row.current?.employeeId : null;
        return id && !this.#seen.has(id) ? [id] : [];
      }),
    );
    for (const employeeId of [...unknown].slice(0, MOST_WINNERS)) {
      try {
        const client = this.#facts.client();
        const page = client && (await listAgents(client, { employeeId, page: FIRST_PAGE }));
        const agent = page?.agents.find((one) => one.employeeId === employeeId);
        if (agent) this.#seen.set(employeeId, agent);
      } catch {
        // The number stands there.
      }
      this.#facts.onChange();
    }
  }

  #query(search: Partial<AgentQuery>): AgentQuery {
    return {
      ...search,
      messageIds: this.#facts.messageIds().slice(0, MOST_IDS),
      page: FIRST_PAGE,
    };
  }

  #ask(query: AgentQuery, how: 'now' | 'soon'): void {
    const client = this.#facts.client();
    if (!client) return;
    if (how === 'now') void this.#agents.search(client, query);
    else this.#agents.searchSoon(client, query);
  }
}
