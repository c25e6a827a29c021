/** The backend for one signed-in user. */
import type {
  AllocateCommand,
  AllocationResult,
  Capabilities,
  Command,
  Listening,
  ListeningReport,
  LiveEvent,
  MessageAdapter,
  RecordingRequest,
  ReleaseProcessing,
  RenewLease,
  RequestOptions,
  StartProcessing,
  SubmitProcessing,
  UndoAllocation,
  Unsubscribe,
} from '../../src/adapter/adapter.js';
import { untilAborted } from '../../src/adapter/deadline.js';
import type { AdapterOperation } from '../../src/adapter/errors.js';
import type { Lease, Message } from '../../src/model/message.js';
import type { AgentPage, AgentQuery, MessagePage, MessageQuery } from '../../src/model/query.js';
import type { Recording } from '../../src/model/recording.js';
import type { Clock } from '../clock.js';
import * as commands from './commands.js';
import type { FaultPlan } from './faults.js';
import { deepFreeze } from './freeze.js';
import type { IdempotencyBook } from './idempotency.js';
import { getListening, saveListening } from './listening.js';
import { viewMessage } from './permissions.js';
import { countMessages, queryMessages } from './query.js';
import { getRecording, type RecordingLinks } from './recordings.js';
import type { Tenant } from './tenant.js';
import {
  DEFAULT_TENANT,
  type BackendLimits,
  type BackendUser,
  type MemoryBackendOptions,
} from './types.js';

type Read<Result> = () => Result | Promise<Result>;

/** The parts of the backend that a session uses. */
export interface SessionBackend {
  readonly options: MemoryBackendOptions;
  readonly limits: BackendLimits;
  readonly clock: Clock;
  readonly faults: FaultPlan;
  readonly idempotency: IdempotencyBook;
  readonly recordingLinks: RecordingLinks;
  now(): Date;
  newId(): string;
  tenant(id: string): Tenant;
  contextFor(user: BackendUser): commands.CommandContext;
  checkSession(operation: AdapterOperation): void;
  latencyMs(operation: AdapterOperation): number;
}

/** Every method rejects with an `AdapterError` and returns frozen plain objects. */
export class BackendSession implements Required<Omit<MessageAdapter, 'timeoutSeconds'>> {
  readonly user: BackendUser;
  readonly #backend: SessionBackend;
  readonly #latencyMs: number | undefined;
  readonly #subscriptions = new Set<Unsubscribe>();

  /** @internal use `backend.as(user)` */
  constructor(backend: SessionBackend, user: BackendUser, latencyMs?: number) {
    this.#backend = backend;
    this.user = user;
    this.#latencyMs = latencyMs;
  }

  getCapabilities(options: RequestOptions = {}): Promise<Capabilities> {
    return this.#read('getCapabilities', undefined, options, () => this.#capabilities());
  }

  listMessages(query: MessageQuery, options: RequestOptions = {}): Promise<MessagePage> {
    return this.#read('listMessages', query, options, () => {
      const tenant = this.#tenant;
      const now = this.#backend.now();
      const context = {
        now,
        organizations: tenant.organizations,
        paging: this.#backend.options.paging ?? 'index',
      };
      const page = queryMessages(tenant.store, query, context);
      return {
        messages: page.items.map((id) =>
          viewMessage(commands.find({ tenant }, 'listMessages', id), this.user),
        ),
        total: page.total,
        totalIsEstimate: false,
        nextCursor: page.nextCursor,
        hasMore: page.hasMore,
        serverTime: now.toISOString(),
        sequence: tenant.events.sequence,
        counts: countMessages(tenant.store, query, context, this.user.employeeId),
      };
    });
  }

  getMessage(id: string, options: RequestOptions = {}): Promise<Message> {
    return this.#read('getMessage', id, options, () =>
      viewMessage(commands.find({ tenant: this.#tenant }, 'getMessage', id), this.user),
    );
  }

  listAgents(query: AgentQuery, options: RequestOptions = {}): Promise<AgentPage> {
    return this.#read('listAgents', query, options, () => {
      const { agents, store } = this.#tenant;
      const page = agents.query(query, store, this.#backend.options.paging ?? 'index');
      return {
        agents: page.items,
        total: page.total,
        nextCursor: page.nextCursor,
        hasMore: page.hasMore,
      };
    });
  }

  allocateMessages(
    command: AllocateCommand,
    options: RequestOptions = {},
  ): Promise<readonly AllocationResult[]> {
    return this.#write('allocateMessages', command, options, () =>
      commands.allocateMessages(this.#context, command),
    );
  }

  undoAllocation(
    command: UndoAllocation,
    options: RequestOptions = {},
  ): Promise<readonly AllocationResult[]> {
    return this.#write('undoAllocation', command, options, () =>
      commands.undoAllocation(this.#context, command),
    );
  }

  startProcessing(command: StartProcessing, options: RequestOptions = {}): Promise<Message> {
    return this.#write('startProcessing', command, options, () =>
      commands.startProcessing(this.#context, command),
    );
  }

  renewLease(request: RenewLease, options: RequestOptions = {}): Promise<Lease> {
    return this.#read('renewLease', request, options, () =>
      commands.renewLease(this.#context, request),
    );
  }

  submitProcessing(command: SubmitProcessing, options: RequestOptions = {}): Promise<Message> {
    return this.#write('submitProcessing', command, options, () =>
      commands.submitProcessing(this.#context, command),
    );
  }

  releaseProcessing(command: ReleaseProcessing, options: RequestOptions = {}): Promise<Message> {
    return this.#write('releaseProcessing', command, options, () =>
      commands.releaseProcessing(this.#context, command),
    );
  }

  getRecording(request: RecordingRequest, options: RequestOptions = {}): Promise<Recording> {
    const backend = this.#backend;
    return this.#read('getRecording', request, options, () =>
      getRecording(
        {
          user: this.user,
          now: backend.now(),
          options: backend.options,
          links: backend.recordingLinks,
          newId: () => backend.newId(),
          signal: options.signal,
        },
        commands.find({ tenant: this.#tenant }, 'getRecording', request.messageId),
        request,
      ),
    );
  }

  getListening(messageId: string, options: RequestOptions = {}): Promise<Listening> {
    return this.#read('getListening', messageId, options, () =>
      getListening(
        { tenant: this.#tenant, user: this.user },
        commands.find({ tenant: this.#tenant }, 'getListening', messageId),
      ),
    );
  }

  saveListening(report: ListeningReport, options: RequestOptions = {}): Promise<Listening> {
    return this.#read('saveListening', report, options, () =>
      saveListening(
        { tenant: this.#tenant, user: this.user },
        commands.find({ tenant: this.#tenant }, 'saveListening', report.messageId),
        report,
      ),
    );
  }

  subscribe(listener: (event: LiveEvent) => void, options: RequestOptions = {}): Unsubscribe {
    const stop = this.#tenant.events.subscribe(this.user, listener, options);
    this.#subscriptions.add(stop);
    return () => {
      this.#subscriptions.delete(stop);
      stop();
    };
  }

  dispose(): void {
    for (const stop of this.#subscriptions) stop();
    this.#subscriptions.clear();
  }

  get #tenant(): Tenant {
    return this.#backend.tenant(this.user.tenantId ?? DEFAULT_TENANT);
  }

  get #context(): commands.CommandContext {
    return this.#backend.contextFor(this.user);
  }

  #capabilities(): Capabilities {
    const { options, limits } = this.#backend;
    const { organizations, skillQueues } = this.#tenant;
    return {
      filters: ['late', ...(options.filters ?? [])],
      statusCounts: true,
      organizations: organizations.map(({ id, name }) => ({ id, name })),
      skillQueues,
      commentLimit: { max: limits.commentLimit, unit: 'utf16' },
      employeeId: this.user.employeeId,
      downloadNeedsReason: options.downloadNeedsReason ?? false,
      downloadNeedsPassword: options.downloadNeedsPassword ?? false,
      maxAssignments: limits.maxAssignments,
      undoSeconds: limits.undoSeconds,
      heardBeforeSubmitPercent: limits.heardBeforeSubmitPercent,
    };
  }

  #read<Result>(
    operation: AdapterOperation,
    input: unknown,
    { signal }: RequestOptions,
    act: Read<Result>,
  ): Promise<Result> {
    return unlessAborted(signal, async () => {
      await this.#travel(operation);
      signal?.throwIfAborted();
      this.#backend.checkSession(operation);
      await this.#arrive(operation, input);
      signal?.throwIfAborted();
      return this.#answer(operation, await act());
    });
  }

  /** A command that was sent is followed to its end, even when nobody waits for it. */
  #write<Result>(
    operation: AdapterOperation,
    command: Command,
    { signal }: RequestOptions,
    act: () => Result,
  ): Promise<Result> {
    return unlessAborted(signal, async () => {
      await this.#travel(operation);
      this.#backend.checkSession(operation);
      const { idempotencyKey, ...content } = command;
      const owner = `${this.user.tenantId ?? DEFAULT_TENANT} ${this.user.employeeId}`;
      const result = await this.#backend.idempotency.once(
        operation,
        owner,
        idempotencyKey,
        content,
        async () => {
          await this.#arrive(operation, command);
          return act();
        },
      );
      return this.#answer(operation, result);
    });
  }

  async #arrive(operation: AdapterOperation, input: unknown): Promise<void> {
    const { faults } = this.#backend;
    await faults.hold(operation, 'request');
    this.#tenant.giveBackExpired();
    faults.strike(operation, input);
  }

  async #answer<Result>(operation: AdapterOperation, result: Result): Promise<Result> {
    const { faults } = this.#backend;
    await faults.hold(operation, 'reply');
    faults.strikeReply(operation);
    await this.#travel(operation);
    return deepFreeze(result);
  }

  /** Half of the latency: the way to the backend, or back. */
  async #travel(operation: AdapterOperation): Promise<void> {
    const latencyMs = this.#latencyMs ?? this.#backend.latencyMs(operation);
    if (latencyMs <= 0) return;
    await new Promise<void>((resolve) => {
      this.#backend.clock.schedule(resolve, latencyMs / 2);
    });
  }
}

/** Rejects with the signal's reason as soon as it aborts; an act that has begun goes on. */
async function unlessAborted<Result>(
  signal: AbortSignal | undefined,
  act: () => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  return untilAborted(act(), signal);
}
