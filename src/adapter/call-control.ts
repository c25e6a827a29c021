/** The contract between the elements and the system that places the agent's calls. */
import type { AgentState } from '../model/agent.js';
import type { RequestOptions, Unsubscribe } from './adapter.js';

export interface CallRequest {
  readonly messageId: string;
  /** As shown on screen; absent where the backend dials by message and hides the number. */
  readonly number?: string;
}

export interface Call {
  readonly id: string;
  readonly messageId: string;
}

/** Why a call failed. */
export const CALL_FAILURES = [
  'no-answer',
  'busy',
  'rejected',
  'invalid-number',
  'agent-not-ready',
  'not-signed-in',
  'phone-unreachable',
  'network',
  'unknown',
] as const;
export type CallFailure = (typeof CALL_FAILURES)[number];

export type CallEvent =
  | { readonly type: 'alerting'; readonly callId: string }
  | { readonly type: 'talking'; readonly callId: string }
  | { readonly type: 'ended'; readonly callId: string; readonly durationSeconds: number | null }
  | { readonly type: 'failed'; readonly callId: string; readonly reason: CallFailure }
  | { readonly type: 'agent-state'; readonly state: AgentState };

/** A recording to be heard on the agent's own phone. It names no number: nobody else is called. */
export interface ListenRequest {
  readonly messageId: string;
  /** Where to begin, in seconds from the start. */
  readonly startSeconds: number;
}

/**
 * How listening by phone ended: played to its end, stopped on screen, the agent hung up, or a call
 * came in or was placed.
 */
export const LISTEN_ENDS = ['finished', 'stopped', 'hung-up', 'call'] as const;
export type ListenEnd = (typeof LISTEN_ENDS)[number];

/**
 * The progress of listening by phone. `positionSeconds` is the position in the recording, where the
 * phone knows it; without it the screen counts the time. Nothing follows `ended` and `failed`.
 */
export type ListenEvent =
  /** The agent's own phone rings, to be picked up. */
  | { readonly type: 'ringing' }
  /** Plays, or plays on. */
  | { readonly type: 'playing'; readonly positionSeconds?: number }
  | { readonly type: 'paused'; readonly positionSeconds?: number }
  | { readonly type: 'ended'; readonly reason: ListenEnd }
  | { readonly type: 'failed'; readonly reason: CallFailure };

/** A recording on the agent's phone. A method that the phone cannot do is left out. */
export interface PhoneListening {
  pause?(options: RequestOptions): Promise<void>;
  resume?(options: RequestOptions): Promise<void>;
  /** Goes on by `seconds`, back where negative. */
  skip?(seconds: number, options: RequestOptions): Promise<void>;
  /** Ends it and frees the phone; does nothing when it is over. */
  stop(options: RequestOptions): Promise<void>;
}

/**
 * Places calls for the signed-in agent. Never signs the agent in: the host does. Methods reject
 * with an `AdapterError` (`operation` `getAgentState`, `startCall`, `endCall` or `listenByPhone`); its
 * `cause: { reason }` is one of {@link CALL_FAILURES}.
 */
export interface CallControl {
  /**
   * False when the agent's state cannot be known here (AICC's workbench script): the dialog then
   * asks the agent to confirm being idle. @default true
   */
  readonly reportsAgentState?: boolean;
  /**
   * False when there are no events of a call after it was handed to the phone: the dialog then says so
   * and does not wait for the call's end. @default true
   */
  readonly reportsCallProgress?: boolean;
  /** @deprecated Use `reportsCallProgress`. Goes with 1.0. */
  readonly reportsCallCourse?: boolean;
  getAgentState(options: RequestOptions): Promise<AgentState>;
  startCall(request: CallRequest, options: RequestOptions): Promise<Call>;
  /** Absent where a call can be ended only on the phone itself. */
  endCall?(call: Call, options: RequestOptions): Promise<void>;
  /**
   * Rings the agent's own phone and plays the recording of a message into it, for sound that this
   * browser cannot play. It is not a call: no customer is dialed, there is no {@link CallEvent} of a
   * call, and an incoming or outgoing call ends it. `listener` gets its progress, from before the
   * promise resolves; an aborted request leaves nothing playing. Absent where it is not possible.
   */
  listenByPhone?(
    request: ListenRequest,
    listener: (event: ListenEvent) => void,
    options: RequestOptions,
  ): Promise<PhoneListening>;
  subscribe(listener: (event: CallEvent) => void): Unsubscribe;
}
