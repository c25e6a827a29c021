/** The shapes of the published document that this service makes or reads. The document itself is checked at run time. */
import type { Status } from './db/schema.js';

export type Action = 'allocate' | 'view' | 'process' | 'play' | 'download';
export type Permission = { allowed: true } | { allowed: false; reason: string };

export interface Span {
  startSeconds: number;
  endSeconds: number;
}

interface Lease {
  id: string;
  ownerEmployeeId: string;
  ownerName: string | null;
  mine: boolean;
  expiresAt: string;
}

interface Message {
  id: string;
  version: number;
  channel: string;
  status: string;
  contactNumber: string | null;
  employeeId: string | null;
  businessAccount: string | null;
  createdAt: string;
  updatedAt: string;
  durationSeconds: number | null;
  text: string | null;
  language: string | null;
  organization: string | null;
  skillQueue: string | null;
  actions: Partial<Record<Action, Permission>>;
  lease: Lease | null;
  allocationFailure: {
    code: string;
    since: string | null;
    tries: number | null;
    target: string | null;
  } | null;
  handlingComments: string | null;
  dueAt: string | null;
  history?: {
    at: string;
    kind: string;
    employeeId: string | null;
    name: string | null;
    note: string | null;
  }[];
}

interface PageRequest {
  index: number;
  size: number;
  cursor?: string;
}

interface MessageFilters {
  time: { kind: 'last'; hours: number } | { kind: 'between'; from: string; to: string };
  contactNumber?: string;
  status?: string;
  employeeId?: string;
  channel?: string;
  organizationId?: string;
  includeSubOrganizations?: boolean;
  processorAccount?: string;
  skillQueueId?: string;
  late?: boolean;
}

interface MessageQuery extends MessageFilters {
  sort: { field: 'created' | 'updated'; direction: 'ascending' | 'descending' };
  page: PageRequest;
}

interface AgentQuery {
  employeeId?: string;
  account?: string;
  name?: string;
  skillQueue?: string;
  organization?: string;
  messageIds?: string[];
  page: PageRequest;
}

interface AllocationResult {
  messageId: string;
  ok: boolean;
  message?: Message;
  code?: string;
  current?: Message;
  fields?: { field: string; code: string }[];
}

interface HeardStatement {
  spans: Span[];
  instead: 'transcript' | 'not-playable' | 'phone' | null;
}

export interface Wire {
  Message: Message;
  Lease: Lease;
  PageRequest: PageRequest;
  MessageFilters: MessageFilters;
  MessageQuery: MessageQuery;
  AgentQuery: AgentQuery;
  AllocationRequest: {
    assignments: { messageId: string; expectedVersion: number; employeeId: string }[];
  };
  UndoRequest: { messages: { messageId: string; expectedVersion: number }[] };
  AllocationResult: AllocationResult;
  StartRequest: { takeOver?: { reason: string } };
  LeaseRequest: { leaseId: string };
  SubmissionRequest: { leaseId: string | null; comments: string; heard?: HeardStatement };
  ReleaseRequest: { leaseId: string | null };
  RecordingRequest: {
    purpose: 'play' | 'download';
    variant?: 'original' | 'converted';
    reason?: string;
    archivePassword?: string;
  };
  /** Goes with a page: `statusCounts` is declared. */
  Counts: Record<Status | 'mine' | 'late', number>;
}
