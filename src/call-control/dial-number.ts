/**
 * What is dialled for a number as shown. The rule above all others: never dial what is not shown.
 * Signs that people write between digits are left out; anything else that is no digit makes the
 * number undialable, because a guess would ring at a stranger's.
 */

export interface DialOptions {
  /**
   * Dialled instead of a leading `+`, which AICC does not accept: the access code of international
   * calls where the platform stands, for example `00` or `011`.
   * `null` refuses numbers that begin with `+`.
   * @default '00'
   */
  readonly internationalPrefix?: string | null;
  /**
   * Allows `*` and `#`, which AICC accepts. They begin service codes (`*21*…#` forwards all calls), so
   * a number a customer left is refused when it holds one.
   * @default false
   */
  readonly allowCodes?: boolean;
}

/** Why a number cannot be dialled. */
export type DialProblem = 'empty' | 'not-a-number' | 'code' | 'international' | 'too-long';

export type DialResult =
  | { readonly ok: true; readonly digits: string }
  | { readonly ok: false; readonly problem: DialProblem };

/** CC-Gateway `called`: "1–24 digits, * or #" (cec_07_1232). */
export const LONGEST_DIALLED = 24;
const LONGEST_WRITTEN = 64;

/** ASCII and typographic spaces, hyphens and dashes, full stop, slash, brackets. */
const SEPARATOR = /[ \t\u00a0\u2007\u2009\u202f\u2010-\u2013\u2212.\-/()]/g;
/** "+44 (0)20…": the nought in brackets is dialled inside the country only. */
const DOMESTIC_NOUGHT = /^(\(?\+[^()]*\)?[^()]*)\(0\)/;
const INTERNATIONAL = /^\(?\+/;

/**
 * Reads a number as shown on screen. Not dialable are: letters and pauses (`p` `w` `,` `;`), `ext.`,
 * parameters, hidden digits (`138****1234`), digits of other scripts and full-width ones (they look
 * alike and are not mapped), invisible and direction marks, and a `+` elsewhere than in front.
 */
export function dialNumber(shown: string | undefined, options: DialOptions = {}): DialResult {
  const { internationalPrefix = '00', allowCodes = false } = options;
  if (shown === undefined || shown.trim() === '') return refuse('empty');
  if (shown.length > LONGEST_WRITTEN) return refuse('too-long');
  const international = INTERNATIONAL.test(shown.trim());
  const written = shown.trim().replace(DOMESTIC_NOUGHT, '$1').replace(SEPARATOR, '');
  const digits = international ? written.slice(1) : written;
  if (digits === '') return refuse('not-a-number');
  if (/[*#]/.test(digits) && /^[\d*#]+$/.test(digits)) {
    if (!allowCodes || international) return refuse('code');
    // Stars alone are how a hidden number is written, not a code.
    if (!/\d/.test(digits)) return refuse('not-a-number');
  } else if (!/^\d+$/.test(digits)) {
    return refuse('not-a-number');
  }
  if (international && internationalPrefix === null) return refuse('international');
  const dialled = international ? `${internationalPrefix ?? ''}${digits}` : digits;
  return dialled.length > LONGEST_DIALLED ? refuse('too-long') : { ok: true, digits: dialled };
}

/** Throws a `TypeError` for options that would dial something else than digits. */
export function checkDialOptions(options: DialOptions): void {
  const { internationalPrefix } = options;
  if (internationalPrefix === undefined || internationalPrefix === null) return;
  if (!/^\d{0,8}$/.test(internationalPrefix)) {
    throw new TypeError('internationalPrefix must be 0 to 8 digits, or null');
  }
}

/** Enough digits in common to be the same line. */
const TELLING_DIGITS = 6;

/**
 * True when two dialled numbers mean the same line: AICC may tell a number with or without an access
 * code or country code in front.
 */
export function isSameNumber(a: string, b: string): boolean {
  const left = a.replace(/\D/g, '');
  const right = b.replace(/\D/g, '');
  if (left === '' || right === '') return false;
  if (left === right) return true;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.length >= TELLING_DIGITS && long.endsWith(short.replace(/^0+/, ''));
}

function refuse(problem: DialProblem): DialResult {
  return { ok: false, problem };
}
