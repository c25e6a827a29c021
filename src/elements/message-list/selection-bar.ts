/** What is selected, in the line above the table, and what can be done with it. Loaded late. */
import { html, nothing, type TemplateResult } from 'lit';
import { DEFAULT_MAX_ASSIGNMENTS } from '../../controllers/list/message-list-controller.js';
import { canAllocate, canDownload } from '../../controllers/list/selection.js';
import { formatNumber } from '../../model/format.js';
import { icon } from '../shared/icons.js';
import type { BarHandlers } from './list-states.js';
import { callerOf, type ListView } from './list-view.js';

export function renderSelection(view: ListView, handlers: BarHandlers): TemplateResult {
  const { list, t, tag } = view;
  const { chosen, dropped, leftOut = 0 } = list.selection;
  const { total, rows } = list.state;
  const onPage = list.messages.filter(({ id }) => chosen.has(id)).length;
  const elsewhere = chosen.size - onPage;
  const most = list.capabilities.maxAssignments ?? DEFAULT_MAX_ASSIGNMENTS;
  if (list.collecting) {
    const { seen, total: of } = list.collecting;
    return html`<div class="selection">
      <strong
        >${
          of === null
            ? t('listCollectingUncounted', { n: seen })
            : t('listCollecting', { n: Math.min(seen, of), total: formatNumber(of, tag) })
        }</strong
      >
      <button type="button" class="button" @click=${() => list.cancelCollect()}>${t('listStop')}</button>
    </div>`;
  }
  const selected = [...chosen.values()];
  // Gathering is for allocating: one by one, files are not downloaded by the hundred.
  const offersAll =
    selected.some(canAllocate) &&
    elsewhere === 0 &&
    onPage > 0 &&
    (total === null ? list.state.hasMore === true : total > rows.length);
  return html`<div class="selection">
    <strong>${t('listSelected', { n: chosen.size })}</strong>
    ${elsewhere > 0 ? html`<span class="muted">${t('listOnOtherPages', { n: elsewhere })}</span>` : nothing}
    ${
      selected.some(canAllocate)
        ? html`<button type="button" class="button primary" part="allocate-button" @click=${handlers.allocate}>
          ${t('allocate')}
        </button>`
        : nothing
    }
    ${
      selected.some(canDownload)
        ? html`<button type="button" class="button" part="download-button" @click=${handlers.download}>
          ${t('download')}
        </button>`
        : nothing
    }
    <button type="button" class="button" @click=${() => list.clearSelection()}>${t('listClear')}</button>
    ${
      offersAll
        ? html`<button type="button" class="link" @click=${() => void list.collectAll()}>
          ${
            total === null
              ? t('listSelectAllMatchingUncounted')
              : t('listSelectAllMatching', { n: formatNumber(total, tag) })
          }
        </button>`
        : nothing
    }
    ${leftOut > 0 ? html`<span class="muted">${t('listLeftOut', { n: leftOut })}</span>` : nothing}
    ${chosen.size >= most ? html`<span class="muted">${t('listMostSelected', { n: most })}</span>` : nothing}
    ${
      dropped.length > 0
        ? html`<span class="dropped">
          ${icon('info')}<bdi
            >${t('listDropped', {
              n: dropped.length,
              callers: dropped
                .slice(0, 3)
                .map((message) => callerOf(view, message))
                .join(', '),
            })}</bdi
          >
        </span>`
        : nothing
    }
  </div>`;
}
