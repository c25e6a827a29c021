/** The data that the backend keeps. Elements never see these shapes, only the result of `viewMessage`. */
import type { AdapterOperation } from '../../src/adapter/errors.js';
import type { OptionalFilter } from '../../src/adapter/adapter.js';
import type { Agent, SkillQueue } from '../../src/model/agent.js';
import type { Instant, Message, MessageAction } from '../../src/model/message.js';
import type { Clock } from '../clock.js';

export type Role = 'administrator' | 'agent';

/** A signed-in user. */
export interface BackendUser {
  readonly employeeId: string;
  readonly businessAccount: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** @default 'main' */
  readonly tenantId?: string;
  /** Actions that the administration denies this user, whatever the roles allow. */
  readonly denied?: readonly MessageAction[];
}

/** An agent as the directory keeps it; `openMessages` is counted, not kept. */
export type StoredAgent = Omit<Agent, 'openMessages'>;

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
}

export interface StoredLease {
  readonly id: string;
  readonly ownerEmployeeId: string;
  readonly ownerName: string | null;
  /** `null`: does not end by itself. */
  readonly expiresAt: Instant | null;
}

/** State of a recording's file. Only `purged` is known before the recording is requested. */
export type RecordingState = 'available' | 'purged' | 'missing' | 'forbidden' | 'storage-offline';

/** A message without the parts that depend on the user. Never changed in place. */
export interface StoredMessage extends Omit<Message, 'actions' | 'lease'> {
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly organizationId: string | null;
  readonly skillQueueId: string | null;
  readonly lease: StoredLease | null;
  /** File name of the recording of a voice message. */
  readonly recordingFile: string | null;
  readonly recordingState: RecordingState;
}

/** The fields that filters and sorting use. */
export interface MessageFacts {
  readonly id: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  /** `null` without a promise. */
  readonly dueMs: number | null;
  readonly status: string;
  readonly channel: string;
  readonly contactNumber: string | null;
  readonly employeeId: string | null;
  readonly businessAccount: string | null;
  readonly organizationId: string | null;
  readonly skillQueueId: string | null;
}

/** Messages by index; a large source may compute each one on request. */
export interface MessageSource {
  readonly size: number;
  facts(index: number): MessageFacts;
  message(index: number): StoredMessage;
  /** -1 when there is none. */
  indexOf(id: string): number;
}

/** The initial data of a tenant. */
export interface SeedData {
  readonly messages: readonly StoredMessage[] | MessageSource;
  readonly agents: readonly StoredAgent[];
  readonly organizations: readonly Organization[];
  readonly skillQueues: readonly SkillQueue[];
}

export interface MemoryBackendOptions {
  /** @default the system's clock */
  readonly clock?: Clock;
  /** The initial data of the tenant `main`. @default `createSeed()`: about 270 messages and 48 agents */
  readonly seed?: SeedData;
  /** Further tenants by id, invisible to each other. */
  readonly tenants?: Readonly<Record<string, SeedData>>;
  /** How long an answer takes, in milliseconds; half of it passes before the act. @default 0 */
  readonly latencyMs?: number | ((operation: AdapterOperation) => number);
  /** @default 600 */
  readonly leaseSeconds?: number;
  /** How long an allocation can be undone. @default 8 */
  readonly undoSeconds?: number;
  /** Longest handling comments in UTF-16 code units. @default 500 */
  readonly commentLimit?: number;
  /** Most messages in one allocation. @default 200 */
  readonly maxAssignments?: number;
  /** Whether a page names the cursor of the next one. @default 'index' */
  readonly paging?: 'index' | 'cursor';
  /** Optional filters that the capabilities declare. @default [] */
  readonly filters?: readonly OptionalFilter[];
  /** How a command is handled whose key is still in progress. @default 'wait' */
  readonly keyInProgress?: 'wait' | 'refuse';
  /** Whether live events contain the message. @default true */
  readonly eventMessages?: boolean;
  /**
   * `tone`: a synthesized sound of the right length and format, because the package contains no media;
   * `files`: the URL of a file; `blobs`: the bytes of that file, fetched. @default 'tone'
   */
  readonly recordings?: 'tone' | 'files' | 'blobs';
  /** Where a recording's file is served. @default `/recordings/<file>` */
  readonly recordingUrl?: (file: string) => string;
  /** Recording links end after so many seconds. @default they do not end */
  readonly signedSeconds?: number;
  /** Whether a `converted` variant is offered (always the tone). @default false */
  readonly convertedVariant?: boolean;
  /** A reason must be given before a recording is saved. @default false */
  readonly downloadNeedsReason?: boolean;
  /**
   * Downloads are archives with a password of the user's choice. The mock always returns
   * the same one, which `aicc_2024` opens. @default false
   */
  readonly downloadNeedsPassword?: boolean;
  /** Share of a voice message that must be heard before Submit, in percent. @default 0 */
  readonly heardBeforeSubmitPercent?: number;
}

/** The limits that this backend enforces. */
export interface BackendLimits {
  readonly leaseSeconds: number;
  readonly undoSeconds: number;
  readonly commentLimit: number;
  readonly maxAssignments: number;
  readonly heardBeforeSubmitPercent: number;
}

export const DEFAULT_TENANT = 'main';

/** The default user: an administrator who is also an agent. */
export const DEFAULT_USER: BackendUser = {
  employeeId: '1001',
  businessAccount: 'j100001',
  name: 'Robin Castellan',
  roles: ['administrator', 'agent'],
};
