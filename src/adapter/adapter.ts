/** The contract between the elements and a backend. */
import type { AgentPage, AgentQuery, MessagePage, MessageQuery } from '../model/query.js';
import type { SkillQueue } from '../model/agent.js';
import type { Lease, Message } from '../model/message.js';
import type { Recording } from '../model/recording.js';
import type { AdapterErrorCode, FieldError } from './errors.js';

/** Options of every request. */
export interface RequestOptions {
  /**
   * Aborted when the answer is no longer needed. Reads may stop; a command that was sent is followed
   * to its end.
   */
  readonly signal?: AbortSignal;
}

/** Ends a subscription; calling it twice is harmless. */
export type Unsubscribe = () => void;

/** A command that changes something: one intent, one key. */
export interface Command {
  /**
   * The same for every try of one intent, different for every intent. A backend that sees a key again
   * repeats its first answer and does nothing else.
   */
  readonly idempotencyKey: string;
}

/** One message for one agent. */
export interface Assignment {
  readonly messageId: string;
  /** The version that the user's choice was based on. */
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
      /** The message as it is now, with a `conflict`. */
      readonly current?: Message;
      readonly fields?: readonly FieldError[];
    };

export interface UndoAllocation extends Command {
  /** The messages of the allocation's results: id and version. */
  readonly messages: readonly { readonly messageId: string; readonly expectedVersion: number }[];
}

export interface StartProcessing extends Command {
  readonly messageId: string;
  readonly expectedVersion: number;
  /** Takes the lease from its current owner; the reason goes into the history. */
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
  /** For voice messages, only where the capabilities name `heardBeforeSubmitPercent`. */
  readonly heard?: HeardStatement;
}

/** A part of a recording, in seconds from its start. */
export interface ListeningSpan {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** The parts of a recording that were heard, as the backend keeps them. */
export interface Listening {
  readonly messageId: string;
  /** Heard by the signed-in user, on any page or device. */
  readonly spans: readonly ListeningSpan[];
  /** Heard by colleagues, united and without names; absent where it is not shared. */
  readonly others?: readonly ListeningSpan[];
}

/** Further parts that the signed-in user has heard. They are added; sending them again changes nothing. */
export interface ListeningReport {
  readonly messageId: string;
  readonly spans: readonly ListeningSpan[];
}

/**
 * Why a message may be submitted although less of it was heard than the policy requires: the
 * transcript was read instead, the recording cannot be played here, or it was heard by phone.
 */
export type HeardInstead = 'transcript' | 'not-playable' | 'phone';

/** The statement about listening that goes with a submission. */
export interface HeardStatement {
  /** Heard by this user, including silence that was skipped. */
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
  /** Playing and saving are separate rights. */
  readonly purpose: 'play' | 'download';
  /** `converted` is another encoding, which a backend may offer when the original cannot be played. */
  readonly variant?: 'original' | 'converted';
  /** Why the file is saved, where the backend's policy requires a reason. */
  readonly reason?: string;
  /** Password of the archive, where the backend packs downloads with one of the user's choice. */
  readonly archivePassword?: string;
}

/**
 * An event of `subscribe`. `sequence` rises by one with every event of this backend for this user; a
 * gap means that events were lost, and the list reads everything again.
 */
export type LiveEvent =
  | {
      readonly type: 'changed';
      readonly sequence: number | null;
      readonly messageId: string;
      readonly version: number;
      /** The message at `version`, when the backend sends it with the event. */
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
  /** Whether events arrive; after `paused`, `live` makes the list read again. */
  | { readonly type: 'connection'; readonly state: 'live' | 'paused' };

/** Filters that are shown only where the backend supports them. */
export const OPTIONAL_FILTERS = [
  'organization',
  'processor-account',
  'skill-queue',
  'late',
] as const;
export type OptionalFilter = (typeof OPTIONAL_FILTERS)[number];

/** Assignments in one `allocateMessages` where the backend names no limit. */
export const DEFAULT_MAX_ASSIGNMENTS = 200;

/** Features and limits of this backend. Each has a default. */
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
  /** Whether a reason is required before a recording is saved. @default false */
  readonly downloadNeedsReason?: boolean;
  /** Downloads are archives with a password of the user's choice. @default false */
  readonly downloadNeedsPassword?: boolean;
  /** Most assignments in one `allocateMessages`. @default 200 */
  readonly maxAssignments?: number;
  /** Seconds during which an allocation can be undone; 0 or absent: it cannot be undone. */
  readonly undoSeconds?: number;
  /**
   * Share of a voice message that must be heard before Submit, 1 to 100; 0 or absent: no such policy.
   * Without it Submit is rejected with `invalid` and the field `heard`.
   */
  readonly heardBeforeSubmitPercent?: number;
  /** Each page brings its `counts`; without them the status tabs have no numbers. @default false */
  readonly statusCounts?: boolean;
  /** Whether a phone number may be offered as a `tel:` link when there is no call control. @default false */
  readonly telLinks?: boolean;
}

/**
 * A backend, as the elements use it. Every method rejects with an `AdapterError`, stops when
 * `options.signal` aborts (rejecting with the signal's reason), and returns plain objects that it
 * does not change afterwards.
 *
 * An adapter belongs to one root element and the elements that it opens; there is no page-wide one.
 */
export interface MessageAdapter {
  /** Seconds after which a request without an answer fails with `timeout`. @default 15 */
  readonly timeoutSeconds?: number;
  /** Requested once per adapter. Without it every capability has its default. */
  getCapabilities?(options: RequestOptions): Promise<Capabilities>;
  listMessages(query: MessageQuery, options: RequestOptions): Promise<MessagePage>;
  getMessage(id: string, options: RequestOptions): Promise<Message>;
  listAgents(query: AgentQuery, options: RequestOptions): Promise<AgentPage>;
  /** One result per assignment, in any order. Rejects only when nothing was done at all. */
  allocateMessages(
    command: AllocateCommand,
    options: RequestOptions,
  ): Promise<readonly AllocationResult[]>;
  /** Undoes an allocation: the messages are as they were before it. */
  undoAllocation?(
    command: UndoAllocation,
    options: RequestOptions,
  ): Promise<readonly AllocationResult[]>;
  /** Unprocessed → Processing, or resumes; takes the lease and returns it with the message. */
  startProcessing(command: StartProcessing, options: RequestOptions): Promise<Message>;
  /** Extends the lease. Rejects with `conflict` when it was lost. */
  renewLease?(request: RenewLease, options: RequestOptions): Promise<Lease>;
  /** Processing → Processed. */
  submitProcessing(command: SubmitProcessing, options: RequestOptions): Promise<Message>;
  /** Processing → Unprocessed: puts the message back without comments. */
  releaseProcessing?(command: ReleaseProcessing, options: RequestOptions): Promise<Message>;
  /** Requested at play time and at download time, because links expire. */
  getRecording(request: RecordingRequest, options: RequestOptions): Promise<Recording>;
  /** The heard parts of a recording. Without it each page knows only its own. */
  getListening?(messageId: string, options: RequestOptions): Promise<Listening>;
  /** Adds heard parts and returns all that are kept. Harmless when it is sent twice. */
  saveListening?(report: ListeningReport, options: RequestOptions): Promise<Listening>;
  /** Reports changes. Without it the list reads again when the page gets the focus. */
  subscribe?(listener: (event: LiveEvent) => void, options: RequestOptions): Unsubscribe;
  /** Releases connections and timers; called by the code that created the adapter. */
  dispose?(): void;
}
