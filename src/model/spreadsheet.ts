/** Rows of text that can be pasted into a spreadsheet, where they stay text. */

/** What makes a spreadsheet calculate, also in the wide forms of Asian keyboards, or join cells. */
const DANGEROUS = /^[\s\u200b\ufeff]*[=+\-@"＝＋－＠]/;

/** One cell: one line, never a formula. */
export function spreadsheetCell(value: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  const line = value.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
  return DANGEROUS.test(line) ? `'${line}` : line;
}

/** Cells by tabs, rows by line ends. */
export function spreadsheetText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(spreadsheetCell).join('\t')).join('\n');
}
