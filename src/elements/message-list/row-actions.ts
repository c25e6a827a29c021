/** The actions of one row: the word, or why not. */
import { html, nothing, type TemplateResult } from 'lit';
import { wordKey } from '../../i18n/code-key.js';
import type { Message, MessageAction } from '../../model/message.js';
import { actionPermission, actionsOf } from '../../model/rules.js';
import { icon, type IconName } from '../shared/icons.js';
import { actionName, plain, type ListView } from './list-view.js';

/** Sentences that rows refer to by id: each stands once below the table. */
export class ReasonBook {
  readonly #ids = new Map<string, string>();

  idOf(reason: string): string {
    let id = this.#ids.get(reason);
    if (id === undefined) this.#ids.set(reason, (id = `reason-${this.#ids.size}`));
    return id;
  }

  render(): TemplateResult {
    return html`<div hidden>${[...this.#ids].map(([reason, id]) => html`<span id=${id}>${reason}</span>`)}</div>`;
  }
}

export type ActHandler = (action: MessageAction, message: Message) => void;

const ICONS: Readonly<Record<MessageAction, IconName>> = {
  allocate: 'person',
  view: 'chat',
  process: 'check',
  play: 'play',
  download: 'download',
};

/** Places in the Operation column, in reading order; View stands where Play does not. */
const PLACES: readonly (readonly MessageAction[])[] = [
  ['allocate', 'view'],
  ['process'],
  ['view', 'play'],
  ['download'],
];

/** Why `message` does not offer `action`, in words; `null` when it does. */
export function refusalText(
  view: ListView,
  message: Message,
  action: MessageAction,
): string | null {
  const permission = actionPermission(message, action);
  if (permission.allowed) return null;
  const { lease } = message;
  const owner = lease ? plain(lease.ownerName ?? lease.ownerEmployeeId, 60) : '';
  return view.t(wordKey('reason', permission.reason) ?? 'reasonUnsupported', { owner });
}

export function renderActions(
  view: ListView,
  message: Message,
  reasons: ReasonBook,
  act: ActHandler,
): TemplateResult {
  const offered = actionsOf(message);
  return html`<div class="actions" part="row-actions">
    ${PLACES.map(
      (place, index) =>
        html`<span class="place">
          ${place
            .filter(
              (action) =>
                offered.includes(action) &&
                (action !== 'view' || !index === offered.includes('play')),
            )
            .map((action) => renderAction(view, message, action, reasons, act))}
        </span>`,
    )}
  </div>`;
}

function renderAction(
  view: ListView,
  message: Message,
  action: MessageAction,
  reasons: ReasonBook,
  act: ActHandler,
): TemplateResult {
  const face = view.parts?.faceOf(view, message, action);
  const word = face?.word ?? view.t(action);
  const refusal = refusalText(view, message, action);
  const name = actionName(view, word, message);
  // One template for both, so that a focused button outlives the change of what it may do.
  return html`<button
    type="button"
    class="link action"
    data-action=${action}
    data-reason=${refusal ?? nothing}
    aria-label=${name}
    aria-disabled=${refusal === null ? nothing : 'true'}
    aria-describedby=${refusal === null ? nothing : reasons.idOf(refusal)}
    @click=${refusal === null ? () => act(action, message) : null}
  >
    ${face?.icon ?? icon(ICONS[action])}<span class="word">${word}</span>
  </button>${face?.after}`;
}
