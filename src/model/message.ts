/**
 * The message in every part of the product. Neutral types: an adapter maps its backend's shapes to
 * these, and elements never see a wire shape.
 */

/** An absolute instant: ISO 8601 with offset, for example `2026-11-22T09:30:00+08:00`. */
export type Instant = string;

/** The five statuses of the AICC screen, in the order a message passes through them. */
export const MESSAGE_STATUSES = [
  'to-be-allocated',
  'unprocessed',
  'processing',
  'processed',
  'allocation-failed',
] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** The channels a message can arrive by: an IVR recording or text left in web chat. */
export const MESSAGE_CHANNELS = ['voice', 'web'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/** What a person can do with a message from its row. */
export const MESSAGE_ACTIONS = ['allocate', 'view', 'process', 'play', 'download'] as const;
export type MessageAction = (typeof MESSAGE_ACTIONS)[number];

/**
 * A closed set of known words that may also hold an unknown one. An unknown word stays visible as sent
 * and makes the message view-only.
 */
export type OrUnknown<Known extends string> = Known | (string & Record<never, never>);

/**
 * Why an action is not offered. Known codes have a translated sentence; an unknown one falls back
 * to a general sentence.
 */
export const REFUSAL_REASONS = [
  'status',
  'not-allocated',
  'already-allocated',
  'already-processed',
  'channel',
  'unknown-status',
  'unknown-channel',
  'owned-by-other',
  'assigned-to-other',
  'no-permission',
  'recording-purged',
  'recording-storage-offline',
  'unsupported',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Whether one action is offered for one message, and if not, why. */
export type ActionPermission =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: OrUnknown<RefusalReason> };

/**
 * The right to work on a message that is Processing. One person holds it at a time; it ends by
 * itself at `expiresAt` when it is not renewed.
 */
export interface Lease {
  /** Opaque id that renew, submit and release send back. */
  readonly id: string;
  readonly ownerEmployeeId: string;
  readonly ownerName: string | null;
  /** True when the signed-in user of this adapter holds it. */
  readonly mine: boolean;
  readonly expiresAt: Instant | null;
}

/** Why the system could not allocate a message by itself. */
export interface AllocationFailure {
  /** For example `agent-not-found`, `skill-queue-not-found` (the two published AICC causes). */
  readonly code: string;
  readonly since: Instant | null;
  readonly tries: number | null;
  /** The requested employee ID or skill queue. Shown as text. */
  readonly target: string | null;
}

/** One line of a message's history. */
export interface HistoryEntry {
  readonly at: Instant | null;
  /** `created allocated processing-started released taken-over called processed allocation-failed` or another word, shown as sent. */
  readonly kind: string;
  readonly employeeId: string | null;
  readonly name: string | null;
  /** Handling comments, a reason, or the outcome of a call; plain text. */
  readonly note: string | null;
}

/**
 * Readings of a message that a machine made. They are always marked as made by a machine, and never
 * replace the customer's own words.
 */
export interface MachineReading {
  /** One or two sentences. */
  readonly summary: string | null;
  readonly topic: string | null;
  readonly urgency: 'low' | 'normal' | 'high' | null;
  readonly urgencyReason: string | null;
  /** The text or transcript in another language. */
  readonly translation: { readonly language: string; readonly text: string } | null;
  /** A proposal for the handling comments. */
  readonly draft: string | null;
}

/** A leave message. `null` means that the backend gave no (readable) value, and shows as a dash. */
export interface Message {
  readonly id: string;
  /** Rises by at least one with every change of this message; the newest version wins. */
  readonly version: number;
  readonly channel: OrUnknown<MessageChannel>;
  readonly status: OrUnknown<MessageStatus>;
  /** As the backend sends it (it may be masked); shown left to right, never parsed. */
  readonly contactNumber: string | null;
  readonly employeeId: string | null;
  readonly businessAccount: string | null;
  readonly createdAt: Instant | null;
  readonly updatedAt: Instant | null;
  /** Length of the recording of a voice message, in seconds. */
  readonly durationSeconds: number | null;
  /** Text of a WEB message, plain text exactly as the customer left it. */
  readonly text: string | null;
  /** BCP 47 language of the text or the speech, where known. */
  readonly language: string | null;
  readonly organization: string | null;
  readonly skillQueue: string | null;
  /** The backend's decisions; an action that it does not name follows {@link actionPermission}'s default. */
  readonly actions: Readonly<Partial<Record<MessageAction, ActionPermission>>>;
  readonly lease: Lease | null;
  readonly allocationFailure: AllocationFailure | null;
  readonly handlingComments: string | null;
  readonly history: readonly HistoryEntry[];
  /** By when it should be processed, where the backend promises a time. */
  readonly dueAt?: Instant | null;
  /** How often somebody tried to reach the customer, where the backend counts it. */
  readonly attempts?: number | null;
  /** Code of the outcome that was chosen when it was processed. */
  readonly outcome?: string | null;
  readonly machine?: MachineReading | null;
}
