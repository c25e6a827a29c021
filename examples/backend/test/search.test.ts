/** Finding messages, on each database. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { masked, searchForm } from '../src/contact-number.js';
import { Client, databases, testService, type TestService } from './support/services.js';

describe('contact numbers', () => {
  it('reads the writings of one number as one', () => {
    const same = [
      '+44 20 7946 0018',
      '0044 (20) 7946-0018',
      'tel:+442079460018',
      '＋４４ 20 7946 0018',
      '+44 (0)20 7946 0018',
    ];
    assert.deepEqual(new Set(same.map(searchForm)), new Set(['442079460018']));
    assert.equal(searchForm(' Anonymous '), 'anonymous');
  });

  it('masks all but the end, and the country', () => {
    assert.equal(masked('+44 20 7946 0018'), '+44 •• •••• 0018');
    assert.equal(masked('020 7946 0018'), '••• •••• 0018');
    assert.equal(masked('8801'), '••01');
    assert.equal(masked('sip:ann@example.com'), '••••');
  });
});

for (const kind of databases) {
  describe(`search on ${kind}`, () => {
    let service: TestService;
    let client: Client;
    before(async () => {
      service = await testService(kind);
      client = new Client(service);
    });
    after(() => service.end());

    const numbers = (body: { messages: { contactNumber: string | null }[] }): (string | null)[] =>
      body.messages.map(({ contactNumber }) => contactNumber);

    it('finds a number by any writing, by a part and by its end', async () => {
      const { contactNumber } = (await client.search()).body.messages.find(
        (row: { contactNumber: string | null }) => row.contactNumber?.startsWith('+'),
      );
      const digits = searchForm(contactNumber);
      for (const typed of [
        contactNumber,
        `00${digits}`,
        digits.slice(2),
        digits.slice(-6),
        digits.slice(3, 9),
      ]) {
        const { body } = await client.search({ contactNumber: typed });
        assert.ok(numbers(body).includes(contactNumber), `${typed} does not find ${contactNumber}`);
        assert.equal(body.total, body.messages.length < 20 ? body.messages.length : body.total);
      }
      assert.deepEqual(
        numbers((await client.search({ contactNumber: '%' })).body).length > 0,
        true,
      );
      assert.equal((await client.search({ contactNumber: '99999999999999' })).body.total, 0);
    });

    it('lets masked people find numbers by the whole or by the digits that they see, and guess nothing', async () => {
      const supervisor = new Client(service, '2001');
      const { contactNumber } = (await client.search()).body.messages.find(
        (row: { contactNumber: string | null }) => row.contactNumber?.startsWith('+'),
      );
      const digits = searchForm(contactNumber);
      assert.ok((await supervisor.search({ contactNumber: digits })).body.total > 0);
      assert.ok((await supervisor.search({ contactNumber: digits.slice(-4) })).body.total > 0);
      assert.equal((await supervisor.search({ contactNumber: digits.slice(-5) })).body.total, 0);
      assert.equal((await supervisor.search({ contactNumber: digits.slice(0, 4) })).body.total, 0);
    });

    it('goes on where a page ended, whatever came or went (W23)', async () => {
      for (const sort of [
        { field: 'created', direction: 'descending' },
        { field: 'updated', direction: 'ascending' },
      ]) {
        const all = (await client.search({}, { sort, page: { index: 0, size: 200 } })).body;
        const ids = all.messages.map(({ id }: { id: string }) => id);
        const seen: string[] = [];
        let cursor: string | null = null;
        for (let index = 0; index < 4; index += 1) {
          const { body } = await client.search(
            {},
            { sort, page: { index, size: 50, ...(cursor ? { cursor } : {}) } },
          );
          seen.push(...body.messages.map(({ id }: { id: string }) => id));
          cursor = body.nextCursor;
        }
        assert.deepEqual(seen, ids);
      }
      const other = (await client.search({}, { page: { index: 0, size: 5 } })).body.nextCursor;
      const wrong = await client.search(
        {},
        {
          sort: { field: 'updated', direction: 'ascending' },
          page: { index: 1, size: 5, cursor: other },
        },
      );
      assert.deepEqual([wrong.status, wrong.body.fields[0].field], [422, 'page.cursor']);
    });

    it('counts each status, mine and late, whatever tab is chosen', async () => {
      const all = (await client.search({ channel: 'voice' })).body;
      const { mine, late, ...statuses } = all.counts as Record<string, number>;
      assert.equal(
        all.total,
        Object.values(statuses).reduce((sum, n) => sum + n, 0),
      );
      for (const [filter, n] of [
        [{ status: 'processed' }, statuses['processed']],
        [{ employeeId: '1001' }, mine],
        [{ late: true }, late],
      ] as const) {
        const { body } = await client.search({ channel: 'voice', ...filter });
        assert.deepEqual([body.total, body.counts], [n, all.counts], JSON.stringify(filter));
      }
      assert.ok(late! > 0);
    });

    it('restricts by each filter', async () => {
      const { body } = await client.search(
        { status: 'processed' },
        { page: { index: 0, size: 200 } },
      );
      const sample = body.messages.find(
        ({ skillQueue, organization }: Record<string, unknown>) => skillQueue && organization,
      );
      const { body: able } = await client.ask('GET', '/capabilities');
      const skillQueueId = able.skillQueues.find(
        ({ name }: { name: string }) => name === sample.skillQueue,
      ).id;
      const organizationId = able.organizations.find(
        ({ name }: { name: string }) => name === sample.organization,
      ).id;
      for (const [filter, field, value] of [
        [{ employeeId: ` ${sample.employeeId} ` }, 'employeeId', sample.employeeId],
        [
          { processorAccount: sample.businessAccount.toUpperCase() },
          'businessAccount',
          sample.businessAccount,
        ],
        [{ skillQueueId }, 'skillQueue', sample.skillQueue],
        [{ organizationId }, 'organization', sample.organization],
        [{ channel: sample.channel }, 'channel', sample.channel],
      ] as const) {
        const found = (await client.search(filter)).body;
        assert.ok(
          found.total > 0 &&
            found.messages.every((row: Record<string, unknown>) => row[field] === value),
          field,
        );
      }
      const below = (await client.search({ organizationId: 'ou-1', includeSubOrganizations: true }))
        .body.total;
      assert.ok(below > (await client.search({ organizationId: 'ou-1' })).body.total);
    });

    it('refuses a range that ends before it begins, and a body that is none', async () => {
      const now = new Date().toISOString();
      const { status, body } = await client.search({
        time: { kind: 'between', from: now, to: now },
      });
      assert.deepEqual([status, body.fields], [422, [{ field: 'time.to', code: 'before-from' }]]);
      assert.equal(
        (await client.ask('POST', '/messages/search', { body: '{"time":' })).status,
        400,
      );
      const large = await client.search({}, { page: { index: 0, size: 100_000 } });
      assert.deepEqual([large.status, large.body.fields[0].field], [400, 'page.size']);
    });

    it('ranks agents for messages: same skill queue, idle, fewest open', async () => {
      const message = (await client.search({ status: 'to-be-allocated', skillQueueId: 'sq-02' }))
        .body.messages[0];
      const { body } = await client.ask('POST', '/agents/search', {
        body: { messageIds: [message.id], page: { index: 0, size: 5 } },
      });
      assert.ok(
        body.agents.every(
          ({ skillQueues, state }: { skillQueues: { id: string }[]; state: string }) =>
            state === 'idle' && skillQueues.some(({ id }) => id === 'sq-02'),
        ),
      );
      const next = await client.ask('POST', '/agents/search', {
        body: { messageIds: [message.id], page: { index: 1, size: 5, cursor: body.nextCursor } },
      });
      assert.notEqual(next.body.agents[0].employeeId, body.agents[0].employeeId);
      assert.equal(body.total, 50);
    });
  });
}
