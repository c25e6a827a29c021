import { expect } from 'chai';
import fc from 'fast-check';
import { MESSAGE_CHANNELS, MESSAGE_STATUSES } from '../../src/model/message.js';
import type { MessageFilters } from '../../src/model/query.js';
import { runs, runOptions } from '../../test/support/run-options.js';
import { organizations, skillQueues } from '../data/people.js';
import { createSeed } from '../data/seed.js';
import { MemoryBackend } from './memory-backend.js';
import type { StoredMessage } from './types.js';
import { aQuery, NOW, rejection, setUp, stored } from '../../test/support/backend.js';
import { ManualClock } from '../clock.js';

const seed = createSeed({ now: new Date(NOW) });
const messages = seed.messages as readonly StoredMessage[];

function all(backend: MemoryBackend, filters: Partial<MessageFilters>): Promise<string[]> {
  const query = aQuery({ ...filters, page: { index: 0, size: 1000 } });
  return backend
    .as()
    .listMessages(query)
    .then((page) => page.messages.map(({ id }) => id));
}

/** The filters again, in the plainest form. */
function isMatch(message: StoredMessage, filters: Partial<MessageFilters>): boolean {
  const age = Date.parse(NOW) - Date.parse(message.createdAt);
  const { time } = filters;
  if (time?.kind === 'last' && age > time.hours * 3_600_000) return false;
  if (time?.kind === 'between') {
    if (message.createdAt < time.from || message.createdAt >= time.to) return false;
  }
  if (filters.status && message.status !== filters.status) return false;
  if (filters.channel && message.channel !== filters.channel) return false;
  if (filters.employeeId && message.employeeId !== filters.employeeId) return false;
  if (filters.processorAccount && message.businessAccount !== filters.processorAccount)
    return false;
  if (filters.skillQueueId && message.skillQueueId !== filters.skillQueueId) return false;
  if (filters.organizationId) {
    const under: string[] = [];
    for (
      let id = message.organizationId;
      id !== null;
      id = organizations.find((each) => each.id === id)?.parentId ?? null
    ) {
      under.push(id);
    }
    const wanted = filters.includeSubOrganizations ? under : under.slice(0, 1);
    if (!wanted.includes(filters.organizationId)) return false;
  }
  const digits = filters.contactNumber?.replace(/\D/g, '');
  return !digits || (message.contactNumber?.replace(/\D/g, '').includes(digits) ?? false);
}

describe('querying messages', () => {
  const backend = new MemoryBackend({ seed, clock: new ManualClock(NOW) });

  it('finds exactly what the filters say', async () => {
    const numbers = messages.flatMap(({ contactNumber }) => contactNumber?.match(/\d{2,}/g) ?? []);
    const optional = <Value>(values: readonly Value[]) =>
      fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });
    const filters = fc.record({
      time: fc.oneof(
        fc.record({ kind: fc.constant('last' as const), hours: fc.constantFrom(24, 72, 168, 800) }),
        fc.tuple(fc.nat(600), fc.integer({ min: 1, max: 300 })).map(([ago, length]) => ({
          kind: 'between' as const,
          from: new Date(Date.parse(NOW) - (ago + length) * 3_600_000).toISOString(),
          to: new Date(Date.parse(NOW) - ago * 3_600_000).toISOString(),
        })),
      ),
      status: optional(MESSAGE_STATUSES),
      channel: optional(MESSAGE_CHANNELS),
      employeeId: fc.option(fc.constantFrom('1001', '1004', '1012'), { nil: undefined, freq: 6 }),
      processorAccount: fc.option(fc.constant('j100006'), { nil: undefined, freq: 8 }),
      skillQueueId: optional(skillQueues.map(({ id }) => id)),
      organizationId: optional(organizations.map(({ id }) => id)),
      includeSubOrganizations: fc.boolean(),
      contactNumber: optional(numbers),
    });
    await fc.assert(
      fc.asyncProperty(filters, async (each) => {
        const given = Object.fromEntries(
          Object.entries(each).filter(([, value]) => value !== undefined),
        ) as Partial<MessageFilters>;
        const expected = messages.filter((message) => isMatch(message, given));
        const found = await all(backend, given);
        expect([...found].sort()).to.deep.equal(expected.map(({ id }) => id).sort());
      }),
      { numRuns: runs(150), ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }) },
    );
  });

  it('resolves the last hours by its own clock and includes both ends', async () => {
    const at = (createdAt: string, id: string) => stored({ id, createdAt });
    const { backend: small } = setUp([
      at('2026-11-21T09:29:59.999Z', 'before'),
      at('2026-11-21T09:30:00.000Z', 'first'),
      at('2026-11-22T10:30:00.000+01:00', 'now'),
      at('2026-11-22T09:30:00.001Z', 'later'),
    ]);
    expect(await all(small, { time: { kind: 'last', hours: 24 } })).to.deep.equal(['now', 'first']);
    const between = { kind: 'between', from: '2026-11-21T09:30:00Z', to: NOW } as const;
    expect(await all(small, { time: between })).to.deep.equal(['first']);
  });

  it('refuses a range that ends before it begins', async () => {
    const time = { kind: 'between', from: NOW, to: '2026-11-20T00:00:00Z' } as const;
    const error = await rejection(all(backend, { time }), 'invalid');
    expect(error.fields).to.deep.equal([{ field: 'time.to', code: 'before-from' }]);
  });

  it('finds numbers as written, by digits in a row, and words', async () => {
    const number = (id: string, contactNumber: string | null) => stored({ id, contactNumber });
    const { backend: small } = setUp([
      number('uk', '+44 20 7946 0018'),
      number('us', '+1 (415) 555-0134'),
      number('ext', '8801'),
      number('word', 'anonymous'),
      number('none', null),
    ]);
    const cases: [typed: string, found: string[]][] = [
      ['2079460', ['uk']],
      ['7946 00', ['uk']],
      ['(415) 555', ['us']],
      ['+1415', ['us']],
      ['０１３４', ['us']],
      ['8801', ['ext']],
      [' ANON ', ['word']],
      ['', ['uk', 'us', 'ext', 'word', 'none']],
      ['0018x', []],
    ];
    for (const [contactNumber, found] of cases) {
      const ids = await all(small, { contactNumber });
      expect(ids.sort(), contactNumber).to.deep.equal(found.sort());
    }
  });

  it('finds the whole employee ID only', async () => {
    expect(await all(backend, { employeeId: '100' })).to.deep.equal([]);
    expect(await all(backend, { employeeId: ' 1004 ' })).not.to.deep.equal([]);
  });

  it('sorts by either time in either direction, equal times always alike', async () => {
    const { backend: small } = setUp(
      ['b', 'a', 'c'].map((id) =>
        stored({ id, updatedAt: `2026-11-22T0${id === 'a' ? 9 : 8}:00:00Z` }),
      ),
    );
    const order = async (field: 'created' | 'updated', direction: 'ascending' | 'descending') => {
      const page = await small.as().listMessages(aQuery({ sort: { field, direction } }));
      return page.messages.map(({ id }) => id).join('');
    };
    expect(await order('created', 'ascending')).to.equal('abc');
    expect(await order('created', 'descending')).to.equal('cba');
    expect(await order('updated', 'ascending')).to.equal('bca');
    expect(await order('updated', 'descending')).to.equal('acb');
  });

  it('pages by number with totals, the clock and the number of the last event', async () => {
    const session = backend.as();
    const whole = await all(backend, {});
    const second = await session.listMessages(aQuery({ page: { index: 1, size: 50 } }));
    expect(second.messages.map(({ id }) => id)).to.deep.equal(whole.slice(50, 100));
    expect(second).to.include({
      total: whole.length,
      totalIsEstimate: false,
      nextCursor: null,
      hasMore: true,
      serverTime: NOW,
      sequence: 0,
    });
    const beyond = await session.listMessages(aQuery({ page: { index: 99, size: 50 } }));
    expect(beyond).to.deep.include({ messages: [], total: whole.length, hasMore: false });
    for (const page of [
      { index: 0, size: 0 },
      { index: -1, size: 10 },
      { index: 0.5, size: 10 },
    ]) {
      await rejection(session.listMessages(aQuery({ page })), 'invalid');
    }
  });

  it('pages by cursor without repeated rows or gaps while messages come in (W23)', async () => {
    const moving = new MemoryBackend({ seed, paging: 'cursor', clock: new ManualClock(NOW) });
    const whole = await all(moving, {});
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let index = 0; ; index += 1) {
      const page = await moving
        .as()
        .listMessages(
          aQuery({ page: { index, size: 30, ...(cursor === undefined ? {} : { cursor }) } }),
        );
      seen.push(...page.messages.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
      moving.put(stored({ id: `new-${index}`, createdAt: NOW }));
    }
    expect(seen).to.deep.equal(whole);
    const page = { index: 1, size: 30, cursor: 'no such thing!' };
    await rejection(moving.as().listMessages(aQuery({ page })), 'invalid');
  });
});

describe('querying agents', () => {
  const backend = new MemoryBackend({ seed, clock: new ManualClock(NOW) });
  const find = async (query: Record<string, string | string[]>) => {
    const page = await backend.as().listAgents({ ...query, page: { index: 0, size: 100 } });
    return page.agents;
  };

  it('finds by each field, letter case aside', async () => {
    expect((await find({ employeeId: '1004' })).map(({ name }) => name)).to.deep.equal([
      'Marco Bellandi',
    ]);
    expect(await find({ account: 'J100006' })).to.have.length(1);
    expect((await find({ name: 'de santis' }))[0]?.employeeId).to.equal('1041');
    expect((await find({ name: '晓雯' }))[0]?.employeeId).to.equal('1003');
    for (const agent of await find({ organization: 'BERLIN' })) {
      expect(agent.organization).to.equal('Customer Care Berlin');
    }
    const technicians = await find({ skillQueue: 'technical' });
    expect(technicians).not.to.have.length(0);
    for (const { skillQueues: queues } of technicians) {
      expect(queues.map(({ name }) => name)).to.include('Technical support');
    }
    expect(await find({ name: 'robin', employeeId: '1002' })).to.have.length(0);
  });

  it('counts open messages and pages', async () => {
    const everybody = await find({});
    expect(everybody).to.have.length(48);
    const open = messages.filter(
      ({ employeeId, status }) =>
        employeeId === '1004' && (status === 'unprocessed' || status === 'processing'),
    );
    const marco = everybody.find(({ employeeId }) => employeeId === '1004');
    expect(marco?.openMessages).to.equal(open.length);
    const page = await backend.as().listAgents({ page: { index: 4, size: 10 } });
    expect(page).to.include({ total: 48, hasMore: false });
    expect(page.agents.map(({ employeeId }) => employeeId)).to.deep.equal(
      everybody.slice(40).map(({ employeeId }) => employeeId),
    );
  });

  it('puts the fitting first when the messages are named', async () => {
    const chinese = messages.find(({ skillQueueId }) => skillQueueId === 'sq-06')!;
    const [first] = await find({ messageIds: [chinese.id] });
    expect(first?.skillQueues.map(({ id }) => id)).to.include('sq-06');
    expect(first?.state).to.equal('idle');
  });
});

describe('due times and counts', () => {
  const late = (message: StoredMessage): boolean =>
    message.status !== 'processed' && message.dueAt! < new Date(NOW).toISOString();

  it('finds only what is late', async () => {
    const { backend } = setUp(messages);
    const found = await all(backend, { late: true, time: { kind: 'last', hours: 10_000 } });
    expect(found.sort()).to.deep.equal(
      messages
        .filter(late)
        .map(({ id }) => id)
        .sort(),
    );
    expect(found).not.to.have.length(0);
  });

  it('counts per status, mine and late, whatever tab is chosen', async () => {
    const { backend } = setUp(messages);
    const counts = async (filters: Partial<MessageFilters>) =>
      (await backend.as().listMessages(aQuery(filters))).counts;
    const all7Days = await counts({});
    for (const status of MESSAGE_STATUSES) {
      const inStatus = messages.filter((message) => isMatch(message, { ...aQuery({}), status }));
      expect(all7Days?.[status], status).to.equal(inStatus.length);
    }
    const inTime = messages.filter((message) => isMatch(message, aQuery({})));
    expect(all7Days?.late).to.equal(inTime.filter(late).length);
    expect(all7Days?.mine).to.equal(
      inTime.filter(({ employeeId }) => employeeId === '1001').length,
    );
    expect(await counts({ status: 'processed', employeeId: '1004', late: true })).to.deep.equal(
      all7Days,
    );
    expect(await counts({ channel: 'voice' })).not.to.deep.equal(all7Days);
  });
});
