/**
 * What is remembered within the page: speed and volume for all recordings of one adapter, and per
 * message where listening stopped and what was heard. In memory only; keys are message ids.
 */
import type { HeardSpan } from './heard.js';

/**
 * Where a host may keep speed, volume and listening options for longer than the page. Nothing of
 * messages or customers is in them.
 */
export interface PreferenceStore {
  get(key: PreferenceKey): unknown;
  set(key: PreferenceKey, value: number | boolean | string): void;
}

export type PreferenceKey =
  | 'playback-rate'
  | 'volume'
  | 'muted'
  | 'skip-silence'
  | 'level-loudness'
  | 'resume-back-seconds'
  | 'play-next'
  /** Id of a loudspeaker, which the browser makes up for this site alone. */
  | 'output-device';

/** How somebody wants to listen; the player has properties of these names. */
export interface ListeningChoices {
  skipSilence: boolean;
  levelLoudness: boolean;
  resumeBackSeconds: number;
  playNext: boolean;
  outputDevice: string;
}

/** Under which key a store keeps each choice. */
export const CHOICE_KEYS: Readonly<Record<keyof ListeningChoices, PreferenceKey>> = {
  skipSilence: 'skip-silence',
  levelLoudness: 'level-loudness',
  resumeBackSeconds: 'resume-back-seconds',
  playNext: 'play-next',
  outputDevice: 'output-device',
};

export interface Preferences {
  rate: number;
  volume: number;
  muted: boolean;
  /** Only what somebody has chosen; the rest is as the host has set it. */
  choices: Partial<ListeningChoices>;
}

export interface Listened {
  readonly positionSeconds: number;
  readonly heard: readonly HeardSpan[];
}

/** So many messages are remembered; the longest unused is forgotten first. */
const MOST_MESSAGES = 500;

export class PlayerMemory {
  readonly preferences: Preferences = { rate: 1, volume: 1, muted: false, choices: {} };
  readonly #listened = new Map<string, Listened>();

  /** What was heard of `messageId`. */
  recall(messageId: string): Listened | null {
    return this.#listened.get(messageId) ?? null;
  }

  keep(messageId: string, listened: Listened): void {
    this.#listened.delete(messageId);
    this.#listened.set(messageId, listened);
    if (this.#listened.size > MOST_MESSAGES) {
      const [oldest] = this.#listened.keys();
      if (oldest !== undefined) this.#listened.delete(oldest);
    }
  }

  forget(messageId: string): void {
    this.#listened.delete(messageId);
  }
}

const memories = new WeakMap<object, PlayerMemory>();

/** The memory of `owner`: an adapter, or a document for players without one. */
export function memoryOf(owner: object): PlayerMemory {
  let memory = memories.get(owner);
  if (!memory) memories.set(owner, (memory = new PlayerMemory()));
  return memory;
}

/** A speed that browsers play: 0.25 to 4; `null` for anything else. */
export function readRate(value: unknown): number | null {
  return typeof value === 'number' && value >= 0.25 && value <= 4 ? value : null;
}

/** 0 to 1; `null` for anything else. */
export function readVolume(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : null;
}

/** Up to a minute; `null` for anything else. */
function readBack(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 60 ? value : null;
}

/** Listening options that the host's store holds. */
function readChoices(read: (key: PreferenceKey) => unknown): Partial<ListeningChoices> {
  const choices: Partial<ListeningChoices> = {};
  for (const name of ['skipSilence', 'levelLoudness', 'playNext'] as const) {
    const value = read(CHOICE_KEYS[name]);
    if (typeof value === 'boolean') choices[name] = value;
  }
  const back = readBack(read('resume-back-seconds'));
  if (back !== null) choices.resumeBackSeconds = back;
  const device = read('output-device');
  if (typeof device === 'string') choices.outputDevice = device;
  return choices;
}

/** Preferences that the host's store holds; a store that throws or answers rubbish counts as empty. */
export function readStore(store: PreferenceStore): Partial<Preferences> {
  const read = (key: PreferenceKey): unknown => {
    try {
      return store.get(key);
    } catch {
      return null;
    }
  };
  const rate = readRate(read('playback-rate'));
  const volume = readVolume(read('volume'));
  const muted = read('muted');
  const choices = readChoices(read);
  return {
    ...(rate === null ? {} : { rate }),
    ...(volume === null ? {} : { volume }),
    ...(typeof muted === 'boolean' ? { muted } : {}),
    ...(Object.keys(choices).length === 0 ? {} : { choices }),
  };
}

/** Tells the host's store; its failure is not the listener's trouble. */
export function writeStore(
  store: PreferenceStore | undefined,
  key: PreferenceKey,
  value: number | boolean | string,
): void {
  try {
    store?.set(key, value);
  } catch {
    // The host's own trouble.
  }
}
