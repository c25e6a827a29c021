/** What a person can read, through all shadow roots. */

const SILENT_TAGS = new Set(['STYLE', 'SCRIPT', 'TEMPLATE', 'NOSCRIPT']);
const READ_ATTRIBUTES = [
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'title',
  'alt',
  'placeholder',
];
const RUBBISH = /\bundefined\b|\[object \w+\]|\bNaN\b|Invalid Date|\bnull\b/;

function* textsOf(node: Node): Generator<string> {
  if (node instanceof Text) {
    if (node.data.trim()) yield node.data;
    return;
  }
  if (node instanceof Element) {
    if (SILENT_TAGS.has(node.tagName)) return;
    for (const name of READ_ATTRIBUTES) {
      const value = node.getAttribute(name);
      if (value) yield value;
    }
    if (node instanceof HTMLSlotElement) {
      const assigned = node.assignedNodes();
      for (const child of assigned.length > 0 ? assigned : node.childNodes) yield* textsOf(child);
      return;
    }
    if (node.shadowRoot) {
      yield* textsOf(node.shadowRoot);
      return;
    }
  }
  for (const child of node.childNodes) yield* textsOf(child);
}

/** All text of the composed tree below `root`, with one blank between pieces. */
export function screenText(root: Node): string {
  return [...textsOf(root)].join(' ').replace(/\s+/g, ' ').trim();
}

/** Fails when a programming slip shows on screen: undefined, [object Object], NaN, Invalid Date, null. */
export function assertNoRubbishOnScreen(root: Node = document.body): void {
  for (const text of textsOf(root)) {
    if (RUBBISH.test(text)) throw new Error(`Rubbish on screen: “${text.trim()}”`);
  }
}
