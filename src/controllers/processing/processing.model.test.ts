/**
 * Random actions of a person, replies in any order, lost, refused or late, and what others do
 * meanwhile; against a small backend with the real rules that checks every command it is sent.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import { AdapterError } from '../../adapter/errors.js';
import type { Lease, Message } from '../../model/message.js';
import { statusAfter } from '../../model/rules.js';
import { aMessage } from '../../../test/support/messages.js';
import {
  fakeAdapter,
  type FakeAdapter,
  type FakeCall,
} from '../../../test/support/fake-adapter.js';
import { runOptions, runs } from '../../../test/support/run-options.js';
import { AdapterClient } from '../../client/adapter-client.js';
import { ProcessingController } from './processing-controller.js';
import { canStart, messageOf } from './processing-machine.js';

const ME = '1001';
const OTHER = '1002';
const WRITES = ['startProcessing', 'submitProcessing', 'releaseProcessing'];

type Command =
  | { readonly do: 'open' | 'retry' | 'take-over' | 'release' | 'touch' | 'leave' }
  | { readonly do: 'submit'; readonly comments: string }
  | {
      readonly do: 'reply';
      readonly which: number;
      readonly how: 'ok' | 'lost' | 'dropped' | 'refused';
    }
  | { readonly do: 'other'; readonly act: 'takes' | 'processes' | 'releases' | 'edits' }
  | { readonly do: 'event'; readonly age: number };

class World {
  readonly adapter: FakeAdapter = fakeAdapter();
  readonly versions: Message[] = [];
  readonly #answers = new Map<string, { readonly input: string; readonly answer: unknown }>();
  /** Comments that the backend took from us. */
  readonly accepted: string[] = [];
  #leases = 0;
  #checked = 0;

  constructor() {
    this.versions.push(aMessage({ id: 'm', version: 1, status: 'unprocessed', employeeId: ME }));
  }

  get now(): Message {
    return this.versions.at(-1)!;
  }

  get pending(): FakeCall[] {
    return this.adapter.book.calls.filter((call) => !call.settled);
  }

  commit(change: Partial<Message>): Message {
    const message = { ...this.now, ...change, version: this.now.version + 1 };
    this.versions.push(message);
    return message;
  }

  lease(owner: string): Lease {
    this.#leases += 1;
    return {
      id: `lease-${this.#leases}`,
      ownerEmployeeId: owner,
      ownerName: null,
      mine: owner === ME,
      expiresAt: null,
    };
  }

  /** W25: every command sent was legal for the version it names. */
  checkNewCalls(): void {
    const calls = this.adapter.book.calls;
    for (; this.#checked < calls.length; this.#checked += 1) {
      const { operation, input } = calls[this.#checked]!;
      if (!WRITES.includes(operation)) continue;
      const based = this.versions.find(({ version }) => version === input.expectedVersion);
      expect(based, `${operation} names a version that was`).not.to.equal(undefined);
      switch (operation) {
        case 'startProcessing':
          expect(statusAfter(based!.status, 'start-processing'), 'legal start').not.to.equal(null);
          if (based!.lease && !based!.lease.mine)
            expect(input.takeOver, 'a reason').to.be.an('object');
          break;
        default:
          expect(based!.status, `legal ${operation}`).to.equal('processing');
          expect(based!.lease?.mine, `${operation} under our lease`).to.equal(true);
          expect(input.leaseId).to.equal(based!.lease?.id);
      }
    }
  }

  /** What the backend answers; applied once per key. */
  apply({ operation, input }: FakeCall): unknown {
    if (!WRITES.includes(operation)) return operation === 'getMessage' ? this.now : undefined;
    const known = this.#answers.get(input.idempotencyKey);
    if (known) {
      expect(known.input, 'one key, one intent').to.equal(JSON.stringify([operation, input]));
      return known.answer;
    }
    const answer = this.#decide(operation, input);
    if (!(answer instanceof AdapterError)) {
      this.#answers.set(input.idempotencyKey, {
        input: JSON.stringify([operation, input]),
        answer,
      });
    }
    return answer;
  }

  #decide(operation: string, input: FakeCall['input']): Message | AdapterError {
    const { now } = this;
    const conflict = new AdapterError('conflict', { current: now });
    if (input.expectedVersion !== now.version) return conflict;
    switch (operation) {
      case 'startProcessing':
        if (now.lease && !now.lease.mine && !input.takeOver) return conflict;
        if (now.lease?.mine) return now;
        return this.commit({ status: 'processing', lease: this.lease(ME) });
      case 'submitProcessing':
        if (now.lease?.id !== input.leaseId) return conflict;
        this.accepted.push(input.comments);
        return this.commit({ status: 'processed', lease: null, handlingComments: input.comments });
      default:
        if (now.lease?.id !== input.leaseId) return conflict;
        return this.commit({ status: 'unprocessed', lease: null });
    }
  }

  other(act: Extract<Command, { do: 'other' }>['act']): void {
    const { status, lease } = this.now;
    switch (act) {
      case 'takes':
        if (status === 'unprocessed' || status === 'processing') {
          this.commit({ status: 'processing', lease: this.lease(OTHER) });
        }
        return;
      case 'processes':
        if (status === 'processing' && !lease?.mine) {
          this.commit({ status: 'processed', lease: null, handlingComments: 'theirs' });
        }
        return;
      case 'releases':
        if (status === 'processing') this.commit({ status: 'unprocessed', lease: null });
        return;
      case 'edits':
        this.commit({});
    }
  }
}

const flush = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
};

async function play(commands: readonly Command[]): Promise<void> {
  const world = new World();
  const client = AdapterClient.for(world.adapter);
  const told = { processed: 0, released: 0 };
  const toldProcessed: Message[] = [];
  let lastVersion = 0;
  let session = 0;
  const startedIn = new Map<FakeCall, number>();
  const controller: ProcessingController = new ProcessingController({
    onChange: () => undefined,
    onStarted: () => undefined,
    onProcessed: (message) => {
      told.processed += 1;
      toldProcessed.push(message);
    },
    onReleased: () => {
      told.released += 1;
    },
    onError: () => undefined,
    employeeId: () => ME,
    isInUse: () => false,
  });
  const check = (): void => {
    world.checkNewCalls();
    for (const call of world.pending) if (!startedIn.has(call)) startedIn.set(call, session);
    const mine = world.pending.filter(
      (call) => WRITES.includes(call.operation) && startedIn.get(call) === session,
    );
    expect(mine.length, 'one write at a time').to.be.at.most(1);
    const version = messageOf(controller.state)?.version ?? lastVersion;
    expect(version, 'never back to an older version').to.be.at.least(lastVersion);
    lastVersion = version;
    // Not in the callback: what it throws would end the run it is told from.
    for (const message of toldProcessed) {
      expect(message.status, 'told processed when it is').to.equal('processed');
      expect(world.accepted, 'with our comments').to.include(message.handlingComments);
    }
  };

  for (const command of commands) {
    switch (command.do) {
      case 'open':
        if (controller.state.kind !== 'idle') break;
        session += 1;
        lastVersion = 0;
        void controller.begin(client, world.now);
        break;
      case 'retry':
        void controller.retry();
        break;
      case 'take-over':
        void controller.takeOver('urgent');
        break;
      case 'submit':
        void controller.submit(command.comments);
        break;
      case 'release':
        void controller.release();
        break;
      case 'touch':
        controller.touch();
        break;
      case 'leave':
        controller.end();
        lastVersion = 0;
        break;
      case 'reply': {
        const { pending } = world;
        const call = pending[command.which % Math.max(1, pending.length)];
        if (call) reply(world, call, command.how);
        break;
      }
      case 'other':
        world.other(command.act);
        break;
      case 'event': {
        const message = world.versions.at(-1 - (command.age % world.versions.length))!;
        world.adapter.emit({
          type: 'changed',
          sequence: null,
          messageId: 'm',
          version: message.version,
          message,
        });
      }
    }
    await flush();
    check();
  }

  // In the end everything arrives.
  for (let round = 0; round < 30 && world.pending.length > 0; round += 1) {
    for (const call of world.pending) reply(world, call, 'ok');
    await flush();
    check();
  }
  const { state } = controller;
  world.adapter.emit({
    type: 'changed',
    sequence: null,
    messageId: 'm',
    version: world.now.version,
    message: world.now,
  });
  await flush();
  if (controller.state.kind === 'active') {
    expect(world.now.lease?.mine, 'active only under our lease').to.equal(true);
  }
  if (world.now.status === 'processed' && state.kind !== 'idle') {
    expect(canStart(controller.state) ? controller.state.kind : 'processed').to.be.oneOf([
      'processed',
      'start-failed',
    ]);
  }
  expect(told.processed, 'told at most once per acceptance').to.be.at.most(world.accepted.length);
  expect(world.accepted.length, 'processed by us at most once').to.be.at.most(1);
  controller.end();
  expect(world.adapter.listenerCount(), 'nobody listens any more').to.equal(0);
}

function reply(world: World, call: FakeCall, how: 'ok' | 'lost' | 'dropped' | 'refused'): void {
  switch (how) {
    case 'ok': {
      const answer = world.apply(call);
      if (answer instanceof AdapterError) call.reject(answer);
      else call.answer(answer);
      return;
    }
    case 'lost':
      if (WRITES.includes(call.operation)) world.apply(call);
      // A read that fails for good, so that no wait stands between.
      call.fail(WRITES.includes(call.operation) ? 'network' : 'forbidden');
      return;
    case 'dropped':
      call.fail(WRITES.includes(call.operation) ? 'timeout' : 'forbidden');
      return;
    case 'refused':
      call.fail('forbidden');
  }
}

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Command>({ do: 'open' }) },
  { weight: 2, arbitrary: fc.constant<Command>({ do: 'retry' }) },
  { weight: 1, arbitrary: fc.constant<Command>({ do: 'take-over' }) },
  { weight: 1, arbitrary: fc.constant<Command>({ do: 'release' }) },
  { weight: 1, arbitrary: fc.constant<Command>({ do: 'touch' }) },
  { weight: 1, arbitrary: fc.constant<Command>({ do: 'leave' }) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('one', 'two')
      .map((comments): Command => ({ do: 'submit', comments })),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('reply' as const),
      which: fc.nat(3),
      how: fc.constantFrom(
        'ok' as const,
        'ok' as const,
        'lost' as const,
        'dropped' as const,
        'refused' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('other' as const),
      act: fc.constantFrom(
        'takes' as const,
        'processes' as const,
        'releases' as const,
        'edits' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('event' as const), age: fc.nat(4) }),
  },
);

describe('working on a message, whatever happens', () => {
  it('sends only what is legal, one write at a time, and ends as the backend says (W5 W25 W19)', async () => {
    await fc.assert(fc.asyncProperty(fc.array(command, { maxLength: 30 }), play), {
      numRuns: runs(300, 10_000),
      ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }),
    });
  });
});
