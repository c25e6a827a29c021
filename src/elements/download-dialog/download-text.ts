/** Sentences and numbers of the download dialog. */
import { ERROR_KEYS } from '../../controllers/error-text.js';
import type { DownloadCause } from '../../controllers/download/download-controller.js';
import type { PasswordFault } from '../../controllers/download/archive-password.js';
import type { StringKey } from '../../i18n/strings.js';

const CAUSE_KEYS: Readonly<Record<DownloadCause, StringKey>> = {
  ...ERROR_KEYS,
  'blocked-by-policy': 'downloadBlocked',
  'not-audio': 'downloadNotAudio',
  stalled: 'playerStalledFailed',
  'source-refused': 'playerSourceRefused',
  unplayable: 'errorMalformed',
  'too-large': 'downloadTooLarge',
  disk: 'downloadDisk',
  sandboxed: 'downloadSandboxed',
  refused: 'downloadRefused',
};

export function downloadCauseKey(cause: DownloadCause): StringKey {
  return CAUSE_KEYS[cause];
}

export const PASSWORD_KEYS: Readonly<Record<PasswordFault, StringKey>> = {
  empty: 'downloadPasswordEmpty',
  'too-long': 'downloadPasswordTooLong',
  characters: 'downloadPasswordCharacters',
  kinds: 'downloadPasswordKinds',
};

/** Causes that another try cannot cure. */
const FINAL: ReadonlySet<DownloadCause> = new Set<DownloadCause>([
  'recording-purged',
  'recording-missing',
  'not-found',
  'unsupported',
  'source-refused',
  'sandboxed',
  'too-large',
]);

export function canRetryDownload(cause: DownloadCause): boolean {
  return !FINAL.has(cause);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `377 kB` in the reader's words. */
export function formatSize(bytes: number, locale: string): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(`${locale}-u-nu-latn`, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
