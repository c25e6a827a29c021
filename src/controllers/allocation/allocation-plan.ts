/** The plan of who gets which message: a suggestion with its reasons, and changes by hand. Pure. */
import type { Agent } from '../../model/agent.js';
import type { Message } from '../../model/message.js';

/** Message id to employee ID, in the order of the messages. */
export type Plan = ReadonlyMap<string, string>;

/** Why an agent is suggested, as far as the adapter knows. */
export type PlanReason = 'spoke-last' | 'idle' | 'skill-queue' | 'few-open';

/** The messages of one agent. */
export interface PlanShare {
  readonly agent: Agent;
  readonly messageIds: readonly string[];
  readonly reasons: readonly PlanReason[];
}

/** The worth of each quality, in messages of load. */
const SPOKE_LAST = 6;
const SKILL_QUEUE = 4;
const IDLE = 2;
const SIGNED_OUT = -4;
/** Up to this many open messages count as few. */
const FEW_OPEN = 2;

/**
 * Spreads `messages` over `agents`. Each message goes to the agent who suits it best: who spoke with
 * this customer last, serves its skill queue, is idle, and has few open messages, with those of this
 * plan. The same input gives the same plan; every message is in it when there is an agent.
 */
export function suggestPlan(messages: readonly Message[], agents: readonly Agent[]): Plan {
  const plan = new Map<string, string>();
  const given = new Map<string, number>();
  for (const message of messages) {
    let best: Agent | null = null;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const agent of agents) {
      const score =
        suits(message, agent) - (agent.openMessages ?? 0) - 2 * (given.get(agent.employeeId) ?? 0);
      if (score > bestScore) [best, bestScore] = [agent, score];
    }
    if (!best) break;
    plan.set(message.id, best.employeeId);
    given.set(best.employeeId, (given.get(best.employeeId) ?? 0) + 1);
  }
  return plan;
}

/** All messages for one agent. */
export function planForOne(messages: readonly Message[], employeeId: string): Plan {
  return new Map(messages.map((message) => [message.id, employeeId]));
}

/** The plan by agent, in the order of `agents`; agents who get nothing are in it too. */
export function sharesOf(
  plan: Plan,
  messages: readonly Message[],
  agents: readonly Agent[],
): readonly PlanShare[] {
  return agents.map((agent) => {
    const mine = messages.filter((message) => plan.get(message.id) === agent.employeeId);
    return {
      agent,
      messageIds: mine.map((message) => message.id),
      reasons: reasonsFor(agent, mine),
    };
  });
}

/** Gives one message to another agent. */
export function reassign(plan: Plan, messageId: string, employeeId: string): Plan {
  if (!plan.has(messageId) || plan.get(messageId) === employeeId) return plan;
  return new Map(plan).set(messageId, employeeId);
}

/**
 * Gives `employeeId` one message more (from the agent with the most) or one fewer (to the agent with
 * the fewest). Returns the plan itself when that is not possible.
 */
export function shift(plan: Plan, agents: readonly Agent[], employeeId: string, by: 1 | -1): Plan {
  const counts = new Map(agents.map((agent) => [agent.employeeId, 0]));
  for (const owner of plan.values()) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  counts.delete(employeeId);
  const others = [...counts].sort((a, b) => a[1] - b[1]);
  const from = by === 1 ? others.at(-1)?.[0] : employeeId;
  const to = by === 1 ? employeeId : others[0]?.[0];
  if (from === undefined || to === undefined) return plan;
  const last = [...plan].findLast(([, owner]) => owner === from);
  return last ? reassign(plan, last[0], to) : plan;
}

/** True when `agent` serves the skill queue of the message. */
function servesQueue(message: Message, agent: Agent): boolean {
  const { skillQueue } = message;
  if (skillQueue === null) return false;
  return agent.skillQueues.some((queue) => queue.id === skillQueue || queue.name === skillQueue);
}

/** True when `agent` was the last one to speak with this customer or to process the message. */
function spokeLast(message: Message, agent: Agent): boolean {
  const last = message.history.findLast(
    (entry) => entry.employeeId !== null && (entry.kind === 'called' || entry.kind === 'processed'),
  );
  return last?.employeeId === agent.employeeId;
}

function suits(message: Message, agent: Agent): number {
  return (
    (spokeLast(message, agent) ? SPOKE_LAST : 0) +
    (servesQueue(message, agent) ? SKILL_QUEUE : 0) +
    (agent.state === 'idle' ? IDLE : 0) +
    (agent.state === 'signed-out' ? SIGNED_OUT : 0)
  );
}

function reasonsFor(agent: Agent, messages: readonly Message[]): readonly PlanReason[] {
  const reasons: PlanReason[] = [];
  if (messages.some((message) => spokeLast(message, agent))) reasons.push('spoke-last');
  if (messages.some((message) => servesQueue(message, agent))) reasons.push('skill-queue');
  if (agent.state === 'idle') reasons.push('idle');
  if (agent.openMessages !== null && agent.openMessages <= FEW_OPEN) reasons.push('few-open');
  return reasons;
}
