/** Call control over CC-Gateway, AICC's REST interface for the agent's phone. */
import type { RequestOptions } from '../adapter/adapter.js';
import type { Call, CallControl, CallRequest } from '../adapter/call-control.js';
import { pause } from '../adapter/deadline.js';
import { checkDialOptions, type DialOptions } from './dial-number.js';
import { digitsToDial, newCallId } from './call-request.js';
import { GatewayPlayback, readRecordingPath, type RecordingPath } from './gateway-playback.js';
import {
  DEFAULT_TIMING,
  GatewaySession,
  type GatewayTiming,
  type GuidSource,
} from './gateway-session.js';
import { isLostReply, withFailure } from './lost-reply.js';
import { callError } from './result-codes.js';

export interface GatewayOptions extends DialOptions {
  /**
   * Where the gateway's resources begin, preferably through a reverse proxy on your own origin:
   * `/agentgateway/resource` or `https://host:8043/agentgateway/resource`. A bare origin gets that
   * path added.
   */
  readonly baseUrl: string;
  /** The agent's employee ID (`workNo`), 3 to 6 digits. */
  readonly agentId: string;
  /**
   * The GUID of the agent's session, or a function that returns the current one. The function is
   * called when there is none yet, and again when the gateway refuses the one in use. This library
   * never signs in.
   */
  readonly guid: GuidSource;
  /** Called with every GUID that the gateway renews, for a page that uses the gateway itself too. */
  readonly onGuid?: (guid: string) => void;
  /**
   * `poll`: this library reads the agent's events. `host`: the page already does (an agent's events
   * have one reader only) and hands them to `handleEvent`.
   * @default 'poll'
   */
  readonly events?: 'poll' | 'host';
  /** Number shown to the customer, 0 to 24 digits; AICC ignores it when the agent may not set it. */
  readonly caller?: string;
  /** Skill queue the call is counted for. */
  readonly skillId?: number;
  /**
   * The path of a message's recording (`voicepath`, at most 100 characters), `null` where there is
   * none; with it `listenByPhone` is offered. Better return an id that your reverse proxy turns into
   * the path after checking whether this agent may hear it: the gateway plays any file.
   */
  readonly recordingPath?: RecordingPath;
  /** @default the page's own `fetch` */
  readonly fetch?: typeof fetch;
  /** Whether cookies go along, as `fetch` says. @default 'same-origin' */
  readonly credentials?: RequestCredentials;
  readonly timing?: GatewayTiming;
}

export interface GatewayCallControl extends CallControl {
  endCall(call: Call, options: RequestOptions): Promise<void>;
  /** Takes an answer of the event poll, or one of its events, from a page that polls by itself. */
  handleEvent(answer: unknown): void;
}

/**
 * Places calls over CC-Gateway for an agent who is signed in already. All call controls for the same
 * gateway and agent share one session: one event poll, one GUID, one call.
 *
 * Rejections carry `cause.reason`, a `CallFailure`, and `fields: [{ field: 'call', code }]`, where
 * `code` is the same word or `call-in-progress`. Limits: audio only; one call at a time; two tabs of
 * the same agent would take events from each other.
 * @throws TypeError for options that cannot work
 */
export function createGatewayCallControl(options: GatewayOptions): GatewayCallControl {
  const { agentId, caller = '', skillId, recordingPath } = options;
  checkOptions(options);
  const session = GatewaySession.for({
    baseUrl: gatewayAddress(options.baseUrl),
    agentId,
    // Looked up at each call: pages replace it, and it must be called on its own window.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    credentials: options.credentials ?? 'same-origin',
    pollsEvents: options.events !== 'host',
    timing: { ...DEFAULT_TIMING, ...options.timing },
  });
  session.useGuid(options.guid, options.onGuid);
  const { tracker } = session;
  const playback = GatewayPlayback.of(session, agentId);

  return {
    reportsAgentState: true,

    async getAgentState({ signal } = {}) {
      return (await session.agentStatus('getAgentState', signal)).state;
    },

    async startCall(request: CallRequest, { signal } = {}): Promise<Call> {
      const digits = digitsToDial(request.number, options);
      signal?.throwIfAborted();
      await playback.end('call');
      // Nobody subscribed, so the end of the last call is unknown: ask whether the line is free.
      if (tracker.currentId !== null && !session.receivesEvents) await session.resync();
      signal?.throwIfAborted();
      if (tracker.currentId !== null) throw callError('invalid', 'call-in-progress');
      tracker.begin(newCallId(), digits, true);
      // From here on the call is followed to its end: the phone may be ringing already.
      const aiccId = await dial(digits);
      const id = tracker.identify(aiccId);
      // After the caller of this method has the id.
      setTimeout(() => session.emit(tracker.takeHeld(performance.now())), 0);
      return { id: id ?? aiccId ?? newCallId(), messageId: request.messageId };
    },

    async endCall(call: Call) {
      if (tracker.hasEnded(call.id)) return;
      if (tracker.currentId !== call.id) throw callError('not-found', 'unknown', 'endCall');
      await session.request('endCall', 'DELETE', `voicecall/${agentId}/release`);
      // The events show the end; without them, or when they are lost, the gateway is asked.
      if (!session.receivesEvents) await session.resync();
      else setTimeout(() => void checkEnded(call), session.timing.lostReplyMs);
    },

    ...(recordingPath && {
      async listenByPhone({ messageId, startSeconds }, listener, { signal } = {}) {
        const path = await readRecordingPath(recordingPath, messageId);
        signal?.throwIfAborted();
        return playback.begin(path, startSeconds, listener, signal);
      },
    }),

    subscribe: (listener) => session.subscribe(listener),
    handleEvent: (answer) => session.handleEvents(answer),
  };

  async function dial(digits: string): Promise<string | null> {
    try {
      const result = await session.request('startCall', 'PUT', `voicecall/${agentId}/callout`, {
        called: digits,
        ...(caller === '' ? {} : { caller }),
        ...(skillId === undefined ? {} : { skillid: skillId }),
        mediaability: 0,
      });
      const aiccId = typeof result === 'string' || typeof result === 'number' ? String(result) : '';
      return aiccId === '' ? null : aiccId;
    } catch (error) {
      const found = isLostReply(error) ? await findCall() : null;
      if (found !== null) return found;
      tracker.cancel();
      throw withFailure(error, 'startCall');
    }
  }

  /** The reply was lost on the way. The events show whether the call was placed; it is never dialed twice. */
  async function findCall(): Promise<string | null> {
    const end = performance.now() + session.timing.lostReplyMs;
    while (session.receivesEvents && performance.now() < end) {
      const found = tracker.findHeldId();
      if (found !== null) return found;
      await pause(FIND_INTERVAL_MS);
    }
    return tracker.findHeldId();
  }

  async function checkEnded(call: Call): Promise<void> {
    if (tracker.currentId === call.id) await session.resync();
  }
}

const FIND_INTERVAL_MS = 50;

function checkOptions(options: GatewayOptions): void {
  const { agentId, guid, caller = '', skillId, recordingPath, ...dialOptions } = options;
  // Published as 101 to 999999; anything else could lead out of its place in the path.
  if (!/^\d{3,6}$/.test(agentId))
    throw new TypeError('agentId must be an employee ID of 3 to 6 digits');
  if (typeof guid !== 'function' && (typeof guid !== 'string' || guid === '')) {
    throw new TypeError(
      'guid must be the GUID of the agent’s session, or a function that returns it',
    );
  }
  if (!/^\d{0,24}$/.test(caller)) throw new TypeError('caller must be 0 to 24 digits');
  if (recordingPath !== undefined && typeof recordingPath !== 'function') {
    throw new TypeError('recordingPath must be a function that returns the path of a recording');
  }
  if (skillId !== undefined && !Number.isSafeInteger(skillId))
    throw new TypeError('skillId must be an integer');
  checkDialOptions(dialOptions);
}

const RESOURCES = '/agentgateway/resource';

function gatewayAddress(baseUrl: string): string {
  let url: URL;
  try {
    url = new URL(baseUrl, (globalThis as { document?: Document }).document?.baseURI);
  } catch {
    throw new TypeError('baseUrl must be an address');
  }
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new TypeError('baseUrl must be an http or https address without a user name');
  }
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path === '' ? RESOURCES : path}`;
}
