/** Call control inside AICC's agent workbench, which opened the page as one of its tabs. */
import type { CallControl } from '../adapter/call-control.js';
import { isRecord } from '../model/unknown-value.js';
import { digitsToDial } from './call-request.js';
import { checkDialOptions, type DialOptions } from './dial-number.js';
import { calloutMessage, explicitOrigin } from './frame-message.js';
import { ObservedPhone, SILENCE_MS } from './observed-phone.js';
import type { PhoneEvent } from './phone-events.js';
import { callError } from './result-codes.js';

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
   * there and nowhere else: `*` is refused. AICC passes it as `?origin=` in the page's address; compare
   * that with a list of your own before you use it.
   */
  readonly origin?: string;
  /** The workbench's window. @default window.top */
  readonly target?: Window;
  /** How long a call may stay without any event before it counts as failed, in milliseconds. @default 120000 */
  readonly silenceMs?: number;
}

/** One phone per script object: the script has no way to remove a handler. */
const phones = new WeakMap<AiccSupport, ObservedPhone>();

/**
 * Dials through the workbench, by `AICCSupport` where given, else by a message to its window.
 *
 * Limits: the workbench reports neither the agent's state (`reportsAgentState` is false: the dialog
 * asks the agent to confirm being idle) nor why a call failed, and has no way to hang up from outside.
 * Without `AICCSupport` it does not report the call's progress either (`reportsCallProgress` is false).
 * @throws TypeError for options that cannot work
 */
export function createWorkbenchCallControl(options: WorkbenchOptions): CallControl {
  const { AICCSupport: support, silenceMs = SILENCE_MS } = options;
  checkDialOptions(options);
  if (support === undefined && options.origin === undefined) {
    throw new TypeError('either AICCSupport or the origin of the workbench is needed');
  }
  const origin = options.origin === undefined ? null : explicitOrigin(options.origin, 'origin');
  const reportsCallProgress = support !== undefined;
  const phone = support === undefined ? new ObservedPhone() : phoneOf(support);

  return {
    reportsAgentState: false,
    reportsCallProgress,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- for hosts that read the old name
    reportsCallCourse: reportsCallProgress,

    getAgentState: () => Promise.resolve('unknown'),

    async startCall(request, { signal } = {}) {
      const digits = digitsToDial(request.number, options);
      signal?.throwIfAborted();
      const dial = support === undefined ? byMessage(digits) : bySupport(support, digits);
      return phone.start(request.messageId, digits, dial, reportsCallProgress ? silenceMs : null);
    },

    subscribe: (listener) => phone.subscribe(listener),
  };

  function byMessage(digits: string): () => void {
    const target = options.target ?? globalThis.top;
    // Alone in its tab the page would post to itself.
    if (!target || target === globalThis.window || origin === null) {
      throw callError('unsupported', 'phone-unreachable');
    }
    return () => target.postMessage(JSON.stringify(calloutMessage(digits)), origin);
  }
}

function bySupport(support: AiccSupport, digits: string): () => void {
  return () => support.clickToOutbound({ mediaType: 'audio', calledNum: digits });
}

function phoneOf(support: AiccSupport): ObservedPhone {
  if (typeof support.clickToOutbound !== 'function' || typeof support.addHandler !== 'function') {
    throw new TypeError('AICCSupport must be the object of AICC’s script');
  }
  const known = phones.get(support);
  if (known) return known;
  const phone = new ObservedPhone();
  phones.set(support, phone);
  support.addHandler('Ringing', (data) => phone.handle(readEvent('alerting', data)));
  support.addHandler('Talking', (data) => phone.handle(readEvent('talking', data)));
  support.addHandler('Release', (data) => phone.handle(readEvent('released', data)));
  return phone;
}

/** `callType` "1" is an outgoing call; events of incoming calls are left out. */
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
