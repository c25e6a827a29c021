/** Which sentence belongs to which error code. */
import type { AdapterErrorCode } from '../adapter/errors.js';
import type { StringKey } from '../i18n/strings.js';

export const ERROR_KEYS: Readonly<Record<AdapterErrorCode, StringKey>> = {
  unauthenticated: 'errorUnauthenticated',
  forbidden: 'errorForbidden',
  'not-found': 'errorNotFound',
  conflict: 'errorConflict',
  invalid: 'errorInvalid',
  'rate-limited': 'errorRateLimited',
  unavailable: 'errorUnavailable',
  timeout: 'errorTimeout',
  network: 'errorNetwork',
  malformed: 'errorMalformed',
  unsupported: 'errorUnsupported',
  'recording-expired': 'errorRecordingExpired',
  'recording-missing': 'errorRecordingMissing',
  'recording-purged': 'errorRecordingPurged',
  'recording-forbidden': 'errorRecordingForbidden',
  'recording-format': 'errorRecordingFormat',
  'recording-storage-offline': 'errorRecordingStorageOffline',
};
