/** Queries of the list and the agent search, and their pages. */
import type { Instant, Message, MessageChannel, MessageStatus } from './message.js';
import type { Agent } from './agent.js';
import type { TimeRange } from './time-range.js';

export type SortField = 'created' | 'updated';
export type SortDirection = 'ascending' | 'descending';

export interface Sort {
  readonly field: SortField;
  readonly direction: SortDirection;
}

/** The requested page. `index` counts from 0; `cursor` is the `nextCursor` of the previous page, if it has one. */
export interface PageRequest {
  readonly index: number;
  readonly size: number;
  readonly cursor?: string;
}

/** The filters of the screen. A filter that is left out does not restrict. */
export interface MessageFilters {
  readonly time: TimeRange;
  readonly contactNumber?: string;
  readonly status?: MessageStatus;
  readonly employeeId?: string;
  readonly channel?: MessageChannel;
  /** Only where the adapter declares `organization`. */
  readonly organizationId?: string;
  readonly includeSubOrganizations?: boolean;
  /** Only where the adapter declares `processor-account`. */
  readonly processorAccount?: string;
  /** Only where the adapter declares `skill-queue`. */
  readonly skillQueueId?: string;
  /** Only messages past their due time that are not processed; only where the adapter declares `late`. */
  readonly late?: boolean;
}

export interface MessageQuery extends MessageFilters {
  readonly sort: Sort;
  readonly page: PageRequest;
}

/**
 * How many messages match per status, and among them those of the signed-in user and those past their
 * due time. All filters of the query count but status, employee ID and late: the numbers stay when a tab
 * is chosen.
 */
export type StatusCounts = Readonly<Partial<Record<MessageStatus | 'mine' | 'late', number>>>;

export interface MessagePage {
  readonly messages: readonly Message[];
  /** The number of all matching messages; `null` when the backend does not count them. */
  readonly total: number | null;
  /** True when `total` is an estimate: shown as "about". */
  readonly totalIsEstimate: boolean;
  /** Cursor of the next page; `null` when there is none or the backend pages by index. */
  readonly nextCursor: string | null;
  /** Whether a next page exists, where the backend says so without a total. */
  readonly hasMore: boolean | null;
  /** The backend's clock when it answered. */
  readonly serverTime: Instant | null;
  /** Number of the last live event that this page already contains. */
  readonly sequence: number | null;
  /** Where the backend counts: see `Capabilities.statusCounts`. */
  readonly counts?: StatusCounts;
}

/** How the Allocate dialog searches agents: one text over the named fields, or over all. */
export const AGENT_SEARCH_FIELDS = [
  'employee-id',
  'account',
  'name',
  'skill-queue',
  'organization',
] as const;
export type AgentSearchField = (typeof AGENT_SEARCH_FIELDS)[number];

export interface AgentQuery {
  readonly employeeId?: string;
  readonly account?: string;
  readonly name?: string;
  readonly skillQueue?: string;
  readonly organization?: string;
  /** The messages to be allocated: a backend may rank agents by them. */
  readonly messageIds?: readonly string[];
  readonly page: PageRequest;
}

export interface AgentPage {
  readonly agents: readonly Agent[];
  readonly total: number | null;
  readonly nextCursor: string | null;
  readonly hasMore: boolean | null;
}

/** The screen's defaults: 7 Days, all statuses, all channels, newest first, 20 a page. */
export const DEFAULT_QUERY: MessageQuery = {
  time: { kind: 'last', hours: 168 },
  sort: { field: 'created', direction: 'descending' },
  page: { index: 0, size: 20 },
};

export const PAGE_SIZES: readonly number[] = [10, 20, 50, 100];
