/** Call control through AICC's lightweight connection bar (`ccbarclient.js`) in the host page. */
import type { CallControl } from '../adapter/call-control.js';
import { AGENT_STATES, type AgentState } from '../model/agent.js';
import { digitsToDial } from './call-request.js';
import { checkDialOptions, type DialOptions } from './dial-number.js';
import { calloutMessage, explicitOrigin } from './frame-message.js';
import { ObservedPhone, SILENCE_MS } from './observed-phone.js';
import { rawEvents, readPhoneEvents } from './phone-events.js';
import { callError } from './result-codes.js';

export interface ConnectionBarOptions extends DialOptions {
  /** The bar's frame (`iframe[name="ccbarclient"]`) or its window, or a function that finds it when needed. */
  readonly frame: HTMLIFrameElement | Window | (() => HTMLIFrameElement | Window | null);
  /** Address or origin of the AICC that the bar was loaded from, for example `https://aicc.example.com/service-cloud`. */
  readonly contextPath: string;
  /** The agent's employee ID: events of other agents are dropped. */
  readonly agentId?: string;
  /** The agent's state before the bar's first state event, if your page knows it. */
  readonly agentState?: () => AgentState | Promise<AgentState>;
  /** How long a call may stay without any event before it counts as failed, in milliseconds. @default 120000 */
  readonly silenceMs?: number;
}

export interface ConnectionBarCallControl extends CallControl {
  /** Pass every event of the bar's callback to this: `{ event: { content, workNo, eventType }, … }`. */
  handleBarEvent(message: unknown): void;
}

/**
 * Dials through the connection bar. The page stays the owner of the bar: it gives the bar its callback
 * and passes the events on to `handleBarEvent`.
 *
 * Limits: AICC publishes no way to hang up from outside; the agent's state is known from the first
 * state event on (`reportsAgentState` is false until then, unless `agentState` is given).
 * @throws TypeError for options that cannot work
 */
export function createConnectionBarCallControl(
  options: ConnectionBarOptions,
): ConnectionBarCallControl {
  const { agentId, silenceMs = SILENCE_MS } = options;
  checkDialOptions(options);
  const origin = explicitOrigin(options.contextPath, 'contextPath');
  const phone = new ObservedPhone();
  let state: AgentState | null = null;

  return {
    get reportsAgentState() {
      return state !== null || options.agentState !== undefined;
    },

    async getAgentState() {
      if (state !== null) return state;
      const given: unknown = await options.agentState?.();
      return (AGENT_STATES as readonly unknown[]).includes(given)
        ? (given as AgentState)
        : 'unknown';
    },

    async startCall(request, { signal } = {}) {
      const digits = digitsToDial(request.number, options);
      signal?.throwIfAborted();
      const bar = barWindow();
      if (!bar) throw callError('unavailable', 'phone-unreachable');
      return phone.start(
        request.messageId,
        digits,
        // An object here; the workbench takes the same as a JSON string.
        () => bar.postMessage(calloutMessage(digits), origin),
        silenceMs,
      );
    },

    subscribe: (listener) => phone.subscribe(listener),

    handleBarEvent(message) {
      for (const event of rawEvents(message)) {
        const workNo = event['workNo'];
        if (agentId !== undefined && isOtherAgent(workNo, agentId)) continue;
        const read = readPhoneEvents(event);
        for (const phoneEvent of read)
          if (phoneEvent.type === 'agent-state') state = phoneEvent.state;
        phone.handle(read);
      }
    },
  };

  function barWindow(): Window | null {
    const frame = typeof options.frame === 'function' ? options.frame() : options.frame;
    if (!frame) return null;
    // Only a few properties of a window of another origin may be read, postMessage among them.
    return 'postMessage' in frame ? frame : frame.contentWindow;
  }
}

function isOtherAgent(workNo: unknown, agentId: string): boolean {
  return (typeof workNo === 'string' || typeof workNo === 'number') && String(workNo) !== agentId;
}
