/** Rows for pasting into a spreadsheet, where every cell stays text. */

/** Beginnings that a spreadsheet takes for a formula, also in full-width form. */
const DANGEROUS = /^[\s\u200b\ufeff]*[=+\-@"＝＋－＠]/;

/** One cell: one line, never a formula. */
export function spreadsheetCell(value: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are removed
  const line = value.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
  return DANGEROUS.test(line) ? `'${line}` : line;
}

/** Cells separated by tabs, rows by line ends. */
export function spreadsheetText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(spreadsheetCell).join('\t')).join('\n');
}
