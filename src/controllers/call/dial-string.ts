/** The number to dial, rebuilt from digits and a leading plus, or none at all. Pure. */

/** Signs that people write between the digits of a number; they are not dialed. */
const SEPARATORS = /[ \u00a0\u2007\u202f\u2010-\u2013().\-/]/g;
/** Nothing but separators, digits, and one plus before the first digit. */
const WRITTEN_NUMBER = /^[ (]*\+?[\d \u00a0\u2007\u202f\u2010-\u2013().\-/]*$/;
/** Fewer digits are not a customer's number, more are not a number at all (E.164 has 15; exchanges add prefixes). */
const MIN_DIGITS = 3;
const MAX_DIGITS = 24;
/** Longer than any written number. */
const MAX_WRITTEN = 64;

/**
 * The dial string of a number as written, for example `+442079460958` for `+44 (0)20 7946 0958`, or
 * `null` when it is not plainly a number. Codes (`*`, `#`), pauses (`,` `;` `p` `w`), parameters, digits of
 * other scripts and invisible characters make it `null`: only what is on screen is dialed.
 */
export function dialString(written: string | null): string | null {
  if (written === null || written.length > MAX_WRITTEN || !WRITTEN_NUMBER.test(written))
    return null;
  const international = written.includes('+');
  // "+44 (0)20…": the zero in brackets is dialed only inside the country.
  const meant = international ? written.replace(/\(0\)/, '') : written;
  const digits = meant.replace(SEPARATORS, '').replace('+', '');
  if (!/^\d+$/.test(digits) || digits.length < MIN_DIGITS || digits.length > MAX_DIGITS)
    return null;
  return international ? `+${digits}` : digits;
}

/**
 * True for a number that the backend has hidden in part, for example `138****1234` or `••1234`. Only a
 * call control that dials by message can call it.
 */
export function isMasked(written: string | null): boolean {
  if (written === null || written.length > MAX_WRITTEN) return false;
  return /^\+?[\d ()\-.]*[*•●·xX]{2,}[\d ()\-.*•●·xX]*$/.test(written) && /\d/.test(written);
}

/** Address of a `tel:` link, or `null`. */
export function telHref(written: string | null): string | null {
  const dial = dialString(written);
  return dial === null ? null : `tel:${dial}`;
}
