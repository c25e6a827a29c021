/** The other elements that the list opens: loaded on first use, registered where the list is. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DefineScope } from '../../internal/define.js';
import { loadCompanion, type CompanionName } from '../shared/companion-loaders.js';

export type { CompanionName };

export class Companions implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #scope: () => DefineScope;
  readonly #ready = new Set<CompanionName>();

  constructor(host: ReactiveControllerHost, scope: () => DefineScope) {
    this.#host = host;
    this.#scope = scope;
    host.addController(this);
  }

  hostConnected(): void {}

  isReady(name: CompanionName): boolean {
    return this.#ready.has(name);
  }

  /** Makes sure that the element exists. Rejects when its module cannot be loaded; the next call tries again. */
  async load(name: CompanionName): Promise<void> {
    if (this.#ready.has(name)) return;
    await loadCompanion(name, this.#scope());
    this.#ready.add(name);
    this.#host.requestUpdate();
  }
}
