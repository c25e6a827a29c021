/** The one error that an adapter rejects with: the class apart, for those who only make one. */
import type { Message } from '../model/message.js';
import type { AdapterErrorCode } from './errors.js';

/** The adapter's own method names, for logs and for choosing the sentence. */
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
  /** How the message stands now, with a `conflict`. */
  readonly current?: Message;
  readonly fields?: readonly FieldError[];
  /** The backend's id of the failed request, for the support desk. */
  readonly requestId?: string;
}

/**
 * The one rejection an adapter makes. Its `message` is built from code and operation only, so that
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
