/**
 * The digits to dial for a number as shown. The first rule: never dial anything that is not shown.
 * Separators between digits are left out; any other character makes the number undialable, because a
 * guess would call a stranger.
 */

export interface DialOptions {
  /**
   * Dialed instead of a leading `+`, which AICC does not accept: the access code for international
   * calls at the platform's location, for example `00` or `011`.
   * `null` refuses numbers that begin with `+`.
   * @default '00'
   */
  readonly internationalPrefix?: string | null;
  /**
   * Allows `*` and `#`, which AICC accepts. They begin service codes (`*21*…#` forwards all calls), so
   * a customer's number that contains one is refused by default.
   * @default false
   */
  readonly allowCodes?: boolean;
}

/** Why a number cannot be dialed. */
export type DialProblem = 'empty' | 'not-a-number' | 'code' | 'international' | 'too-long';

export type DialResult =
  | { readonly ok: true; readonly digits: string }
  | { readonly ok: false; readonly problem: DialProblem };

/** CC-Gateway `called`: "1–24 digits, * or #" (cec_07_1232). */
const MAX_DIALED_LENGTH = 24;
const MAX_WRITTEN_LENGTH = 64;

/** ASCII and typographic spaces, hyphens and dashes, full stop, slash, brackets. */
const SEPARATOR = /[ \t\u00a0\u2007\u2009\u202f\u2010-\u2013\u2212.\-/()]/g;
/** "+44 (0)20…": the zero in brackets is dialed inside the country only. */
const DOMESTIC_ZERO = /^(\(?\+[^()]*\)?[^()]*)\(0\)/;
const INTERNATIONAL = /^\(?\+/;

/**
 * Reads a number as shown on screen. Not dialable: letters and pauses (`p` `w` `,` `;`), `ext.`,
 * parameters, hidden digits (`138****1234`), full-width digits and those of other scripts (they look
 * alike and are not mapped), invisible and direction marks, and a `+` anywhere but in front.
 */
export function dialNumber(shown: string | undefined, options: DialOptions = {}): DialResult {
  const { internationalPrefix = '00', allowCodes = false } = options;
  if (shown === undefined || shown.trim() === '') return refuse('empty');
  if (shown.length > MAX_WRITTEN_LENGTH) return refuse('too-long');
  const international = INTERNATIONAL.test(shown.trim());
  const written = shown.trim().replace(DOMESTIC_ZERO, '$1').replace(SEPARATOR, '');
  const digits = international ? written.slice(1) : written;
  if (digits === '') return refuse('not-a-number');
  if (/[*#]/.test(digits) && /^[\d*#]+$/.test(digits)) {
    if (!allowCodes || international) return refuse('code');
    // Stars alone stand for a hidden number, not for a code.
    if (!/\d/.test(digits)) return refuse('not-a-number');
  } else if (!/^\d+$/.test(digits)) {
    return refuse('not-a-number');
  }
  if (international && internationalPrefix === null) return refuse('international');
  const dialed = international ? `${internationalPrefix ?? ''}${digits}` : digits;
  return dialed.length > MAX_DIALED_LENGTH ? refuse('too-long') : { ok: true, digits: dialed };
}

/** Throws a `TypeError` for options that would dial anything but digits. */
export function checkDialOptions(options: DialOptions): void {
  const { internationalPrefix } = options;
  if (internationalPrefix === undefined || internationalPrefix === null) return;
  if (!/^\d{0,8}$/.test(internationalPrefix)) {
    throw new TypeError('internationalPrefix must be 0 to 8 digits, or null');
  }
}

/** So many digits in common mean the same line. */
const MATCHING_DIGITS = 6;

/**
 * True when two dialed numbers mean the same line: AICC may report a number with or without an access
 * code or country code in front.
 */
export function isSameNumber(a: string, b: string): boolean {
  const left = a.replace(/\D/g, '');
  const right = b.replace(/\D/g, '');
  if (left === '' || right === '') return false;
  if (left === right) return true;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.length >= MATCHING_DIGITS && long.endsWith(short.replace(/^0+/, ''));
}

function refuse(problem: DialProblem): DialResult {
  return { ok: false, problem };
}
