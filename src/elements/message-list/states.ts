/** What the table shows instead of rows: no messages, no match, a failure. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import { isDefaultFilters } from '../../controllers/list/filter-form.js';
import type { MessageListController } from '../../controllers/list/message-list-controller.js';
import { codeKey } from '../../i18n/code-key.js';
import type { I18n } from '../../i18n/i18n.js';
import { icon, type IconName } from '../shared/icons.js';

export interface StateOptions {
  readonly onResetFilters: () => void;
  readonly announce: (text: string) => void;
}

/** Why there are no rows, and what to do; `nothing` while there are rows or placeholders. */
export function renderState(
  i18n: I18n,
  list: MessageListController,
  { onResetFilters, announce }: StateOptions,
): TemplateResult | typeof nothing {
  const { t } = i18n;
  const { phase, error, rows } = list.state;
  if (phase === 'failed' && error) return renderFailure(i18n, list, error, announce);
  if (rows.length > 0 || (phase !== 'ready' && phase !== 'refreshing')) return nothing;
  if (isDefaultFilters(list.filters)) {
    return renderPanel({
      kind: 'empty',
      mark: 'chat',
      title: t('listEmptyTitle'),
      text: html`<slot name="empty">${t('listEmptyText')}</slot>`,
    });
  }
  return renderPanel({
    kind: 'no-match',
    mark: 'search',
    title: t('listNoMatchTitle'),
    text: t('listNoMatchText'),
    after: html`<button type="button" class="button" @click=${onResetFilters}>${t('listResetFilters')}</button>`,
  });
}

function renderFailure(
  i18n: I18n,
  list: MessageListController,
  error: AdapterError,
  announce: (text: string) => void,
): TemplateResult {
  const { t } = i18n;
  const { code, requestId } = error;
  const seconds = list.secondsToRetry ?? 0;
  const mayRetry = seconds === 0;
  return renderPanel({
    kind: code,
    mark: code === 'forbidden' ? 'info' : 'warning',
    title: failureTitle(i18n, error),
    text: code === 'forbidden' ? t('listForbiddenText') : t(codeKey('error', code)),
    after: html`<button
        type="button"
        class="button"
        aria-disabled=${mayRetry ? 'false' : 'true'}
        @click=${mayRetry ? list.refresh : null}
      >
        ${icon('refresh')}${t('retry')}</button
      >${mayRetry ? nothing : html`<p class="muted">${t('errorRetryIn', { n: seconds })}</p>`}${
        requestId === undefined ? nothing : renderRequestId(i18n, requestId, announce)
      }`,
  });
}

function failureTitle({ t }: I18n, { code }: AdapterError): string {
  if (code === 'forbidden') return t('listForbiddenTitle');
  return code === 'unauthenticated' ? t('listSessionTitle') : t('listFailedTitle');
}

/** The backend's id of the failed request, to copy for the support desk. */
function renderRequestId(
  { t }: I18n,
  requestId: string,
  announce: (text: string) => void,
): TemplateResult {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(requestId);
      announce(t('listCopied'));
    } catch {
      // Not allowed here: the id is on screen and can be selected.
    }
  };
  return html`<p class="muted request">
    <bdi>${t('errorRequestId', { id: requestId.slice(0, 100) })}</bdi>
    <button type="button" class="link" @click=${copy}>${icon('copy')}${t('listCopy')}</button>
  </p>`;
}

interface Panel {
  readonly kind: string;
  readonly mark: IconName;
  readonly title: string;
  readonly text: TemplateResult | string;
  readonly after?: TemplateResult;
}

function renderPanel({ kind, mark, title, text, after }: Panel): TemplateResult {
  return html`<div class="state" part="state" data-kind=${kind}>
    ${icon(mark)}
    <h3>${title}</h3>
    <p class="muted">${text}</p>
    ${after ?? nothing}
  </div>`;
}
