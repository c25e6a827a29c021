/**
 * Makes the calls for working on one message: start, renew, submit, release. Knows nothing of the
 * screen; whoever uses it is told by callbacks. A write that was sent is followed to its end.
 */
import { AdapterError, toAdapterError } from '../../adapter/errors.js';
import type { HeardStatement, LiveEvent, Unsubscribe } from '../../adapter/adapter.js';
import type { Lease, Message } from '../../model/message.js';
import { actionPermission, isMine } from '../../model/rules.js';
import { releaseProcessing, startProcessing, submitProcessing } from '../../client/operations.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { isPassing } from '../../client/retry.js';
import {
  newIdempotencyKey,
  write,
  type Recheck,
  type WriteOutcome,
} from '../../client/send-command.js';
import { LeaseKeeper } from './lease-keeper.js';
import {
  IDLE,
  canRelease,
  canStart,
  canSubmit,
  isWriting,
  messageOf,
  nextProcessingState,
  type ProcessingMove,
  type ProcessingState,
} from './processing-machine.js';

export interface ProcessingFacts {
  /** Something to render changed. */
  readonly onChange: () => void;
  readonly onStarted: (message: Message, how: { resumed: boolean; takenOver: boolean }) => void;
  /** `heard`: what was said of listening, where the backend asks. */
  readonly onProcessed: (message: Message, heard: HeardStatement | null) => void;
  readonly onReleased: (message: Message) => void;
  readonly onError: (error: AdapterError) => void;
  /** Employee ID of the signed-in user, where the adapter tells it. */
  readonly employeeId: () => string | null;
  /** Whether the dialog is in use or a call is up, so that the lease should last. */
  readonly isInUse: () => boolean;
}

/** One intent: sent again only as it was. */
interface Intent {
  readonly key: string;
  readonly fingerprint: string;
}

export class ProcessingController {
  readonly #facts: ProcessingFacts;
  #client: AdapterClient | null = null;
  #state: ProcessingState = IDLE;
  readonly #lease: LeaseKeeper;
  #intents: Partial<Record<'start' | 'submit' | 'release', Intent>> = {};
  /** What was said of listening with the last Submit. */
  #said: HeardStatement | null = null;
  #unsubscribe: Unsubscribe | null = null;
  /** Ends reads and lease calls; writes are not bound to it. */
  #abort = new AbortController();
  /** Rises with every `end`: what an earlier session answers changes nothing on screen. */
  #session = 0;

  constructor(facts: ProcessingFacts) {
    this.#facts = facts;
    this.#lease = new LeaseKeeper({
      onChange: facts.onChange,
      isInUse: facts.isInUse,
      mayRenew: () => this.#state.kind === 'active',
      onRenewed: (before, lease) => this.#renewed(before, lease),
      onEnded: () => {
        const id = messageOf(this.#state)?.id;
        if (id !== undefined) void this.#look(id);
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

  /** True while a write is on its way. */
  get isWriting(): boolean {
    return isWriting(this.#state);
  }

  /** Begins with a message, or with its id alone: it is then read first. */
  async begin(client: AdapterClient, target: Message | string): Promise<void> {
    this.end();
    this.#client = client;
    const id = typeof target === 'string' ? target : target.id;
    this.#listen(client, id);
    await this.#open(id, typeof target === 'string' ? null : target);
  }

  /** Tries again to become the one who processes it. After a lost answer the message is read first. */
  async retry(id?: string): Promise<void> {
    const state = this.#state;
    if (!canStart(state)) return;
    const message = messageOf(state);
    const asItWas =
      state.kind === 'start-failed' && !state.uncertain && isPassing(state.error.code)
        ? message
        : null;
    const target = message?.id ?? id;
    if (target !== undefined) await this.#open(target, asItWas);
  }

  /** Takes the message from who has it. */
  async takeOver(reason: string): Promise<void> {
    const message = messageOf(this.#state);
    if (this.#state.kind !== 'owned' || !message) return;
    this.#move({ type: 'start', message, takingOver: true });
    await this.#start(message, reason);
  }

  /** Submits the handling comments, exactly as typed, and what was heard where the backend asks. */
  async submit(comments: string, heard: HeardStatement | null = null): Promise<void> {
    const client = this.#client;
    if (!client || this.#state.kind !== 'active' || !canSubmit(this.#state)) return;
    const { message } = this.#state;
    const session = this.#session;
    // What may have arrived is sent again as it was, whatever was heard since.
    const said = this.#state.problem?.kind === 'uncertain' ? this.#said : heard;
    this.#said = said;
    const intent = this.#intent('submit', [message.id, message.version, comments, said]);
    this.#move({ type: 'submit' });
    const outcome = await write({
      send: () =>
        submitProcessing(client, {
          idempotencyKey: intent.key,
          messageId: message.id,
          expectedVersion: message.version,
          leaseId: message.lease?.id ?? null,
          comments,
          ...(said ? { heard: said } : {}),
        }),
      recheck: () => this.#recheck(client, message, (now) => this.#isOurSubmit(now, comments)),
      onChecking: () => this.#moveIn(session, { type: 'checking' }),
    });
    if (outcome.kind === 'done') this.#facts.onProcessed(outcome.value, said);
    await this.#finish(session, client, 'submit', outcome);
  }

  /** Gives the message back without comments. */
  async release(): Promise<void> {
    const client = this.#client;
    if (!client || this.#state.kind !== 'active' || !canRelease(this.#state)) return;
    const { message } = this.#state;
    const session = this.#session;
    const intent = this.#intent('release', [message.id, message.version]);
    this.#move({ type: 'release' });
    const outcome = await write({
      send: () =>
        releaseProcessing(client, {
          idempotencyKey: intent.key,
          messageId: message.id,
          expectedVersion: message.version,
          leaseId: message.lease?.id ?? null,
        }),
      recheck: () =>
        this.#recheck(client, message, (now) => now.status === 'unprocessed' && now.lease === null),
      onChecking: () => this.#moveIn(session, { type: 'checking' }),
    });
    if (outcome.kind === 'done') this.#facts.onReleased(outcome.value);
    await this.#finish(session, client, 'release', outcome);
  }

  /** The person does something: the lease is wanted; past its half it is renewed at once. */
  touch(): void {
    this.#lease.touch();
  }

  /** The message as it stands elsewhere, for instance in the list that opened the dialog. */
  see(message: Message): void {
    if (messageOf(this.#state)?.id === message.id) this.#move({ type: 'seen', message });
  }

  /** Lets go of timers, events and reads. A write that is on its way goes on and is told as a fact. */
  end(): void {
    this.#session += 1;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#lease.end();
    this.#intents = {};
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
        if (session === this.#session)
          this.#startFailed(toAdapterError(error, 'getMessage'), false);
        return;
      }
      if (session !== this.#session) return;
      this.#move({ type: 'seen', message });
    }
    const permission = actionPermission(message, 'process');
    if (permission.allowed || isMine(message)) await this.#start(message, undefined);
    else if (message.status === 'unprocessed') {
      this.#move({ type: 'start-failed', error: refusal(permission.reason), uncertain: false });
    } else this.#move({ type: 'conflict', message });
  }

  /** Sends the start; the state is `starting` already. */
  async #start(message: Message, takeOverReason: string | undefined): Promise<void> {
    const client = this.#client;
    if (!client || this.#state.kind !== 'starting') return;
    const session = this.#session;
    const takingOver = takeOverReason !== undefined;
    const resumed = isMine(message);
    const intent = this.#intent('start', [message.id, message.version, takeOverReason ?? null]);
    const outcome = await write({
      send: () =>
        startProcessing(client, {
          idempotencyKey: intent.key,
          messageId: message.id,
          expectedVersion: message.version,
          ...(takingOver ? { takeOver: { reason: takeOverReason } } : {}),
        }),
      recheck: () => this.#recheck(client, message, isMine),
      onChecking: () => this.#moveIn(session, { type: 'checking' }),
    });
    if (outcome.kind === 'done') {
      this.#facts.onStarted(outcome.value, { resumed, takenOver: takingOver });
    }
    if (session !== this.#session) return;
    switch (outcome.kind) {
      case 'done':
        this.#move({ type: 'started', message: outcome.value });
        return;
      case 'conflict':
        await this.#conflict(session, client, message, outcome.error, outcome.current);
        return;
      case 'failed':
        this.#startFailed(outcome.error, false);
        return;
      case 'uncertain':
        this.#startFailed(outcome.error, true);
    }
  }

  #startFailed(error: AdapterError, uncertain: boolean): void {
    this.#facts.onError(error);
    if (error.code === 'not-found') this.#move({ type: 'removed' });
    else this.#move({ type: 'start-failed', error, uncertain });
    this.#afterRefusal(error);
  }

  /** What is not allowed any more may show in the message: what is offered follows it. */
  #afterRefusal(error: AdapterError): void {
    const id = messageOf(this.#state)?.id;
    if (error.code === 'forbidden' && error.operation !== 'getMessage' && id !== undefined) {
      void this.#look(id);
    }
  }

  async #finish(
    session: number,
    client: AdapterClient,
    act: 'submit' | 'release',
    outcome: WriteOutcome<Message>,
  ): Promise<void> {
    if (outcome.kind !== 'done') this.#facts.onError(outcome.error);
    if (session !== this.#session) return;
    switch (outcome.kind) {
      case 'done':
        this.#move({ type: act === 'submit' ? 'submitted' : 'released', message: outcome.value });
        return;
      case 'conflict': {
        const message = messageOf(this.#state);
        if (message)
          await this.#conflict(session, client, message, outcome.error, outcome.current, act);
        return;
      }
      case 'failed':
        if (outcome.error.code === 'not-found') this.#move({ type: 'removed' });
        else {
          this.#move({
            type: 'write-failed',
            problem: { act, kind: 'failed', error: outcome.error },
          });
          this.#afterRefusal(outcome.error);
        }
        return;
      case 'uncertain':
        this.#move({
          type: 'write-failed',
          problem: { act, kind: 'uncertain', error: outcome.error },
        });
    }
  }

  /** A conflict says who won; when the answer did not, the message is read. */
  async #conflict(
    session: number,
    client: AdapterClient,
    message: Message,
    error: AdapterError,
    told: Message | null,
    act?: 'submit' | 'release',
  ): Promise<void> {
    let current = told?.id === message.id ? told : null;
    if (!current) {
      try {
        current = await client.getMessage(message.id, { signal: this.#abort.signal });
      } catch {
        current = null;
      }
      if (session !== this.#session) return;
    }
    if (current) {
      this.#move({ type: 'conflict', message: current });
      // Still ours, only the version moved: nothing was overwritten, the next try is based on what stands now.
      if (act && this.#state.kind === 'active') {
        this.#state = { ...this.#state, problem: { act, kind: 'failed', error } };
        this.#facts.onChange();
      }
    } else if (act) {
      this.#move({ type: 'write-failed', problem: { act, kind: 'uncertain', error } });
    } else this.#move({ type: 'start-failed', error, uncertain: true });
  }

  async #recheck(
    client: AdapterClient,
    before: Message,
    isApplied: (now: Message) => boolean,
  ): Promise<Recheck<Message>> {
    const now = await client.getMessage(before.id);
    if (isApplied(now)) return { kind: 'applied', value: now };
    if (now.version === before.version || (now.status === before.status && isMine(now))) {
      return { kind: 'not-applied' };
    }
    return { kind: 'superseded', current: now };
  }

  /** Processed with our comments, or by us where the backend does not give comments back. */
  #isOurSubmit(now: Message, comments: string): boolean {
    if (now.status !== 'processed') return false;
    if (now.handlingComments !== null) return now.handlingComments === comments;
    const last = now.history.findLast((entry) => entry.kind === 'processed');
    const me = this.#facts.employeeId();
    return me !== null && last?.employeeId === me;
  }

  /** The same intent keeps its key however often it is sent; another one gets another. */
  #intent(act: 'start' | 'submit' | 'release', parts: readonly unknown[]): Intent {
    const fingerprint = JSON.stringify(parts);
    const present = this.#intents[act];
    if (present?.fingerprint === fingerprint) return present;
    const intent = { key: newIdempotencyKey(), fingerprint };
    this.#intents[act] = intent;
    return intent;
  }

  #listen(client: AdapterClient, id: string): void {
    const session = this.#session;
    this.#unsubscribe = client.subscribe((event: LiveEvent) => {
      if (session !== this.#session || event.type === 'connection' || event.messageId !== id)
        return;
      if (event.type === 'removed') this.#move({ type: 'removed' });
      else if (event.message) this.#move({ type: 'seen', message: event.message });
      else if (event.version > (messageOf(this.#state)?.version ?? -1)) void this.#look(id);
    });
  }

  async #look(id: string): Promise<void> {
    const session = this.#session;
    try {
      const message = await this.#client?.getMessage(id, { signal: this.#abort.signal });
      if (message) this.#moveIn(session, { type: 'seen', message });
    } catch (error) {
      if (toAdapterError(error, 'getMessage').code === 'not-found') {
        this.#moveIn(session, { type: 'removed' });
      }
      // Otherwise the next write or event tells.
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
    const leaseBefore = leaseOf(before);
    const lease = leaseOf(after);
    if (lease?.id !== leaseBefore?.id || lease?.expiresAt !== leaseBefore?.expiresAt)
      this.#lease.watch(this.#client, lease && messageOf(after));
    this.#facts.onChange();
  }

  #renewed(before: Lease, lease: Lease): void {
    const now = messageOf(this.#state);
    if (this.#state.kind === 'idle' || now?.lease?.id !== before.id) return;
    this.#state = { ...this.#state, message: { ...now, lease } };
    this.#lease.watch(this.#client, this.#state.message);
    this.#facts.onChange();
  }
}

function leaseOf(state: ProcessingState): Message['lease'] {
  switch (state.kind) {
    case 'active':
    case 'submitting':
    case 'releasing':
      return state.message.lease;
    default:
      return null;
  }
}

/** The backend does not offer Process for this message: as an error that carries the reason. */
function refusal(reason: string): AdapterError {
  return new AdapterError(reason === 'no-permission' ? 'forbidden' : 'unsupported', {
    operation: 'startProcessing',
    cause: reason,
  });
}
