/** Levels the sound of one audio element, inside this page. Nothing is recorded, nothing is sent. */
import { makeLeveling, type LevelingNodes } from './leveling.js';

/** How long the sound system may take to start. */
const START_MS = 3000;

/** The output of a context can be chosen where browsers know how (Chromium). */
type ContextWithSink = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/**
 * Once an audio element goes through a graph it never comes out again (Web Audio 1.1, section 1.22),
 * and one whose context is suspended is silent or stops itself. So the graph is built only when its
 * context runs, once for each audio element, and after `close()` that element is of no use.
 */
export class LoudnessGraph {
  readonly #context: ContextWithSink;
  readonly #nodes: LevelingNodes;
  readonly #source: MediaElementAudioSourceNode;
  readonly #onStopped: () => void;
  #levels = true;
  #sleeps = false;

  private constructor(context: AudioContext, audio: HTMLAudioElement, onStopped: () => void) {
    this.#context = context;
    this.#onStopped = onStopped;
    this.#nodes = makeLeveling(context);
    this.#source = context.createMediaElementSource(audio);
    this.#source.connect(this.#nodes.input);
    this.#nodes.output.connect(context.destination);
    context.addEventListener('statechange', this.#handleState);
  }

  /**
   * Begins within a click. Resolves to `null`, with the audio element as it was, when the browser does
   * not let the sound system start or has none, and when `isNeeded` answers false.
   *
   * @param onStopped called when the graph is suspended later on, other than by `sleep()`
   */
  static async start(
    audio: HTMLAudioElement,
    sinkId: string,
    onStopped: () => void,
    signal: AbortSignal,
    isNeeded: () => boolean,
  ): Promise<LoudnessGraph | null> {
    const view = audio.ownerDocument.defaultView;
    const Context = view?.AudioContext;
    if (!Context) return null;
    let context: ContextWithSink | null = null;
    try {
      context = new Context();
      await running(context, signal);
      if (sinkId !== '') await context.setSinkId?.(sinkId);
      if (signal.aborted || !isNeeded()) throw new DOMException('', 'AbortError');
      return new LoudnessGraph(context, audio, onStopped);
    } catch {
      void context?.close().catch(() => undefined);
      return null;
    }
  }

  /** Whether a loudspeaker can be chosen for sound that goes through here. */
  get canChooseOutput(): boolean {
    return typeof this.#context.setSinkId === 'function';
  }

  async setSinkId(id: string): Promise<void> {
    await this.#context.setSinkId?.(id);
  }

  set gain(gain: number) {
    this.#nodes.input.gain.value = gain;
  }

  /** While false the sound goes through unchanged. */
  set levels(levels: boolean) {
    if (levels === this.#levels) return;
    this.#levels = levels;
    this.#source.disconnect();
    this.#source.connect(levels ? this.#nodes.input : this.#context.destination);
  }

  get isRunning(): boolean {
    return this.#context.state === 'running';
  }

  /** Wakes it up after `sleep()`, or after the system has suspended it. */
  resume(): void {
    this.#sleeps = false;
    if (!this.isRunning) void this.#context.resume().catch(() => undefined);
  }

  /** Nothing plays: lets the sound device sleep too. */
  sleep(): void {
    this.#sleeps = true;
    void this.#context.suspend().catch(() => undefined);
  }

  close(): void {
    this.#context.removeEventListener('statechange', this.#handleState);
    void this.#context.close().catch(() => undefined);
  }

  readonly #handleState = (): void => {
    // 'suspended', and 'interrupted' in Safari.
    if (!this.isRunning && !this.#sleeps) this.#onStopped();
  };
}

/** Resolves when `context` runs; rejects when it does not within {@link START_MS}. */
function running(context: AudioContext, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      if (context.state === 'running') end(resolve);
    };
    const giveUp = (): void => end(() => reject(new DOMException('', 'NotAllowedError')));
    const timer = setTimeout(giveUp, START_MS);
    const end = (then: () => void): void => {
      clearTimeout(timer);
      context.removeEventListener('statechange', check);
      signal.removeEventListener('abort', giveUp);
      then();
    };
    context.addEventListener('statechange', check);
    signal.addEventListener('abort', giveUp);
    check();
    // Not awaited: without permission it stays pending.
    context.resume().catch(() => undefined);
  });
}
