/** Shows invisible characters where look-alikes matter: numbers, employee IDs, accounts. */

/** Controls, characters that are not displayed (bidirectional controls, zero-width, fillers), and spaces that look like others. */
const INVISIBLE = /[\p{Cc}\p{DI}\p{Zl}\p{Zp}\u202f\u205f\ufff9-\ufffb]/gu;

/** Longer ids and numbers are shown in part. */
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
