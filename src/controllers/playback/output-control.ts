/** Sends what a player plays to the chosen loudspeaker, and back to the system's when that one goes. */
import type { LoudnessGraph } from './loudness-graph.js';
import { OutputDevices, sendTo, type OutputChoice, type OutputDevice } from './output-devices.js';

export interface OutputOptions {
  readonly document: () => Document;
  readonly audio: () => HTMLAudioElement;
  /** What the sound goes through, if it does. */
  readonly graph: () => LoudnessGraph | null;
  /** The chosen one; the empty text for the system's own. */
  readonly chosen: () => string;
  /** Somebody chooses. */
  readonly onChoose: (id: string) => void;
  /** The chosen one cannot be used: from now on the system's own. */
  readonly onFallback: (problem: 'gone' | 'refused') => void;
  readonly onChange: () => void;
}

export class OutputControl {
  /** What became of the last choice. */
  problem: 'gone' | 'refused' | null = null;

  readonly #options: OutputOptions;
  readonly #devices: OutputDevices;
  #target: object;
  #id = '';

  constructor(options: OutputOptions) {
    this.#options = options;
    this.#devices = new OutputDevices(options.document, () => void this.#handleChange());
    this.#target = options.audio();
  }

  get choice(): OutputChoice {
    return this.#devices.choice;
  }

  /** What can be chosen, with the chosen one though it be not told of. */
  get devices(): readonly OutputDevice[] {
    const { devices } = this.#devices;
    const id = this.#options.chosen();
    return this.#devices.has(id) ? devices : [...devices, { id, label: '' }];
  }

  /** False while the sound goes through a graph that has the system's loudspeaker only. */
  get canChoose(): boolean {
    return this.#options.graph()?.canChooseOutput !== false;
  }

  /** The panel is open: what there is is read, and followed. */
  async open(): Promise<void> {
    this.#devices.watch();
    await this.#devices.read();
    this.#options.onChange();
  }

  release(): void {
    this.#devices.unwatch();
  }

  choose(id: string): void {
    this.problem = null;
    this.#options.onChoose(id);
  }

  /** Lets the browser ask, within a click. */
  async ask(): Promise<void> {
    const device = await this.#devices.ask();
    if (device) this.choose(device.id);
    else this.problem = 'refused';
    this.#options.onChange();
  }

  /** Another choice, another audio element, or a graph in between: the sound goes where it shall. */
  follow(): void {
    if (this.choice === 'none' || !this.canChoose) return;
    const target = this.#options.graph() ?? this.#options.audio();
    const id = this.#options.chosen();
    if (target === this.#target && id === this.#id) return;
    const isFresh = target !== this.#target;
    this.#target = target;
    this.#id = id;
    if (id !== '') this.#devices.watch();
    if (!isFresh || id !== '') void this.#send(target, id);
  }

  async #send(target: object, id: string): Promise<void> {
    const outcome = await sendTo(target, id);
    // Another choice was made meanwhile.
    if (outcome === 'ok' || id === '' || this.#options.chosen() !== id) return;
    this.#fallBack(outcome);
  }

  async #handleChange(): Promise<void> {
    await this.#devices.read();
    const id = this.#options.chosen();
    if (id !== '' && !this.#devices.has(id)) this.#fallBack('gone');
    this.#options.onChange();
  }

  #fallBack(problem: 'gone' | 'refused'): void {
    this.problem = problem;
    this.#options.onFallback(problem);
  }
}
