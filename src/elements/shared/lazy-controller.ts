/** Opens modules that load on demand, and shows a notice when one cannot be loaded. */
import {
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { Translate } from '../../i18n/i18n.js';
import type { LazyModule } from '../../internal/lazy.js';
import { renderRetryNotice } from './error-details.js';

export interface LazyControllerOptions {
  readonly t: Translate;
  readonly announce: (text: string) => void;
}

/**
 * One per element. `open()` loads a module and uses it; when that fails, `render()` shows one notice
 * with Retry for the last request.
 */
export class LazyController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #options: LazyControllerOptions;
  #request = 0;
  #retry: (() => void) | null = null;

  constructor(host: ReactiveControllerHost & Element, options: LazyControllerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.cancel();
  }

  /** The last request could not be loaded. */
  get hasFailed(): boolean {
    return this.#retry !== null;
  }

  /**
   * Loads `part`, then calls `use`. The last of several requests wins: an earlier one that is still
   * loading is dropped. Never rejects because of loading.
   */
  async open<Module>(
    part: LazyModule<Module>,
    use: (module: Module) => void | Promise<void>,
  ): Promise<void> {
    this.cancel();
    const request = this.#request;
    let module: Module;
    try {
      module = part.module ?? (await part.load());
    } catch {
      if (request !== this.#request) return;
      this.#retry = () => void this.open(part, use);
      this.#options.announce(this.#options.t('partFailed'));
      this.#host.requestUpdate();
      return;
    }
    if (request === this.#request && this.#host.isConnected) await use(module);
  }

  /** Drops a request that is still loading, and the notice of one that failed. */
  cancel(): void {
    this.#request += 1;
    if (!this.#retry) return;
    this.#retry = null;
    this.#host.requestUpdate();
  }

  /** The notice, while the last request has failed. */
  render(): TemplateResult | typeof nothing {
    if (!this.#retry) return nothing;
    const { t } = this.#options;
    return renderRetryNotice({
      t,
      text: t('partFailed'),
      onRetry: this.#retry,
      onClose: () => this.cancel(),
      className: 'part-failed',
    });
  }
}
