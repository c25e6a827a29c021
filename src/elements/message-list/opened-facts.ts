/** What dialogs tell the list of what was done in them. Loaded late: dialogs are opened later still. */
import type { MessageListController } from '../../controllers/list/message-list-controller.js';
import type { TemplateValues } from '../../i18n/message-format.js';
import type { StringKey } from '../../i18n/strings.js';
import type { AllocatedEvent, AllocationUndoneEvent } from '../shared/workflow-events.js';

export interface FactsOptions {
  readonly list: MessageListController;
  readonly t: (key: StringKey, values?: TemplateValues) => string;
  /** Shows what has just been done, or, with `null`, nothing any more. */
  readonly tell: (told: string | null) => void;
}

/** Follows the events that reach `root` from below. */
export function followFacts(root: EventTarget, { list, t, tell }: FactsOptions): void {
  const handleAllocated = (event: Event): void => {
    const { messageIds, failed } = (event as AllocatedEvent | AllocationUndoneEvent).detail;
    const done = [...list.selection.chosen.values()].filter(({ id }) => messageIds.includes(id));
    list.select(done, false);
    tell(
      event.type === 'aicc-allocated' && messageIds.length > 0
        ? t('listAllocated', { n: messageIds.length })
        : null,
    );
    list.reread([...messageIds, ...failed.map(({ messageId }) => messageId)]);
  };
  const handleFact = (event: Event): void => {
    if (event.type === 'aicc-processed') tell(t('listProcessed'));
    list.reread([(event as CustomEvent<{ readonly messageId: string }>).detail.messageId]);
  };
  root.addEventListener('aicc-allocated', handleAllocated);
  root.addEventListener('aicc-allocation-undone', handleAllocated);
  root.addEventListener('aicc-processing-started', handleFact);
  root.addEventListener('aicc-processed', handleFact);
  root.addEventListener('aicc-released', handleFact);
}
