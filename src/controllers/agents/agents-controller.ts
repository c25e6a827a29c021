/** Searching agents: the newest search wins, an older one is aborted, the page stays until the next is here. */
import { isAbort, toAdapterError, type AdapterError } from '../../adapter/errors.js';
import type { AgentPage, AgentQuery } from '../../model/query.js';
import { listAgents } from '../../client/operations.js';
import type { AdapterClient } from '../../client/adapter-client.js';

export type AgentsState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly shown: AgentPage | null; readonly query: AgentQuery }
  | { readonly kind: 'loaded'; readonly shown: AgentPage; readonly query: AgentQuery }
  | {
      readonly kind: 'failed';
      readonly shown: AgentPage | null;
      readonly query: AgentQuery;
      readonly error: AdapterError;
    };

export interface AgentsFacts {
  readonly onChange: () => void;
  readonly onLoaded: (page: AgentPage) => void;
  readonly onError: (error: AdapterError) => void;
}

/** Long enough not to ask for each letter, short enough to feel immediate. */
const TYPING_PAUSE_MS = 350;

export class AgentsController {
  readonly #facts: AgentsFacts;
  #state: AgentsState = { kind: 'none' };
  #abort: AbortController | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(facts: AgentsFacts) {
    this.#facts = facts;
  }

  get state(): AgentsState {
    return this.#state;
  }

  /** Asks now; whatever was asked before is dropped. */
  async search(client: AdapterClient, query: AgentQuery): Promise<void> {
    clearTimeout(this.#typing);
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const shown = this.#state.kind === 'none' ? null : this.#state.shown;
    this.#set({ kind: 'loading', shown, query });
    try {
      const page = await listAgents(client, query, { signal: abort.signal });
      if (abort.signal.aborted) return;
      this.#set({ kind: 'loaded', shown: page, query });
      this.#facts.onLoaded(page);
    } catch (reason) {
      if (isAbort(reason, abort.signal)) return;
      const error = toAdapterError(reason, 'listAgents');
      this.#set({ kind: 'failed', shown, query, error });
      this.#facts.onError(error);
    }
  }

  /** Asks when the typing pauses. */
  searchSoon(client: AdapterClient, query: AgentQuery): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.search(client, query), TYPING_PAUSE_MS);
  }

  /** Drops what is under way and what is shown. */
  end(): void {
    clearTimeout(this.#typing);
    this.#abort?.abort();
    this.#abort = null;
    this.#state = { kind: 'none' };
  }

  #set(state: AgentsState): void {
    this.#state = state;
    this.#facts.onChange();
  }
}
