/**
 * The events of CC-Gateway, which the lightweight connection bar passes on unchanged, reduced to those
 * that matter for a call back. Contents are objects, plain strings or JSON in a string; numbers are
 * strings; one answer may hold several events.
 *
 * Source: CEC API Reference, CC-Gateway events (cec_07_0503, 1355, 1359–1364, 0546) and the order
 * published in "Making an outgoing call" (cec_05_4029) and "Releasing a call" (cec_05_4035).
 */
import type { CallFailure } from '../adapter/call-control.js';
import type { AgentState } from '../model/agent.js';
import { isRecord } from '../model/unknown-value.js';
import { agentStateFromEvent } from './agent-states.js';
import { failureOfCause } from './result-codes.js';

interface CallFacts {
  /** AICC's call ID; `null` when the event does not name one. */
  readonly callId: string | null;
  /** Numbers that the event names; the customer's is among them. */
  readonly numbers: readonly string[];
}

export type PhoneEvent =
  /** The customer's phone rings. */
  | (CallFacts & { readonly type: 'alerting' })
  | (CallFacts & { readonly type: 'talking' })
  /** The call was not connected. */
  | (CallFacts & { readonly type: 'failed'; readonly reason: CallFailure | null })
  /** The agent's own phone was not answered. */
  | (CallFacts & { readonly type: 'not-connected' })
  /** Either side has left. */
  | (CallFacts & { readonly type: 'released' })
  /** Why the call failed; an event besides that of the failure. */
  | (CallFacts & { readonly type: 'cause'; readonly reason: CallFailure })
  /** The agent's phone has hung up; the event names no call. */
  | { readonly type: 'phone-released' }
  | { readonly type: 'agent-state'; readonly state: AgentState };

/** The events in one answer of the event poll, or in one callback of the connection bar. */
export function readPhoneEvents(answer: unknown): readonly PhoneEvent[] {
  return rawEvents(answer).flatMap(readPhoneEvent);
}

/** One `{ event }`, `{ event: [ … ] }` or the event itself. */
export function rawEvents(answer: unknown): readonly Record<string, unknown>[] {
  if (!isRecord(answer)) return [];
  const inside = Object.hasOwn(answer, 'event') ? answer['event'] : answer;
  return (Array.isArray(inside) ? (inside as unknown[]) : [inside]).filter(
    (event): event is Record<string, unknown> =>
      isRecord(event) && typeof event['eventType'] === 'string',
  );
}

function readPhoneEvent(event: Record<string, unknown>): PhoneEvent[] {
  const eventType = event['eventType'] as string;
  const content = readContent(event['content']);
  const call = readCall(content);
  switch (eventType) {
    case 'AgentEvent_Customer_Alerting':
      return [{ type: 'alerting', ...call }];
    case 'AgentEvent_Talking':
      return [{ type: 'talking', ...call }];
    case 'AgentEvent_Call_Out_Fail':
      return [{ type: 'failed', ...call, reason: null }];
    case 'AgentEvent_Connect_Fail':
    case 'AgentEvent_No_Answer':
      return [{ type: 'not-connected', ...call }];
    case 'AgentEvent_Call_Release':
    case 'AgentEvent_Customer_Release':
      return [{ type: 'released', ...call }];
    case 'OUTBOUND_DETECT_EVENT': {
      const detect = isRecord(content) ? content['detect'] : undefined;
      return [{ type: 'cause', ...call, reason: failureOfCause(detect) }];
    }
    case 'AgentOther_PhoneRelease':
      return [{ type: 'phone-released' }];
    default: {
      const state = agentStateFromEvent(eventType);
      return state === null ? [] : [{ type: 'agent-state', state }];
    }
  }
}

function readContent(content: unknown): unknown {
  if (typeof content !== 'string' || !content.trimStart().startsWith('{')) return content;
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return content;
  }
}

function readCall(content: unknown): CallFacts {
  if (!isRecord(content)) return { callId: readText(content), numbers: [] };
  return {
    // The published samples have both spellings.
    callId: readText(content['callid']) ?? readText(content['callId']),
    numbers: ['otherPhone', 'called', 'caller', 'number', 'calledNum', 'callerNum']
      .map((key) => readText(content[key]))
      .filter((number) => number !== null),
  };
}

function readText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
