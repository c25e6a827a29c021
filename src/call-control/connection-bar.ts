/** Call control through AICC's lightweight connection bar (`ccbarclient.js`) in the host page. */
import type { CallControl } from '../adapter/call-control.js';
import type { AgentState } from '../model/agent.js';
import { AGENT_STATES } from '../model/agent.js';
import { checkDialOptions, type DialOptions } from './dial-number.js';
import { calloutMessage, explicitOrigin } from './frame-message.js';
import { rawEvents, readPhoneEvents } from './phone-events.js';
import { callError } from './result-codes.js';
import { digitsToDial } from './start.js';
import { SILENCE_MS, WatchedLine } from './watched-line.js';

export interface ConnectionBarOptions extends DialOptions {
  /** The bar's frame or its window (`window.frames['ccbarclient']`), or how to find it when it is wanted. */
  readonly frame: HTMLIFrameElement | Window | (() => HTMLIFrameElement | Window | null);
  /** Address or origin of AICC as the bar was loaded from, for example `https://aicc.example.com/service-cloud`. */
  readonly contextPath: string;
  /** The agent's employee ID: events of others are dropped. */
  readonly agentId?: string;
  /** The agent's state before the bar has told one, if your page knows it. */
  readonly agentState?: () => AgentState | Promise<AgentState>;
  /** How long a call may stay unheard of before it counts as failed, in milliseconds. @default 120000 */
  readonly silenceMs?: number;
}

export interface ConnectionBarCallControl extends CallControl {
  /** Hand every event that the bar calls you back with to this: `{ event: { content, workNo, eventType }, … }`. */
  handleBarEvent(message: unknown): void;
}

/**
 * Dials through the connection bar. The page stays the owner of the bar: it gives the bar its
 * callback, and passes what comes on to `handleBarEvent`.
 *
 * Limits: no way to hang up from outside is published; the agent's state is known from the first
 * state event on (`reportsAgentState` is false until then, unless `agentState` tells).
 * @throws TypeError for options that cannot work
 */
export function createConnectionBarCallControl(
  options: ConnectionBarOptions,
): ConnectionBarCallControl {
  const { agentId, silenceMs = SILENCE_MS } = options;
  checkDialOptions(options);
  const origin = explicitOrigin(options.contextPath, 'contextPath');
  const line = new WatchedLine();
  let state: AgentState | null = null;

  return {
    get reportsAgentState() {
      return state !== null || options.agentState !== undefined;
    },

    async getAgentState() {
      if (state !== null) return state;
      const told: unknown = await options.agentState?.();
      return (AGENT_STATES as readonly unknown[]).includes(told) ? (told as AgentState) : 'unknown';
    },

    async startCall(request, { signal } = {}) {
      const digits = digitsToDial(request.number, options);
      signal?.throwIfAborted();
      const bar = barWindow();
      if (!bar) throw callError('unavailable', 'phone-unreachable');
      return line.start(
        request.messageId,
        digits,
        // An object here; the workbench wants the same as a JSON string.
        () => bar.postMessage(calloutMessage(digits), origin),
        silenceMs,
      );
    },

    subscribe: (listener) => line.subscribe(listener),

    handleBarEvent(message) {
      for (const event of rawEvents(message)) {
        const workNo = event['workNo'];
        if (agentId !== undefined && isOther(workNo, agentId)) continue;
        const read = readPhoneEvents(event);
        for (const phoneEvent of read)
          if (phoneEvent.type === 'agent-state') state = phoneEvent.state;
        line.handle(read);
      }
    },
  };

  function barWindow(): Window | null {
    const frame = typeof options.frame === 'function' ? options.frame() : options.frame;
    if (!frame) return null;
    // Of a window of another origin only a few things may be touched, postMessage among them.
    return 'postMessage' in frame ? frame : frame.contentWindow;
  }
}

function isOther(workNo: unknown, agentId: string): boolean {
  return (typeof workNo === 'string' || typeof workNo === 'number') && String(workNo) !== agentId;
}
