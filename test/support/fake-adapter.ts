/** An adapter and a phone whose every answer the test gives. */
import type {
  Assignment,
  Capabilities,
  HeardStatement,
  ListeningSpan,
  LiveEvent,
  MessageAdapter,
  RequestOptions,
  UndoAllocation,
} from '../../src/adapter/adapter.js';
import type { CallControl, CallEvent } from '../../src/adapter/call-control.js';
import {
  AdapterError,
  type AdapterErrorCode,
  type AdapterErrorInit,
} from '../../src/adapter/errors.js';
import { deferred, waitFor } from './waits.js';

/** The fields of all commands together. */
export interface FakeInput {
  readonly idempotencyKey: string;
  readonly assignments: readonly Assignment[];
  readonly messages: UndoAllocation['messages'];
  readonly messageId: string;
  readonly expectedVersion: number;
  readonly leaseId: string | null;
  readonly comments: string;
  readonly takeOver?: { readonly reason: string };
  readonly spans: readonly ListeningSpan[];
  readonly heard?: HeardStatement;
}

export interface FakeCall {
  readonly operation: string;
  /** The command or query; the test knows which of its fields there are. */
  readonly input: FakeInput;
  /** The id that was asked for, where the input is one. */
  readonly id: string;
  readonly signal: AbortSignal | undefined;
  readonly answer: (value: unknown) => void;
  readonly fail: (code: AdapterErrorCode, init?: AdapterErrorInit) => void;
  readonly reject: (reason: unknown) => void;
  settled: boolean;
}

/** Records calls; each waits until the test settles it. */
export class CallBook {
  readonly calls: FakeCall[] = [];
  readonly #answers = new Map<string, (call: FakeCall) => void>();

  record(operation: string, input: unknown, options?: RequestOptions): Promise<never> {
    const { promise, resolve, reject } = deferred<never>();
    const call: FakeCall = {
      operation,
      input: input as FakeInput,
      id: typeof input === 'string' ? input : '',
      signal: options?.signal,
      settled: false,
      answer: (value) => {
        call.settled = true;
        resolve(value as never);
      },
      reject: (reason) => {
        call.settled = true;
        reject(reason);
      },
      fail: (code, init) => call.reject(new AdapterError(code, init)),
    };
    this.calls.push(call);
    this.#answers.get(operation)?.(call);
    return promise;
  }

  /** What is done with every call of `operation`, if one comes. */
  whenAsked(operation: string, act: (call: FakeCall) => void): void {
    this.#answers.set(operation, act);
  }

  of(operation: string): FakeCall[] {
    return this.calls.filter((call) => call.operation === operation);
  }

  count(operation: string): number {
    return this.of(operation).length;
  }

  /** The `nth` call of `operation` (from 1), as soon as it was made. */
  next(
    operation: string,
    nth = this.of(operation).filter((call) => call.settled).length + 1,
  ): Promise<FakeCall> {
    return waitFor(() => this.of(operation)[nth - 1], {
      what: `${operation} number ${String(nth)}`,
    });
  }
}

export interface FakeAdapterOptions {
  readonly capabilities?: Capabilities;
  /** Methods that this backend does not have. */
  readonly without?: readonly (keyof MessageAdapter)[];
  /** Whether it keeps what was heard. */
  readonly listening?: boolean;
}

export interface FakeAdapter extends MessageAdapter {
  readonly book: CallBook;
  readonly listenerCount: () => number;
  readonly emit: (event: LiveEvent) => void;
}

export function fakeAdapter({
  capabilities = {},
  without = [],
  listening = false,
}: FakeAdapterOptions = {}): FakeAdapter {
  const book = new CallBook();
  const listeners = new Set<(event: LiveEvent) => void>();
  const method = (operation: string) => (input: unknown, options: RequestOptions) =>
    book.record(operation, input, options);
  const adapter = {
    book,
    listenerCount: () => listeners.size,
    emit: (event: LiveEvent) => {
      for (const listener of listeners) listener(event);
    },
    getCapabilities: () => Promise.resolve(capabilities),
    listMessages: method('listMessages'),
    getMessage: method('getMessage'),
    listAgents: method('listAgents'),
    allocateMessages: method('allocateMessages'),
    undoAllocation: method('undoAllocation'),
    startProcessing: method('startProcessing'),
    renewLease: method('renewLease'),
    submitProcessing: method('submitProcessing'),
    releaseProcessing: method('releaseProcessing'),
    getRecording: method('getRecording'),
    ...(listening
      ? { getListening: method('getListening'), saveListening: method('saveListening') }
      : {}),
    subscribe: (listener: (event: LiveEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const offered = Object.entries(adapter).filter(([name]) => !without.some((one) => one === name));
  return Object.fromEntries(offered) as unknown as FakeAdapter;
}

export interface FakePhone extends CallControl {
  readonly book: CallBook;
  readonly listenerCount: () => number;
  readonly emit: (event: CallEvent) => void;
}

export function fakePhone(overrides: Partial<CallControl> = {}): FakePhone {
  const book = new CallBook();
  const listeners = new Set<(event: CallEvent) => void>();
  return {
    book,
    listenerCount: () => listeners.size,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    getAgentState: (options) => book.record('getAgentState', null, options),
    startCall: (request, options) => book.record('startCall', request, options),
    endCall: (call, options) => book.record('endCall', call, options),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    ...overrides,
  };
}
