/** Plays recordings on the agent's own phone over CC-Gateway (cec_07_0394 to 0399). */
import type { ListenEvent, PhoneListening } from '../adapter/call-control.js';
import { pause } from '../adapter/deadline.js';
import { AdapterError } from '../adapter/errors.js';
import type { GatewaySession } from './gateway-session.js';
import { ListeningCourse, readListeningSigns, type ListeningSign } from './listening-course.js';
import { isLostReply, withFailure } from './lost-reply.js';
import { callError } from './result-codes.js';

/** Where a recording lies, as AICC's platform names it. */
export type RecordingPath = (messageId: string) => string | null | Promise<string | null>;

interface Run {
  readonly course: ListeningCourse;
  readonly listener: (event: ListenEvent) => void;
  readonly over: AbortController;
}

/** One for each session: an agent has one phone. */
const listenings = new WeakMap<GatewaySession, GatewayListening>();

const MAX_PATH = 100;
const LOOK_AGAIN_MS = 50;

export class GatewayListening {
  static of(session: GatewaySession, agentId: string): GatewayListening {
    let listening = listenings.get(session);
    if (!listening) listenings.set(session, (listening = new GatewayListening(session, agentId)));
    return listening;
  }

  readonly #session: GatewaySession;
  readonly #resources: string;
  #run: Run | null = null;

  private constructor(session: GatewaySession, agentId: string) {
    this.#session = session;
    this.#resources = `recordplay/${agentId}`;
  }

  async begin(
    path: string,
    startSeconds: number,
    listener: (event: ListenEvent) => void,
    signal: AbortSignal | undefined,
  ): Promise<PhoneListening> {
    await this.end('stopped');
    signal?.throwIfAborted();
    const session = this.#session;
    if (session.tracker.currentId !== null && !session.hearsEvents) await session.resync();
    signal?.throwIfAborted();
    if (session.tracker.currentId !== null) {
      throw callError('invalid', 'call-in-progress', 'listenByPhone');
    }
    const run: Run = { course: new ListeningCourse(), listener, over: new AbortController() };
    this.#run = run;
    this.#follow(run);
    try {
      await this.#ask('PUT', 'play', {
        voicepath: path,
        startpostion: Math.max(0, Math.floor(startSeconds)),
        times: 1,
        codeformat: 0,
      });
    } catch (error) {
      // The answer was lost on the way; whether the phone rings, the events know. It is never asked twice.
      if (!isLostReply(error) || !(await this.#isSeen(run))) {
        run.over.abort();
        throw withFailure(error, 'listenByPhone');
      }
    }
    if (signal?.aborted) {
      // Nobody waits any more: nothing may go on playing.
      void this.#stop(run, 'stopped').catch(() => undefined);
      throw signal.reason;
    }
    const ringing = run.course.ring();
    if (ringing) this.#tell(run, ringing);
    return {
      pause: () => this.#control(run, 'POST', 'pauseplay'),
      resume: () => this.#control(run, 'POST', 'resumeplay'),
      skip: (seconds) => {
        const whole = Math.round(Math.abs(seconds));
        if (whole < 1) return Promise.resolve();
        return this.#control(run, 'POST', `${seconds > 0 ? 'forefast' : 'backfast'}/${whole}`);
      },
      stop: () => this.#stop(run, 'stopped'),
    };
  }

  /** Ends what plays, if anything does, and waits until the phone is free. */
  async end(reason: 'stopped' | 'call'): Promise<void> {
    const run = this.#run;
    if (!run) return;
    await this.#stop(run, reason).catch(() => undefined);
    await pause(this.#session.timing.lostReplyMs, run.over.signal).catch(() => undefined);
    this.#tell(run, run.course.finish());
  }

  #follow(run: Run): void {
    const session = this.#session;
    const stopWatching = session.watch((answer) => {
      for (const sign of readListeningSigns(answer)) this.#handle(run, sign);
    });
    // Keeps the poll going, and tells of a phone that is free again when events were lost.
    const unsubscribe = session.subscribe((event) => {
      const isFree = event.type === 'agent-state' && event.state === 'idle';
      if (isFree && run.course.isSeen) this.#handle(run, { type: 'released' });
    });
    run.over.signal.addEventListener('abort', () => {
      stopWatching();
      unsubscribe();
      if (this.#run === run) this.#run = null;
    });
  }

  #handle(run: Run, sign: ListeningSign): void {
    const told = run.course.handle(sign);
    // The phone rings for the other call already: the recording must not go on in it.
    if (sign.type === 'call') void this.#ask('DELETE', 'stopplay').catch(() => undefined);
    if (told) this.#tell(run, told);
    else if (sign.type === 'released') this.#finishSoon(run);
  }

  #tell(run: Run, event: ListenEvent): void {
    if (run.over.signal.aborted) return;
    if (event.type === 'ended' || event.type === 'failed') run.over.abort();
    try {
      run.listener(event);
    } catch {
      // A listener's own trouble must not stop the poll, which keeps the agent signed in.
    }
  }

  /** The event that says why may be the next one, or lost. */
  #finishSoon(run: Run): void {
    setTimeout(() => this.#tell(run, run.course.finish()), this.#session.timing.lostReplyMs);
  }

  async #stop(run: Run, reason: 'stopped' | 'call'): Promise<void> {
    if (run.over.signal.aborted) return;
    run.course.wantedEnd = reason;
    try {
      await this.#ask('DELETE', 'stopplay');
    } catch (error) {
      run.course.wantedEnd = null;
      throw withFailure(error, 'listenByPhone');
    }
    this.#finishSoon(run);
  }

  async #control(run: Run, method: 'POST', what: string): Promise<void> {
    if (run.over.signal.aborted) throw callError('not-found', 'unknown', 'listenByPhone');
    try {
      await this.#ask(method, what);
    } catch (error) {
      throw withFailure(error, 'listenByPhone');
    }
  }

  #ask(
    method: 'PUT' | 'POST' | 'DELETE',
    what: string,
    body?: Record<string, unknown>,
  ): Promise<unknown> {
    return this.#session.request('listenByPhone', method, `${this.#resources}/${what}`, body);
  }

  async #isSeen(run: Run): Promise<boolean> {
    const end = performance.now() + this.#session.timing.lostReplyMs;
    while (!run.course.isSeen && performance.now() < end) await pause(LOOK_AGAIN_MS);
    return run.course.isSeen;
  }
}

/**
 * The path to send for a recording.
 * @throws AdapterError `recording-missing` when there is none, `malformed` when it cannot be one
 */
export async function readRecordingPath(path: RecordingPath, messageId: string): Promise<string> {
  const told: unknown = await path(messageId);
  if (told === null || told === undefined || told === '') {
    throw new AdapterError('recording-missing', { operation: 'listenByPhone' });
  }
  if (typeof told !== 'string' || told.length > MAX_PATH || !/^[^\p{C}]+$/u.test(told)) {
    throw new AdapterError('malformed', { operation: 'listenByPhone' });
  }
  return told;
}
