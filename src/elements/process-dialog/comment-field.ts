/** The handling comments: their draft in memory, their limit, their field. Never cut, counted as the backend counts. */
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Capabilities } from '../../adapter/adapter.js';
import type { AdapterError } from '../../adapter/errors.js';
import type { I18n } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import { looksLikeCardNumber } from '../../controllers/processing/card-number.js';
import { countText, formatNumber } from '../../model/format.js';
import { icon } from '../shared/icons.js';
import type { NoteTaking } from './note-taking.js';

type CommentLimit = NonNullable<Capabilities['commentLimit']>;

const DEFAULT_COMMENT_LIMIT: CommentLimit = { max: 500, unit: 'utf16' };

const UNIT_KEYS: Readonly<Record<CommentLimit['unit'], StringKey>> = {
  utf16: 'processCountUnitUtf16',
  'code-point': 'processCountUnitCodePoint',
  'utf8-byte': 'processCountUnitByte',
};

/** The comments of the open message, and those of others that are not submitted yet: in memory only. */
export class CommentDraft {
  readonly #host: ReactiveControllerHost;
  /** Comments of other messages, by message id. */
  readonly #kept = new Map<string, string>();
  /** The message that the text belongs to. */
  #id: string | null = null;
  #text = '';
  #restored = false;
  #error: string | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get text(): string {
    return this.#text;
  }

  /** The text comes from an earlier opening of the message. */
  get restored(): boolean {
    return this.#restored;
  }

  /** Why Submit was refused, by the backend or here. */
  get error(): string | null {
    return this.#error;
  }

  /** True while comments of other messages are kept. */
  get hasKept(): boolean {
    return this.#kept.size > 0;
  }

  /** Restores the text that was typed for `id` before; the present text is kept for its own message. */
  open(id: string | null): void {
    this.keep(this.#id);
    this.#id = id;
    this.#text = (id === null ? undefined : this.#kept.get(id)) ?? '';
    this.#restored = this.#text !== '';
    this.#error = null;
    if (id !== null) this.#kept.delete(id);
    this.#host.requestUpdate();
  }

  type(text: string): void {
    this.#text = text;
    this.#error = null;
    this.#host.requestUpdate();
  }

  refuse(error: string | null): void {
    this.#error = error;
    this.#host.requestUpdate();
  }

  /** Keeps the text for when `id` is opened again, and clears the field. */
  keep(id: string | null): void {
    if (id !== null && this.#text !== '') this.#kept.set(id, this.#text);
    this.clear();
  }

  clear(): void {
    this.#text = '';
    this.#host.requestUpdate();
  }

  /** The comments of `id` have been submitted. */
  forget(id: string): void {
    this.#kept.delete(id);
  }
}

export interface CommentView {
  readonly i18n: I18n;
  readonly comments: string;
  readonly limit: CommentLimit;
  readonly readOnly: boolean;
  /** Why Submit was refused, by the backend or here. */
  readonly error: string | null;
  readonly restored: boolean;
  /** For a message with a recording. */
  readonly notes: NoteTaking | null;
  /** The length of the recording as the message says it, in seconds. */
  readonly announcedSeconds: number | null;
  readonly onInput: (text: string) => void;
}

export function commentLimit({ commentLimit: limit }: Capabilities): CommentLimit {
  return limit ?? DEFAULT_COMMENT_LIMIT;
}

/** By how much the text is too long; 0 when it fits. */
function excess(comments: string, limit: CommentLimit): number {
  return Math.max(0, countText(comments, limit.unit) - limit.max);
}

/** Why these comments cannot be submitted, or `null` when they can. */
export function commentError(
  comments: string,
  capabilities: Capabilities,
  { t, locale }: I18n,
): string | null {
  const over = excess(comments, commentLimit(capabilities));
  if (over > 0) return t('processTooLong', { n: formatNumber(over, locale) });
  return comments.trim() === '' ? t('processRequired') : null;
}

/** The backend's sentence about the comments, or `null` when the error is not about them. */
export function backendCommentError(error: AdapterError, { t }: I18n): string | null {
  const field = error.fields.find((one) => one.field === 'comments');
  if (!field) return null;
  if (field.code === 'required') return t('processRequired');
  return field.message?.slice(0, 300) ?? t('processFieldRefused');
}

/** Copies the comments. @returns false where the frame has no clipboard: they are selected instead */
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
