/** Where sound comes out: the devices that the browser offers, and how they change. */

export interface OutputDevice {
  /** The empty text for the system's own choice. */
  readonly id: string;
  /** The empty text where the browser hides it. */
  readonly label: string;
}

/** `prompt`: the browser asks the person (Firefox). `list`: it names the devices (Chromium). */
export type OutputChoice = 'prompt' | 'list' | 'none';

/** `gone`: not there (any more). `refused`: by the page's policy, the browser or the person. */
export type OutputOutcome = 'ok' | 'gone' | 'refused';

type Prompting = MediaDevices & { selectAudioOutput?: () => Promise<MediaDeviceInfo> };

const SYSTEM: OutputDevice = { id: '', label: '' };

export class OutputDevices {
  readonly #document: () => Document;
  readonly #onChange: () => void;
  #watched: MediaDevices | null = null;
  /** What can be chosen, the system's own choice first. */
  devices: readonly OutputDevice[] = [SYSTEM];

  /** @param onChange called when devices come and go */
  constructor(document: () => Document, onChange: () => void) {
    this.#document = document;
    this.#onChange = onChange;
  }

  get choice(): OutputChoice {
    const media = this.#media;
    const view = this.#document().defaultView;
    const canSet = view !== null && 'setSinkId' in view.HTMLMediaElement.prototype;
    if (!canSet || !media) return 'none';
    if (typeof media.selectAudioOutput === 'function') return 'prompt';
    return typeof media.enumerateDevices === 'function' ? 'list' : 'none';
  }

  has(id: string): boolean {
    return this.devices.some((device) => device.id === id);
  }

  /** Begins to notice devices that come and go. */
  watch(): void {
    if (this.#watched) return;
    this.#watched = this.#media;
    this.#watched?.addEventListener?.('devicechange', this.#onChange);
  }

  unwatch(): void {
    this.#watched?.removeEventListener?.('devicechange', this.#onChange);
    this.#watched = null;
  }

  /** Reads the devices. Never rejects: a refusal means that there are none. */
  async read(): Promise<void> {
    let found: readonly MediaDeviceInfo[] = [];
    try {
      found = (await this.#media?.enumerateDevices()) ?? [];
    } catch {
      // Refused by the page's policy.
    }
    const outputs = found.filter(
      // Before it may name devices a browser lists one without id; `default` is a duplicate.
      ({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== '' && deviceId !== 'default',
    );
    this.devices = [SYSTEM, ...outputs.map(({ deviceId: id, label }) => ({ id, label }))];
  }

  /** Lets the browser ask, within a click. `null` when the person or the page says no. */
  async ask(): Promise<OutputDevice | null> {
    try {
      const chosen = await this.#media?.selectAudioOutput?.();
      if (!chosen) return null;
      const device = { id: chosen.deviceId, label: chosen.label };
      if (!this.has(device.id)) this.devices = [...this.devices, device];
      return device;
    } catch {
      return null;
    }
  }

  get #media(): Prompting | null {
    // Absent on pages that are not secure, and in browsers without it.
    const navigator = this.#document().defaultView?.navigator as
      { readonly mediaDevices?: Prompting } | undefined;
    return navigator?.mediaDevices ?? null;
  }
}

/** Sends sound to `id`. Never rejects. */
export async function sendTo(
  target: { setSinkId?: (id: string) => Promise<void> },
  id: string,
): Promise<OutputOutcome> {
  try {
    await target.setSinkId?.(id);
    return 'ok';
  } catch (error) {
    return (error as { name?: unknown } | null)?.name === 'NotFoundError' ? 'gone' : 'refused';
  }
}
