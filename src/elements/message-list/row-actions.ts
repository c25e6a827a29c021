/** The actions of one row: as data, and as buttons that say what they do or why they do nothing. */
import { html, nothing, type TemplateResult } from 'lit';
import { wordKey } from '../../i18n/code-key.js';
import type { I18n } from '../../i18n/i18n.js';
import type { Message, MessageAction } from '../../model/message.js';
import { actionPermission, actionsOf } from '../../model/rules.js';
import { icon, type IconName } from '../shared/icons.js';
import { shorten } from '../shared/message-fields.js';
import type { DescriptionRegistry } from './disabled-reason.js';
import { controlName } from './message-name.js';

/** One action as a row shows it. */
export interface RowAction {
  readonly id: MessageAction;
  readonly icon: IconName;
  readonly word: string;
  /** Why it does nothing now; `null` when it works. */
  readonly disabledReason: string | null;
  /** Its place in the Operation cell, from 0. */
  readonly place: number;
}

/** The message in the docked player. */
export interface NowPlaying {
  readonly messageId: string;
  readonly isPaused: boolean;
}

export interface RowActionsOptions {
  readonly nowPlaying: NowPlaying | null;
  readonly descriptions: DescriptionRegistry;
  readonly onAction: (action: MessageAction, message: Message) => void;
  readonly onGoToPlayer: () => void;
}

/** Every action has its place, so that those of all rows are one below the other. */
const ACTIONS: readonly (Pick<RowAction, 'id' | 'icon' | 'place'> & {
  /** Its place in a row that offers Play. */
  readonly placeBesidePlay?: number;
})[] = [
  { id: 'allocate', icon: 'person', place: 0 },
  { id: 'process', icon: 'check', place: 1 },
  { id: 'view', icon: 'chat', place: 2, placeBesidePlay: 0 },
  { id: 'play', icon: 'play', place: 2 },
  { id: 'download', icon: 'download', place: 3 },
];
const PLACES = [0, 1, 2, 3];

/** Why `message` does not offer `action`, in words; `null` when it does. */
export function disabledReason(
  { t }: I18n,
  message: Message,
  action: MessageAction,
): string | null {
  const permission = actionPermission(message, action);
  if (permission.allowed) return null;
  const { lease } = message;
  const owner = lease ? shorten(lease.ownerName ?? lease.ownerEmployeeId, 60) : '';
  return t(wordKey('reason', permission.reason) ?? 'reasonUnsupported', { owner });
}

/** The actions that a row offers, in reading order. */
export function rowActions(
  i18n: I18n,
  message: Message,
  nowPlaying: NowPlaying | null,
): readonly RowAction[] {
  const offered = actionsOf(message);
  const hasPlay = offered.includes('play');
  const isPlaying = nowPlaying?.messageId === message.id && !nowPlaying.isPaused;
  return ACTIONS.filter(({ id }) => offered.includes(id))
    .map(({ id, icon: name, place, placeBesidePlay = place }): RowAction => {
      const pauses = id === 'play' && isPlaying;
      return {
        id,
        icon: pauses ? 'pause' : name,
        word: i18n.t(pauses ? 'listPause' : id),
        disabledReason: disabledReason(i18n, message, id),
        place: hasPlay ? placeBesidePlay : place,
      };
    })
    .sort((a, b) => a.place - b.place);
}

export function renderRowActions(
  i18n: I18n,
  message: Message,
  options: RowActionsOptions,
): TemplateResult {
  const actions = rowActions(i18n, message, options.nowPlaying);
  return html`<div class="actions" part="row-actions">
    ${PLACES.map(
      (place) =>
        html`<span class="place">
          ${actions
            .filter((action) => action.place === place)
            .map((action) => renderAction(i18n, message, action, options))}
        </span>`,
    )}
  </div>`;
}

function renderAction(
  i18n: I18n,
  message: Message,
  { id, icon: name, word, disabledReason: reason }: RowAction,
  { nowPlaying, descriptions, onAction, onGoToPlayer }: RowActionsOptions,
): TemplateResult {
  const isInPlayer = id === 'play' && nowPlaying?.messageId === message.id;
  // One template for both, so that a button that becomes disabled keeps the focus.
  return html`<button
    type="button"
    class="link action"
    data-action=${id}
    data-reason=${reason ?? nothing}
    aria-label=${controlName(i18n, word, message)}
    aria-disabled=${reason === null ? nothing : 'true'}
    aria-describedby=${reason === null ? nothing : descriptions.idOf(reason)}
    @click=${reason === null ? () => onAction(id, message) : null}
  >
    ${icon(name)}<span class="word">${word}</span>
  </button>${
    isInPlayer
      ? html`<button type="button" class="button to-player" @click=${onGoToPlayer}>${i18n.t('listToPlayer')}</button>`
      : nothing
  }`;
}
