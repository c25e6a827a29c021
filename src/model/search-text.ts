/**
 * The one way in which typed and pasted search text is read, by the filters, the agent search, the
 * live matcher and the backends: what the field shows stays as it was typed.
 */

/** Invisible characters: direction marks, soft hyphens, joiners, byte order marks. */
const INVISIBLE = /\p{Cf}+/gu;
/** `tel:` and its siblings, as a browser copies them with a link. */
const SCHEME = /^(?:tel|callto|sips?):(?:\/\/)?/i;
/** What people write between the groups of a number. */
const SEPARATORS = /[\s().\-/\p{Pd}\p{Zs}·_]/gu;
const DIALABLE = /^\+?[\d*#]+$/;
/** An international prefix written as 00 is followed by a country code and a number. */
const INTERNATIONAL = /^00(?=[1-9]\d{6})/;
/** The trunk zero that is written with a country code, as in `+44 (0)20`, is never dialed with it. */
const TRUNK_ZERO = /^(\s*(?:\+|00)\s*\d[\d\s]*)\(0\)/;

/** Digits of all scripts as 0–9. */
function latinDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    // Decimal digits stand in runs of ten that begin at a multiple of ten after some offset: count back to the run's zero.
    for (let zero = code; zero > code - 10; zero -= 1) {
      if (!/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) return String(code - zero);
    }
    return String((code - 0x30) % 10);
  });
}

/**
 * Text without invisible characters, in the plain forms of wide and other digits, one space between
 * words, none around them.
 */
export function normalizeSearchText(text: string): string {
  return latinDigits(text.normalize('NFKC').replace(INVISIBLE, '')).replace(/\s+/g, ' ').trim();
}

/**
 * A contact number as a backend is asked for it: digits with a leading `+` where the country is
 * named, whatever separates, surrounds or precedes them. `tel:+44%20…`, `0044…` and `＋４４…` ask for the
 * same. Text that is no number (a name, a SIP address) only loses what cannot be seen.
 */
export function normalizeContactNumber(text: string): string {
  const plain = normalizeSearchText(decoded(text));
  const number = (SCHEME.test(plain) ? plain.replace(SCHEME, '').replace(/[;?].*$/, '') : plain)
    .replace(TRUNK_ZERO, '$1')
    .replace(SEPARATORS, '');
  return DIALABLE.test(number) ? number.replace(INTERNATIONAL, '+') : plain;
}

/** A link may hold the number percent-encoded. */
function decoded(text: string): string {
  if (!SCHEME.test(text.trim())) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The digits that two writings of one number share: no plus, no international prefix. */
function comparableDigits(number: string): string {
  return normalizeContactNumber(number).replace(/[^\d*#]/g, '');
}

/**
 * Whether the stored `contactNumber` holds what was typed: the same digits in a row, however either is
 * grouped, or the same text.
 */
export function matchesContactNumber(contactNumber: string | null, typed: string): boolean {
  const wanted = normalizeContactNumber(typed);
  if (wanted === '') return true;
  if (contactNumber === null) return false;
  if (DIALABLE.test(wanted)) {
    const digits = comparableDigits(wanted);
    // A lone "+" asks for nothing.
    if (digits === '') return true;
    if (comparableDigits(contactNumber).includes(digits)) return true;
  }
  return normalizeSearchText(contactNumber).toLowerCase().includes(wanted.toLowerCase());
}

/** Whether two texts are one ID: case and what cannot be seen make no difference. */
export function isSameId(value: string | null, typed: string): boolean {
  return (
    value !== null &&
    normalizeSearchText(value).toLowerCase() === normalizeSearchText(typed).toLowerCase()
  );
}
