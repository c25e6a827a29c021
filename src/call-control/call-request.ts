/** The first steps of every way to place a call: the digits to dial, and a name for the call. */
import { AdapterError } from '../adapter/errors.js';
import { dialNumber, type DialOptions } from './dial-number.js';
import { callError } from './result-codes.js';

/**
 * The digits to dial for a number as shown.
 * @throws AdapterError `unsupported` when the request has no number (AICC cannot dial by message),
 *   `invalid` with the field `number` when it is not plainly a number
 */
export function digitsToDial(shown: string | undefined, options: DialOptions): string {
  if (shown === undefined) throw callError('unsupported', 'invalid-number');
  const result = dialNumber(shown, options);
  if (result.ok) return result.digits;
  throw new AdapterError('invalid', {
    operation: 'startCall',
    cause: { reason: 'invalid-number' },
    fields: [
      { field: 'call', code: 'invalid-number' },
      { field: 'number', code: result.problem },
    ],
  });
}

let calls = 0;

/** A name for a call whose AICC call ID is not known (yet); unique on this page. */
export function newCallId(): string {
  calls += 1;
  return `call-${Math.random().toString(36).slice(2, 8)}-${calls}`;
}
