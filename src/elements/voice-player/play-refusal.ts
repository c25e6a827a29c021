/** Why Play is not offered. */
import { wordKey } from '../../i18n/code-key.js';
import type { Message } from '../../model/message.js';
import { actionPermission } from '../../model/rules.js';
import type { Translate } from '../../i18n/i18n.js';

export interface PlayFacts {
  readonly callActive: boolean;
  readonly src: string | Blob | null;
  readonly id: string | null;
  readonly hasAdapter: boolean;
  readonly message: Message | null;
}

/** The sentence that says so, or `null` when it is offered. */
export function playRefusal(facts: PlayFacts, t: Translate): string | null {
  const { message } = facts;
  if (facts.callActive) return t('playerCallActive');
  if (facts.src !== null) return null;
  if (facts.id === null) return t('playerNoMessage');
  if (!facts.hasAdapter) return t('noAdapter');
  if (!message) return null;
  const permission = actionPermission(message, 'play');
  if (permission.allowed) return null;
  const key = wordKey('reason', permission.reason) ?? 'reasonUnsupported';
  return t(key, { owner: message.lease?.ownerName ?? '' });
}
