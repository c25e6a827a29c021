/** Sentences with data in them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { I18n } from '../../i18n/i18n.js';
import type { TemplateValues } from '../../i18n/message-format.js';
import type { StringKey } from '../../i18n/strings.js';

/** Marks the place of a piece in the sentence, by private-use characters that no translation holds. */
const MARK = /\ue000(\w+)\ue001/;

/**
 * A sentence with data in it: each piece is a template of its own, so that it is isolated and cannot
 * reorder its neighbors.
 */
export function renderSentence(
  { t }: Pick<I18n, 't'>,
  key: StringKey,
  pieces: Readonly<Record<string, TemplateResult>>,
  values: TemplateValues = {},
): TemplateResult {
  const marks = Object.fromEntries(
    Object.keys(pieces).map((name) => [name, `\ue000${name}\ue001`]),
  );
  // Splitting by a pattern with one group gives texts and names of pieces in turn.
  const parts = t(key, { ...values, ...marks }).split(MARK);
  return html`${parts.map((part, index) => (index % 2 === 1 ? (pieces[part] ?? nothing) : part))}`;
}
