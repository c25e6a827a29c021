/** The contract between the elements and whatever places the agent's calls. */
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

/**
 * Places calls for the signed-in agent. Never signs the agent in: the host does. Methods reject
 * with an `AdapterError` (`operation` `getAgentState`, `startCall` or `endCall`); why no call came
 * about is told as `cause: { reason }` with one of {@link CALL_FAILURES}.
 */
export interface CallControl {
  /**
   * False when the agent's state cannot be known here (AICC's workbench script): the dialog then
   * asks the agent to confirm being idle. @default true
   */
  readonly reportsAgentState?: boolean;
  /**
   * False when nothing will be told about a call once it was handed to the phone: the dialog then says
   * so and does not wait for the call's end. @default true
   */
  readonly reportsCallCourse?: boolean;
  getAgentState(options: RequestOptions): Promise<AgentState>;
  startCall(request: CallRequest, options: RequestOptions): Promise<Call>;
  /** Absent where a call can be ended only on the phone itself. */
  endCall?(call: Call, options: RequestOptions): Promise<void>;
  subscribe(listener: (event: CallEvent) => void): Unsubscribe;
}
