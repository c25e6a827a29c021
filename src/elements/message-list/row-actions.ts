/** The actions of one row, as data: the main one, Play, and those of the menu. */
import { html, nothing, type TemplateResult } from 'lit';
import { wordKey } from '../../i18n/code-key.js';
import type { I18n } from '../../i18n/i18n.js';
import type { Message, MessageAction } from '../../model/message.js';
import { actionPermission, actionsOf } from '../../model/rules.js';
import { icon, type IconName } from '../shared/icons.js';
import { shorten } from '../shared/message-fields.js';
import { controlName } from './message-name.js';

/** One action as a row shows it. */
export interface RowAction {
  readonly id: MessageAction;
  readonly icon: IconName;
  readonly word: string;
  /** Why it does nothing now; `null` when it works. */
  readonly disabledReason: string | null;
}

export interface RowActions {
  /** The next step of the work: the first of Allocate, Process and View that works. */
  readonly primary: RowAction | null;
  readonly play: RowAction | null;
  /** All others, in reading order; those that do nothing say why. */
  readonly others: readonly RowAction[];
}

/** The message in the docked player. */
export interface NowPlaying {
  readonly messageId: string;
  readonly isPaused: boolean;
}

const ICONS: Readonly<Record<MessageAction, IconName>> = {
  allocate: 'person',
  process: 'check',
  view: 'chat',
  play: 'play',
  download: 'download',
};
const ORDER: readonly MessageAction[] = ['allocate', 'process', 'view', 'play', 'download'];
const PRIMARY: readonly MessageAction[] = ['allocate', 'process', 'view'];

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

/** The actions that a row offers. */
export function rowActions(
  i18n: I18n,
  message: Message,
  nowPlaying: NowPlaying | null,
): RowActions {
  const offered = actionsOf(message);
  const isPlaying = nowPlaying?.messageId === message.id && !nowPlaying.isPaused;
  const actions = ORDER.filter((id) => offered.includes(id)).map((id): RowAction => {
    const pauses = id === 'play' && isPlaying;
    return {
      id,
      icon: pauses ? 'pause' : ICONS[id],
      word: i18n.t(pauses ? 'listPause' : id),
      disabledReason: disabledReason(i18n, message, id),
    };
  });
  const works = (id: MessageAction): RowAction | null =>
    actions.find((action) => action.id === id && action.disabledReason === null) ?? null;
  const primary = PRIMARY.map(works).find((action) => action !== null) ?? null;
  const play = works('play');
  return {
    primary,
    play,
    others: actions.filter((action) => action !== primary && action !== play),
  };
}

/** The Operation cell: the main action, Play, and the button of the menu. The table listens to all of them. */
export function renderRowActions(
  i18n: I18n,
  message: Message,
  name: string,
  nowPlaying: NowPlaying | null,
): TemplateResult {
  const { primary, play, others } = rowActions(i18n, message, nowPlaying);
  const isInPlayer = play !== null && nowPlaying?.messageId === message.id;
  return html`<div class="actions" part="row-actions">
    ${
      primary === null
        ? nothing
        : html`<button
          type="button"
          class="button action main-action"
          data-action=${primary.id}
          aria-label=${controlName(primary.word, name)}
          >${primary.word}</button
        >`
    }${
      play === null
        ? nothing
        : html`<button
          type="button"
          class="action icon-action"
          data-action="play"
          title=${play.word}
          aria-label=${controlName(play.word, name)}
          >${icon(play.icon)}</button
        >`
    }${
      isInPlayer
        ? html`<button type="button" class="button to-player" data-to-player>${i18n.t('listToPlayer')}</button>`
        : nothing
    }${
      others.length === 0 && (play === null || primary === null)
        ? nothing
        : html`<button
          type="button"
          class=${others.length === 0 ? 'action icon-action more only-narrow' : 'action icon-action more'}
          data-more
          title=${i18n.t('listMoreActions')}
          aria-label=${controlName(i18n.t('listMoreActions'), name)}
          aria-haspopup="menu"
          aria-expanded="false"
          >${icon('more')}</button
        >`
    }
  </div>`;
}
