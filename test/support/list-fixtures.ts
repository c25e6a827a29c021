/** An adapter for the list, whose answers come from the test. */
import type { Capabilities, LiveEvent, MessageAdapter } from '../../src/adapter/adapter.js';
import type { Message } from '../../src/model/message.js';
import type { MessagePage, MessageQuery } from '../../src/model/query.js';
import { deferred } from './waits.js';

export interface ListCall {
  readonly query: MessageQuery;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (page: MessagePage) => void;
  readonly reject: (reason: unknown) => void;
}

export function aPage(
  messages: readonly Message[],
  overrides: Partial<MessagePage> = {},
): MessagePage {
  return {
    messages,
    total: messages.length,
    totalIsEstimate: false,
    nextCursor: null,
    hasMore: null,
    serverTime: '2026-11-22T10:00:00Z',
    sequence: null,
    ...overrides,
  };
}

export class FakeListAdapter implements MessageAdapter {
  readonly calls: ListCall[] = [];
  readonly gets: string[] = [];
  subscriptions = 0;
  capabilities: Capabilities = {};
  /** Answers at once when it is set; otherwise every call waits for the test. */
  answer: ((query: MessageQuery) => MessagePage | Promise<MessagePage>) | null = null;
  /** The answers of `getMessage`; others reject with `not-found`. */
  readonly messages = new Map<string, Message>();
  #listener: ((event: LiveEvent) => void) | null = null;

  readonly getCapabilities = async (): Promise<Capabilities> => this.capabilities;

  readonly listMessages = (
    query: MessageQuery,
    { signal }: { signal?: AbortSignal },
  ): Promise<MessagePage> => {
    const { promise, resolve, reject } = deferred<MessagePage>();
    this.calls.push({ query, signal, resolve, reject });
    if (this.answer) resolve(this.answer(query) as MessagePage);
    return promise;
  };

  readonly getMessage = async (id: string): Promise<Message> => {
    this.gets.push(id);
    const message = this.messages.get(id);
    if (!message)
      throw Object.assign(new Error('not-found'), { name: 'AdapterError', code: 'not-found' });
    return message;
  };

  readonly subscribe = (listener: (event: LiveEvent) => void): (() => void) => {
    this.subscriptions += 1;
    this.#listener = listener;
    return () => {
      this.subscriptions -= 1;
      if (this.#listener === listener) this.#listener = null;
    };
  };

  emit(event: LiveEvent): void {
    this.#listener?.(event);
  }

  /** Emits a new version of `message`. */
  emitChange(message: Message, sequence: number | null = null): void {
    this.emit({
      type: 'changed',
      sequence,
      messageId: message.id,
      version: message.version,
      message,
    });
  }

  get lastCall(): ListCall {
    const call = this.calls.at(-1);
    if (!call) throw new Error('listMessages was not called');
    return call;
  }

  listAgents = (): never => {
    throw new Error('not used');
  };
  allocateMessages = this.listAgents;
  startProcessing = this.listAgents;
  submitProcessing = this.listAgents;
  getRecording = this.listAgents;
}
