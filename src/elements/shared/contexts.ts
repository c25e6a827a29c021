/**
 * How an ancestor hands an adapter or call control to the elements below it: by the community's
 * context protocol, which `@lit/context` speaks. The keys are registered symbols, so that two copies
 * of the library on one page understand each other.
 */
import type { Context } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { MessageAdapter } from '../../adapter/adapter.js';
import type { CallControl } from '../../adapter/call-control.js';

export const adapterContext = Symbol.for('aicc-messages/adapter') as unknown as Context<
  unknown,
  MessageAdapter | undefined
>;
export const callControlContext = Symbol.for('aicc-messages/call-control') as unknown as Context<
  unknown,
  CallControl | undefined
>;

/** What the nearest ancestor that knows `context` gives, now and whenever it gives another. */
export class ContextValue<Value> implements ReactiveController {
  value: Value | undefined;
  readonly #host: ReactiveControllerHost & Element;
  readonly #context: Context<unknown, Value>;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & Element, context: Context<unknown, Value>) {
    this.#host = host;
    this.#context = context;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.dispatchEvent(
      Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
        context: this.#context,
        contextTarget: this.#host,
        callback: this.#take,
        subscribe: true,
      }),
    );
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  readonly #take = (value: Value, unsubscribe?: () => void): void => {
    // A nearer ancestor has taken over.
    if (unsubscribe !== this.#unsubscribe) this.#unsubscribe?.();
    this.value = value;
    this.#unsubscribe = unsubscribe;
    this.#host.requestUpdate();
  };
}
