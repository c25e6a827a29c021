/**
 * AICC's codes for an agent's state. AICC has two tables that contradict each other: 1 is "idle" in
 * the CTI and monitoring interfaces and a reserved sign-in state on CC-Gateway, where idle is 4. Never
 * read a code of one with the table of the other.
 *
 * Source: Huawei Cloud, CEC API Reference, "Agent status codes" (cec_07_0581) and, for the CTI/CMS
 * side, "agent state" of the monitoring interfaces (cec_07_0697, cec_07_2632).
 */
import type { AgentState } from '../model/agent.js';

/** CC-Gateway: `agentState` of `GET onlineagent/{id}/agentstatus`. */
const GATEWAY_STATES: Readonly<Record<number, AgentState>> = {
  0: 'unknown',
  // 1 is "signing in" (reserved): no call is possible yet.
  1: 'unknown',
  2: 'signed-out',
  3: 'busy',
  4: 'idle',
  5: 'wrap-up',
  // 6 is reserved and documented as "the same as idle".
  6: 'idle',
  7: 'talking',
  8: 'rest',
  // 9, "pre-rest": rest begins when the present call is over.
  9: 'rest',
};

/** CTI and CMS (monitoring) interfaces. */
const CTI_STATES: Readonly<Record<number, AgentState>> = {
  0: 'signed-out',
  1: 'idle',
  // Preoccupied, occupied, answering, talking: a call begins or is up.
  2: 'talking',
  3: 'talking',
  4: 'talking',
  5: 'talking',
  6: 'wrap-up',
  7: 'busy',
  8: 'rest',
  // 9 is "study", 10 "adjusting".
  9: 'unknown',
  10: 'busy',
};

function lookUp(table: Readonly<Record<number, AgentState>>, code: unknown): AgentState {
  const number = typeof code === 'string' && /^\d{1,2}$/.test(code) ? Number(code) : code;
  if (typeof number !== 'number' || !Object.hasOwn(table, number)) return 'unknown';
  return table[number] ?? 'unknown';
}

/** The state of a CC-Gateway `agentState` code; `unknown` for a code that is not in the table. */
export function agentStateFromGateway(code: unknown): AgentState {
  return lookUp(GATEWAY_STATES, code);
}

/** The state of a CTI/CMS code; `unknown` for a code that is not in the table. */
export function agentStateFromCti(code: unknown): AgentState {
  return lookUp(CTI_STATES, code);
}

/**
 * The states that CC-Gateway's and the connection bar's events announce (cec_05_1316; the `Cancel`
 * and `SetWork` forms are used by integrators' published code). An `AgentState_…` that is not here
 * means: the state changed, ask for it.
 */
const STATE_EVENTS: Readonly<Record<string, AgentState>> = {
  AgentState_Ready: 'idle',
  AgentState_CancelNotReady_Success: 'idle',
  AgentState_CancelWork_Success: 'idle',
  AgentState_CancelRest_Success: 'idle',
  // "Busy" is AICC's word for being in a call; what agents call busy is "not ready".
  AgentState_Busy: 'talking',
  AgentState_Work: 'wrap-up',
  AgentState_SetWork_Success: 'wrap-up',
  AgentState_SetNotReady_Success: 'busy',
  AgentState_SetRest_Success: 'rest',
  AgentSession_Destroyed: 'signed-out',
};

/** The state that an event announces; `null` when the event is about something else. */
export function agentStateFromEvent(eventType: string): AgentState | null {
  if (Object.hasOwn(STATE_EVENTS, eventType)) return STATE_EVENTS[eventType] ?? null;
  return eventType.startsWith('AgentState_') ? 'unknown' : null;
}
