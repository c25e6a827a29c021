/** Plays recordings on the agent's own phone over CC-Gateway (cec_07_0394 to 0399). */
import type { ListenEvent, PhoneListening } from '../adapter/call-control.js';
import { pause } from '../adapter/deadline.js';
import { AdapterError } from '../adapter/errors.js';
import type { GatewaySession } from './gateway-session.js';
import { isLostReply, withFailure } from './lost-reply.js';
import { PhonePlayback, readPlaybackEvents, type PlaybackEvent } from './phone-playback.js';
import { callError } from './result-codes.js';

/** Names the path of a recording as AICC's platform knows it. */
export type RecordingPath = (messageId: string) => string | null | Promise<string | null>;

interface Run {
  readonly playback: PhonePlayback;
  readonly listener: (event: ListenEvent) => void;
  /** Aborted when the playback has ended. */
  readonly over: AbortController;
}

/** One for each session: an agent has one phone. */
const playbacks = new WeakMap<GatewaySession, GatewayPlayback>();

const MAX_PATH = 100;
const CONFIRM_INTERVAL_MS = 50;

export class GatewayPlayback {
  static of(session: GatewaySession, agentId: string): GatewayPlayback {
    let playback = playbacks.get(session);
    if (!playback) playbacks.set(session, (playback = new GatewayPlayback(session, agentId)));
    return playback;
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
    if (session.tracker.currentId !== null && !session.receivesEvents) await session.resync();
    signal?.throwIfAborted();
    if (session.tracker.currentId !== null) {
      throw callError('invalid', 'call-in-progress', 'listenByPhone');
    }
    const run: Run = { playback: new PhonePlayback(), listener, over: new AbortController() };
    this.#run = run;
    this.#follow(run);
    try {
      await this.#request('PUT', 'play', {
        voicepath: path,
        // The published spelling.
        startpostion: Math.max(0, Math.floor(startSeconds)),
        times: 1,
        codeformat: 0,
      });
    } catch (error) {
      // The reply was lost on the way. The events show whether the phone rings; the request is never repeated.
      if (!isLostReply(error) || !(await this.#isConfirmed(run))) {
        run.over.abort();
        throw withFailure(error, 'listenByPhone');
      }
    }
    if (signal?.aborted) {
      // Nobody waits for the playback any more: nothing may go on playing.
      void this.#stop(run, 'stopped').catch(() => undefined);
      throw signal.reason;
    }
    const ringing = run.playback.ring();
    if (ringing) this.#emit(run, ringing);
    return {
      pause: () => this.#control(run, 'pauseplay'),
      resume: () => this.#control(run, 'resumeplay'),
      skip: (seconds) => {
        const whole = Math.round(Math.abs(seconds));
        if (whole < 1) return Promise.resolve();
        return this.#control(run, `${seconds > 0 ? 'forefast' : 'backfast'}/${whole}`);
      },
      stop: () => this.#stop(run, 'stopped'),
    };
  }

  /** Ends the current playback, if there is one, and waits until the phone is free. */
  async end(reason: 'stopped' | 'call'): Promise<void> {
    const run = this.#run;
    if (!run) return;
    await this.#stop(run, reason).catch(() => undefined);
    await pause(this.#session.timing.lostReplyMs, run.over.signal).catch(() => undefined);
    this.#emit(run, run.playback.finish());
  }

  #follow(run: Run): void {
    const session = this.#session;
    const stopWatching = session.watch((answer) => {
      for (const event of readPlaybackEvents(answer)) this.#handle(run, event);
    });
    // Keeps the poll running, and shows a phone that is free again when events were lost.
    const unsubscribe = session.subscribe((event) => {
      const isFree = event.type === 'agent-state' && event.state === 'idle';
      if (isFree && run.playback.isConfirmed) this.#handle(run, { type: 'released' });
    });
    run.over.signal.addEventListener('abort', () => {
      stopWatching();
      unsubscribe();
      if (this.#run === run) this.#run = null;
    });
  }

  #handle(run: Run, event: PlaybackEvent): void {
    const result = run.playback.handle(event);
    // The phone already rings for the other call: the recording must not play into it.
    if (event.type === 'call') void this.#request('DELETE', 'stopplay').catch(() => undefined);
    if (result) this.#emit(run, result);
    else if (event.type === 'released') this.#finishSoon(run);
  }

  #emit(run: Run, event: ListenEvent): void {
    if (run.over.signal.aborted) return;
    if (event.type === 'ended' || event.type === 'failed') run.over.abort();
    try {
      run.listener(event);
    } catch {
      // A fault of the listener must not stop the poll, which keeps the agent signed in.
    }
  }

  /** The event that says why may be the next one, or lost. */
  #finishSoon(run: Run): void {
    setTimeout(() => this.#emit(run, run.playback.finish()), this.#session.timing.lostReplyMs);
  }

  async #stop(run: Run, reason: 'stopped' | 'call'): Promise<void> {
    if (run.over.signal.aborted) return;
    run.playback.endReason = reason;
    try {
      await this.#request('DELETE', 'stopplay');
    } catch (error) {
      run.playback.endReason = null;
      throw withFailure(error, 'listenByPhone');
    }
    this.#finishSoon(run);
  }

  async #control(run: Run, command: string): Promise<void> {
    if (run.over.signal.aborted) throw callError('not-found', 'unknown', 'listenByPhone');
    try {
      await this.#request('POST', command);
    } catch (error) {
      throw withFailure(error, 'listenByPhone');
    }
  }

  #request(
    method: 'PUT' | 'POST' | 'DELETE',
    command: string,
    body?: Record<string, unknown>,
  ): Promise<unknown> {
    return this.#session.request('listenByPhone', method, `${this.#resources}/${command}`, body);
  }

  async #isConfirmed(run: Run): Promise<boolean> {
    const end = performance.now() + this.#session.timing.lostReplyMs;
    while (!run.playback.isConfirmed && performance.now() < end) await pause(CONFIRM_INTERVAL_MS);
    return run.playback.isConfirmed;
  }
}

/**
 * The path to send for a recording.
 * @throws AdapterError `recording-missing` when there is none, `malformed` when it cannot be a path
 */
export async function readRecordingPath(
  recordingPath: RecordingPath,
  messageId: string,
): Promise<string> {
  const path: unknown = await recordingPath(messageId);
  if (path === null || path === undefined || path === '') {
    throw new AdapterError('recording-missing', { operation: 'listenByPhone' });
  }
  if (typeof path !== 'string' || path.length > MAX_PATH || !/^[^\p{C}]+$/u.test(path)) {
    throw new AdapterError('malformed', { operation: 'listenByPhone' });
  }
  return path;
}
