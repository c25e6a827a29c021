/** Call control inside AICC's agent workbench, where our page is a tab that the workbench opened. */
import type { CallControl } from '../adapter/call-control.js';
import { isRecord } from '../model/unknown-value.js';
import { checkDialOptions, type DialOptions } from './dial-number.js';
import { calloutMessage, explicitOrigin } from './frame-message.js';
import type { PhoneEvent } from './phone-events.js';
import { callError } from './result-codes.js';
import { digitsToDial } from './start.js';
import { SILENCE_MS, WatchedLine } from './watched-line.js';

/** The part of `AICCSupport.js` that is used (cec_05_1806, cec_05_1808). */
export interface AiccSupport {
  clickToOutbound(request: { mediaType: 'audio'; calledNum: string }): void;
  addHandler(
    name: 'Init' | 'Ringing' | 'Talking' | 'Release',
    handler: (eventData: unknown) => void,
  ): void;
}

export interface WorkbenchOptions extends DialOptions {
  /** The script's object, when the page has loaded `AICCSupport.js`. */
  readonly AICCSupport?: AiccSupport;
  /**
   * Origin of the workbench, for pages without the script (opening mode "Embed"). The number is sent
   * there and nowhere else: `*` is refused. AICC gives it as `?origin=` of the page's address; compare
   * that with a list of your own before you pass it on.
   */
  readonly origin?: string;
  /** The workbench's window. @default window.top */
  readonly target?: Window;
  /** How long a call may stay unheard of before it counts as failed, in milliseconds. @default 120000 */
  readonly silenceMs?: number;
}

/** One line per script object: the script has no way to remove a handler. */
const lines = new WeakMap<AiccSupport, WatchedLine>();

/**
 * Dials through the workbench, by `AICCSupport` where given, else by a message to its window.
 *
 * Limits: the workbench tells neither the agent's state (`reportsAgentState` is false: the dialog asks
 * the agent to confirm being idle) nor why a call failed, and has no way to hang up from outside.
 * Without `AICCSupport` it does not tell the course of the call either (`reportsCallCourse` is false).
 * @throws TypeError for options that cannot work
 */
export function createWorkbenchCallControl(options: WorkbenchOptions): CallControl {
  const { AICCSupport: support, silenceMs = SILENCE_MS } = options;
  checkDialOptions(options);
  if (support === undefined && options.origin === undefined) {
    throw new TypeError('either AICCSupport or the origin of the workbench is needed');
  }
  const origin = options.origin === undefined ? null : explicitOrigin(options.origin, 'origin');
  const line = support === undefined ? new WatchedLine() : lineOf(support);

  return {
    reportsAgentState: false,
    reportsCallCourse: support !== undefined,

    getAgentState: () => Promise.resolve('unknown'),

    async startCall(request, { signal } = {}) {
      const digits = digitsToDial(request.number, options);
      signal?.throwIfAborted();
      const dial = support === undefined ? byMessage(digits) : bySupport(support, digits);
      return line.start(request.messageId, digits, dial, support === undefined ? null : silenceMs);
    },

    subscribe: (listener) => line.subscribe(listener),
  };

  function byMessage(digits: string): () => void {
    const target = options.target ?? globalThis.top;
    // Alone in its tab the page would speak to itself.
    if (!target || target === globalThis.window || origin === null) {
      throw callError('unsupported', 'phone-unreachable');
    }
    return () => target.postMessage(JSON.stringify(calloutMessage(digits)), origin);
  }
}

function bySupport(support: AiccSupport, digits: string): () => void {
  return () => support.clickToOutbound({ mediaType: 'audio', calledNum: digits });
}

function lineOf(support: AiccSupport): WatchedLine {
  if (typeof support.clickToOutbound !== 'function' || typeof support.addHandler !== 'function') {
    throw new TypeError('AICCSupport must be the object of AICC’s script');
  }
  let line = lines.get(support);
  if (!line) {
    const made = new WatchedLine();
    lines.set(support, (line = made));
    support.addHandler('Ringing', (data) => made.handle(readEvent('alerting', data)));
    support.addHandler('Talking', (data) => made.handle(readEvent('talking', data)));
    support.addHandler('Release', (data) => made.handle(readEvent('released', data)));
  }
  return line;
}

/** `callType` "1" is an outgoing call; events of incoming ones are not ours. */
function readEvent(
  type: 'alerting' | 'talking' | 'released',
  data: unknown,
): readonly PhoneEvent[] {
  const eventData = isRecord(data) && isRecord(data['eventData']) ? data['eventData'] : data;
  if (!isRecord(eventData)) return [];
  const { callType, mediaType, callid } = eventData;
  if (callType !== undefined && callType !== '1' && callType !== 1) return [];
  if (typeof mediaType === 'string' && !/audio|voice|^5$/i.test(mediaType)) return [];
  return [
    {
      type,
      callId:
        typeof callid === 'string' && callid !== ''
          ? callid
          : typeof callid === 'number'
            ? String(callid)
            : null,
      numbers: [eventData['calledNum'], eventData['callerNum']].filter(
        (number): number is string => typeof number === 'string' && number !== '',
      ),
    },
  ];
}
