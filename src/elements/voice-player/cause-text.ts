/** Which sentence names a cause. */
import { ERROR_KEYS } from '../../controllers/error-text.js';
import type { FailureCause } from '../../controllers/playback/media-cause.js';
import type { StringKey } from '../../i18n/strings.js';

const CAUSE_KEYS: Readonly<Record<FailureCause, StringKey>> = {
  ...ERROR_KEYS,
  'blocked-by-policy': 'playerBlocked',
  'not-audio': 'playerNotAudio',
  stalled: 'playerStalledFailed',
  'no-sound': 'playerNoSound',
  'source-refused': 'playerSourceRefused',
  unplayable: 'playerUnplayable',
};

export function causeKey(cause: FailureCause): StringKey {
  return CAUSE_KEYS[cause];
}
