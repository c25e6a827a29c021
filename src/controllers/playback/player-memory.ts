/**
 * What is remembered within the page: speed and volume for all recordings of one adapter, and per
 * message where listening stopped and what was heard. In memory only; keys are message ids.
 */
import type { HeardSpan } from './heard.js';

/** Where a host may keep speed and volume for longer than the page. Nothing personal is in them. */
export interface PreferenceStore {
  get(key: PreferenceKey): unknown;
  set(key: PreferenceKey, value: number | boolean): void;
}

export type PreferenceKey = 'playback-rate' | 'volume' | 'muted';

export interface Preferences {
  rate: number;
  volume: number;
  muted: boolean;
}

export interface Listened {
  readonly positionSeconds: number;
  readonly heard: readonly HeardSpan[];
}

/** So many messages are remembered; the longest unused is forgotten first. */
const MOST_MESSAGES = 500;

export class PlayerMemory {
  readonly preferences: Preferences = { rate: 1, volume: 1, muted: false };
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
  return {
    ...(rate === null ? {} : { rate }),
    ...(volume === null ? {} : { volume }),
    ...(typeof muted === 'boolean' ? { muted } : {}),
  };
}

/** Tells the host's store; its failure is not the listener's trouble. */
export function writeStore(
  store: PreferenceStore | undefined,
  key: PreferenceKey,
  value: number | boolean,
): void {
  try {
    store?.set(key, value);
  } catch {
    // The host's own trouble.
  }
}
