/**
 * The course of a recording that plays on the agent's own phone, from the events of CC-Gateway. Pure:
 * what is to be told is handed out.
 *
 * Source: CEC API Reference, events of voice playback (cec_07_0533 to 0539, the older 1385 to 1391),
 * and their order in the developer guide, "Playing Voice in Non-calling State" (cec_05_4050).
 */
import type { ListenEvent } from '../adapter/call-control.js';
import { isRecord } from '../model/unknown-value.js';
import { rawEvents } from './phone-events.js';

export type ListeningSign =
  /** The agent's phone rings; is lifted; has hung up. */
  | { readonly type: 'alerting' | 'lifted' | 'released' }
  | { readonly type: 'began' | 'paused' | 'resumed' | 'play-failed' }
  /** 0 played to its end, 1 stopped by the agent, 2 failed. */
  | { readonly type: 'stopped'; readonly cause: unknown }
  /** A call that is not this playback. */
  | { readonly type: 'call' };

const SIGNS: Readonly<Record<string, Exclude<ListeningSign['type'], 'stopped'>>> = {
  AgentOther_PhoneAlerting: 'alerting',
  AgentOther_PhoneOffhook: 'lifted',
  AgentOther_PhoneRelease: 'released',
  // Both announce the beginning; which comes first is not said.
  AgentMediaEvent_Play: 'began',
  AgentMediaEvent_Play_Succ: 'began',
  AgentMediaEvent_Play_Fail: 'play-failed',
  AgentMediaEvent_PausePlayDone: 'paused',
  AgentMediaEvent_ResumePlayDone: 'resumed',
  // Playing into a free phone tells none of these.
  AgentEvent_Ringing: 'call',
  AgentEvent_Auto_Answer: 'call',
  AgentEvent_Customer_Alerting: 'call',
  AgentEvent_Talking: 'call',
};

/** What one answer of the event poll says about playing on the phone. */
export function readListeningSigns(answer: unknown): readonly ListeningSign[] {
  return rawEvents(answer).flatMap((event): ListeningSign[] => {
    const eventType = event['eventType'] as string;
    if (eventType === 'AgentMediaEvent_StopPlayDone') {
      return [{ type: 'stopped', cause: readCause(event['content']) }];
    }
    const type = Object.hasOwn(SIGNS, eventType) ? SIGNS[eventType] : undefined;
    return type === undefined ? [] : [{ type }];
  });
}

/** The content comes as an object, or as JSON in a string. */
function readCause(content: unknown): unknown {
  let read = content;
  if (typeof content === 'string') {
    try {
      read = JSON.parse(content) as unknown;
    } catch {
      return null;
    }
  }
  return isRecord(read) ? Number(read['cause']) : null;
}

export class ListeningCourse {
  /** Why it is being ended from this side. */
  wantedEnd: 'stopped' | 'call' | null = null;
  #lifted = false;
  #rang = false;
  #ringingTold = false;
  #state: 'ringing' | 'playing' | 'paused' = 'ringing';

  /** True once an event showed that the phone has taken it. */
  get isSeen(): boolean {
    return this.#rang || this.#lifted;
  }

  /** It was accepted, or the phone rings: told once. */
  ring(): ListenEvent | null {
    if (this.#ringingTold || this.#state !== 'ringing') return null;
    this.#ringingTold = true;
    return { type: 'ringing' };
  }

  handle(sign: ListeningSign): ListenEvent | null {
    switch (sign.type) {
      case 'alerting':
        this.#rang = true;
        return this.ring();
      case 'lifted':
        this.#lifted = true;
        return null;
      case 'began':
      case 'resumed':
        this.#lifted = true;
        if (this.#state === 'playing' || (sign.type === 'began' && this.#state === 'paused')) {
          return null;
        }
        this.#state = 'playing';
        return { type: 'playing' };
      case 'paused':
        this.#state = 'paused';
        return { type: 'paused' };
      case 'play-failed':
        return this.#failed();
      case 'stopped':
        if (this.wantedEnd !== null) return this.finish();
        if (sign.cause === 0) return { type: 'ended', reason: 'finished' };
        if (sign.cause === 1) return { type: 'ended', reason: 'stopped' };
        return sign.cause === 2 ? this.#failed() : this.finish();
      case 'call':
        this.wantedEnd = 'call';
        return this.finish();
      case 'released':
        // What it means is told by the event after it; see `finish`.
        return null;
    }
  }

  /** It is over, and nothing more will be told of why. */
  finish(): ListenEvent {
    if (this.wantedEnd !== null) return { type: 'ended', reason: this.wantedEnd };
    return this.#lifted ? { type: 'ended', reason: 'hung-up' } : this.#failed();
  }

  #failed(): ListenEvent {
    return { type: 'failed', reason: this.#lifted ? 'unknown' : 'phone-unreachable' };
  }
}
