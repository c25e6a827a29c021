/** Which sentence names a cause. */
import { isAdapterErrorCode, type AdapterErrorCode } from '../../adapter/errors.js';
import { codeKey } from '../../i18n/code-key.js';
import type { FailureCause } from '../../controllers/playback/media-cause.js';
import type { StringKey } from '../../i18n/strings.js';

const CAUSE_KEYS: Readonly<Record<Exclude<FailureCause, AdapterErrorCode>, StringKey>> = {
  'blocked-by-policy': 'playerBlocked',
  'not-audio': 'playerNotAudio',
  stalled: 'playerStalledFailed',
  'no-sound': 'playerNoSound',
  'source-refused': 'playerSourceRefused',
  unplayable: 'playerUnplayable',
};

export function causeKey(cause: FailureCause): StringKey {
  return isAdapterErrorCode(cause) ? codeKey('error', cause) : CAUSE_KEYS[cause];
}
