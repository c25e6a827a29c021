/** The errors of adapters and call controls, as typed codes. */
import type { Message } from '../model/message.js';

/**
 * The codes of an adapter's rejections. The user sees a translated sentence chosen by code; raw
 * messages of a backend are never parsed and never become markup.
 */
export const ADAPTER_ERROR_CODES = [
  /** There is no session, or it has ended: sign in again. */
  'unauthenticated',
  /** Signed in, but not allowed to do this. */
  'forbidden',
  /** The message, agent or lease does not exist (any more). */
  'not-found',
  /** Somebody else changed the message first; `current` is the message as it is now. */
  'conflict',
  /** The request is wrong; `fields` says where. */
  'invalid',
  /** Too many requests; wait `retryAfterSeconds`. */
  'rate-limited',
  /** The backend cannot serve requests now (5xx, maintenance). */
  'unavailable',
  /** No answer within the time limit. */
  'timeout',
  /** No connection, or the browser blocked it; the two cannot be distinguished. */
  'network',
  /** An answer that cannot be understood. */
  'malformed',
  /** The backend cannot do this at all. */
  'unsupported',
  /** The link to the recording is no longer valid: ask again. */
  'recording-expired',
  /** There is no recording for this message. */
  'recording-missing',
  /** The recording was deleted because its retention time is over. */
  'recording-purged',
  /** The user may not hear or save this recording. */
  'recording-forbidden',
  /** The recording's format cannot be used. */
  'recording-format',
  /** AICC's drive-letter case: the recording is on another drive than the current one. */
  'recording-storage-offline',
] as const;
export type AdapterErrorCode = (typeof ADAPTER_ERROR_CODES)[number];

export function isAdapterErrorCode(value: unknown): value is AdapterErrorCode {
  return (ADAPTER_ERROR_CODES as readonly unknown[]).includes(value);
}

/** Method names of adapters and call controls, for logs and for choosing the sentence. */
export type AdapterOperation =
  | 'getCapabilities'
  | 'listMessages'
  | 'getMessage'
  | 'listAgents'
  | 'allocateMessages'
  | 'undoAllocation'
  | 'startProcessing'
  | 'renewLease'
  | 'submitProcessing'
  | 'releaseProcessing'
  | 'getRecording'
  | 'getListening'
  | 'saveListening'
  | 'subscribe'
  | 'getAgentState'
  | 'startCall'
  | 'endCall'
  | 'listenByPhone';

/** One field of a refused request. */
export interface FieldError {
  /** Name of the field in the command, for example `comments` or `employeeId`. */
  readonly field: string;
  /**
   * For example `too-long`, `required`, `agent-gone`, `purpose-required`, `password-required`,
   * `heard-too-little`.
   */
  readonly code: string;
  /** The backend's own sentence, shown as plain text when the code is unknown. */
  readonly message?: string;
}

export interface AdapterErrorInit {
  readonly operation?: AdapterOperation;
  readonly cause?: unknown;
  /** Whole seconds to wait before the next try. */
  readonly retryAfterSeconds?: number;
  /** The message as it is now, with a `conflict`. */
  readonly current?: Message;
  readonly fields?: readonly FieldError[];
  /** The backend's id of the failed request, for the support desk. */
  readonly requestId?: string;
}

/**
 * The rejection of every adapter method. Its `message` is built from code and operation only, so that
 * no personal data can reach a log through it.
 */
export class AdapterError extends Error {
  readonly code: AdapterErrorCode;
  readonly operation: AdapterOperation | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly current: Message | undefined;
  readonly fields: readonly FieldError[];
  readonly requestId: string | undefined;

  constructor(code: AdapterErrorCode, init: AdapterErrorInit = {}) {
    super(
      init.operation === undefined ? code : `${init.operation}: ${code}`,
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    this.name = 'AdapterError';
    this.code = code;
    this.operation = init.operation;
    this.retryAfterSeconds = init.retryAfterSeconds;
    this.current = init.current;
    this.fields = init.fields ?? [];
    this.requestId = init.requestId;
  }
}

/** A property of any value; a getter or proxy that throws has none. */
function property(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

/** True for an `AdapterError` of this or another copy of the library: judged by shape, not by class. */
export function isAdapterError(value: unknown): value is AdapterError {
  return property(value, 'name') === 'AdapterError' && isAdapterErrorCode(property(value, 'code'));
}

/** True when `value` is how an aborted request rejects, whatever reason the abort was given. */
export function isAbort(value: unknown, signal?: AbortSignal): boolean {
  return signal?.aborted === true || property(value, 'name') === 'AbortError';
}

/** Any rejection as an `AdapterError`: adapters are written by others and may reject with anything. */
export function toAdapterError(value: unknown, operation: AdapterOperation): AdapterError {
  if (isAdapterError(value)) return value;
  const name = property(value, 'name');
  if (name === 'TimeoutError') return new AdapterError('timeout', { operation, cause: value });
  // fetch rejects with a plain TypeError for offline, refused and CORS alike.
  const message = property(value, 'message');
  if (
    name === 'TypeError' &&
    typeof message === 'string' &&
    /fetch|network|load failed/i.test(message)
  ) {
    return new AdapterError('network', { operation, cause: value });
  }
  return new AdapterError('malformed', { operation, cause: value });
}
