/** The handling comments: never cut, counted as the backend counts. */
import type { I18n } from '../../i18n/i18n.js';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Capabilities } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import type { StringKey } from '../../i18n/strings.js';
import { looksLikeCardNumber } from '../../controllers/processing/card-number.js';
import { countText, formatNumber } from '../../model/format.js';
import { icon } from '../shared/icons.js';
import type { NotesLink } from './notes-link.js';

type CommentLimit = NonNullable<Capabilities['commentLimit']>;

const DEFAULT_COMMENT_LIMIT: CommentLimit = { max: 500, unit: 'utf16' };

const UNIT_KEYS: Readonly<Record<CommentLimit['unit'], StringKey>> = {
  utf16: 'processCountUnitUtf16',
  'code-point': 'processCountUnitCodePoint',
  'utf8-byte': 'processCountUnitByte',
};

export interface CommentView {
  readonly i18n: I18n;
  readonly comments: string;
  readonly limit: CommentLimit;
  readonly readOnly: boolean;
  /** Told by the backend, or by a Submit that was refused here. */
  readonly error: string | null;
  readonly restored: boolean;
  /** Where there is a recording to take notes of. */
  readonly notes: NotesLink | null;
  /** The length of the recording as the message says it, in seconds. */
  readonly announcedSeconds: number | null;
  readonly onInput: (text: string) => void;
}

export function commentLimit({ commentLimit: told }: Capabilities): CommentLimit {
  return told ?? DEFAULT_COMMENT_LIMIT;
}

/** How much is too much; 0 when the text fits. */
function excess(comments: string, limit: CommentLimit): number {
  return Math.max(0, countText(comments, limit.unit) - limit.max);
}

/** Why these comments cannot be submitted, or `null` when they can. */
export function commentFault(
  comments: string,
  capabilities: Capabilities,
  { t, locale }: I18n,
): string | null {
  const over = excess(comments, commentLimit(capabilities));
  if (over > 0) return t('processTooLong', { n: formatNumber(over, locale) });
  return comments.trim() === '' ? t('processRequired') : null;
}

/** What the backend says about the comments, or `null` when it is not about them. */
export function toldFault(error: AdapterError, { t }: I18n): string | null {
  const field = error.fields.find((one) => one.field === 'comments');
  if (!field) return null;
  if (field.code === 'required') return t('processRequired');
  return field.message?.slice(0, 300) ?? t('processFieldRefused');
}

/** Copies the comments; where the frame has no clipboard they are selected, and the answer is false. */
export async function copyComments(
  comments: string,
  field: HTMLTextAreaElement | null,
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(comments);
    return true;
  } catch {
    field?.focus();
    field?.select();
    return false;
  }
}

export function renderComments(view: CommentView): TemplateResult {
  const { i18n, comments, limit, error, notes } = view;
  const { t, locale } = i18n;
  const over = excess(comments, limit);
  const message =
    error ?? (over > 0 ? t('processTooLong', { n: formatNumber(over, locale) }) : null);
  return html`<div class="comments" @keydown=${notes?.handleKey}>
    <label class="field">
      <span class="label">${t('processComments')}</span>
      <textarea
        rows="6"
        dir="auto"
        part="comments"
        .value=${live(comments)}
        ?readonly=${view.readOnly}
        aria-invalid=${message === null ? 'false' : 'true'}
        aria-describedby="comment-error comment-count"
        @input=${(event: Event) => view.onInput((event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </label>
    <div class="comment-notes">
      <p class="field-error" id="comment-error">
        ${message === null ? nothing : html`${icon('warning')}<span>${message}</span>`}
      </p>
      <p class="count tabular" id="comment-count" data-over=${over > 0}>
        ${t(UNIT_KEYS[limit.unit], {
          n: formatNumber(countText(comments, limit.unit), locale),
          max: formatNumber(limit.max, locale),
        })}
      </p>
    </div>
    ${notes?.render(view)}
    ${
      view.restored && comments !== ''
        ? html`<p class="muted">${icon('info')} ${t('processRestored')}</p>`
        : nothing
    }
    ${
      looksLikeCardNumber(comments)
        ? html`<p class="card-warning">${icon('warning')} ${t('processCardWarning')}</p>`
        : nothing
    }
  </div>`;
}
