/** The agents found, as a table with one radio (or checkbox) per agent. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { live } from 'lit/directives/live.js';
import type { I18n } from '../../i18n/i18n.js';
import type { Agent } from '../../model/agent.js';
import type { AgentPage, AgentQuery } from '../../model/query.js';
import { NOTHING, formatNumber } from '../../model/format.js';
import { icon } from '../shared/icons.js';
import { personText, renderAgentState, renderId, renderText } from '../shared/message-fields.js';
import type { AgentSearch } from './agent-search.js';

export interface AgentTableView {
  readonly i18n: I18n;
  readonly search: AgentSearch;
  readonly several: boolean;
  readonly isChosen: (agent: Agent) => boolean;
  /** Why the last search failed; '' when it did not. */
  readonly errorText: string;
  readonly errorId: string | null;
  readonly onChoose: (agent: Agent, chosen: boolean) => void;
}

const COLUMNS = 8;
/** Rows of a skeleton: as many as a page, so that nothing jumps when the agents arrive. */
const SKELETON_ROWS = 8;

export function renderAgents(view: AgentTableView): TemplateResult {
  const { page, isBusy, error } = view.search;
  return html`
    <div
      class="agents"
      role="region"
      tabindex="0"
      aria-label=${view.i18n.t('allocateAgents')}
      aria-busy=${isBusy}
      part="agents"
    >
      ${
        error
          ? renderFailure(view)
          : !isBusy && page?.agents.length === 0
            ? renderNone(view)
            : renderTable(view, page, isBusy)
      }
    </div>
  `;
}

function renderTable(
  view: AgentTableView,
  page: AgentPage | null,
  isBusy: boolean,
): TemplateResult {
  const { t } = view.i18n;
  return html`
    <table role="table" class=${isBusy && page ? 'old' : ''}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            <span class="visually-hidden">${t('allocateChoose')}</span>
          </th>
          <th role="columnheader" scope="col">${t('allocateName')}</th>
          <th role="columnheader" scope="col">${t('employeeId')}</th>
          <th role="columnheader" scope="col">${t('businessAccount')}</th>
          <th role="columnheader" scope="col">${t('allocateOrganization')}</th>
          <th role="columnheader" scope="col">${t('allocateSkillQueue')}</th>
          <th role="columnheader" scope="col">${t('allocateState')}</th>
          <th role="columnheader" scope="col" class="number">${t('allocateOpenMessages')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${
          page && page.agents.length > 0
            ? repeat(
                page.agents,
                (agent) => agent.employeeId,
                (agent) => renderAgent(view, agent),
              )
            : renderSkeleton()
        }
      </tbody>
    </table>
  `;
}

function renderAgent(view: AgentTableView, agent: Agent): TemplateResult {
  const { i18n, several } = view;
  const { t, locale } = i18n;
  const chosen = view.isChosen(agent);
  return html`
    <tr
      role="row"
      class=${chosen ? 'chosen' : ''}
      @click=${(event: Event) => {
        // The control itself reports by its own change event.
        if ((event.target as Element).closest('td')?.className === 'choice') return;
        view.onChoose(agent, several ? !chosen : true);
      }}
    >
      <td role="cell" class="choice">
        <label>
          <input
            type=${several ? 'checkbox' : 'radio'}
            name="agent"
            .checked=${live(chosen)}
            aria-label=${personText(agent.name, agent.employeeId)}
            aria-describedby=${view.errorId ?? nothing}
            @change=${(event: Event) =>
              view.onChoose(agent, (event.target as HTMLInputElement).checked)}
          />
        </label>
      </td>
      <td role="cell" class="name">${renderText(agent.name)}</td>
      <td role="cell" data-label=${t('employeeId')}>${renderId(agent.employeeId)}</td>
      <td role="cell" data-label=${t('businessAccount')}>${renderId(agent.businessAccount)}</td>
      <td role="cell" data-label=${t('allocateOrganization')}>${renderText(agent.organization)}</td>
      <td role="cell" data-label=${t('allocateSkillQueue')}>
        ${
          agent.skillQueues.length === 0
            ? renderText(null)
            : agent.skillQueues.map(
                ({ name }, index) => html`${index === 0 ? nothing : ' · '}<bdi>${name}</bdi>`,
              )
        }
      </td>
      <td role="cell" data-label=${t('allocateState')}>
        ${renderAgentState(i18n, agent.state)}
      </td>
      <td role="cell" class="number tabular" data-label=${t('allocateOpenMessages')}>
        ${agent.openMessages === null ? NOTHING : formatNumber(agent.openMessages, locale)}
      </td>
    </tr>
  `;
}

function renderSkeleton(): TemplateResult[] {
  return Array.from(
    { length: SKELETON_ROWS },
    () => html`<tr role="row" aria-hidden="true">
      ${Array.from(
        { length: COLUMNS },
        (_, column) =>
          html`<td role="cell">${column === 0 ? nothing : html`<span class="skeleton"></span>`}</td>`,
      )}
    </tr>`,
  );
}

function renderNone({ i18n: { t }, search }: AgentTableView): TemplateResult {
  const isFiltered = search.query !== null && hasFilter(search.query);
  return html`<div class="state-text">
    <p>${t(isFiltered ? 'allocateNoAgents' : 'allocateNoAgentsAtAll')}</p>
    ${
      isFiltered
        ? html`<button type="button" class="button" @click=${search.showAll}>
          ${t('allocateShowAll')}
        </button>`
        : nothing
    }
  </div>`;
}

function renderFailure({ i18n: { t }, errorText, search }: AgentTableView): TemplateResult {
  return html`<div class="state-text">
    <p class="notice" data-tone="danger">${icon('warning')}<span class="grow">${errorText}</span></p>
    <button type="button" class="button" @click=${search.retry}>
      ${icon('refresh')}${t('retry')}
    </button>
  </div>`;
}

export function hasFilter(query: AgentQuery): boolean {
  return (
    query.employeeId !== undefined ||
    query.account !== undefined ||
    query.name !== undefined ||
    query.skillQueue !== undefined ||
    query.organization !== undefined
  );
}

/** The position of the page among all agents, and the way to its neighbors. */
export function renderPager({ t, locale }: I18n, search: AgentSearch): TemplateResult {
  const { page: shown, query } = search;
  const index = query?.page.index ?? 0;
  const size = query?.page.size ?? 0;
  const from = index * size + 1;
  const to = index * size + (shown?.agents.length ?? 0);
  const total = shown?.total ?? null;
  const hasNext =
    shown !== null && (shown.hasMore ?? (total === null ? shown.nextCursor !== null : to < total));
  const range = (): string => {
    if (!shown || shown.agents.length === 0) return '';
    return total === null
      ? t('allocatePage', { page: index + 1 })
      : t('allocateRange', {
          from: formatNumber(from, locale),
          to: formatNumber(to, locale),
          total: formatNumber(Math.max(total, to), locale),
        });
  };
  return html`<div class="pager">
    <span class="muted tabular">${range()}</span>
    <button
      type="button"
      class="button quiet icon-only"
      aria-label=${t('allocatePrevious')}
      title=${t('allocatePrevious')}
      aria-disabled=${index === 0}
      @click=${() => index > 0 && search.turnTo(index - 1, undefined)}
    >
      ${icon('previous')}
    </button>
    <button
      type="button"
      class="button quiet icon-only"
      aria-label=${t('allocateNext')}
      title=${t('allocateNext')}
      aria-disabled=${!hasNext}
      @click=${() => hasNext && search.turnTo(index + 1, shown?.nextCursor ?? undefined)}
    >
      ${icon('next')}
    </button>
  </div>`;
}
