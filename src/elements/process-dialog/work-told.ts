/** The facts of the work as the host hears them: each with its audit, once. */
import type { HeardInstead, HeardStatement } from '../../adapter/adapter.js';
import type { Message } from '../../model/message.js';
import {
  AuditEvent,
  ProcessedEvent,
  ProcessingStartedEvent,
  ReleasedEvent,
  type AuditAction,
} from '../shared/workflow-events.js';

export class WorkTold {
  readonly #target: EventTarget;
  readonly #employeeId: () => string | null;
  /** Messages whose Processing was begun or resumed here before. */
  readonly #begunHere = new Set<string>();

  constructor(target: EventTarget, employeeId: () => string | null) {
    this.#target = target;
    this.#employeeId = employeeId;
  }

  /** Answers whether it had been begun elsewhere: before a reload, or in another window. */
  started({ id }: Message, how: { resumed: boolean; takenOver: boolean }): boolean {
    const begunElsewhere = how.resumed && !this.#begunHere.has(id);
    this.#begunHere.add(id);
    this.#target.dispatchEvent(new ProcessingStartedEvent({ messageId: id, resumed: how.resumed }));
    this.#audit(how.takenOver ? 'take-over' : 'start-processing', id);
    return begunElsewhere;
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
