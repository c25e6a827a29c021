/** A recording on the simulated phone: silent, but in real time. */
import type {
  ListenEnd,
  ListenEvent,
  ListenRequest,
  PhoneListening,
} from '../src/adapter/call-control.js';
import type { Clock } from './clock.js';

export interface SimulatedListeningOptions {
  readonly clock: Clock;
  readonly request: ListenRequest;
  readonly durationSeconds: number;
  readonly ringMs: number;
  readonly listener: (event: ListenEvent) => void;
  /** Called with every step, after the listener. */
  readonly onChange: (isOver: boolean) => void;
}

export class SimulatedListening implements PhoneListening {
  readonly messageId: string;
  readonly #options: SimulatedListeningOptions;
  #phase: 'ringing' | 'playing' | 'paused' | 'over' = 'ringing';
  /** The position at `#sinceMs`. */
  #positionSeconds: number;
  #sinceMs = 0;
  #cancel: () => void;

  constructor(options: SimulatedListeningOptions) {
    const { clock, request, ringMs } = options;
    this.#options = options;
    this.messageId = request.messageId;
    this.#positionSeconds = Math.min(Math.max(0, request.startSeconds), options.durationSeconds);
    this.#cancel = clock.schedule(() => this.#play(), ringMs);
    this.#emit({ type: 'ringing' });
  }

  get phase(): 'ringing' | 'playing' | 'paused' | 'over' {
    return this.#phase;
  }

  get positionSeconds(): number {
    const ran = this.#phase === 'playing' ? this.#options.clock.now().getTime() - this.#sinceMs : 0;
    return this.#positionSeconds + ran / 1000;
  }

  async pause(): Promise<void> {
    if (this.#phase !== 'playing') return;
    this.#holdPosition();
    this.#phase = 'paused';
    this.#emit({ type: 'paused', positionSeconds: this.#positionSeconds });
  }

  async resume(): Promise<void> {
    if (this.#phase === 'paused') this.#play();
  }

  async skip(seconds: number): Promise<void> {
    if (this.#phase !== 'playing' && this.#phase !== 'paused') return;
    const wasPlaying = this.#phase === 'playing';
    this.#holdPosition();
    const { durationSeconds } = this.#options;
    this.#positionSeconds = Math.min(Math.max(0, this.#positionSeconds + seconds), durationSeconds);
    if (wasPlaying) this.#play();
    else this.#emit({ type: 'paused', positionSeconds: this.#positionSeconds });
  }

  async stop(): Promise<void> {
    this.end('stopped');
  }

  end(reason: ListenEnd): void {
    if (this.#phase === 'over') return;
    this.#cancel();
    this.#phase = 'over';
    this.#emit({ type: 'ended', reason });
  }

  /** Ends without a further event. */
  drop(): void {
    this.#cancel();
    this.#phase = 'over';
  }

  #play(): void {
    const { clock, durationSeconds } = this.#options;
    this.#phase = 'playing';
    this.#sinceMs = clock.now().getTime();
    const left = durationSeconds - this.#positionSeconds;
    this.#cancel = clock.schedule(() => this.end('finished'), left * 1000);
    this.#emit({ type: 'playing', positionSeconds: this.#positionSeconds });
  }

  #holdPosition(): void {
    this.#positionSeconds = this.positionSeconds;
    this.#cancel();
  }

  #emit(event: ListenEvent): void {
    this.#options.listener(event);
    this.#options.onChange(this.#phase === 'over');
  }
}
