/** The adapter for backends with the published interface, `openapi/aicc-messages.yaml`. */
import type {
  Listening,
  ListeningSpan,
  MessageAdapter,
  RecordingRequest,
} from '../../adapter/adapter.js';
import { AdapterError, type AdapterOperation } from '../../adapter/errors.js';
import type { Message } from '../../model/message.js';
import type { AgentQuery, MessageQuery } from '../../model/query.js';
import type { Recording } from '../../model/recording.js';
import {
  openAgentPage,
  openCapabilities,
  openLease,
  openListening,
  openMessage,
  openMessagePage,
  openRecording,
  openResults,
} from './envelopes.js';
import { EventStream } from './event-stream.js';
import { readOptions, type HttpAdapterOptions, type Settings } from './options.js';
import type { components } from './schema.js';
import { Transport } from './transport.js';
import { recordingUrl } from './urls.js';

type Wire = components['schemas'];

/**
 * Creates an adapter over HTTP. It sends each request once, and a second time after the session
 * was renewed. Time limits and retries of reads are up to the caller.
 *
 * @throws TypeError when an option cannot be used; the text names it
 */
export function createHttpAdapter(options: HttpAdapterOptions): MessageAdapter {
  const settings = readOptions(options);
  const transport = new Transport(settings);
  const stream = new EventStream(transport, settings);

  const adapter: MessageAdapter = {
    ...(settings.timeoutSeconds === undefined ? {} : { timeoutSeconds: settings.timeoutSeconds }),

    async getCapabilities({ signal }) {
      try {
        const answer = await transport.json('getCapabilities', 'get', '/capabilities', {
          body: undefined,
          signal,
        });
        return opened('getCapabilities', openCapabilities, answer);
      } catch (error) {
        if (error instanceof AdapterError && /^(not-found|unsupported)$/.test(error.code))
          return {};
        throw error;
      }
    },

    async listMessages(query, { signal }) {
      const answer = await transport.json('listMessages', 'post', '/messages/search', {
        body: wireQuery(query),
        signal,
      });
      return opened('listMessages', openMessagePage, answer);
    },

    async getMessage(messageId, { signal }) {
      const answer = await transport.json('getMessage', 'get', '/messages/{messageId}', {
        messageId,
        body: undefined,
        signal,
      });
      return messageOf('getMessage', answer, messageId);
    },

    async listAgents(query, { signal }) {
      const answer = await transport.json('listAgents', 'post', '/agents/search', {
        body: wireAgentQuery(query),
        signal,
      });
      return opened('listAgents', openAgentPage, answer);
    },

    async allocateMessages({ idempotencyKey, assignments }, { signal }) {
      const answer = await transport.json('allocateMessages', 'post', '/allocations', {
        body: {
          assignments: assignments.map(({ messageId, expectedVersion, employeeId }) => ({
            messageId,
            expectedVersion,
            employeeId,
          })),
        },
        idempotencyKey,
        signal,
      });
      return opened('allocateMessages', openResults, answer);
    },

    async undoAllocation({ idempotencyKey, messages }, { signal }) {
      const answer = await transport.json('undoAllocation', 'post', '/allocations/undo', {
        body: {
          messages: messages.map(({ messageId, expectedVersion }) => ({
            messageId,
            expectedVersion,
          })),
        },
        idempotencyKey,
        signal,
      });
      return opened('undoAllocation', openResults, answer);
    },

    async startProcessing({ messageId, expectedVersion, idempotencyKey, takeOver }, { signal }) {
      const answer = await transport.json(
        'startProcessing',
        'post',
        '/messages/{messageId}/processing',
        {
          messageId,
          expectedVersion,
          idempotencyKey,
          body: takeOver ? { takeOver: { reason: takeOver.reason } } : {},
          signal,
        },
      );
      return messageOf('startProcessing', answer, messageId);
    },

    async renewLease({ messageId, leaseId }, { signal }) {
      const answer = await transport.json(
        'renewLease',
        'put',
        '/messages/{messageId}/processing/lease',
        { messageId, body: { leaseId }, signal },
      );
      return opened('renewLease', openLease, answer);
    },

    async submitProcessing(command, { signal }) {
      const { messageId, expectedVersion, idempotencyKey, leaseId, comments, heard } = command;
      const answer = await transport.json(
        'submitProcessing',
        'post',
        '/messages/{messageId}/processing/submission',
        {
          messageId,
          expectedVersion,
          idempotencyKey,
          body: {
            leaseId,
            comments,
            ...(heard
              ? { heard: { spans: heard.spans.map(wireSpan), instead: heard.instead } }
              : {}),
          },
          signal,
        },
      );
      return messageOf('submitProcessing', answer, messageId);
    },

    async releaseProcessing({ messageId, expectedVersion, idempotencyKey, leaseId }, { signal }) {
      const answer = await transport.json(
        'releaseProcessing',
        'post',
        '/messages/{messageId}/processing/release',
        { messageId, expectedVersion, idempotencyKey, body: { leaseId }, signal },
      );
      return messageOf('releaseProcessing', answer, messageId);
    },

    async getRecording(request, { signal }) {
      const answer = await transport.json(
        'getRecording',
        'post',
        '/messages/{messageId}/recording',
        { messageId: request.messageId, body: wireRecordingRequest(request), signal },
      );
      return withLoadableUrl(opened('getRecording', openRecording, answer), settings);
    },

    async getListening(messageId, { signal }) {
      const answer = await transport.json(
        'getListening',
        'get',
        '/messages/{messageId}/listening',
        { messageId, body: undefined, signal },
      );
      return listeningOf('getListening', answer, messageId);
    },

    async saveListening({ messageId, spans }, { signal }) {
      const answer = await transport.json(
        'saveListening',
        'post',
        '/messages/{messageId}/listening',
        // The last report is sent while the page goes away.
        { messageId, body: { spans: spans.map(wireSpan) }, signal, keepalive: true },
      );
      return listeningOf('saveListening', answer, messageId);
    },

    subscribe: (listener, { signal }) => stream.subscribe(listener, signal),

    dispose: () => transport.dispose(),
  };

  for (const method of settings.without) Reflect.deleteProperty(adapter, method);
  if (settings.events === 'none') delete adapter.subscribe;
  return adapter;
}

/** What is in the envelope of an answer. No cause goes along: it could quote the values. */
function opened<Result>(
  operation: AdapterOperation,
  open: (answer: unknown) => Result | null,
  answer: unknown,
): Result {
  const result = open(answer);
  if (result === null) throw new AdapterError('malformed', { operation });
  return result;
}

/** The message in the answer, which must be the one that was asked for. */
function messageOf(operation: AdapterOperation, answer: unknown, messageId: string): Message {
  const message = opened(operation, openMessage, answer);
  if (message.id !== messageId) throw new AdapterError('malformed', { operation });
  return message;
}

/** The listening in the answer, which must belong to the message that was asked for. */
function listeningOf(operation: AdapterOperation, answer: unknown, messageId: string): Listening {
  const listening = opened(operation, openListening, answer);
  if (listening.messageId !== messageId) throw new AdapterError('malformed', { operation });
  return listening;
}

/** The recording with an absolute address, which must be one that recordings may come from. */
function withLoadableUrl(
  recording: Recording & { readonly kind: 'url' },
  settings: Settings,
): Recording {
  const checked = recordingUrl(recording.url, settings);
  if (!checked) throw new AdapterError('malformed', { operation: 'getRecording' });
  const { url, isSameOrigin } = checked;
  // On the page's own origin CORS costs nothing, and service workers then see the requested range.
  const crossOrigin = recording.crossOrigin ?? (isSameOrigin ? 'anonymous' : null);
  return { ...recording, url, crossOrigin };
}

/** Only the known fields of the query; undefined ones stay out of the JSON. */
function wireQuery(query: MessageQuery): Wire['MessageQuery'] {
  const { time, sort, page } = query;
  return {
    ...pick(query, [
      'contactNumber',
      'status',
      'employeeId',
      'channel',
      'organizationId',
      'includeSubOrganizations',
      'processorAccount',
      'skillQueueId',
      'late',
    ]),
    time:
      time.kind === 'last'
        ? { kind: 'last', hours: time.hours }
        : { kind: 'between', from: time.from, to: time.to },
    sort: { field: sort.field, direction: sort.direction },
    page: wirePage(page),
  };
}

function wireAgentQuery(query: AgentQuery): Wire['AgentQuery'] {
  return {
    ...pick(query, ['employeeId', 'account', 'name', 'skillQueue', 'organization']),
    ...(query.messageIds ? { messageIds: [...query.messageIds] } : {}),
    page: wirePage(query.page),
  };
}

function wirePage(page: MessageQuery['page']): Wire['PageRequest'] {
  return { index: page.index, size: page.size, ...pick(page, ['cursor']) };
}

function wireSpan({ startSeconds, endSeconds }: ListeningSpan): Wire['ListeningSpan'] {
  return { startSeconds, endSeconds };
}

function wireRecordingRequest(request: RecordingRequest): Wire['RecordingRequest'] {
  return {
    purpose: request.purpose,
    ...pick(request, ['variant', 'reason', 'archivePassword']),
  };
}

function pick<From extends object, Key extends keyof From>(
  from: From,
  keys: readonly Key[],
): { [K in Key]?: NonNullable<From[K]> } {
  const picked: { [K in Key]?: NonNullable<From[K]> } = {};
  for (const key of keys) {
    const value = from[key];
    if (value !== undefined && value !== null) picked[key] = value;
  }
  return picked;
}
