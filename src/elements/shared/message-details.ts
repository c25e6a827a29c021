/** A message in full: its text, its facts, its history. Shared by the viewer and the Process dialog. */
import { html, nothing, type TemplateResult } from 'lit';
import type { StringKey } from '../../i18n/strings.js';
import type { HistoryEntry, Message } from '../../model/message.js';
import { formatNumber } from '../../model/format.js';
import { icon } from './icons.js';
import {
  channelText,
  renderCaller,
  renderId,
  renderPerson,
  renderSentence,
  renderStatus,
  renderText,
  renderTime,
  type Speech,
} from './message-parts.js';
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

/** How a piece of a text is shown; pieces of one text are asked for one after another. */
export type ShowText = (text: string) => unknown;

/** A free text with its line breaks, clamped until `expanded`. */
export function renderLongText(
  { t, locale }: Speech,
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

/** Whether the box of a text may scroll, at 320 px and in any script: then the keyboard must reach it. */
function mayScroll(text: string): boolean {
  return text.length > 250 || text.split('\n').length > 8;
}

/** The text of a WEB message, or that there is none. */
export function renderMessageText(
  speech: Speech,
  message: Message,
  expanded: boolean,
  onExpand: () => void,
): TemplateResult {
  return message.text === null || message.text === ''
    ? html`<p class="muted">${speech.t('viewerNoText')}</p>`
    : renderLongText(speech, message.text, message.language, expanded, onExpand);
}

export function renderFacts(
  speech: Speech,
  message: Message,
  { status = true } = {},
): TemplateResult {
  const { t } = speech;
  const fact = (key: StringKey, value: TemplateResult | string): TemplateResult =>
    html`<div class="fact">
      <dt>${t(key)}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<dl class="facts" part="facts">
    ${fact('contactNumber', renderCaller(message, speech))}
    ${fact('channelType', channelText(message.channel, speech))}
    ${status ? fact('status', renderStatus(message.status, speech)) : nothing}
    ${fact('employeeId', renderId(message.employeeId))}
    ${fact('businessAccount', renderId(message.businessAccount))}
    ${fact('created', renderTime(message.createdAt, speech))}
    ${fact('updated', renderTime(message.updatedAt, speech))}
    ${message.skillQueue === null ? nothing : fact('viewerSkillQueue', renderText(message.skillQueue))}
    ${
      message.organization === null
        ? nothing
        : fact('viewerOrganization', renderText(message.organization))
    }
  </dl>`;
}

/** Why the system could not allocate it, and what to do. */
export function renderFailure(speech: Speech, message: Message): TemplateResult | typeof nothing {
  const failure = message.allocationFailure;
  if (!failure || message.status !== 'allocation-failed') return nothing;
  const { t } = speech;
  const key = Object.hasOwn(FAILURE_KEYS, failure.code) ? FAILURE_KEYS[failure.code] : undefined;
  return html`<div class="notice" data-tone="danger" part="failure">
    ${icon('warning')}
    <div class="grow">
      <p>
        ${
          key
            ? renderSentence(speech, key, { target: renderId(failure.target) })
            : renderSentence(speech, 'viewerFailureOther', { code: renderId(failure.code) })
        }
      </p>
      <p>
        ${
          failure.since === null
            ? nothing
            : renderSentence(speech, 'viewerFailureSince', {
                time: renderTime(failure.since, speech),
              })
        }
        ${failure.tries === null ? nothing : t('viewerFailureTries', { n: failure.tries })}
      </p>
      <p>${t('viewerFailureAct')}</p>
    </div>
  </div>`;
}

export function renderHistory(speech: Speech, message: Message): TemplateResult {
  const { t } = speech;
  if (message.history.length === 0) return html`<p class="muted">${t('viewerNoHistory')}</p>`;
  return html`<ol class="history" part="history">
    ${message.history.map((entry) => renderEntry(speech, entry))}
  </ol>`;
}

function renderEntry(speech: Speech, entry: HistoryEntry): TemplateResult {
  const key = Object.hasOwn(HISTORY_KEYS, entry.kind) ? HISTORY_KEYS[entry.kind] : undefined;
  return html`<li>
    <span class="muted">${renderTime(entry.at, speech)}</span>
    <span class="entry">
      <span>${key ? speech.t(key) : renderText(entry.kind)}</span>
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
