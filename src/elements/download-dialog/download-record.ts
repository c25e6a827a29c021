/** The record of a download: on screen, and as text for a ticket or a spreadsheet. */
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { DownloadRecord } from '../../controllers/download/download-record.js';
import { publicMessageId } from '../../controllers/download/file-name.js';
import type { I18n, Translate } from '../../i18n/i18n.js';
import { NOTHING } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { spreadsheetText } from '../../model/spreadsheet.js';
import { icon } from '../shared/icons.js';
import { renderId, renderText, renderTime } from '../shared/message-fields.js';
import { formatSize } from './download-text.js';

/** One message and the result of its download. */
export interface RecordEntry {
  readonly message: Message;
  /** The result in words. */
  readonly result: string;
  /** `null` when there is no file. */
  readonly record: DownloadRecord | null;
}

/** Person, time, reason, size and digest; the notice above it has the file's name. */
export function renderRecord(
  i18n: I18n,
  { id, contactNumber }: Message,
  { employeeId, at, reason, sizeBytes, sha256 }: DownloadRecord,
): TemplateResult {
  const { t, locale } = i18n;
  return html`<dl class="receipt">
    <dt>${t('downloadMessageId')}</dt>
    <dd>${renderId(publicMessageId(id, contactNumber))}</dd>
    <dt>${t('downloadBy')}</dt>
    <dd>${renderId(employeeId)}</dd>
    <dt>${t('downloadAt')}</dt>
    <dd>${renderTime(at, i18n)}</dd>
    <dt>${t('downloadWhy')}</dt>
    <dd>${reason === null ? t('downloadNoReason') : renderText(reason)}</dd>
    <dt>${t('downloadSize')}</dt>
    <dd><bdi>${sizeBytes === null ? NOTHING : formatSize(sizeBytes, locale)}</bdi></dd>
    <dt>${t('downloadDigest')}</dt>
    <dd>
      ${sha256 === null ? t('downloadNoDigest') : html`<bdi class="digest" dir="ltr">${sha256}</bdi>`}
    </dd>
  </dl>`;
}

/** The records as text: a head line, and a line per message; no contact number. */
export function recordText(entries: readonly RecordEntry[], { t }: Pick<I18n, 't'>): string {
  const head = [
    t('downloadMessageId'),
    t('downloadResult'),
    t('downloadFile'),
    t('downloadSizeBytes'),
    t('downloadDigest'),
    t('downloadAt'),
    t('downloadBy'),
    t('downloadWhy'),
  ];
  const rows = entries.map(({ message, result, record }) => [
    publicMessageId(message.id, message.contactNumber),
    result,
    record?.fileName ?? '',
    record?.sizeBytes?.toString() ?? '',
    record?.sha256 ?? '',
    record?.at ?? '',
    record?.employeeId ?? '',
    record?.reason ?? '',
  ]);
  return spreadsheetText([head, ...rows]);
}

/** Copies the record as text. */
export class RecordCopy implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #announce: (text: string) => void;
  readonly #field = createRef<HTMLTextAreaElement>();
  #isCopied = false;
  #text: string | null = null;

  constructor(host: ReactiveControllerHost, announce: (text: string) => void) {
    this.#host = host;
    this.#announce = announce;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  reset(): void {
    this.#isCopied = false;
    this.#text = null;
    this.#host.requestUpdate();
  }

  renderButton({ t }: Pick<I18n, 't'>, text: () => string): TemplateResult {
    return html`<button class="button" type="button" @click=${() => void this.#copy(t, text())}>
      ${icon(this.#isCopied ? 'check' : 'copy')}${
        this.#isCopied ? t('downloadCopied') : t('downloadCopy')
      }
    </button>`;
  }

  /** The record as text, where the frame has no clipboard: the person copies it by hand. */
  renderText({ t }: Pick<I18n, 't'>): TemplateResult | typeof nothing {
    if (this.#text === null) return nothing;
    return html`<label class="field">
      <span class="label">${t('downloadCopyByHand')}</span>
      <textarea ${ref(this.#field)} class="digest" dir="ltr" rows="4" readonly .value=${this.#text}></textarea>
    </label>`;
  }

  async #copy(t: Translate, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#isCopied = true;
      this.#announce(t('downloadCopied'));
    } catch {
      this.#text = text;
    }
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (this.#text === null) return;
    this.#field.value?.focus();
    this.#field.value?.select();
  }
}
