/**
 * Sends the commands of working on one message: start, submit, release. The same request keeps its
 * key however often it is sent, and a lost answer is reconciled with the message as it is then.
 */
import type { HeardStatement } from '../../adapter/adapter.js';
import { AdapterError } from '../../adapter/errors.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { releaseProcessing, startProcessing, submitProcessing } from '../../client/operations.js';
import {
  newIdempotencyKey,
  sendCommand,
  type Reconciliation,
  type CommandOutcome,
} from '../../client/send-command.js';
import type { Message } from '../../model/message.js';
import { isMine } from '../../model/rules.js';

/** What every command needs beside its own content. */
export interface CommandContext {
  readonly client: AdapterClient;
  /** The message that the person has seen; the command names its version. */
  readonly message: Message;
  /** Called when the answer was lost and the message is read again. */
  readonly onReconcile: () => void;
  /** Ends the read after a conflict; a command that was sent is followed to its end. */
  readonly signal: AbortSignal;
}

interface Request {
  readonly key: string;
  readonly fingerprint: string;
}

type Act = 'start' | 'submit' | 'release';

export class ProcessingCommands {
  readonly #employeeId: () => string | null;
  #requests: Partial<Record<Act, Request>> = {};

  /** @param employeeId of the signed-in user, where the adapter knows it */
  constructor(employeeId: () => string | null) {
    this.#employeeId = employeeId;
  }

  /** The next command of each kind is a new request. */
  reset(): void {
    this.#requests = {};
  }

  /** Makes the message Processing; `takeOverReason` takes it from the person who has it. */
  start(
    context: CommandContext,
    takeOverReason: string | undefined,
  ): Promise<CommandOutcome<Message>> {
    const { client, message } = context;
    const idempotencyKey = this.#keyFor('start', message, takeOverReason ?? null);
    return send(
      context,
      () =>
        startProcessing(client, {
          idempotencyKey,
          messageId: message.id,
          expectedVersion: message.version,
          ...(takeOverReason === undefined ? {} : { takeOver: { reason: takeOverReason } }),
        }),
      isMine,
    );
  }

  submit(
    context: CommandContext,
    comments: string,
    heard: HeardStatement | null,
  ): Promise<CommandOutcome<Message>> {
    const { client, message } = context;
    const idempotencyKey = this.#keyFor('submit', message, comments, heard);
    return send(
      context,
      () =>
        submitProcessing(client, {
          idempotencyKey,
          messageId: message.id,
          expectedVersion: message.version,
          leaseId: message.lease?.id ?? null,
          comments,
          ...(heard ? { heard } : {}),
        }),
      (now) => this.#isOurSubmit(now, comments),
    );
  }

  release(context: CommandContext): Promise<CommandOutcome<Message>> {
    const { client, message } = context;
    const idempotencyKey = this.#keyFor('release', message);
    return send(
      context,
      () =>
        releaseProcessing(client, {
          idempotencyKey,
          messageId: message.id,
          expectedVersion: message.version,
          leaseId: message.lease?.id ?? null,
        }),
      (now) => now.status === 'unprocessed' && now.lease === null,
    );
  }

  /** The key of the last request when this one is the same, else a new one. */
  #keyFor(act: Act, { id, version }: Message, ...content: readonly unknown[]): string {
    const fingerprint = JSON.stringify([id, version, ...content]);
    const last = this.#requests[act];
    if (last?.fingerprint === fingerprint) return last.key;
    const request = { key: newIdempotencyKey(), fingerprint };
    this.#requests[act] = request;
    return request.key;
  }

  /** Processed with our comments, or by us where the backend does not give comments back. */
  #isOurSubmit(now: Message, comments: string): boolean {
    if (now.status !== 'processed') return false;
    if (now.handlingComments !== null) return now.handlingComments === comments;
    const last = now.history.findLast((entry) => entry.kind === 'processed');
    const me = this.#employeeId();
    return me !== null && last?.employeeId === me;
  }
}

async function send(
  { client, message, onReconcile, signal }: CommandContext,
  command: () => Promise<Message>,
  isApplied: (now: Message) => boolean,
): Promise<CommandOutcome<Message>> {
  const outcome = await sendCommand({
    send: command,
    reconcile: () => reconcile(client, message, isApplied),
    onReconcile,
  });
  if (outcome.kind !== 'conflict' || outcome.current?.id === message.id) return outcome;
  // The answer does not show who was first: the message does.
  const current = await client.getMessage(message.id, { signal }).catch(() => null);
  return { ...outcome, current };
}

async function reconcile(
  client: AdapterClient,
  before: Message,
  isApplied: (now: Message) => boolean,
): Promise<Reconciliation<Message>> {
  const now = await client.getMessage(before.id);
  if (isApplied(now)) return { kind: 'applied', value: now };
  if (now.version === before.version || (now.status === before.status && isMine(now))) {
    return { kind: 'not-applied' };
  }
  return { kind: 'superseded', current: now };
}

/** The error of a start that is not sent, because the message itself names the reason against it. */
export function startRefused(reason: string): AdapterError {
  return new AdapterError(reason === 'no-permission' ? 'forbidden' : 'unsupported', {
    operation: 'startProcessing',
    cause: reason,
  });
}
