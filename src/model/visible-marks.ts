/** Making invisible characters visible where look-alikes matter: numbers, employee IDs, accounts. */

/** Controls, bidirectional controls, zero-width and other characters without a picture of their own. */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- these are looked for one by one
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;

/** Longer ids and numbers are shown in part; the whole is of no use on a screen. */
const LONGEST = 80;

/** `text` with each invisible character as its code in brackets, for example `10[U+202E]07`. */
export function withVisibleMarks(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return shown.replace(
    INVISIBLE,
    (character) =>
      `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}
