/**
 * The tables. Instants are whole milliseconds since 1970 by the database's clock: the same type, the
 * same comparisons and the same cursors in both databases.
 */
import type { Generated, Insertable, Selectable } from 'kysely';

export type Status =
  'to-be-allocated' | 'unprocessed' | 'processing' | 'processed' | 'allocation-failed';

export interface MessagesTable {
  id: string;
  /** Rises by one with each change; every command is conditional on it. */
  version: number;
  channel: 'voice' | 'web';
  status: Status;
  /** As the caller left it. */
  contact_number: string | null;
  /** The same number as it is searched for: digits alone, or plain lower-case text. */
  contact_search: string | null;
  employee_id: string | null;
  business_account: string | null;
  organization_id: string | null;
  skill_queue_id: string | null;
  created_at: number;
  updated_at: number;
  text: string | null;
  language: string | null;
  handling_comments: string | null;
  recording_id: string | null;
  duration_seconds: number | null;
  lease_id: string | null;
  lease_owner: string | null;
  lease_expires_at: number | null;
  failure_code: string | null;
  failure_since: number | null;
  failure_tries: number | null;
  failure_target: string | null;
  /** By when it should be processed, where a time was promised. */
  due_at: number | null;
  /** Ready for the optional capabilities; nothing reads them yet. */
  attempts: number | null;
  outcome: string | null;
}

export interface HistoryTable {
  message_id: string;
  /** Version that the act made. */
  version: number;
  at: number;
  kind: string;
  employee_id: string | null;
  name: string | null;
  note: string | null;
}

/** What a message was before its allocation, for as long as that can be taken back. */
export interface AllocationsTable {
  message_id: string;
  /** Version that the allocation made: any other one means that somebody touched the message. */
  version: number;
  by: string;
  until: number;
  status: Status;
  employee_id: string | null;
  business_account: string | null;
  failure: string | null;
}

export interface OrganizationsTable {
  id: string;
  name: string;
  parent_id: string | null;
}

export interface SkillQueuesTable {
  id: string;
  name: string;
}

export interface AgentsTable {
  employee_id: string;
  business_account: string;
  name: string;
  organization_id: string | null;
  state: string;
  /** Words separated by spaces: `administrator`, `agent`, `supervisor`. */
  roles: string;
}

export interface AgentSkillQueuesTable {
  employee_id: string;
  skill_queue_id: string;
}

export interface RecordingsTable {
  id: string;
  /** Key in the store of recordings; null once the sound was deleted. */
  storage_key: string | null;
  mime_type: string;
  size_bytes: number;
  duration_seconds: number | null;
  /** JSON: loudness from 0 to 1. */
  peaks: string;
  /** JSON, or null. */
  transcript: string | null;
  imported_at: number;
}

export interface ListeningTable {
  message_id: string;
  employee_id: string;
  /** JSON: spans, united. */
  spans: string;
}

/** One row for each accepted command: the same key gets the same answer. */
export interface CommandKeysTable {
  owner: string;
  key: string;
  /** Hash of everything that the command says. */
  fingerprint: string;
  /** JSON; null once a message in it was erased. */
  answer: string | null;
  at: number;
}

/** Which answers hold which messages, so that erasing a message finds them. */
export interface CommandMessagesTable {
  owner: string;
  key: string;
  message_id: string;
}

/** The outbox: written in the transaction that made the change. */
export interface EventsTable {
  sequence: number;
  type: 'changed' | 'removed';
  message_id: string;
  version: number;
  reason: 'deleted' | 'erased' | null;
  at: number;
}

/** One row. Its lock, held until the end of the transaction, makes the numbers follow the commits. */
export interface EventCounterTable {
  id: number;
  last: number;
}

/** Can only grow: triggers refuse changes. Ids and reasons only, no number, name or comment. */
export interface AuditTable {
  id: Generated<number>;
  at: number;
  employee_id: string | null;
  act: string;
  message_id: string | null;
  version: number | null;
  reason: string | null;
  request_id: string | null;
}

export interface MetaTable {
  name: string;
  value: string;
}

export interface Tables {
  messages: MessagesTable;
  history: HistoryTable;
  allocations: AllocationsTable;
  organizations: OrganizationsTable;
  skill_queues: SkillQueuesTable;
  agents: AgentsTable;
  agent_skill_queues: AgentSkillQueuesTable;
  recordings: RecordingsTable;
  listening: ListeningTable;
  command_keys: CommandKeysTable;
  command_messages: CommandMessagesTable;
  events: EventsTable;
  event_counter: EventCounterTable;
  audit: AuditTable;
  meta: MetaTable;
}

export type MessageRow = Selectable<MessagesTable>;
export type NewMessage = Insertable<MessagesTable>;
