/** Builders of model values for tests: a valid one, with what the test is about overridden. */
import type { Message } from '../../src/model/message.js';
import type { Agent } from '../../src/model/agent.js';

let count = 0;

export function aMessage(overrides: Partial<Message> = {}): Message {
  count += 1;
  return {
    id: `m-${count}`,
    version: 1,
    channel: 'voice',
    status: 'unprocessed',
    contactNumber: '+1 555 0100',
    employeeId: '1001',
    businessAccount: 'j100001',
    createdAt: '2026-11-20T08:00:00Z',
    updatedAt: '2026-11-20T08:05:00Z',
    durationSeconds: 12,
    text: null,
    language: null,
    organization: null,
    skillQueue: null,
    actions: {},
    lease: null,
    allocationFailure: null,
    handlingComments: null,
    history: [],
    ...overrides,
  };
}

export function anAgent(overrides: Partial<Agent> = {}): Agent {
  count += 1;
  return {
    employeeId: String(1000 + count),
    businessAccount: `j10${String(1000 + count)}`,
    name: `Agent ${count}`,
    organization: null,
    skillQueues: [],
    state: 'idle',
    openMessages: 0,
    ...overrides,
  };
}
