/**
 * Modules that load when a person opens or chooses the thing they bring: a dialog, a panel, a
 * language. Everything that is already on screen imports its code statically.
 */

/** One module that loads on demand, shared by all elements of this copy of the library. */
export class LazyModule<Module> {
  readonly #import: () => Promise<Module>;
  #loading: Promise<Module> | null = null;
  #module: Module | null = null;

  constructor(importModule: () => Promise<Module>) {
    this.#import = importModule;
  }

  /** The module, once it has loaded. */
  get module(): Module | null {
    return this.#module;
  }

  /**
   * Loads the module once. Rejects when it cannot be loaded (a deployment in between, a lost
   * connection); the next call tries again.
   */
  load(): Promise<Module> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<Module> {
    try {
      return (this.#module = await this.#import());
    } catch (error) {
      this.#loading = null;
      throw error;
    }
  }
}

/** @example const transcriptPanel = lazy(() => import('./transcript-panel.js')); */
export function lazy<Module>(importModule: () => Promise<Module>): LazyModule<Module> {
  return new LazyModule(importModule);
}

/** Longest wait for an idle moment, in milliseconds: a busy page loads them too. */
const IDLE_TIMEOUT_MS = 2000;

/**
 * Loads modules one after another in idle moments, so that the first click does not wait. A module
 * that cannot be loaded now is left to the click, which reports it.
 */
export function preload(...modules: readonly LazyModule<unknown>[]): void {
  const [first, ...rest] = modules;
  if (!first) return;
  whenIdle(() => {
    first
      .load()
      .catch(() => undefined)
      .finally(() => preload(...rest));
  });
}

/** Calls `callback` in the next idle moment. */
function whenIdle(callback: () => void): void {
  // Safari has no `requestIdleCallback`.
  if (typeof requestIdleCallback === 'function') {
    requestIdleCallback(callback, { timeout: IDLE_TIMEOUT_MS });
  } else setTimeout(callback, 200);
}
