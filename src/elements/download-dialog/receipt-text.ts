/** The receipt: on screen, and as text that goes into a ticket or a spreadsheet. */
import type { I18n } from '../../i18n/i18n.js';
import { html, type TemplateResult } from 'lit';
import { publicMessageId } from '../../controllers/download/file-name.js';
import type { Receipt } from '../../controllers/download/receipt.js';
import { NOTHING } from '../../model/format.js';
import type { Message } from '../../model/message.js';
import { spreadsheetText } from '../../model/spreadsheet.js';
import { renderId, renderText, renderTime } from '../shared/message-fields.js';
import { formatSize } from './download-text.js';

/** One message and what became of it. */
export interface ReceiptEntry {
  readonly message: Message;
  /** In words. */
  readonly result: string;
  /** `null` when there is no file. */
  readonly receipt: Receipt | null;
}

/** Who, when, why, size and digest; the file's name stands above it. */
export function renderReceiptFacts(
  i18n: I18n,
  { id, contactNumber }: Message,
  { employeeId, at, reason, sizeBytes, sha256 }: Receipt,
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

/** A head line and a line per message; no contact number. */
export function receiptText(entries: readonly ReceiptEntry[], { t }: Pick<I18n, 't'>): string {
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
  const rows = entries.map(({ message, result, receipt }) => [
    publicMessageId(message.id, message.contactNumber),
    result,
    receipt?.fileName ?? '',
    receipt?.sizeBytes?.toString() ?? '',
    receipt?.sha256 ?? '',
    receipt?.at ?? '',
    receipt?.employeeId ?? '',
    receipt?.reason ?? '',
  ]);
  return spreadsheetText([head, ...rows]);
}
