/** What stands above the work: how far Processing has come, and what went wrong. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import type { ProcessingState } from '../../controllers/processing/processing-machine.js';
import { REASON_KEYS, wordKey } from '../../i18n/words.js';
import type { Message } from '../../model/message.js';
import { icon } from '../base/icons.js';
import {
  renderPerson,
  renderSentence,
  renderTime,
  type Speech,
} from '../message-viewer/message-parts.js';

export interface NoticeView {
  readonly speech: Speech;
  readonly state: ProcessingState;
  readonly leaseEndsSoon: boolean;
  /** It was Processing by this person before this page opened it. */
  readonly wasBegunElsewhere: boolean;
  readonly hasComments: boolean;
  readonly takeOverReason: string;
  readonly errorText: (error: AdapterError) => string;
  readonly onRetry: () => void;
  readonly onTakeOver: () => void;
  readonly onTakeOverReason: (reason: string) => void;
  readonly onKeepLease: () => void;
  readonly onCopy: () => void;
}

type Tone = 'danger' | 'warning' | 'info' | 'success';

/** The one notice of a state; nothing while all is well. */
export function renderNotice(view: NoticeView): TemplateResult | typeof nothing {
  const { speech, state } = view;
  const { t } = speech;
  switch (state.kind) {
    case 'idle':
    case 'released':
      return nothing;
    case 'starting':
      return notice(
        'info',
        html`<p>
          ${t(
            state.checking
              ? 'processChecking'
              : state.takingOver
                ? 'processTakingOver'
                : 'processStarting',
          )}
        </p>`,
      );
    case 'start-failed':
      return notice(
        'danger',
        html`<p>${t(state.uncertain ? 'processStartUncertain' : 'processStartFailed')}</p>
          ${renderError(view, state.error)}`,
        retryButton(view),
      );
    case 'owned':
      return renderOwned(view, state.message, state.wasMine);
    case 'lost':
      return notice(
        'warning',
        html`<p>${t(state.wasMine ? 'processLost' : 'processChanged')}</p>`,
        html`${copyButton(view)}
          <button type="button" class="button" @click=${view.onRetry}>
            ${t(state.wasMine ? 'processResume' : 'processOpenAsIs')}
          </button>`,
      );
    case 'not-possible':
      return notice('warning', html`<p>${t('processNotPossible')}</p>`, copyButton(view));
    case 'gone':
      return notice('danger', html`<p>${t('processGone')}</p>`, copyButton(view));
    case 'processed':
      return state.here
        ? notice('success', html`<p>${t('processSubmitted')}</p>`)
        : renderElsewhere(view, state.message);
    case 'submitting':
    case 'releasing':
      return state.checking ? notice('info', html`<p>${t('processChecking')}</p>`) : nothing;
    case 'active':
      if (state.problem) {
        const { act, kind, error } = state.problem;
        const key =
          act === 'release'
            ? 'processReleaseFailed'
            : kind === 'uncertain'
              ? 'processSubmitUncertain'
              : 'processSubmitFailed';
        return notice('danger', html`<p>${t(key)}</p>${renderError(view, error)}`);
      }
      return view.leaseEndsSoon
        ? notice(
            'warning',
            html`<p>${t('processLeaseEnds')}</p>`,
            html`<button type="button" class="button" @click=${view.onKeepLease}>
              ${t('processLeaseKeep')}
            </button>`,
          )
        : view.wasBegunElsewhere
          ? notice('info', html`<p>${t('processBegunElsewhere')}</p>`)
          : nothing;
  }
}

/** The same as plain text, for the live region. */
export function noticeAnnouncement(view: NoticeView): string {
  const { state, errorText } = view;
  const { t } = view.speech;
  switch (state.kind) {
    case 'start-failed':
      return `${t(state.uncertain ? 'processStartUncertain' : 'processStartFailed')} ${errorText(state.error)}`;
    case 'owned':
      return t(state.wasMine ? 'processTakenOver' : 'processOwned', {
        owner: state.message.lease?.ownerName ?? state.message.lease?.ownerEmployeeId ?? '',
      });
    case 'lost':
      return t(state.wasMine ? 'processLost' : 'processChanged');
    case 'not-possible':
      return t('processNotPossible');
    case 'gone':
      return t('processGone');
    case 'processed':
      return state.here
        ? t('processSubmitted')
        : `${t('processElsewhereUnknown')} ${t('processElsewhereKept')}`;
    case 'active':
      return state.problem
        ? `${t(state.problem.act === 'release' ? 'processReleaseFailed' : 'processSubmitFailed')} ${errorText(state.problem.error)}`
        : view.wasBegunElsewhere
          ? t('processBegunElsewhere')
          : '';
    default:
      return '';
  }
}

function notice(
  tone: Tone,
  content: TemplateResult,
  actions: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="notice state-notice" data-tone=${tone} part="notice">
    ${icon(tone === 'info' ? 'info' : tone === 'success' ? 'check' : 'warning')}
    <div class="grow">${content}</div>
    ${actions === nothing ? nothing : html`<div class="notice-actions">${actions}</div>`}
  </div>`;
}

function renderError(view: NoticeView, error: AdapterError): TemplateResult {
  const { t } = view.speech;
  // Refused by the message itself: its reason says more than the code.
  const key = typeof error.cause === 'string' ? wordKey(REASON_KEYS, error.cause) : null;
  const others = error.fields.filter(({ field }) => field !== 'comments').slice(0, 3);
  return html`<p>${key ? t(key) : view.errorText(error)}</p>
    ${others.map(
      ({ message }) =>
        html`${message === undefined ? nothing : html`<p dir="auto">${message.slice(0, 300)}</p>`}`,
    )}
    ${
      error.requestId === undefined
        ? nothing
        : html`<p class="muted">${t('errorRequestId', { id: error.requestId })}</p>`
    }`;
}

function retryButton({ speech: { t }, onRetry }: NoticeView): TemplateResult {
  return html`<button type="button" class="button" @click=${onRetry}>
    ${icon('refresh')}${t('retry')}
  </button>`;
}

function copyButton({
  speech: { t },
  hasComments,
  onCopy,
}: NoticeView): TemplateResult | typeof nothing {
  return hasComments
    ? html`<button type="button" class="button" @click=${onCopy}>
        ${icon('copy')}${t('processCopy')}
      </button>`
    : nothing;
}

function renderOwned(view: NoticeView, message: Message, wasMine: boolean): TemplateResult {
  const { speech, takeOverReason } = view;
  const { t } = speech;
  const { lease } = message;
  const ready = takeOverReason.trim() !== '';
  return notice(
    'warning',
    html`<p>
        ${renderSentence(speech, wasMine ? 'processTakenOver' : 'processOwned', {
          owner: renderPerson(lease?.ownerName ?? null, lease?.ownerEmployeeId ?? null),
        })}
      </p>
      <div class="take-over">
        <label class="field">
          <span class="label">${t('processTakeOverReason')}</span>
          <input
            type="text"
            maxlength="200"
            dir="auto"
            autocomplete="off"
            .value=${takeOverReason}
            @input=${(event: Event) =>
              view.onTakeOverReason((event.target as HTMLInputElement).value)}
          />
        </label>
        <button
          type="button"
          class="button"
          aria-disabled=${!ready}
          aria-describedby="take-over-hint"
          @click=${() => ready && view.onTakeOver()}
        >
          ${t('processTakeOver')}
        </button>
        ${copyButton(view)}
        <span class="visually-hidden" id="take-over-hint"
          >${ready ? '' : t('processTakeOverNeedsReason')}</span
        >
      </div>`,
  );
}

function renderElsewhere(view: NoticeView, message: Message): TemplateResult {
  const { speech } = view;
  const entry = message.history.findLast(({ kind }) => kind === 'processed');
  return notice(
    'warning',
    html`<p>
        ${
          entry && (entry.name !== null || entry.employeeId !== null)
            ? renderSentence(speech, 'processElsewhere', {
                person: renderPerson(entry.name, entry.employeeId),
                time: renderTime(entry.at ?? message.updatedAt, speech),
              })
            : speech.t('processElsewhereUnknown')
        }
      </p>
      ${view.hasComments ? html`<p>${speech.t('processElsewhereKept')}</p>` : nothing}`,
    copyButton(view),
  );
}
