/**
 * Which messages are selected, to be allocated or downloaded. Pure. The rule: the screen counts every
 * message that a command will reach, and the dialog names those of them that stay behind. Messages on
 * other pages of the same query stay selected and are counted apart. A message that can no longer be
 * allocated, or is gone, is dropped and named.
 */
import type { Message } from '../../model/message.js';
import { actionPermission, actionsOf } from '../../model/rules.js';

export interface Selection {
  readonly chosen: ReadonlyMap<string, Message>;
  /** Dropped by a change of theirs since the user last selected; the toolbar names them. */
  readonly dropped: readonly Message[];
  /** After "all that match": how many of those looked at cannot be allocated. */
  readonly leftOut?: number;
}

export const NOTHING_SELECTED: Selection = { chosen: new Map(), dropped: [] };

export function canAllocate(message: Message): boolean {
  return actionsOf(message).includes('allocate') && actionPermission(message, 'allocate').allowed;
}

export function canDownload(message: Message): boolean {
  return actionsOf(message).includes('download') && actionPermission(message, 'download').allowed;
}

/** Whether a command for several messages can reach it. */
export function canSelect(message: Message): boolean {
  return canAllocate(message) || canDownload(message);
}

/** What "all on this page" means: those that wait for an agent, else those that can be downloaded. */
export function selectableOf(messages: readonly Message[]): readonly Message[] {
  const waiting = messages.filter(canAllocate);
  return waiting.length > 0 ? waiting : messages.filter(canDownload);
}

/** Selects or deselects `messages`, except those that no command can reach. */
export function select(selection: Selection, messages: readonly Message[], on: boolean): Selection {
  const chosen = new Map(selection.chosen);
  for (const message of messages) {
    if (!on) chosen.delete(message.id);
    else if (canSelect(message)) chosen.set(message.id, message);
  }
  return { chosen, dropped: [] };
}

/**
 * The selection after the list has moved on. `newest` gives the present version of a message, `'gone'`,
 * or `undefined` where the list knows nothing new of it.
 */
export function followSelection(
  selection: Selection,
  newest: (id: string) => Message | 'gone' | undefined,
): Selection {
  if (selection.chosen.size === 0) return selection;
  const chosen = new Map<string, Message>();
  const dropped: Message[] = [];
  let isChanged = false;
  for (const [id, held] of selection.chosen) {
    const now = newest(id);
    if (now === 'gone' || (now !== undefined && isSpent(held, now))) {
      dropped.push(now === 'gone' ? held : now);
      continue;
    }
    const message = now !== undefined && now.version > held.version ? now : held;
    isChanged ||= message !== held;
    chosen.set(id, message);
  }
  if (dropped.length === 0 && !isChanged) return selection;
  return { ...selection, chosen, dropped: [...selection.dropped, ...dropped] };
}

/** The command that it was selected for is no longer possible. */
function isSpent(held: Message, now: Message): boolean {
  return canAllocate(held) ? !canAllocate(now) : !canSelect(now);
}
