/** Initial data: the same messages for the same seed, with ages relative to now. */
import type {
  AllocationFailure,
  HistoryEntry,
  MessageChannel,
  MessageStatus,
} from '../../src/model/message.js';
import type { SeedData, StoredAgent, StoredMessage } from '../backend/types.js';
import { dueMs } from './due.js';
import { randomNumber } from './numbers.js';
import { agents, organizationName, organizations, skillQueueName, skillQueues } from './people.js';
import { Random, scramble } from './random.js';
import { recordedMessages, type RecordedMessage } from './recordings.js';
import {
  awkwardMessages,
  handlingComments,
  writtenMessages,
  type WrittenMessage,
} from './texts.js';

export interface SeedOptions {
  /** The time that ages are relative to. @default the system's time */
  readonly now?: Date;
  /** Another number gives other messages. @default 20261122 */
  readonly seed?: number;
  /** Messages of the last 7 days. @default 250 */
  readonly recent?: number;
  /** Messages that are older. @default 24 */
  readonly older?: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEK_HOURS = 168;

/** Probability of a status at an age, in hours. Processing is assigned separately. */
const STATUS_BY_AGE: readonly {
  readonly below: number;
  readonly weights: Readonly<Record<Exclude<MessageStatus, 'processing'>, number>>;
}[] = [
  {
    below: 6,
    weights: { 'to-be-allocated': 52, unprocessed: 28, 'allocation-failed': 10, processed: 10 },
  },
  {
    below: 24,
    weights: { 'to-be-allocated': 22, unprocessed: 34, 'allocation-failed': 9, processed: 35 },
  },
  {
    below: 72,
    weights: { 'to-be-allocated': 8, unprocessed: 18, 'allocation-failed': 7, processed: 67 },
  },
  {
    below: Infinity,
    weights: { 'to-be-allocated': 2, unprocessed: 8, 'allocation-failed': 5, processed: 85 },
  },
];

/** Owners of recent messages in Processing, counted from the newest. The first is the default user. */
const PROCESSING_BY: readonly (readonly [place: number, employeeId: string])[] = [
  [6, '1001'],
  [3, '1004'],
  [11, '1006'],
  [15, '1009'],
  [22, '1013'],
  [31, '1018'],
  [47, '1021'],
  [64, '1030'],
  [90, '1041'],
];

/** Unusual numbers that every screen must handle, by index among the recent messages. */
const AWKWARD_NUMBERS: Readonly<Record<number, string | null>> = {
  8: '8801',
  19: 'anonymous',
  27: null,
  36: '8807',
};

/** Numbers whose calls fail: on the simulated phone the first is busy, the second does not answer. */
const UNREACHABLE: Readonly<Record<number, string>> = {
  58: '+1 212 555 0199',
  73: '+44 20 7946 0198',
};

const ADMINISTRATORS = agents.slice(0, 3);
/** The one recording that browsers cannot decode, on a processed message. */
const GSM_PLACE = 38;

/** A tenant with messages of both channels in all five statuses, and the agents bound to accounts. */
export function createSeed(options: SeedOptions = {}): SeedData {
  const { now = new Date(), seed = 20_261_122, recent = 250, older = 24 } = options;
  const random = new Random(seed);
  const content = contents(random);
  const ages = [
    ...spread(random, recent).map((part) => 0.05 + part ** 1.8 * (WEEK_HOURS - 1)),
    ...spread(random, older).map((part) => WEEK_HOURS + 6 + part * 21 * 24),
  ];
  const messages = ages.map((ageHours, place) =>
    createMessage(
      random,
      now,
      place,
      ageHours,
      place < recent ? content.next(place) : content.old(),
      place === GSM_PLACE ? 'processed' : place in UNREACHABLE ? 'unprocessed' : undefined,
    ),
  );
  return { messages, agents, organizations, skillQueues };
}

/** A new message, to be allocated. */
export function createArrival(random: Random, now: Date, id: string): StoredMessage {
  const content = contents(random).next(-1);
  const arrived = createMessage(random, now, -1, 0, content, 'to-be-allocated');
  return { ...arrived, id };
}

interface Content {
  readonly channel: MessageChannel;
  readonly language: string;
  readonly text: string | null;
  readonly recorded: RecordedMessage | null;
  /** The file is gone: older than the retention time. */
  readonly isPurged?: boolean;
}

/** Deals out recordings and texts: each once before any is repeated. */
function contents(random: Random): { next: (place: number) => Content; old: () => Content } {
  const gsm = recordedMessages.find(({ codec }) => codec === 'gsm');
  const playable = recordedMessages.filter(({ codec }) => codec !== 'gsm');
  const spoken = rounds(random, playable);
  const typed = rounds(random, writtenMessages);
  const awkward = [...awkwardMessages];
  const voice = (recorded: RecordedMessage): Content => {
    const { language } = recorded;
    return { channel: 'voice', language, text: null, recorded };
  };
  const web = ({ language, text }: WrittenMessage): Content => ({
    channel: 'web',
    language,
    text: fillIn(random, language, text),
    recorded: null,
  });
  let olds = 0;
  return {
    next: (place) => {
      if (place === GSM_PLACE && gsm) return voice(gsm);
      if (place % 9 === 4) {
        const next = awkward.shift();
        if (next) return web(next);
      }
      const isVoice = random.chance(0.55) || place === PROCESSING_BY[0]![0] || place in UNREACHABLE;
      return isVoice ? voice(spoken()) : web(typed());
    },
    old: () => {
      olds += 1;
      if (olds % 2 === 0) return web(typed());
      return { ...voice(spoken()), isPurged: olds > 12 };
    },
  };
}

/** Deals every item once, in random order, then all again. */
function rounds<Item>(random: Random, items: readonly Item[]): () => Item {
  let rest: Item[] = [];
  return () => {
    if (rest.length === 0) rest = random.shuffled(items);
    return rest.pop()!;
  };
}

/** Parts from 0 to 1, evenly spread but not regular. */
function spread(random: Random, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (index + random.next()) / count);
}

const MONEY: Readonly<Record<string, (amount: string) => string>> = {
  en: (amount) => `£${amount}`,
  zh: (amount) => `${amount}元`,
  hi: (amount) => `₹${amount}`,
  ja: (amount) => `${amount}円`,
  ru: (amount) => `${amount} ₽`,
  pt: (amount) => `R$ ${amount}`,
  ar: (amount) => `${amount} درهم`,
};

function fillIn(random: Random, language: string, text: string): string {
  const amount = `${random.between(12, 480)}.${random.between(10, 95)}`;
  const money = MONEY[language.slice(0, 2)] ?? ((plain: string) => `${plain.replace('.', ',')} €`);
  return text
    .replaceAll('{order}', String(random.between(40_000, 99_999)))
    .replaceAll('{amount}', money(amount));
}

function createMessage(
  random: Random,
  now: Date,
  place: number,
  ageHours: number,
  content: Content,
  fixedStatus?: MessageStatus,
): StoredMessage {
  const createdMs = now.getTime() - Math.round(ageHours * HOUR_MS);
  const story = new Story(random, createdMs, now.getTime());
  const owner = PROCESSING_BY.find(([at]) => at === place)?.[1];
  const unreachable = UNREACHABLE[place];
  const status = fixedStatus ?? (owner === undefined ? statusAt(random, ageHours) : 'processing');
  const agent = agentFor(random, content.language, owner);
  const isAllocated = status !== 'to-be-allocated' && status !== 'allocation-failed';
  const failure = status === 'allocation-failed' ? failureOf(random, story) : null;
  const skillQueueId = content.language.startsWith('zh')
    ? 'sq-06'
    : random.chance(0.9)
      ? `sq-0${random.between(1, 5)}`
      : null;
  const organizationId = random.chance(0.92) ? random.pick(organizations).id : null;

  if (isAllocated) story.allocate(agent);
  if (status === 'unprocessed' && random.chance(0.12)) {
    story.add('processing-started', agent).add('released', agent);
  }
  if (status === 'processing') {
    if (place === PROCESSING_BY[4]![0]) {
      const before = random.pick(agents);
      story.add('processing-started', before).add('taken-over', agent, 'Colleague is off sick.');
    } else story.add('processing-started', agent);
  }
  const comments = status === 'processed' ? commentFor(random, content.language) : null;
  if (comments !== null) {
    story.add('processing-started', agent);
    if (random.chance(0.4))
      story.add('called', agent, random.pick(['Answered.', 'No answer, tried twice.']));
    story.add('processed', agent, comments);
  }
  return {
    id: `m-${500_000 - place}`,
    version: story.history.length,
    channel: content.channel,
    status,
    contactNumber:
      unreachable ??
      (place in AWKWARD_NUMBERS ? AWKWARD_NUMBERS[place]! : randomNumber(random, content.language)),
    employeeId: isAllocated ? agent.employeeId : null,
    businessAccount: isAllocated ? agent.businessAccount : null,
    createdAt: new Date(createdMs).toISOString(),
    updatedAt: new Date(story.lastMs).toISOString(),
    durationSeconds: content.recorded?.durationSeconds ?? null,
    text: content.text,
    language: content.language === 'und' ? null : content.language,
    organization: organizationName(organizationId),
    skillQueue: skillQueueName(skillQueueId),
    organizationId,
    skillQueueId,
    lease:
      status === 'processing'
        ? {
            id: `lease-${place}`,
            ownerEmployeeId: agent.employeeId,
            ownerName: agent.name,
            // Long leases, as if their dialogs stayed open and renewed them.
            expiresAt: new Date(now.getTime() + 8 * HOUR_MS).toISOString(),
          }
        : null,
    allocationFailure: failure,
    handlingComments: comments,
    history: story.history,
    ...(status === 'processed'
      ? {}
      : {
          dueAt: new Date(
            dueMs(now.getTime(), createdMs, scramble(place + 1) % 10_000),
          ).toISOString(),
        }),
    recordingFile: content.recorded?.file ?? null,
    recordingState: content.isPurged ? 'purged' : 'available',
  };
}

function statusAt(random: Random, ageHours: number): MessageStatus {
  const { weights } = STATUS_BY_AGE.find(({ below }) => ageHours < below)!;
  return random.weighted(weights);
}

function agentFor(random: Random, language: string, owner: string | undefined): StoredAgent {
  if (owner !== undefined) return agents.find(({ employeeId }) => employeeId === owner)!;
  const isChinese = language.startsWith('zh');
  return random.pick(
    agents.filter(
      ({ skillQueues: queues }) => queues.some(({ id }) => id === 'sq-06') === isChinese,
    ),
  );
}

/** In the customer's language, or in English. */
function commentFor(random: Random, language: string): string {
  const own = handlingComments[language.slice(0, 2)];
  return random.pick(own && random.chance(0.6) ? own : handlingComments['en']!);
}

function failureOf(random: Random, story: Story): AllocationFailure {
  const tries = random.between(1, 5);
  const since = story.advance();
  const isAgent = random.chance(0.6);
  const target = isAgent ? String(random.between(1900, 1960)) : `sq-${random.between(11, 29)}`;
  for (let tried = 1; tried <= Math.min(tries, 2); tried += 1) {
    story.add('allocation-failed', null, target);
  }
  const code = isAgent ? 'agent-not-found' : 'skill-queue-not-found';
  return { code, since: new Date(since).toISOString(), tries, target };
}

/** A message's history, step by step, between its creation and now. */
class Story {
  readonly history: HistoryEntry[] = [];
  lastMs: number;
  readonly #random: Random;
  readonly #nowMs: number;

  constructor(random: Random, createdMs: number, nowMs: number) {
    this.#random = random;
    this.#nowMs = nowMs;
    this.lastMs = createdMs;
    this.#note('created', null, null);
  }

  allocate(agent: StoredAgent): this {
    this.advance();
    // A few are allocated by the IVR flow itself.
    const by = this.#random.chance(0.25) ? null : this.#random.pick(ADMINISTRATORS);
    this.#note('allocated', by, agent.name);
    return this;
  }

  add(kind: string, agent: StoredAgent | null, note: string | null = null): this {
    this.advance();
    this.#note(kind, agent, note);
    return this;
  }

  /** Some time passes: minutes to hours, but never beyond now. */
  advance(): number {
    const rest = this.#nowMs - this.lastMs;
    const step = Math.min(rest * 0.4, 5 * HOUR_MS) * this.#random.next();
    this.lastMs += Math.max(1, Math.round(step));
    return this.lastMs;
  }

  #note(kind: string, agent: StoredAgent | null, note: string | null): void {
    this.history.push({
      at: new Date(this.lastMs).toISOString(),
      kind,
      employeeId: agent?.employeeId ?? null,
      name: agent?.name ?? null,
      note,
    });
  }
}
