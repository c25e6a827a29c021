/**
 * Contact numbers as they are searched for, and as they are shown to those who may not see them. The
 * first part reads like `model/search-text.ts` of the package, so that the screen and this service
 * mean the same by a number.
 */

const INVISIBLE = /\p{Cf}+/gu;
const SCHEME = /^(?:tel|callto|sips?):(?:\/\/)?/i;
const SEPARATORS = /[\s().\-/\p{Pd}\p{Zs}·_]/gu;
const DIALABLE = /^\+?[\d*#]+$/;
const INTERNATIONAL = /^00(?=[1-9]\d{6})/;
const TRUNK_ZERO = /^(\s*(?:\+|00)\s*\d[\d\s]*)\(0\)/;

/** Digits of all scripts as 0–9: they come in runs of ten that begin with their zero. */
function latinDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    for (let zero = code; zero > code - 10; zero -= 1) {
      if (!/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) return String(code - zero);
    }
    return String((code - 0x30) % 10);
  });
}

/** Text without invisible characters, other digits as 0–9, one space between words. */
export function plainText(text: string): string {
  return latinDigits(text.normalize('NFKC').replace(INVISIBLE, '')).replace(/\s+/g, ' ').trim();
}

/** What is kept beside a number and compared with what was typed: its digits, or its text in lower case. */
export function searchForm(contactNumber: string): string {
  const plain = plainText(contactNumber);
  const number = (SCHEME.test(plain) ? plain.replace(SCHEME, '').replace(/[;?].*$/, '') : plain)
    .replace(TRUNK_ZERO, '$1')
    .replace(SEPARATORS, '');
  if (!DIALABLE.test(number)) return plain.toLowerCase();
  return number.replace(INTERNATIONAL, '+').replace('+', '');
}

/** Digits that stay visible at the end of a masked number. */
export const VISIBLE_DIGITS = 4;

/** `+44 20 7946 0018` as `+44 •• •••• 0018`; of short numbers less, of names nothing. */
export function masked(contactNumber: string): string {
  const digits = [...contactNumber.matchAll(/\d/g)].length;
  if (!DIALABLE.test(contactNumber.replace(SEPARATORS, ''))) return '••••';
  const atEnd = digits > 6 ? VISIBLE_DIGITS : 2;
  const atStart = contactNumber.startsWith('+') && digits > 8 ? 2 : 0;
  let seen = 0;
  return contactNumber.replace(/\d/g, (digit) => {
    seen += 1;
    return seen <= atStart || seen > digits - atEnd ? digit : '•';
  });
}
