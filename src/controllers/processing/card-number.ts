/** Finds what looks like a payment card number in a comment; nothing is kept or sent. */

const CANDIDATE = /(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)/g;

/** True when `text` holds 13 to 19 digits that pass the Luhn check (ISO/IEC 7812-1). */
export function looksLikeCardNumber(text: string): boolean {
  // A huge text is not worth the time; people type a card number near the beginning.
  for (const [match] of text.slice(0, 20_000).matchAll(CANDIDATE)) {
    if (passesLuhn(match.replace(/\D/g, ''))) return true;
  }
  return false;
}

function passesLuhn(digits: string): boolean {
  if (/^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    let value = Number(digits[digits.length - 1 - index]);
    if (index % 2 === 1) value = value > 4 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 === 0;
}
