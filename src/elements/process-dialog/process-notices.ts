/** The notice above the work: how far Processing has come, and why it failed. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import {
  canRetryStart,
  type Problem,
  type ProcessingState,
} from '../../controllers/processing/processing-machine.js';
import { wordKey } from '../../i18n/code-key.js';
import type { I18n } from '../../i18n/i18n.js';
import type { StringKey } from '../../i18n/strings.js';
import type { Message } from '../../model/message.js';
import { icon } from '../shared/icons.js';
import { renderRequestId, renderRetryWait } from '../shared/error-details.js';
import { renderPerson, renderTime } from '../shared/message-fields.js';
import { renderSentence } from '../shared/sentence.js';

export interface NoticeView {
  readonly i18n: I18n;
  readonly state: ProcessingState;
  readonly leaseEndsSoon: boolean;
  /** This person had started it before this page opened it: another window may have it open. */
  readonly startedElsewhere: boolean;
  readonly hasComments: boolean;
  readonly takeOverReason: string;
  /** Seconds until the next try is allowed. */
  readonly retrySeconds: number;
  readonly errorText: (error: AdapterError) => string;
  readonly onRetry: () => void;
  readonly onTakeOver: () => void;
  readonly onTakeOverReason: (reason: string) => void;
  readonly onKeepLease: () => void;
  readonly onResumeHere: () => void;
  readonly onCopy: () => void;
}

/** Compares the notice with the one before, so that each sentence is announced once. */
export class NoticeController {
  #text = '';
  #problem: Problem | null = null;

  /** The text to announce ('' for none) and the problem, where they are new since the last call. */
  changes(view: NoticeView): { readonly text: string; readonly problem: Problem | null } {
    const text = noticeAnnouncement(view);
    const problem = view.state.kind === 'active' ? view.state.problem : null;
    const changes = {
      text: text === this.#text ? '' : text,
      problem: problem === this.#problem ? null : problem,
    };
    this.#text = text;
    this.#problem = problem;
    return changes;
  }

  reset(): void {
    this.#text = '';
    this.#problem = null;
  }
}

type Tone = 'danger' | 'warning' | 'info' | 'success';

/** The one notice of a state; nothing while there is nothing to say. */
export function renderNotice(view: NoticeView): TemplateResult | typeof nothing {
  const { state } = view;
  const { t } = view.i18n;
  switch (state.kind) {
    case 'idle':
    case 'released':
      return nothing;
    case 'starting':
      return notice('info', html`<p>${t(startingKey(state))}</p>`);
    case 'start-failed':
      return notice(
        'danger',
        renderFailure(view, startFailureKey(state), state.error),
        canRetryStart(state) ? retryButton(view) : nothing,
      );
    case 'owned':
      return renderOwned(view, state.message, state.wasMine);
    case 'lost':
      return notice(
        'warning',
        html`<p>${t(state.wasMine ? 'processLost' : 'processChanged')}</p>`,
        html`${copyButton(view)} ${button(view, state.wasMine ? 'processResume' : 'processOpenAsIs', view.onRetry)}`,
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
      return renderActive(view, state.problem);
  }
}

/** During the work: a command that failed, else a lease that ends, else another window. */
function renderActive(view: NoticeView, problem: Problem | null): TemplateResult | typeof nothing {
  const { t } = view.i18n;
  if (problem) {
    const isFinal = problem.error.code === 'forbidden';
    return notice(
      'danger',
      renderFailure(view, problemKey(problem), problem.error),
      isFinal ? copyButton(view) : nothing,
    );
  }
  if (view.leaseEndsSoon) {
    return notice(
      'warning',
      html`<p>${t('processLeaseEnds')}</p>`,
      button(view, 'processLeaseKeep', view.onKeepLease),
    );
  }
  return view.startedElsewhere
    ? notice(
        'warning',
        html`<p>${t('processBegunElsewhere')}</p>`,
        button(view, 'processResumeHere', view.onResumeHere),
      )
    : nothing;
}

/** The notice as plain text for the live region, without the seconds of a wait. */
function noticeAnnouncement(view: NoticeView): string {
  const { state } = view;
  const { t } = view.i18n;
  switch (state.kind) {
    case 'start-failed':
      return failureText(view, startFailureKey(state), state.error);
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
      if (state.problem) return failureText(view, problemKey(state.problem), state.problem.error);
      return view.startedElsewhere ? t('processBegunElsewhere') : '';
    default:
      return '';
  }
}

function startingKey(state: Extract<ProcessingState, { kind: 'starting' }>): StringKey {
  if (state.checking) return 'processChecking';
  return state.takingOver ? 'processTakingOver' : 'processStarting';
}

/** The start that failed; names it where the person is not allowed to do it. */
function startFailureKey(state: Extract<ProcessingState, { kind: 'start-failed' }>): StringKey {
  if (state.error.code === 'forbidden') {
    return state.takingOver ? 'processTakeOverForbidden' : 'processStartForbidden';
  }
  return state.uncertain ? 'processStartUncertain' : 'processStartFailed';
}

function problemKey({ act, kind, error }: Problem): StringKey {
  if (error.code === 'forbidden') {
    return act === 'submit' ? 'processSubmitForbidden' : 'processReleaseForbidden';
  }
  if (act === 'release') return 'processReleaseFailed';
  return kind === 'uncertain' ? 'processSubmitUncertain' : 'processSubmitFailed';
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

/** The failed action, the reason, and how long to wait. */
function renderFailure(view: NoticeView, key: StringKey, error: AdapterError): TemplateResult {
  const reason = reasonText(view, error);
  const others = error.fields.filter(({ field }) => !/^(comments|heard)$/.test(field)).slice(0, 3);
  return html`<p>${view.i18n.t(key)}</p>
    ${reason === '' ? nothing : html`<p>${reason}</p>`}
    ${others.map(({ message }) =>
      message === undefined ? nothing : html`<p dir="auto">${message.slice(0, 300)}</p>`,
    )}
    ${renderRequestId(view.i18n, error)} ${renderRetryWait(view.i18n, view.retrySeconds)}`;
}

function failureText(view: NoticeView, key: StringKey, error: AdapterError): string {
  return `${view.i18n.t(key)} ${reasonText(view, error)}`.trim();
}

/** The reason; empty where the sentence before says it. */
function reasonText({ i18n, errorText }: NoticeView, error: AdapterError): string {
  if (error.code === 'forbidden') return '';
  // The message itself names the reason against it, which says more than the code.
  const key = typeof error.cause === 'string' ? wordKey('reason', error.cause) : null;
  return key ? i18n.t(key) : errorText(error);
}

function button(view: NoticeView, key: StringKey, onPress: () => void): TemplateResult {
  return html`<button type="button" class="button" @click=${onPress}>${view.i18n.t(key)}</button>`;
}

function retryButton({ i18n: { t }, retrySeconds, onRetry }: NoticeView): TemplateResult {
  return html`<button
    type="button"
    class="button"
    aria-disabled=${retrySeconds > 0}
    aria-describedby=${retrySeconds > 0 ? 'retry-wait' : nothing}
    @click=${onRetry}
  >
    ${icon('refresh')}${t('retry')}
  </button>`;
}

function copyButton({
  i18n: { t },
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
  const { i18n, takeOverReason } = view;
  const { t } = i18n;
  const { lease } = message;
  const ready = takeOverReason.trim() !== '';
  return notice(
    'warning',
    html`<p>
        ${renderSentence(i18n, wasMine ? 'processTakenOver' : 'processOwned', {
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
  const { i18n } = view;
  const entry = message.history.findLast(({ kind }) => kind === 'processed');
  return notice(
    'warning',
    html`<p>
        ${
          entry && (entry.name !== null || entry.employeeId !== null)
            ? renderSentence(i18n, 'processElsewhere', {
                person: renderPerson(entry.name, entry.employeeId),
                time: renderTime(entry.at ?? message.updatedAt, i18n),
              })
            : i18n.t('processElsewhereUnknown')
        }
      </p>
      ${view.hasComments ? html`<p>${i18n.t('processElsewhereKept')}</p>` : nothing}`,
    copyButton(view),
  );
}
