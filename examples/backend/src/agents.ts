/** Finding agents to give messages to. */
import { sql } from 'kysely';
import type { Session } from './context.js';
import { invalid } from './problems.js';
import type { Wire } from './wire.js';

/**
 * Agents in whose fields stands what is asked for, letter case aside; all fields that are given must
 * fit. By employee ID, or, when it is said for which messages: same skill queue, idle, fewest open
 * messages. A tenant has hundreds of agents, so they are compared here and not in SQL.
 */
export async function searchAgents({ database }: Session, query: Wire['AgentQuery']) {
  const { db } = database;
  const rows = await db
    .selectFrom('agents as a')
    .leftJoin('organizations as o', 'o.id', 'a.organization_id')
    .select(['a.employee_id', 'a.business_account', 'a.name', 'a.state', 'o.name as organization'])
    .where('a.roles', 'like', '%agent%')
    .orderBy('a.employee_id')
    .execute();
  const queueRows = await db
    .selectFrom('agent_skill_queues as s')
    .innerJoin('skill_queues as q', 'q.id', 's.skill_queue_id')
    .select(['s.employee_id', 'q.id', 'q.name'])
    .orderBy('q.id')
    .execute();
  const open = new Map(
    (
      await db
        .selectFrom('messages')
        .select(['employee_id', sql<number>`count(*)`.as('n')])
        .where('status', 'in', ['unprocessed', 'processing'])
        .groupBy('employee_id')
        .execute()
    ).map(({ employee_id, n }) => [employee_id, Number(n)]),
  );
  const found = rows
    .map((row) => ({
      employeeId: row.employee_id,
      businessAccount: row.business_account,
      name: row.name,
      organization: row.organization,
      skillQueues: queueRows
        .filter((queue) => queue.employee_id === row.employee_id)
        .map(({ id, name }) => ({ id, name })),
      state: row.state,
      openMessages: open.get(row.employee_id) ?? 0,
    }))
    .filter(
      (agent) =>
        contains([agent.employeeId], query.employeeId) &&
        contains([agent.businessAccount], query.account) &&
        contains([agent.name], query.name) &&
        contains([agent.organization], query.organization) &&
        contains(
          agent.skillQueues.flatMap(({ id, name }) => [id, name]),
          query.skillQueue,
        ),
    );
  type Found = (typeof found)[number];

  if (query.messageIds && query.messageIds.length > 0) {
    const wanted = new Set(
      (
        await db
          .selectFrom('messages')
          .select('skill_queue_id')
          .where('id', 'in', query.messageIds)
          .execute()
      ).map(({ skill_queue_id }) => skill_queue_id),
    );
    const fit = ({ skillQueues }: Found): number =>
      skillQueues.some(({ id }) => wanted.has(id)) ? 0 : 1;
    const readiness = ({ state }: Found): number =>
      state === 'idle' ? 0 : state === 'signed-out' ? 2 : 1;
    found.sort(
      (a, b) => fit(a) - fit(b) || readiness(a) - readiness(b) || a.openMessages - b.openMessages,
    );
  }

  const { index, size, cursor } = query.page;
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) throw invalid('page.cursor', 'unreadable');
  const start = cursor === undefined ? index * size : Number(cursor);
  const end = start + size;
  const hasMore = end < found.length;
  return {
    agents: found.slice(start, end),
    total: found.length,
    nextCursor: hasMore ? String(end) : null,
    hasMore,
  };
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

function contains(fields: readonly (string | null)[], typed: string | undefined): boolean {
  const wanted = plain(typed ?? '');
  return wanted === '' || fields.some((field) => field !== null && plain(field).includes(wanted));
}
