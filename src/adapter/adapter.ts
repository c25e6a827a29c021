/** The contract between the elements and a backend. */
import type { AgentPage, AgentQuery, MessagePage, MessageQuery } from '../model/query.js';
import type { SkillQueue } from '../model/agent.js';
import type { Instant, Lease, Message } from '../model/message.js';
import type { Recording } from '../model/recording.js';
import type { AdapterErrorCode, FieldError } from './errors.js';

/** Goes with every request. */
export interface RequestOptions {
  /**
   * Aborted when the answer is no longer wanted. Reads may stop; a write that was sent is followed
   * to its end.
   */
  readonly signal?: AbortSignal;
}

/** Stops what `subscribe` began; calling it twice is harmless. */
export type Unsubscribe = () => void;

/** A command that changes something: one intent, one key. */
export interface Command {
  /**
   * The same for every try of one intent, different for every intent. A backend that sees a key
   * again answers as it answered first, and does nothing again.
   */
  readonly idempotencyKey: string;
}

/** One message for one agent. */
export interface Assignment {
  readonly messageId: string;
  /** The version the choice was based on. */
  readonly expectedVersion: number;
  readonly employeeId: string;
}

export interface AllocateCommand extends Command {
  readonly assignments: readonly Assignment[];
}

/** The outcome for one message of an allocation. */
export type AllocationResult =
  | { readonly messageId: string; readonly ok: true; readonly message: Message }
  | {
      readonly messageId: string;
      readonly ok: false;
      readonly code: AdapterErrorCode;
      /** How the message stands now, with a `conflict`. */
      readonly current?: Message;
      readonly fields?: readonly FieldError[];
    };

export interface UndoAllocation extends Command {
  /** The messages as the allocation answered them: id and version. */
  readonly messages: readonly { readonly messageId: string; readonly expectedVersion: number }[];
}

export interface StartProcessing extends Command {
  readonly messageId: string;
  readonly expectedVersion: number;
  /** Takes the lease from its present owner; the reason goes into the history. */
  readonly takeOver?: { readonly reason: string };
}

export interface RenewLease {
  readonly messageId: string;
  readonly leaseId: string;
}

export interface SubmitProcessing extends Command {
  readonly messageId: string;
  readonly expectedVersion: number;
  readonly leaseId: string | null;
  /** Handling comments exactly as typed. */
  readonly comments: string;
  /** For voice messages, only where the capabilities say `heardBeforeSubmitPercent`. */
  readonly heard?: HeardStatement;
}

/** A part of a recording, in seconds from its start. */
export interface ListeningSpan {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** What was heard of a recording, as the backend holds it. */
export interface Listening {
  readonly messageId: string;
  /** What the signed-in user has heard, on whatever page or device. */
  readonly spans: readonly ListeningSpan[];
  /** What colleagues have heard, all together and without names; absent where it is not shared. */
  readonly others?: readonly ListeningSpan[];
}

/** More that the signed-in user has heard. Added to what is held; the same again changes nothing. */
export interface ListeningReport {
  readonly messageId: string;
  readonly spans: readonly ListeningSpan[];
}

/**
 * Why a message may be submitted although less of it was heard than the policy asks for:
 * the transcript was read in its place, the recording cannot be played here, or it was heard by phone.
 */
export type HeardInstead = 'transcript' | 'not-playable' | 'phone';

/** What somebody who submits says of their listening. */
export interface HeardStatement {
  /** Heard by this user, silence that was skipped included. */
  readonly spans: readonly ListeningSpan[];
  readonly instead: HeardInstead | null;
}

export interface ReleaseProcessing extends Command {
  readonly messageId: string;
  readonly expectedVersion: number;
  readonly leaseId: string | null;
}

export interface RecordingRequest {
  readonly messageId: string;
  /** Hearing and saving are separate rights. */
  readonly purpose: 'play' | 'download';
  /** The `converted` one is another encoding the backend may offer when the original cannot be played. */
  readonly variant?: 'original' | 'converted';
  /** Why the file is taken, where the backend's policy asks. */
  readonly reason?: string;
  /** For the archive, where the backend packs downloads with a password of the user's choice. */
  readonly archivePassword?: string;
}

/**
 * What `subscribe` tells. `sequence` rises by one with every event of this backend for this user;
 * a jump means that events were lost and the list reads everything once more.
 */
export type LiveEvent =
  | {
      readonly type: 'changed';
      readonly sequence: number | null;
      readonly messageId: string;
      readonly version: number;
      /** The message as it stands at `version`, when the backend sends it along. */
      readonly message: Message | null;
    }
  | {
      readonly type: 'removed';
      readonly sequence: number | null;
      readonly messageId: string;
      readonly version: number;
      /** `erased` is a data subject's right: nothing of the message may be kept. */
      readonly reason: 'deleted' | 'erased';
    }
  /** Whether events arrive; `live` after `paused` makes the list read once more. */
  | { readonly type: 'connection'; readonly state: 'live' | 'paused' };

/** Filters that are shown only where the backend can do them. */
export const OPTIONAL_FILTERS = ['organization', 'processor-account', 'skill-queue'] as const;
export type OptionalFilter = (typeof OPTIONAL_FILTERS)[number];

/** Assignments in one `allocateMessages` where the backend names no limit. */
export const DEFAULT_MAX_ASSIGNMENTS = 200;

/** What this backend can do, and its limits. Everything has a default. */
export interface Capabilities {
  /** @default [] */
  readonly filters?: readonly OptionalFilter[];
  /** Choices of the Organization Unit filter. */
  readonly organizations?: readonly { readonly id: string; readonly name: string }[];
  /** Choices of the Skill Queue filter. */
  readonly skillQueues?: readonly SkillQueue[];
  /** Longest handling comments, in `unit`. @default 500 UTF-16 code units */
  readonly commentLimit?: {
    readonly max: number;
    readonly unit: 'utf16' | 'code-point' | 'utf8-byte';
  };
  /** IANA time zone of the tenant; times are shown in it. @default the browser's */
  readonly timeZone?: string;
  /** Employee ID of the signed-in user, where there is one. */
  readonly employeeId?: string;
  /** Asks for a reason before a recording is saved. @default false */
  readonly downloadNeedsReason?: boolean;
  /** Downloads are archives with a password of the user's choice. @default false */
  readonly downloadNeedsPassword?: boolean;
  /** Most assignments in one `allocateMessages`. @default 200 */
  readonly maxAssignments?: number;
  /** Seconds during which an allocation can be undone; 0 or absent: it cannot. */
  readonly undoSeconds?: number;
  /**
   * Least share of a voice message that must be heard before Submit, 1 to 100; 0 or absent: no such
   * policy. Submit is then rejected with `invalid` and the field `heard` where it was not.
   */
  readonly heardBeforeSubmitPercent?: number;
  /** Whether a phone number may be offered as a `tel:` link when there is no call control. @default false */
  readonly telLinks?: boolean;
}

/**
 * A backend, as the elements use it. Every method rejects with an `AdapterError`, stops when
 * `options.signal` aborts (rejecting with the signal's reason), and answers plain objects that it
 * does not change afterwards.
 *
 * One adapter belongs to one root element and what that element opens; there is no page-wide one.
 */
export interface MessageAdapter {
  /** Seconds after which a request that was not answered has failed with `timeout`. @default 15 */
  readonly timeoutSeconds?: number;
  /** Asked once per adapter. Without it everything has its default. */
  getCapabilities?(options: RequestOptions): Promise<Capabilities>;
  listMessages(query: MessageQuery, options: RequestOptions): Promise<MessagePage>;
  getMessage(id: string, options: RequestOptions): Promise<Message>;
  listAgents(query: AgentQuery, options: RequestOptions): Promise<AgentPage>;
  /** One result per assignment, in any order. Rejects only when nothing was done at all. */
  allocateMessages(
    command: AllocateCommand,
    options: RequestOptions,
  ): Promise<readonly AllocationResult[]>;
  /** Gives allocated messages back to how they were, where the backend can. */
  undoAllocation?(
    command: UndoAllocation,
    options: RequestOptions,
  ): Promise<readonly AllocationResult[]>;
  /** Unprocessed → Processing, or resumes; takes the lease and answers it with the message. */
  startProcessing(command: StartProcessing, options: RequestOptions): Promise<Message>;
  /** Makes the lease last longer. Rejects with `conflict` when it was lost. */
  renewLease?(request: RenewLease, options: RequestOptions): Promise<Lease>;
  /** Processing → Processed. */
  submitProcessing(command: SubmitProcessing, options: RequestOptions): Promise<Message>;
  /** Processing → Unprocessed: gives the message back without comments. */
  releaseProcessing?(command: ReleaseProcessing, options: RequestOptions): Promise<Message>;
  /** Asked at play time and at download time, because links expire. */
  getRecording(request: RecordingRequest, options: RequestOptions): Promise<Recording>;
  /** What was heard of a recording. Without it each page knows only its own listening. */
  getListening?(messageId: string, options: RequestOptions): Promise<Listening>;
  /** Adds what was heard and answers everything that is held. Harmless when it is sent twice. */
  saveListening?(report: ListeningReport, options: RequestOptions): Promise<Listening>;
  /** Tells of changes. Without it the list reads again when the page gets the focus. */
  subscribe?(listener: (event: LiveEvent) => void, options: RequestOptions): Unsubscribe;
  /** Lets go of connections and timers; called by whoever made the adapter. */
  dispose?(): void;
}

/** The time a live connection, a lease or a retry refers to is always an {@link Instant}. */
export type { Instant };
