/** Sends what a player plays to the chosen loudspeaker, and back to the system's when that one goes. */
import type { ReactiveControllerHost } from 'lit';
import type { AudioPlayer } from './audio-player.js';
import type { LevelingController } from './leveling-controller.js';
import { OutputDevices, sendTo, type OutputChoice, type OutputDevice } from './output-devices.js';
import type { ListeningChoices } from './preferences.js';

export type OutputHost = Pick<ReactiveControllerHost, 'requestUpdate'> &
  Pick<HTMLElement, 'ownerDocument'> &
  Pick<ListeningChoices, 'outputDevice'>;

/** Why the chosen loudspeaker is not used. */
export type OutputProblem = 'gone' | 'refused';

export interface OutputCallbacks {
  /** The person has chosen a loudspeaker. */
  readonly onChoose: (id: string) => void;
  /** The chosen one cannot be used: from now on the system's own. */
  readonly onFallback: (problem: OutputProblem) => void;
}

export class OutputController {
  /** What became of the last choice. */
  problem: OutputProblem | null = null;

  readonly #host: OutputHost;
  readonly #player: AudioPlayer;
  readonly #leveling: LevelingController;
  readonly #callbacks: OutputCallbacks;
  readonly #devices: OutputDevices;
  #target: object;
  #id = '';

  constructor(
    host: OutputHost,
    player: AudioPlayer,
    leveling: LevelingController,
    callbacks: OutputCallbacks,
  ) {
    this.#host = host;
    this.#player = player;
    this.#leveling = leveling;
    this.#callbacks = callbacks;
    this.#devices = new OutputDevices(
      () => host.ownerDocument,
      () => void this.#handleChange(),
    );
    this.#target = player.audio;
  }

  get choice(): OutputChoice {
    return this.#devices.choice;
  }

  /** The choices; the chosen one is among them even where the browser does not name it. */
  get devices(): readonly OutputDevice[] {
    const { devices } = this.#devices;
    const id = this.#host.outputDevice;
    return this.#devices.has(id) ? devices : [...devices, { id, label: '' }];
  }

  /** False while the sound goes through a graph that only knows the system's loudspeaker. */
  get canChoose(): boolean {
    return this.#leveling.graph?.canChooseOutput !== false;
  }

  /** The panel opens: reads the devices, and follows their changes. */
  async open(): Promise<void> {
    this.#devices.watch();
    await this.#devices.read();
    this.#host.requestUpdate();
  }

  release(): void {
    this.#devices.unwatch();
  }

  choose(id: string): void {
    this.problem = null;
    this.#callbacks.onChoose(id);
  }

  /** Lets the browser ask, within a click. */
  async ask(): Promise<void> {
    const device = await this.#devices.ask();
    if (device) this.choose(device.id);
    else this.problem = 'refused';
    this.#host.requestUpdate();
  }

  /** Another choice, another audio element, or a graph in between: sends the sound to the chosen one. */
  follow(): void {
    if (this.choice === 'none' || !this.canChoose) return;
    const target = this.#leveling.graph ?? this.#player.audio;
    const id = this.#host.outputDevice;
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
    if (outcome === 'ok' || id === '' || this.#host.outputDevice !== id) return;
    this.#fallBack(outcome);
  }

  async #handleChange(): Promise<void> {
    await this.#devices.read();
    const id = this.#host.outputDevice;
    if (id !== '' && !this.#devices.has(id)) this.#fallBack('gone');
    this.#host.requestUpdate();
  }

  #fallBack(problem: OutputProblem): void {
    this.problem = problem;
    this.#callbacks.onFallback(problem);
  }
}
