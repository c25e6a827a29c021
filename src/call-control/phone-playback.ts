/**
 * A recording that plays on the agent's own phone, followed by the events of CC-Gateway. Pure: each
 * event returns what the listener is to hear.
 *
 * Source: CEC API Reference, events of voice playback (cec_07_0533 to 0539, the older 1385 to 1391),
 * and their order in the developer guide, "Playing Voice in Non-calling State" (cec_05_4050).
 */
import type { ListenEvent } from '../adapter/call-control.js';
import { isRecord } from '../model/unknown-value.js';
import { rawEvents } from './phone-events.js';

export type PlaybackEvent =
  /** The agent's phone rings, is answered, has hung up. */
  | { readonly type: 'alerting' | 'answered' | 'released' }
  | { readonly type: 'began' | 'paused' | 'resumed' | 'play-failed' }
  /** Cause 0: played to its end, 1: stopped by the agent, 2: failed. */
  | { readonly type: 'stopped'; readonly cause: unknown }
  /** A call that is not this playback. */
  | { readonly type: 'call' };

const EVENT_TYPES: Readonly<Record<string, Exclude<PlaybackEvent['type'], 'stopped'>>> = {
  AgentOther_PhoneAlerting: 'alerting',
  AgentOther_PhoneOffhook: 'answered',
  AgentOther_PhoneRelease: 'released',
  // Both announce the beginning; their order is not published.
  AgentMediaEvent_Play: 'began',
  AgentMediaEvent_Play_Succ: 'began',
  AgentMediaEvent_Play_Fail: 'play-failed',
  AgentMediaEvent_PausePlayDone: 'paused',
  AgentMediaEvent_ResumePlayDone: 'resumed',
  // Playing into a free phone raises none of these.
  AgentEvent_Ringing: 'call',
  AgentEvent_Auto_Answer: 'call',
  AgentEvent_Customer_Alerting: 'call',
  AgentEvent_Talking: 'call',
};

/** The events about playback in one answer of the event poll. */
export function readPlaybackEvents(answer: unknown): readonly PlaybackEvent[] {
  return rawEvents(answer).flatMap((event): PlaybackEvent[] => {
    const eventType = event['eventType'] as string;
    if (eventType === 'AgentMediaEvent_StopPlayDone') {
      return [{ type: 'stopped', cause: readCause(event['content']) }];
    }
    const type = Object.hasOwn(EVENT_TYPES, eventType) ? EVENT_TYPES[eventType] : undefined;
    return type === undefined ? [] : [{ type }];
  });
}

/** The content is an object, or JSON in a string. */
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

export class PhonePlayback {
  /** Why this side ends the playback; `null` while it does not. */
  endReason: 'stopped' | 'call' | null = null;
  #hasRung = false;
  #isAnswered = false;
  #hasAnnouncedRinging = false;
  #state: 'ringing' | 'playing' | 'paused' = 'ringing';

  /** True once an event showed that the phone has taken the request. */
  get isConfirmed(): boolean {
    return this.#hasRung || this.#isAnswered;
  }

  /** The request was accepted, or the phone rings: announced once. */
  ring(): ListenEvent | null {
    if (this.#hasAnnouncedRinging || this.#state !== 'ringing') return null;
    this.#hasAnnouncedRinging = true;
    return { type: 'ringing' };
  }

  handle(event: PlaybackEvent): ListenEvent | null {
    switch (event.type) {
      case 'alerting':
        this.#hasRung = true;
        return this.ring();
      case 'answered':
        this.#isAnswered = true;
        return null;
      case 'began':
      case 'resumed':
        this.#isAnswered = true;
        if (this.#state === 'playing' || (event.type === 'began' && this.#state === 'paused')) {
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
        if (this.endReason !== null) return this.finish();
        if (event.cause === 0) return { type: 'ended', reason: 'finished' };
        if (event.cause === 1) return { type: 'ended', reason: 'stopped' };
        return event.cause === 2 ? this.#failed() : this.finish();
      case 'call':
        this.endReason = 'call';
        return this.finish();
      case 'released':
        // The event after it says why; see `finish`.
        return null;
    }
  }

  /** The playback is over and no further event will say why. */
  finish(): ListenEvent {
    if (this.endReason !== null) return { type: 'ended', reason: this.endReason };
    return this.#isAnswered ? { type: 'ended', reason: 'hung-up' } : this.#failed();
  }

  #failed(): ListenEvent {
    return { type: 'failed', reason: this.#isAnswered ? 'unknown' : 'phone-unreachable' };
  }
}
