/** Planned faults: refusals, held requests, lost replies, and acts of others just before. */
import {
  AdapterError,
  isAdapterError,
  type AdapterErrorCode,
  type AdapterErrorInit,
  type AdapterOperation,
} from '../../src/adapter/errors.js';

/** One operation, or all of them. */
export type FaultTarget = AdapterOperation | '*';

/** How a failing request fails. */
export type FaultError =
  AdapterErrorCode | (AdapterErrorInit & { readonly code: AdapterErrorCode });

export interface FaultOptions {
  /** How many requests fail. @default 1 */
  readonly times?: number;
  /** How many requests succeed before. @default 0 */
  readonly skip?: number;
}

/** Releases a held request. */
export interface Release {
  (): void;
  /** Settles when a request has reached the hold. */
  readonly reached: Promise<void>;
}

interface Fault {
  readonly target: FaultTarget;
  readonly error: FaultError;
  times: number;
  skip: number;
}

interface Hold {
  readonly target: FaultTarget;
  readonly at: 'request' | 'reply';
  readonly reach: () => void;
  readonly released: Promise<void>;
}

export type BeforeHook = (input: unknown) => void;

export class FaultPlan {
  readonly #failures: Fault[] = [];
  readonly #losses: Fault[] = [];
  readonly #holds: Hold[] = [];
  readonly #hooks = new Set<{ target: FaultTarget; hook: BeforeHook }>();

  fail(target: FaultTarget, error: FaultError, options: FaultOptions = {}): () => void {
    return plan(this.#failures, target, error, options);
  }

  /** The act happens, but its answer never arrives. */
  loseReply(target: FaultTarget, error: FaultError, options: FaultOptions = {}): () => void {
    return plan(this.#losses, target, error, options);
  }

  holdNext(target: FaultTarget, at: 'request' | 'reply'): Release {
    let reach = (): void => undefined;
    let release = (): void => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    this.#holds.push({ target, at, reach, released });
    return Object.assign(() => release(), { reached });
  }

  before(target: FaultTarget, hook: BeforeHook): () => void {
    const entry = { target, hook };
    this.#hooks.add(entry);
    return () => void this.#hooks.delete(entry);
  }

  clear(): void {
    this.#failures.length = 0;
    this.#losses.length = 0;
    this.#holds.length = 0;
    this.#hooks.clear();
  }

  async hold(operation: AdapterOperation, at: 'request' | 'reply'): Promise<void> {
    const index = this.#holds.findIndex((hold) => hold.at === at && strikes(hold, operation));
    const [hold] = index < 0 ? [] : this.#holds.splice(index, 1);
    hold?.reach();
    await hold?.released;
  }

  /** Runs the acts of others, then throws if a failure is planned. */
  strike(operation: AdapterOperation, input: unknown): void {
    throwIfPlanned(this.#failures, operation);
    for (const { target, hook } of this.#hooks) {
      if (target === '*' || target === operation) hook(input);
    }
  }

  strikeReply(operation: AdapterOperation): void {
    throwIfPlanned(this.#losses, operation);
  }
}

function plan(
  faults: Fault[],
  target: FaultTarget,
  error: FaultError,
  { times = 1, skip = 0 }: FaultOptions,
): () => void {
  const fault = { target, error, times, skip };
  faults.push(fault);
  return () => {
    fault.times = 0;
  };
}

const strikes = ({ target }: { target: FaultTarget }, operation: AdapterOperation): boolean =>
  target === '*' || target === operation;

function throwIfPlanned(faults: Fault[], operation: AdapterOperation): void {
  for (const fault of faults) {
    if (!strikes(fault, operation) || fault.times <= 0) continue;
    if (fault.skip > 0) {
      fault.skip -= 1;
      continue;
    }
    fault.times -= 1;
    throw errorOf(fault.error, operation);
  }
}

function errorOf(error: FaultError, operation: AdapterOperation): AdapterError {
  if (typeof error === 'string') return new AdapterError(error, { operation });
  const { code, cause, retryAfterSeconds, current, fields, requestId } = error;
  return new AdapterError(code, {
    operation,
    ...(cause === undefined ? {} : { cause }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(current === undefined ? {} : { current }),
    ...(fields === undefined || (isAdapterError(error) && fields.length === 0) ? {} : { fields }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}
