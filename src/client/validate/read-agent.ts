/** Reads the agents in an adapter's answer. */
import { AGENT_STATES, type Agent, type AgentState, type SkillQueue } from '../../model/agent.js';
import { Reader, readBoolean, readId } from './fields.js';
import { isList, isRecord, own } from '../../model/unknown-value.js';
import type { AgentPage } from '../../model/query.js';

/** An agent, or `null` without an employee ID: nothing could be allocated to it. */
export function readAgent(value: unknown): Agent | null {
  if (!isRecord(value)) return null;
  const reader = new Reader(value, [], '');
  const employeeId = readId(reader.field('employeeId'));
  if (employeeId === null) return null;
  const state = reader.field('state');
  return {
    employeeId,
    businessAccount: reader.text('businessAccount') ?? '',
    name: reader.text('name'),
    organization: reader.text('organization'),
    skillQueues: reader.list('skillQueues').flatMap(readSkillQueue),
    state: (AGENT_STATES as readonly unknown[]).includes(state) ? (state as AgentState) : 'unknown',
    openMessages: reader.number('openMessages'),
  };
}

function readSkillQueue(value: unknown): SkillQueue[] {
  if (!isRecord(value)) return [];
  const id = readId(own(value, 'id'));
  const name = own(value, 'name');
  return id === null ? [] : [{ id, name: typeof name === 'string' ? name : id }];
}

/** A page of agents, or `null` when the answer is no page at all. */
export function readAgentPage(value: unknown): AgentPage | null {
  if (!isRecord(value) || !isList(own(value, 'agents'))) return null;
  const reader = new Reader(value, [], '');
  const byId = new Map<string, Agent>();
  for (const row of reader.list('agents')) {
    const agent = readAgent(row);
    if (agent && !byId.has(agent.employeeId)) byId.set(agent.employeeId, agent);
  }
  return {
    agents: [...byId.values()],
    total: reader.number('total', { max: 1e9 }),
    nextCursor: reader.text('nextCursor'),
    hasMore: readBoolean(reader.field('hasMore')),
  };
}
