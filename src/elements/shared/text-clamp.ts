/** The beginning of a long text. Pure. */

/** Longest text that is shown at once, in characters. */
export const CLAMP_LENGTH = 1200;
const CLAMP_LINES = 24;
/** How far back from the cut a whole character begins at most. */
const LOOK_BACK = 64;

/** The beginning of `text`, never cutting a character in two, or `null` when all of it is short enough. */
export function clampText(text: string): string | null {
  const byLines = endOfLine(text, CLAMP_LINES);
  const end = Math.min(byLines ?? text.length, CLAMP_LENGTH);
  if (end >= text.length) return null;
  if (end === byLines) return text.slice(0, end);
  const start = Math.max(0, end - LOOK_BACK);
  let last = 0;
  for (const { index } of new Intl.Segmenter().segment(text.slice(start, end + LOOK_BACK))) {
    if (start + index > end) break;
    last = index;
  }
  // One character with a thousand marks can only be cut at its beginning.
  return text.slice(0, last > 0 ? start + last : wholeCodePoints(text, end));
}

function wholeCodePoints(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}

function endOfLine(text: string, lines: number): number | null {
  let position = -1;
  for (let line = 0; line < lines; line += 1) {
    position = text.indexOf('\n', position + 1);
    if (position < 0) return null;
  }
  return position;
}

/** `text` in blocks of whole lines, so that a browser need not render those off screen. */
export function blocksOf(text: string, lines = 200): readonly string[] {
  const blocks: string[] = [];
  let rest = text;
  for (;;) {
    const end = endOfLine(rest, lines);
    if (end === null) break;
    blocks.push(rest.slice(0, end));
    rest = rest.slice(end + 1);
  }
  blocks.push(rest);
  return blocks;
}
