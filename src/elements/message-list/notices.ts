/** What is told when something has happened: failures, waiting, news. Loaded late. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AdapterError } from '../../adapter/errors.js';
import { MOST_NEW } from '../../controllers/list/list-state.js';
import { codeKey } from '../../i18n/code-key.js';
import { icon, type IconName } from '../shared/icons.js';
import type { ListView } from './list-view.js';

/** Whole seconds until the waiting read is tried again; `null` when none waits. */
function secondsToRetry({ list }: ListView): number | null {
  if (list.retryAt === null) return null;
  return Math.max(0, Math.ceil((list.retryAt - performance.now()) / 1000));
}

/** Floats over the table's edge, so that no row moves when it comes. */
export function renderPill({ list, t }: ListView): TemplateResult | typeof nothing {
  const { newIds, outdated, phase } = list.state;
  if (phase !== 'ready' || (newIds.size === 0 && !outdated)) return nothing;
  const text =
    newIds.size === 0
      ? t('listOutdated')
      : newIds.size >= MOST_NEW
        ? t('listNewMany', { n: MOST_NEW - 1 })
        : t('listNew', { n: newIds.size });
  return html`<button type="button" class="button pill" part="new-messages" @click=${() => list.showNew()}>
    ${icon('refresh')}${text}
  </button>`;
}

/** That the rows are old, and why; that live updates have stopped. */
export function renderTrouble(
  { list: { state }, t }: ListView,
  asOf: string,
): TemplateResult | typeof nothing {
  const isStale = state.phase !== 'failed' && state.error !== null;
  if (!isStale && state.live !== 'paused') return nothing;
  return html`${
    isStale && state.error
      ? html`<span class="stale" part="stale"
          >${icon('warning')}<span
            ><strong>${t('listStale', { time: asOf })}</strong> ${t(codeKey('error', state.error.code))}</span
          ></span
        >`
      : nothing
  }
  ${
    state.live === 'paused'
      ? html`<span class="paused" part="live-paused">${icon('info')}${t('listLivePaused')}</span>`
      : nothing
  }`;
}

/** When the read that waits is tried again. */
export function renderWaiting(view: ListView): TemplateResult {
  const seconds = secondsToRetry(view) ?? 0;
  const text = seconds > 1 ? view.t('errorRetryIn', { n: seconds }) : view.t('listRetrying');
  return html`<span class="muted">${text}</span>`;
}

export interface FailureWords {
  readonly mark: IconName;
  readonly title: string;
  readonly text: string;
  /** Trying again makes no sense yet. */
  readonly waits: boolean;
  /** After the Retry button. */
  readonly after: TemplateResult;
}

/** What stands in the place of rows when there are none because of `error`. */
export function describeFailure(
  view: ListView,
  error: AdapterError,
  say: (text: string) => void,
): FailureWords {
  const { t } = view;
  const seconds = secondsToRetry(view) ?? 0;
  const waits = seconds > 0;
  const { code, requestId } = error;
  const after = html`${
    waits ? html`<p class="muted">${t('errorRetryIn', { n: seconds })}</p>` : nothing
  }${
    requestId === undefined
      ? nothing
      : html`<p class="muted request">
          <bdi>${t('errorRequestId', { id: requestId.slice(0, 100) })}</bdi>
          <button type="button" class="link" @click=${() => void copy(requestId, () => say(t('listCopied')))}>${icon('copy')}${t('listCopy')}</button>
        </p>`
  }`;
  if (code === 'forbidden') {
    const title = t('listForbiddenTitle');
    return { mark: 'info', title, text: t('listForbiddenText'), waits, after };
  }
  const title = code === 'unauthenticated' ? t('listSessionTitle') : t('listFailedTitle');
  return { mark: 'warning', title, text: t(codeKey('error', code)), waits, after };
}

async function copy(text: string, onCopied: () => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    onCopied();
  } catch {
    // Not allowed here: the id stands on screen and can be selected.
  }
}
