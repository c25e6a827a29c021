/** Emits the workflow events of Processing, each with its audit event, once. */
import type { HeardInstead, HeardStatement } from '../../adapter/adapter.js';
import type { Message } from '../../model/message.js';
import {
  AuditEvent,
  ProcessedEvent,
  ProcessingStartedEvent,
  ReleasedEvent,
  type AuditAction,
} from '../shared/workflow-events.js';

export class ProcessingEvents {
  readonly #target: EventTarget;
  readonly #employeeId: () => string | null;
  /** Messages that this dialog has made Processing or resumed before. */
  readonly #startedHere = new Set<string>();

  constructor(target: EventTarget, employeeId: () => string | null) {
    this.#target = target;
    this.#employeeId = employeeId;
  }

  /** @returns whether Processing was started elsewhere: before a reload, or in another window */
  started({ id }: Message, how: { resumed: boolean; takenOver: boolean }): boolean {
    const startedElsewhere = how.resumed && !this.#startedHere.has(id);
    this.#startedHere.add(id);
    this.#target.dispatchEvent(new ProcessingStartedEvent({ messageId: id, resumed: how.resumed }));
    this.#audit(how.takenOver ? 'take-over' : 'start-processing', id);
    return startedElsewhere;
  }

  processed({ id }: Message, heard: HeardStatement | null): void {
    this.#target.dispatchEvent(new ProcessedEvent({ messageId: id }));
    this.#audit('submit', id, heard?.instead);
  }

  released({ id }: Message): void {
    this.#target.dispatchEvent(new ReleasedEvent({ messageId: id }));
    this.#audit('release', id);
  }

  called(messageId: string): void {
    this.#audit('call', messageId);
  }

  #audit(action: AuditAction, messageId: string, heardInstead?: HeardInstead | null): void {
    const more = heardInstead ? { heardInstead } : {};
    this.#target.dispatchEvent(new AuditEvent(action, messageId, this.#employeeId(), more));
  }
}
