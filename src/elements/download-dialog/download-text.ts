/** Sentences and numbers of the download dialog. */
import { isAdapterErrorCode, type AdapterErrorCode } from '../../adapter/errors.js';
import { codeKey } from '../../i18n/code-key.js';
import type { DownloadCause } from '../../controllers/download/download-failure.js';
import type { DownloadRecord } from '../../controllers/download/download-record.js';
import type { PasswordFault } from '../../controllers/download/archive-password.js';
import type { Translate } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';

const CAUSE_KEYS: Readonly<Record<Exclude<DownloadCause, AdapterErrorCode>, StringKey>> = {
  'blocked-by-policy': 'downloadBlocked',
  'not-audio': 'downloadNotAudio',
  stalled: 'downloadStalled',
  'source-refused': 'downloadSourceRefused',
  'no-sound': 'downloadNotAudio',
  unplayable: 'errorMalformed',
  'too-large': 'downloadTooLarge',
  disk: 'downloadDisk',
  sandboxed: 'downloadSandboxed',
  'cross-origin': 'downloadCrossOrigin',
  refused: 'downloadRefused',
};

export function downloadCauseKey(cause: DownloadCause): StringKey {
  return isAdapterErrorCode(cause) ? codeKey('error', cause) : CAUSE_KEYS[cause];
}

export const PASSWORD_KEYS: Readonly<Record<PasswordFault, StringKey>> = {
  empty: 'downloadPasswordEmpty',
  'too-long': 'downloadPasswordTooLong',
  characters: 'downloadPasswordCharacters',
  kinds: 'downloadPasswordKinds',
};

/** Causes that another try cannot remove. */
const FINAL: ReadonlySet<DownloadCause> = new Set<DownloadCause>([
  'recording-purged',
  'recording-missing',
  'not-found',
  'unsupported',
  'source-refused',
  'sandboxed',
  'cross-origin',
  'too-large',
]);

export function canRetryDownload(cause: DownloadCause): boolean {
  return !FINAL.has(cause);
}

/** The result in words: this page wrote the file, or the browser took over and knows the end alone. */
export function doneText({ outcome, fileName }: DownloadRecord, t: Translate): string {
  return t(outcome === 'saved' ? 'downloadSaved' : 'downloadStarted', { name: fileName });
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in the reader's language, such as `377 kB`. */
export function formatSize(bytes: number, locale: string): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale.includes('-u-') ? locale : `${locale}-u-nu-latn`, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
