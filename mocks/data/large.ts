/** Very many messages without keeping any: each one is computed on request. */
import type { MessageStatus } from '../../src/model/message.js';
import type { MessageFacts, MessageSource, StoredMessage } from '../backend/types.js';
import { dueMs } from './due.js';
import { NUMBER_PATTERNS, fillPattern } from './numbers.js';
import { agents, organizationName, organizations, skillQueueName, skillQueues } from './people.js';
import { scramble } from './random.js';
import { recordedMessages } from './recordings.js';
import { writtenMessages } from './texts.js';

export interface LargeOptions {
  /** @default 100000 */
  readonly size?: number;
  /** @default the system's time */
  readonly now?: Date;
  /** @default 20261122 */
  readonly seed?: number;
}

/** All are created within this time, so that `7 Days` still finds them all half a day later. */
const SPAN_MS = 6.5 * 24 * 3_600_000;
/** Of a hundred messages. */
const STATUSES: readonly (readonly [upTo: number, status: MessageStatus])[] = [
  [14, 'to-be-allocated'],
  [40, 'unprocessed'],
  [44, 'processing'],
  [95, 'processed'],
  [100, 'allocation-failed'],
];
const PATTERNS = Object.values(NUMBER_PATTERNS).flat();
const PLAYABLE = recordedMessages.filter(({ codec }) => codec !== 'gsm');

/** Message 0 is the newest one. Same seed, same messages. */
export function createLargeSource(options: LargeOptions = {}): MessageSource {
  const { size = 100_000, now = new Date(), seed = 20_261_122 } = options;
  const nowMs = now.getTime();
  const stepMs = SPAN_MS / size;

  /** A number from 0 to `below - 1` for one aspect of one message. */
  const roll = (index: number, aspect: number, below: number): number =>
    scramble(seed + Math.imul(index, 0x9e3779b1) + Math.imul(aspect, 0x85ebca6b)) % below;

  const facts = (index: number): MessageFacts => {
    const share = roll(index, 1, 100);
    const status = STATUSES.find(([upTo]) => share < upTo)![1];
    const ageMs = Math.round((index + 1) * stepMs);
    const isAllocated = status !== 'to-be-allocated' && status !== 'allocation-failed';
    const agent = isAllocated ? agents[roll(index, 2, agents.length)]! : null;
    const createdMs = nowMs - ageMs;
    let draws = 0;
    return {
      id: idOf(size, index),
      createdMs,
      updatedMs:
        status === 'to-be-allocated'
          ? createdMs
          : createdMs + roll(index, 3, Math.max(1, Math.min(ageMs, 18_000_000))),
      dueMs: status === 'processed' ? null : dueMs(nowMs, createdMs, roll(index, 11, 10_000)),
      status,
      channel: roll(index, 4, 100) < 55 ? 'voice' : 'web',
      contactNumber: fillPattern(PATTERNS[roll(index, 5, PATTERNS.length)]!, (max) =>
        roll(index, 20 + draws++, max + 1),
      ),
      employeeId: agent?.employeeId ?? null,
      businessAccount: agent?.businessAccount ?? null,
      organizationId: organizations[roll(index, 6, organizations.length)]!.id,
      skillQueueId: skillQueues[roll(index, 7, skillQueues.length)]!.id,
    };
  };

  const message = (index: number): StoredMessage => {
    const { createdMs, updatedMs, dueMs: due, ...rest } = facts(index);
    const createdAt = new Date(createdMs).toISOString();
    const updatedAt = new Date(updatedMs).toISOString();
    const recorded = rest.channel === 'voice' ? PLAYABLE[roll(index, 8, PLAYABLE.length)]! : null;
    const typed = writtenMessages[roll(index, 9, writtenMessages.length)]!;
    const order = String(40_000 + roll(index, 10, 59_999));
    const owner = agents.find(({ employeeId }) => employeeId === rest.employeeId);
    return {
      ...rest,
      version: 1,
      createdAt,
      updatedAt,
      ...(due === null ? {} : { dueAt: new Date(due).toISOString() }),
      durationSeconds: recorded?.durationSeconds ?? null,
      text: recorded
        ? null
        : typed.text.replaceAll('{order}', order).replaceAll('{amount}', `${order.slice(0, 2)}.90`),
      language: recorded ? recorded.language : typed.language,
      organization: organizationName(rest.organizationId),
      skillQueue: skillQueueName(rest.skillQueueId),
      lease:
        rest.status === 'processing' && owner
          ? {
              id: `lease-${index}`,
              ownerEmployeeId: owner.employeeId,
              ownerName: owner.name,
              expiresAt: null,
            }
          : null,
      allocationFailure:
        rest.status === 'allocation-failed'
          ? {
              code: 'agent-not-found',
              since: updatedAt,
              tries: 1,
              target: `19${order.slice(0, 2)}`,
            }
          : null,
      handlingComments: rest.status === 'processed' ? 'Called back, done.' : null,
      history: [{ at: createdAt, kind: 'created', employeeId: null, name: null, note: null }],
      recordingFile: recorded?.file ?? null,
      recordingState: 'available',
    };
  };

  return { size, facts, message, indexOf: (id) => indexOf(size, id) };
}

const idOf = (size: number, index: number): string => `x-${String(size - index).padStart(7, '0')}`;

function indexOf(size: number, id: string): number {
  if (!/^x-\d{7}$/.test(id)) return -1;
  const index = size - Number(id.slice(2));
  return index >= 0 && index < size ? index : -1;
}
