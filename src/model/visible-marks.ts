/** Making invisible characters visible where look-alikes matter: numbers, employee IDs, accounts. */

/** Controls, what is ignored in display (bidirectional controls, zero-width characters, fillers), and blanks that look like others. */
const INVISIBLE = /[\p{Cc}\p{DI}\p{Zl}\p{Zp}\u202f\u205f\ufff9-\ufffb]/gu;

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
