/**
 * Audio elements that make no sound and need no file: they play along the time of the page, the
 * test's own (fake-time.ts) where there is one. Every source lasts as long as the test says.
 */
import { watch } from './alarms.js';
import { fakeTime } from './fake-time.js';

const TIMEUPDATE_MS = 250;

const nativeSetTimeout = globalThis.setTimeout.bind(globalThis);

/** How long a source lasts, in seconds. */
export type Lengths = number | ((address: string) => number);

class FakeMedia {
  readonly #audio: HTMLMediaElement;
  readonly #lengths: Lengths;
  src = '';
  /** What `load()` takes; the address may be gone from the element long before. */
  attribute = '';
  duration = NaN;
  readyState = 0;
  paused = true;
  seeking = false;
  rate = 1;
  /** Seconds at `#since`. */
  #position = 0;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What was under way before the last load is dropped, as browsers do. */
  #loads = 0;
  #waitingPlays: { resolve: () => void; reject: (reason: unknown) => void }[] = [];

  constructor(audio: HTMLMediaElement, lengths: Lengths) {
    this.#audio = audio;
    this.#lengths = lengths;
  }

  get position(): number {
    if (!this.#runs) return this.#position;
    const played = ((performance.now() - this.#since) / 1000) * this.rate;
    return Math.min(this.#position + played, this.duration);
  }

  get ended(): boolean {
    return this.readyState > 0 && !this.seeking && this.position >= this.duration;
  }

  load(): void {
    this.stop();
    this.#loads += 1;
    this.#settlePlays(new DOMException('loaded anew', 'AbortError'));
    const { attribute } = this;
    Object.assign(this, { src: attribute, readyState: 0, duration: NaN, seeking: false });
    this.#position = 0;
    if (attribute === '') {
      this.paused = true;
      return;
    }
    this.#task(() => {
      this.#tell('loadstart');
      this.#task(() => {
        this.duration =
          typeof this.#lengths === 'number' ? this.#lengths : this.#lengths(attribute);
        this.readyState = 4;
        for (const type of ['durationchange', 'loadedmetadata', 'progress', 'canplay'])
          this.#tell(type);
        if (!this.paused) this.#begin();
      });
    });
  }

  play(): Promise<void> {
    if (this.paused) {
      this.paused = false;
      this.#task(() => this.#tell('play'));
    }
    const started = new Promise<void>((resolve, reject) =>
      this.#waitingPlays.push({ resolve, reject }),
    );
    if (this.readyState > 0) {
      if (this.ended) this.seek(0);
      else this.#task(() => !this.paused && this.#begin());
    }
    return started;
  }

  pause(): void {
    if (this.paused) return;
    this.stop();
    this.paused = true;
    this.#settlePlays(new DOMException('paused', 'AbortError'));
    this.#task(() => {
      this.#tell('timeupdate');
      this.#tell('pause');
    });
  }

  seek(seconds: number): void {
    this.stop();
    this.#position = Math.max(0, Math.min(seconds, this.duration || 0));
    this.seeking = true;
    const target = this.#position;
    this.#task(() => {
      this.#tell('seeking');
      this.#task(() => {
        if (this.#position !== target || !this.seeking) return;
        this.seeking = false;
        this.#tell('timeupdate');
        this.#tell('seeked');
        if (!this.paused) this.#begin();
      });
    });
  }

  setRate(rate: number): void {
    const { position } = this;
    this.#position = position;
    this.#since = performance.now();
    this.rate = rate;
    this.#task(() => this.#tell('ratechange'));
    if (this.#runs) this.#plan();
  }

  /** Keeps the position. */
  stop(): void {
    this.#position = this.position;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  get #runs(): boolean {
    return this.#timer !== undefined;
  }

  #begin(): void {
    if (this.#runs || this.seeking || this.readyState === 0) return;
    this.#since = performance.now();
    this.#plan();
    this.#tell('playing');
    this.#settlePlays();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    const leftMs = ((this.duration - this.position) / this.rate) * 1000;
    this.#timer = setTimeout(() => this.#tick(), Math.max(0, Math.min(TIMEUPDATE_MS, leftMs)));
  }

  #tick(): void {
    if (!this.#audio.isConnected) {
      // A browser stops the sound of an element that is taken out of the page.
      this.pause();
      return;
    }
    this.#tell('timeupdate');
    if (!this.#runs) return;
    if (this.position < this.duration - 0.001) {
      this.#plan();
      return;
    }
    this.stop();
    this.#position = this.duration;
    this.paused = true;
    this.#tell('timeupdate');
    this.#tell('pause');
    this.#tell('ended');
  }

  #tell(type: string): void {
    this.#audio.dispatchEvent(new Event(type));
  }

  #task(act: () => void): void {
    const loads = this.#loads;
    nativeSetTimeout(() => {
      if (loads === this.#loads) act();
    }, 0);
  }

  #settlePlays(reason?: unknown): void {
    const plays = this.#waitingPlays;
    this.#waitingPlays = [];
    for (const { resolve, reject } of plays) {
      if (reason === undefined) resolve();
      else reject(reason);
    }
  }
}

const ranges = (end: number): TimeRanges => ({
  length: end > 0 ? 1 : 0,
  start: () => 0,
  end: () => end,
});

let restore: (() => void) | null = null;

watch({
  check: () => {
    restore?.();
    restore = null;
  },
});

/** From now to the end of this test every audio element is a fake one. */
export function fakeMedia(lengths: Lengths): void {
  if (restore) throw new Error('The media elements are fake already.');
  const fakes = new Map<HTMLMediaElement, FakeMedia>();
  const of = (audio: HTMLMediaElement): FakeMedia => {
    let fake = fakes.get(audio);
    if (!fake) fakes.set(audio, (fake = new FakeMedia(audio, lengths)));
    return fake;
  };
  const read = <T>(get: (fake: FakeMedia) => T) => ({
    get(this: HTMLMediaElement) {
      return get(of(this));
    },
  });
  const members: PropertyDescriptorMap = {
    src: {
      ...read((fake) => fake.attribute),
      set(this: HTMLMediaElement, address: string) {
        of(this).attribute = address;
        of(this).load();
      },
    },
    currentSrc: read((fake) => fake.src),
    currentTime: {
      ...read((fake) => fake.position),
      set(this: HTMLMediaElement, seconds: number) {
        of(this).seek(seconds);
      },
    },
    playbackRate: {
      ...read((fake) => fake.rate),
      set(this: HTMLMediaElement, rate: number) {
        of(this).setRate(rate);
      },
    },
    duration: read((fake) => fake.duration),
    readyState: read((fake) => fake.readyState),
    networkState: read((fake) => (fake.src === '' ? 0 : 1)),
    paused: read((fake) => fake.paused),
    ended: read((fake) => fake.ended),
    seeking: read((fake) => fake.seeking),
    error: read(() => null),
    buffered: read((fake) => ranges(fake.duration)),
    seekable: read((fake) => ranges(fake.duration)),
    load: {
      value(this: HTMLMediaElement) {
        of(this).load();
      },
    },
    play: {
      value(this: HTMLMediaElement) {
        return of(this).play();
      },
    },
    pause: {
      value(this: HTMLMediaElement) {
        of(this).pause();
      },
    },
    removeAttribute: {
      value(this: HTMLMediaElement, name: string) {
        if (name === 'src') of(this).attribute = '';
        Element.prototype.removeAttribute.call(this, name);
      },
    },
  };
  const { prototype } = HTMLMediaElement;
  const natives = Object.keys(members).map(
    (name) => [name, Object.getOwnPropertyDescriptor(prototype, name)] as const,
  );
  for (const [name, member] of Object.entries(members)) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      ...('value' in member ? { writable: true } : {}),
      ...member,
    });
  }
  restore = () => {
    for (const fake of fakes.values()) fake.stop();
    for (const [name, native] of natives) {
      if (native) Object.defineProperty(prototype, name, native);
      else Reflect.deleteProperty(prototype, name);
    }
  };
}

/** For all tests of a suite: fake media, which play as the tests let time pass. */
export function useFakeMedia(lengths: Lengths): void {
  beforeEach(() => {
    fakeTime();
    fakeMedia(lengths);
  });
}
