/**
 * Works on one message: starts, renews, submits and releases, and keeps the state that the dialog
 * shows. A command that was sent is followed to its end, also after the dialog has closed.
 */
import type { HeardStatement, LiveEvent, Unsubscribe } from '../../adapter/adapter.js';
import { toAdapterError, type AdapterError } from '../../adapter/errors.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { isPassing } from '../../client/retry.js';
import type { CommandOutcome } from '../../client/send-command.js';
import type { Message } from '../../model/message.js';
import { actionPermission, isMine } from '../../model/rules.js';
import { LeaseKeeper } from './lease-keeper.js';
import { ProcessingCommands, startRefused, type CommandContext } from './processing-commands.js';
import {
  IDLE,
  canRelease,
  canStart,
  canSubmit,
  isSameLease,
  leaseOf,
  messageOf,
  nextProcessingState,
  type Problem,
  type ProcessingMove,
  type ProcessingState,
} from './processing-machine.js';

export interface ProcessingCallbacks {
  /** The state or the lease changed. */
  readonly onChange: () => void;
  readonly onStarted: (message: Message, how: { resumed: boolean; takenOver: boolean }) => void;
  /** `heard`: the statement about listening, where the backend asks for one. */
  readonly onProcessed: (message: Message, heard: HeardStatement | null) => void;
  readonly onReleased: (message: Message) => void;
  readonly onError: (error: AdapterError) => void;
  /** Employee ID of the signed-in user, where the adapter knows it. */
  readonly employeeId: () => string | null;
  /** Whether the dialog is in use or a call is up, so that the lease should last. */
  readonly isInUse: () => boolean;
}

export class ProcessingController {
  readonly #callbacks: ProcessingCallbacks;
  #client: AdapterClient | null = null;
  #state: ProcessingState = IDLE;
  readonly #lease: LeaseKeeper;
  readonly #commands: ProcessingCommands;
  /** The statement about listening that the last Submit carried. */
  #statement: HeardStatement | null = null;
  #unsubscribe: Unsubscribe | null = null;
  /** Ends reads; commands are not bound to it. */
  #abort = new AbortController();
  /** Rises with every `end`: an answer to an earlier session changes nothing on screen. */
  #session = 0;

  constructor(callbacks: ProcessingCallbacks) {
    this.#callbacks = callbacks;
    this.#commands = new ProcessingCommands(callbacks.employeeId);
    this.#lease = new LeaseKeeper({
      onChange: callbacks.onChange,
      isInUse: callbacks.isInUse,
      mayRenew: () => this.#state.kind === 'active',
      onRenewed: (before, lease) => this.#move({ type: 'lease-renewed', before, lease }),
      onEnded: () => {
        const id = messageOf(this.#state)?.id;
        if (id !== undefined) void this.#read(id);
      },
    });
  }

  get state(): ProcessingState {
    return this.#state;
  }

  /** True near the end of a lease that is not being renewed. */
  get leaseEndsSoon(): boolean {
    return this.#lease.endsSoon;
  }

  /** Starts with a message, or with its id alone: it is then read first. */
  async begin(client: AdapterClient, target: Message | string): Promise<void> {
    this.end();
    this.#client = client;
    const id = typeof target === 'string' ? target : target.id;
    this.#listen(client, id);
    await this.#open(id, typeof target === 'string' ? null : target);
  }

  /** Asks for Processing again. After a lost answer the message is read first. */
  async retry(id?: string): Promise<void> {
    const state = this.#state;
    if (!canStart(state)) return;
    const message = messageOf(state);
    const known =
      state.kind === 'start-failed' && !state.uncertain && isPassing(state.error.code)
        ? message
        : null;
    const target = message?.id ?? id;
    if (target !== undefined) await this.#open(target, known);
  }

  /** Takes the message from the person who has it. */
  async takeOver(reason: string): Promise<void> {
    if (this.#state.kind !== 'owned') return;
    const { message } = this.#state;
    this.#move({ type: 'start', message, takingOver: true });
    await this.#start(message, reason);
  }

  /** Submits the handling comments exactly as typed, with the statement about listening. */
  async submit(comments: string, heard: HeardStatement | null = null): Promise<void> {
    const client = this.#client;
    if (!client || this.#state.kind !== 'active' || !canSubmit(this.#state)) return;
    const { message, problem } = this.#state;
    const session = this.#session;
    // A Submit that may have arrived is sent again as it was, whatever was played since.
    const statement = problem?.kind === 'uncertain' ? this.#statement : heard;
    this.#statement = statement;
    this.#move({ type: 'submit' });
    const context = this.#context(client, message);
    const outcome = await this.#commands.submit(context, comments, statement);
    if (outcome.kind === 'done') this.#callbacks.onProcessed(outcome.value, statement);
    this.#finish(session, 'submit', outcome);
  }

  /** Gives the message back without comments. */
  async release(): Promise<void> {
    const client = this.#client;
    if (!client || this.#state.kind !== 'active' || !canRelease(this.#state)) return;
    const { message } = this.#state;
    const session = this.#session;
    this.#move({ type: 'release' });
    const outcome = await this.#commands.release(this.#context(client, message));
    if (outcome.kind === 'done') this.#callbacks.onReleased(outcome.value);
    this.#finish(session, 'release', outcome);
  }

  /** The person does something: past its half the lease is renewed at once. */
  touch(): void {
    this.#lease.touch();
  }

  /** Takes a newer version of the message, for instance from the list that opened the dialog. */
  receive(message: Message): void {
    if (messageOf(this.#state)?.id === message.id) this.#move({ type: 'seen', message });
  }

  /** Stops timers, events and reads. A command on its way goes on, and its callback is called. */
  end(): void {
    this.#session += 1;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#lease.end();
    this.#commands.reset();
    this.#state = IDLE;
  }

  async #open(id: string, known: Message | null): Promise<void> {
    const client = this.#client;
    if (!client) return;
    const session = this.#session;
    this.#move({ type: 'start', message: known ?? messageOf(this.#state), takingOver: false });
    let message = known;
    if (!message) {
      try {
        message = await client.getMessage(id, { signal: this.#abort.signal });
      } catch (error) {
        const failure = toAdapterError(error, 'getMessage');
        if (session === this.#session) this.#startFailed(failure, false);
        return;
      }
      if (session !== this.#session) return;
      this.#move({ type: 'seen', message });
    }
    const permission = actionPermission(message, 'process');
    if (permission.allowed || isMine(message)) await this.#start(message, undefined);
    else if (message.status === 'unprocessed') {
      this.#move({
        type: 'start-failed',
        error: startRefused(permission.reason),
        uncertain: false,
      });
    } else this.#move({ type: 'conflict', message });
  }

  /** Sends the start; the state is `starting` already. */
  async #start(message: Message, takeOverReason: string | undefined): Promise<void> {
    const client = this.#client;
    if (!client || this.#state.kind !== 'starting') return;
    const session = this.#session;
    const context = this.#context(client, message);
    const outcome = await this.#commands.start(context, takeOverReason);
    if (outcome.kind === 'done') {
      const how = { resumed: isMine(message), takenOver: takeOverReason !== undefined };
      this.#callbacks.onStarted(outcome.value, how);
    }
    if (session !== this.#session) return;
    switch (outcome.kind) {
      case 'done':
        this.#move({ type: 'started', message: outcome.value });
        return;
      case 'conflict':
        if (outcome.current) this.#move({ type: 'conflict', message: outcome.current });
        else this.#move({ type: 'start-failed', error: outcome.error, uncertain: true });
        return;
      case 'failed':
        this.#startFailed(outcome.error, false);
        return;
      case 'uncertain':
        this.#startFailed(outcome.error, true);
    }
  }

  #context(client: AdapterClient, message: Message): CommandContext {
    const session = this.#session;
    const { signal } = this.#abort;
    const onReconcile = (): void => this.#moveIn(session, { type: 'checking' });
    return { client, message, onReconcile, signal };
  }

  #startFailed(error: AdapterError, uncertain: boolean): void {
    this.#callbacks.onError(error);
    if (error.code === 'not-found') this.#move({ type: 'removed' });
    else this.#move({ type: 'start-failed', error, uncertain });
    this.#afterRefusal(error);
  }

  /** The message may show what is no longer allowed: it is read, and the offers follow it. */
  #afterRefusal(error: AdapterError): void {
    const id = messageOf(this.#state)?.id;
    if (error.code === 'forbidden' && error.operation !== 'getMessage' && id !== undefined) {
      void this.#read(id);
    }
  }

  #finish(session: number, act: Problem['act'], outcome: CommandOutcome<Message>): void {
    if (outcome.kind === 'done') {
      const type = act === 'submit' ? 'submitted' : 'released';
      this.#moveIn(session, { type, message: outcome.value });
      return;
    }
    const { error } = outcome;
    this.#callbacks.onError(error);
    if (session !== this.#session) return;
    if (outcome.kind === 'conflict' && outcome.current) {
      const problem: Problem = { act, kind: 'failed', error };
      this.#move({ type: 'conflict', message: outcome.current, problem });
    } else if (outcome.kind === 'failed' && error.code === 'not-found') {
      this.#move({ type: 'removed' });
    } else {
      const kind = outcome.kind === 'failed' ? 'failed' : 'uncertain';
      this.#move({ type: 'write-failed', problem: { act, kind, error } });
      if (kind === 'failed') this.#afterRefusal(error);
    }
  }

  #listen(client: AdapterClient, id: string): void {
    const session = this.#session;
    this.#unsubscribe = client.subscribe((event: LiveEvent) => {
      if (session !== this.#session) return;
      if (event.type === 'connection' || event.messageId !== id) return;
      if (event.type === 'removed') this.#move({ type: 'removed' });
      else if (event.message) this.#move({ type: 'seen', message: event.message });
      else if (event.version > (messageOf(this.#state)?.version ?? -1)) void this.#read(id);
    });
  }

  async #read(id: string): Promise<void> {
    const session = this.#session;
    try {
      const message = await this.#client?.getMessage(id, { signal: this.#abort.signal });
      if (message) this.#moveIn(session, { type: 'seen', message });
    } catch (error) {
      if (toAdapterError(error, 'getMessage').code === 'not-found') {
        this.#moveIn(session, { type: 'removed' });
      }
      // The next command or event shows it.
    }
  }

  #moveIn(session: number, move: ProcessingMove): void {
    if (session === this.#session) this.#move(move);
  }

  #move(move: ProcessingMove): void {
    const before = this.#state;
    const after = nextProcessingState(before, move);
    if (after === before) return;
    this.#state = after;
    const lease = leaseOf(after);
    if (move.type === 'lease-renewed' || !isSameLease(lease, leaseOf(before))) {
      this.#lease.watch(this.#client, lease && messageOf(after));
    }
    this.#callbacks.onChange();
  }
}
