/** How a person wants to listen: the same for all players of one adapter, in memory. */

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

/** The listening options; the player has properties of these names. */
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
  /** Only what the person has chosen; the rest is as the host has set it. */
  choices: Partial<ListeningChoices>;
}

const byOwner = new WeakMap<object, Preferences>();

/** The preferences for `owner`: an adapter, or a document for players without one. */
export function preferencesOf(owner: object): Preferences {
  let preferences = byOwner.get(owner);
  if (!preferences) {
    byOwner.set(owner, (preferences = { rate: 1, volume: 1, muted: false, choices: {} }));
  }
  return preferences;
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

/** Writes to the host's store; a failure of the store does not disturb the player. */
export function writeStore(
  store: PreferenceStore | undefined,
  key: PreferenceKey,
  value: number | boolean | string,
): void {
  try {
    store?.set(key, value);
  } catch {
    // The host reports its own failures.
  }
}
