/** A whole message: its text, its facts, its history. For the viewer and the Process dialog. */
import { html, nothing, type TemplateResult } from 'lit';
import type { I18n } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import type { HistoryEntry, Message } from '../../model/message.js';
import { formatNumber } from '../../model/format.js';
import { icon } from './icons.js';
import {
  channelText,
  renderCaller,
  renderId,
  renderPerson,
  renderStatus,
  renderText,
  renderTime,
} from './message-fields.js';
import { renderSentence } from './sentence.js';
import { blocksOf, clampText } from './text-clamp.js';

const HISTORY_KEYS: Readonly<Record<string, StringKey>> = {
  created: 'viewerHistoryCreated',
  allocated: 'viewerHistoryAllocated',
  'processing-started': 'viewerHistoryStarted',
  released: 'viewerHistoryReleased',
  'taken-over': 'viewerHistoryTakenOver',
  called: 'viewerHistoryCalled',
  processed: 'viewerHistoryProcessed',
  'allocation-failed': 'viewerHistoryFailed',
};

const FAILURE_KEYS: Readonly<Record<string, StringKey>> = {
  'agent-not-found': 'viewerFailureAgent',
  'skill-queue-not-found': 'viewerFailureQueue',
};

/** Renders a piece of a text; the pieces of one text come one after another. */
export type ShowText = (text: string) => unknown;

/** A free text with its line breaks; only its beginning until `expanded`. */
export function renderLongText(
  { t, locale }: I18n,
  text: string,
  language: string | null,
  expanded: boolean,
  onExpand: () => void,
  show: ShowText | null = null,
): TemplateResult {
  const beginning = expanded ? null : clampText(text);
  return html`<div class="long-text" part="text">
    <div
      class="text-body"
      dir="auto"
      lang=${language ?? ''}
      tabindex=${mayScroll(text) ? '0' : nothing}
    >
      ${
        beginning === null
          ? blocksOf(text).map(
              (block) => html`<div class="block" dir="auto">${show ? show(block) : block}</div>`,
            )
          : html`<div class="block" dir="auto">${show ? show(beginning) : beginning}…</div>`
      }
    </div>
    ${
      beginning === null
        ? nothing
        : html`<button type="button" class="link" @click=${onExpand}>
          ${t('viewerShowAll', { n: formatNumber(text.length, locale) })}
        </button>`
    }
  </div>`;
}

/** Whether the box of a text may scroll, at 320 px and in any script; the keyboard must then reach it. */
function mayScroll(text: string): boolean {
  return text.length > 250 || text.split('\n').length > 8;
}

/** The text of a WEB message, or the sentence that there is none. */
export function renderMessageText(
  i18n: I18n,
  message: Message,
  expanded: boolean,
  onExpand: () => void,
): TemplateResult {
  return message.text === null || message.text === ''
    ? html`<p class="muted">${i18n.t('viewerNoText')}</p>`
    : renderLongText(i18n, message.text, message.language, expanded, onExpand);
}

export function renderFacts(i18n: I18n, message: Message, { status = true } = {}): TemplateResult {
  const { t } = i18n;
  const fact = (key: StringKey, value: TemplateResult | string): TemplateResult =>
    html`<div class="fact">
      <dt>${t(key)}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<dl class="facts" part="facts">
    ${fact('contactNumber', renderCaller(message, i18n))}
    ${fact('channelType', channelText(message.channel, i18n))}
    ${status ? fact('status', renderStatus(message.status, i18n)) : nothing}
    ${fact('employeeId', renderId(message.employeeId))}
    ${fact('businessAccount', renderId(message.businessAccount))}
    ${fact('created', renderTime(message.createdAt, i18n))}
    ${fact('updated', renderTime(message.updatedAt, i18n))}
    ${message.skillQueue === null ? nothing : fact('viewerSkillQueue', renderText(message.skillQueue))}
    ${
      message.organization === null
        ? nothing
        : fact('viewerOrganization', renderText(message.organization))
    }
  </dl>`;
}

/** Why the system could not allocate the message, and the next step. */
export function renderFailure(i18n: I18n, message: Message): TemplateResult | typeof nothing {
  const failure = message.allocationFailure;
  if (!failure || message.status !== 'allocation-failed') return nothing;
  const { t } = i18n;
  const key = Object.hasOwn(FAILURE_KEYS, failure.code) ? FAILURE_KEYS[failure.code] : undefined;
  return html`<div class="notice" data-tone="danger" part="failure">
    ${icon('warning')}
    <div class="grow">
      <p>
        ${
          key
            ? renderSentence(i18n, key, { target: renderId(failure.target) })
            : renderSentence(i18n, 'viewerFailureOther', { code: renderId(failure.code) })
        }
      </p>
      <p>
        ${
          failure.since === null
            ? nothing
            : renderSentence(i18n, 'viewerFailureSince', {
                time: renderTime(failure.since, i18n),
              })
        }
        ${failure.tries === null ? nothing : t('viewerFailureTries', { n: failure.tries })}
      </p>
      <p>${t('viewerFailureAct')}</p>
    </div>
  </div>`;
}

export function renderHistory(i18n: I18n, message: Message): TemplateResult {
  const { t } = i18n;
  if (message.history.length === 0) return html`<p class="muted">${t('viewerNoHistory')}</p>`;
  return html`<ol class="history" part="history">
    ${message.history.map((entry) => renderEntry(i18n, entry))}
  </ol>`;
}

function renderEntry(i18n: I18n, entry: HistoryEntry): TemplateResult {
  const key = Object.hasOwn(HISTORY_KEYS, entry.kind) ? HISTORY_KEYS[entry.kind] : undefined;
  return html`<li>
    <span class="muted">${renderTime(entry.at, i18n)}</span>
    <span class="entry">
      <span>${key ? i18n.t(key) : renderText(entry.kind)}</span>
      ${
        entry.name === null && entry.employeeId === null
          ? nothing
          : html`<span class="muted">${renderPerson(entry.name, entry.employeeId)}</span>`
      }
      ${
        entry.note === null || entry.note === ''
          ? nothing
          : html`<span class="note" dir="auto">${entry.note.length > 2000 ? `${entry.note.slice(0, 2000)}…` : entry.note}</span>`
      }
    </span>
  </li>`;
}
