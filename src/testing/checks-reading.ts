/** Checks of reads: pages, messages, agents, recordings. */
import type { Message } from '../model/message.js';
import type { MessagePage, SortDirection, SortField } from '../model/query.js';
import type { ReadIssues } from '../client/validate/fields.js';
import { readAgentPage } from '../client/validate/read-agent.js';
import { readMessage, readMessagePage } from '../client/validate/read-message.js';
import { readRecording } from '../client/validate/read-recording.js';
import { expect, rejection, skip, type ConformanceCheck } from './check-context.js';

const UNLIKELY = 'no-such-thing-8c1f0e';
const HOUR_MS = 3_600_000;

export const readChecks: readonly ConformanceCheck[] = [
  {
    id: 'list-shape',
    title: 'listMessages returns a page with readable fields only',
    async run(context) {
      const adapter = await context.adapter();
      const issues: ReadIssues = [];
      const page = readMessagePage(await adapter.listMessages(context.query(), {}), issues);
      expect(page, 'the answer is no page: `messages` must be a list');
      expect(page.messages.length > 0, 'no message was found in the last ten years');
      expect(issues.length === 0, `cannot be read: ${issues.slice(0, 5).join(', ')}`);
    },
  },
  {
    id: 'list-size',
    title: 'a page holds no more rows than asked for',
    async run(context) {
      const adapter = await context.adapter();
      const query = context.query({}, { page: { index: 0, size: 3 } });
      const page = await adapter.listMessages(query, {});
      expect(page.messages.length <= 3, `asked for 3 rows, got ${page.messages.length}`);
      expect(
        page.total === null || page.total >= page.messages.length,
        `the total ${String(page.total)} is smaller than the page`,
      );
    },
  },
  {
    id: 'list-paging',
    title: 'pages follow each other without repeated rows, and end',
    async run(context) {
      const adapter = await context.adapter();
      const seen = new Set<string>();
      let cursor: string | null = null;
      for (let index = 0; index < 5; index += 1) {
        const page: MessagePage = await adapter.listMessages(
          context.query({}, { page: { index, size: 5, ...(cursor === null ? {} : { cursor }) } }),
          {},
        );
        for (const { id } of page.messages) {
          expect(!seen.has(id), `page ${index} repeats a row of an earlier page`);
          seen.add(id);
        }
        cursor = page.nextCursor;
        const isEnd = page.hasMore === false || page.messages.length === 0;
        if (isEnd) {
          expect(
            page.total === null || page.totalIsEstimate || page.total === seen.size,
            `${seen.size} rows in all, but the total says ${String(page.total)}`,
          );
          return;
        }
      }
    },
  },
  ...(['created', 'updated'] as const).map((field) => sortCheck(field)),
  {
    id: 'list-filters',
    title: 'status, channel and employee ID restrict the rows',
    async run(context) {
      const adapter = await context.adapter();
      const rows = (await adapter.listMessages(context.query(), {})).messages;
      const sample = rows.find(({ employeeId }) => employeeId !== null) ?? rows[0];
      if (!sample) skip('there are no messages');
      for (const key of ['status', 'channel', 'employeeId'] as const) {
        const value = sample[key];
        if (value === null || value === '') continue;
        const page = await adapter.listMessages(context.query({ [key]: value }), {});
        expect(page.messages.length > 0, `the filter ${key} finds nothing, although a row has it`);
        const strays = page.messages.filter((row) => row[key] !== value).length;
        expect(strays === 0, `the filter ${key} lets ${strays} other rows through`);
      }
    },
  },
  {
    id: 'list-number',
    title: 'the contact number restricts the rows',
    async run(context) {
      const adapter = await context.adapter();
      const rows = (await adapter.listMessages(context.query(), {})).messages;
      const sample = rows.find(
        ({ contactNumber }) => contactNumber && !/[*•x]/i.test(contactNumber),
      );
      const { contactNumber } = sample ?? {};
      if (!contactNumber) skip('no row shows its number in full');
      const page = await adapter.listMessages(context.query({ contactNumber }), {});
      expect(page.messages.length > 0, 'finds nothing, although a row has this number');
      expect(
        page.messages.every((row) => row.contactNumber?.includes(contactNumber)),
        'lets rows with other numbers through',
      );
    },
  },
  {
    id: 'list-time',
    title: 'a time range includes its beginning and excludes its end',
    async run(context) {
      const adapter = await context.adapter();
      const rows = (await adapter.listMessages(context.query(), {})).messages;
      const at = rows.find(({ createdAt }) => createdAt !== null)?.createdAt;
      if (!at) skip('no row has a creation time');
      const ask = async (from: number, to: number): Promise<MessagePage> =>
        adapter.listMessages(
          context.query({
            time: {
              kind: 'between',
              from: new Date(from).toISOString(),
              to: new Date(to).toISOString(),
            },
          }),
          {},
        );
      const time = Date.parse(at);
      const has = (page: MessagePage): boolean =>
        page.messages.some(({ createdAt }) => createdAt !== null && Date.parse(createdAt) === time);
      expect(has(await ask(time, time + HOUR_MS)), 'the first instant is not included');
      expect(!has(await ask(time - HOUR_MS, time)), 'the last instant is not excluded');
    },
  },
  {
    id: 'list-empty',
    title: 'a filter without matches gives an empty page, not an error',
    async run(context) {
      const adapter = await context.adapter();
      const page = await adapter.listMessages(context.query({ employeeId: UNLIKELY }), {});
      expect(page.messages.length === 0, `found ${page.messages.length} rows`);
      expect(page.total === null || page.total === 0, `the total says ${String(page.total)}`);
    },
  },
  {
    id: 'get-message',
    title: 'getMessage returns the requested message, at least as new as the row',
    async run(context) {
      const adapter = await context.adapter();
      const [row] = (await adapter.listMessages(context.query(), {})).messages;
      if (!row) skip('there are no messages');
      const issues: ReadIssues = [];
      const message = readMessage(await adapter.getMessage(row.id, {}), issues);
      expect(message, 'the answer is no message: it has no id');
      expect(issues.length === 0, `cannot be read: ${issues.join(', ')}`);
      expect(message.id === row.id, 'another message came back');
      expect(message.version >= row.version, 'the version is older than that of the row');
    },
  },
  {
    id: 'get-unknown',
    title: 'a message that does not exist is rejected with `not-found`',
    async run(context) {
      const adapter = await context.adapter();
      await rejection(() => adapter.getMessage(UNLIKELY, {}), ['not-found']);
    },
  },
];

export const agentChecks: readonly ConformanceCheck[] = [
  {
    id: 'agents-shape',
    title: 'listAgents returns a page of agents with employee ID and business account',
    async run(context) {
      const adapter = await context.adapter();
      const page = readAgentPage(await adapter.listAgents({ page: { index: 0, size: 5 } }, {}));
      expect(page, 'the answer is no page: `agents` must be a list');
      expect(page.agents.length > 0, 'no agent was found');
      expect(page.agents.length <= 5, `asked for 5 rows, got ${page.agents.length}`);
      expect(
        page.agents.every(({ businessAccount }) => businessAccount !== ''),
        'an agent without business account',
      );
    },
  },
  {
    id: 'agents-search',
    title: 'agents are found by employee ID',
    async run(context) {
      const adapter = await context.adapter();
      const { employeeId } = await context.agent();
      const page = await adapter.listAgents({ employeeId, page: { index: 0, size: 20 } }, {});
      expect(
        page.agents.some((agent) => agent.employeeId === employeeId),
        'the agent is not among the rows',
      );
      expect(
        page.agents.every((agent) => agent.employeeId.includes(employeeId)),
        'other agents are among the rows',
      );
    },
  },
];

export const recordingChecks: readonly ConformanceCheck[] = [
  {
    id: 'recording',
    title: 'a recording has an address or bytes',
    async run(context) {
      const adapter = await context.adapter();
      const { id: messageId } = await context.voice();
      const recording = readRecording(
        await adapter.getRecording({ messageId, purpose: 'play' }, {}),
      );
      expect(recording, 'the answer has neither `url` nor `blob`');
      if (recording.kind === 'blob') {
        expect(recording.blob.size > 0, 'the bytes are empty');
      } else {
        const { protocol } = new URL(recording.url, 'https://page.invalid/');
        expect(/^(https?|blob):$/.test(protocol), 'the address is not http, https or blob');
      }
    },
  },
  {
    id: 'recording-unknown',
    title: 'a missing recording is rejected with its code',
    async run(context) {
      const adapter = await context.adapter();
      await rejection(
        () => adapter.getRecording({ messageId: 'no-such-message-8c1f0e', purpose: 'play' }, {}),
        ['not-found', 'recording-missing'],
      );
    },
  },
];

function sortCheck(field: SortField): ConformanceCheck {
  return {
    id: `list-sort-${field}`,
    title: `rows can be sorted by the time they were ${field}`,
    async run(context) {
      const adapter = await context.adapter();
      const timesOf = async (direction: SortDirection): Promise<number[]> => {
        const page = await adapter.listMessages(
          context.query({}, { sort: { field, direction } }),
          {},
        );
        return page.messages.flatMap((row) => timeOf(row, field));
      };
      for (const [direction, sign] of [
        ['ascending', 1],
        ['descending', -1],
      ] as const) {
        const times = await timesOf(direction);
        const isSorted = times.every(
          (time, at) => at === 0 || sign * (time - (times[at - 1] ?? time)) >= 0,
        );
        expect(isSorted, `${direction} rows are out of order`);
      }
    },
  };
}

function timeOf(row: Message, field: SortField): number[] {
  const at = field === 'created' ? row.createdAt : row.updatedAt;
  return at === null ? [] : [Date.parse(at)];
}
