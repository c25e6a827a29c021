/** The operations that only some elements need: agents, recordings and all writes. */
import type {
  AllocateCommand,
  AllocationResult,
  RecordingRequest,
  ReleaseProcessing,
  RenewLease,
  StartProcessing,
  SubmitProcessing,
  UndoAllocation,
} from '../adapter/adapter.js';
import { AdapterError, type AdapterOperation } from '../adapter/errors.js';
import { readResults } from './validate/read-results.js';
import type { Lease, Message } from '../model/message.js';
import type { AgentPage, AgentQuery } from '../model/query.js';
import { readAgentPage } from './validate/read-agent.js';
import { readRecording } from './validate/read-recording.js';
import { readLease } from './validate/read-message.js';
import type { Recording } from '../model/recording.js';
import { readMessageOf, type AdapterClient, type CallOptions } from './adapter-client.js';

export function listAgents(
  client: AdapterClient,
  query: AgentQuery,
  options: CallOptions = {},
): Promise<AgentPage> {
  return client.read(
    'listAgents',
    JSON.stringify(query),
    options,
    (adapter, signal) => adapter.listAgents(query, { signal }),
    readAgentPage,
  );
}

/** Neither shared nor retried: every answer may be a link of its own. */
export function getRecording(
  client: AdapterClient,
  request: RecordingRequest,
  options: CallOptions = {},
): Promise<Recording> {
  return client.once(
    'getRecording',
    options,
    (adapter, signal) => adapter.getRecording(request, { signal }),
    readRecording,
  );
}

export function allocateMessages(
  client: AdapterClient,
  command: AllocateCommand,
  options: CallOptions = {},
): Promise<readonly AllocationResult[]> {
  const ids = command.assignments.map((assignment) => assignment.messageId);
  return client.write(
    'allocateMessages',
    options,
    (adapter, signal) => adapter.allocateMessages(command, { signal }),
    (answer) => readResults(answer, ids),
  );
}

export function undoAllocation(
  client: AdapterClient,
  command: UndoAllocation,
  options: CallOptions = {},
): Promise<readonly AllocationResult[]> {
  const ids = command.messages.map((message) => message.messageId);
  return client.write(
    'undoAllocation',
    options,
    (adapter, signal) =>
      adapter.undoAllocation?.(command, { signal }) ?? unsupported('undoAllocation'),
    (answer) => readResults(answer, ids),
  );
}

export function startProcessing(
  client: AdapterClient,
  command: StartProcessing,
  options: CallOptions = {},
): Promise<Message> {
  return client.write(
    'startProcessing',
    options,
    (adapter, signal) => adapter.startProcessing(command, { signal }),
    (answer, issues) => readMessageOf(command.messageId, answer, issues),
  );
}

export function renewLease(
  client: AdapterClient,
  request: RenewLease,
  options: CallOptions = {},
): Promise<Lease> {
  return client.once(
    'renewLease',
    options,
    (adapter, signal) => adapter.renewLease?.(request, { signal }) ?? unsupported('renewLease'),
    readLease,
  );
}

export function submitProcessing(
  client: AdapterClient,
  command: SubmitProcessing,
  options: CallOptions = {},
): Promise<Message> {
  return client.write(
    'submitProcessing',
    options,
    (adapter, signal) => adapter.submitProcessing(command, { signal }),
    (answer, issues) => readMessageOf(command.messageId, answer, issues),
  );
}

export function releaseProcessing(
  client: AdapterClient,
  command: ReleaseProcessing,
  options: CallOptions = {},
): Promise<Message> {
  return client.write(
    'releaseProcessing',
    options,
    (adapter, signal) =>
      adapter.releaseProcessing?.(command, { signal }) ?? unsupported('releaseProcessing'),
    (answer, issues) => readMessageOf(command.messageId, answer, issues),
  );
}

function unsupported(operation: AdapterOperation): Promise<never> {
  return Promise.reject(new AdapterError('unsupported', { operation }));
}
