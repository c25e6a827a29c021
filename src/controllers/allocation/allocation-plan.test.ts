import { expect } from 'chai';
import fc from 'fast-check';
import { AGENT_STATES } from '../../model/agent.js';
import { aMessage, anAgent } from '../../../test/support/messages.js';
import { runOptions, runs } from '../../../test/support/run-options.js';
import { planForOne, reassign, sharesOf, shift, suggestPlan } from './allocation-plan.js';

const billing = { id: 'q-1', name: 'Billing' };
const messages = (count: number, overrides = {}) =>
  Array.from({ length: count }, () => aMessage({ status: 'to-be-allocated', ...overrides }));
const counts = (plan: ReadonlyMap<string, string>): Record<string, number> => {
  const byAgent: Record<string, number> = {};
  for (const owner of plan.values()) byAgent[owner] = (byAgent[owner] ?? 0) + 1;
  return byAgent;
};

describe('plan of an allocation', () => {
  it('shares evenly between equal agents', () => {
    const agents = [anAgent(), anAgent(), anAgent()];
    expect(Object.values(counts(suggestPlan(messages(9), agents)))).to.deep.equal([3, 3, 3]);
  });

  it('prefers the agent who spoke with the customer last, then one who serves the skill queue', () => {
    const spoke = anAgent({ employeeId: 'spoke', openMessages: 3 });
    const skilled = anAgent({ employeeId: 'skilled', skillQueues: [billing] });
    const other = anAgent({ employeeId: 'other' });
    const history = [{ at: null, kind: 'called', employeeId: 'spoke', name: null, note: null }];
    const [called] = messages(1, { history });
    const [queued] = messages(1, { skillQueue: 'Billing' });
    const plan = suggestPlan([called!, queued!], [other, skilled, spoke]);
    expect(plan.get(called!.id)).to.equal('spoke');
    expect(plan.get(queued!.id)).to.equal('skilled');
    const shares = sharesOf(plan, [called!, queued!], [other, skilled, spoke]);
    expect(shares.map(({ reasons }) => reasons)).to.deep.equal([
      ['idle', 'few-open'],
      ['skill-queue', 'idle', 'few-open'],
      ['spoke-last', 'idle'],
    ]);
  });

  it('gives less to an agent with many open messages, and nothing to one who is signed out while others are not', () => {
    const agents = [
      anAgent({ employeeId: 'busy', openMessages: 9 }),
      anAgent({ employeeId: 'free', openMessages: 0 }),
      anAgent({ employeeId: 'away', state: 'signed-out', openMessages: 0 }),
    ];
    expect(counts(suggestPlan(messages(3), agents))).to.deep.equal({ free: 3 });
  });

  it('is empty without an agent', () => {
    expect(suggestPlan(messages(2), []).size).to.equal(0);
  });

  it('moves one message more or fewer, and stays as it is where that cannot be', () => {
    const all = messages(4);
    const agents = [anAgent({ employeeId: 'a' }), anAgent({ employeeId: 'b' })];
    let plan = planForOne(all, 'a');
    plan = shift(plan, agents, 'b', 1);
    expect(counts(plan)).to.deep.equal({ a: 3, b: 1 });
    plan = shift(plan, agents, 'a', -1);
    expect(counts(plan)).to.deep.equal({ a: 2, b: 2 });
    expect(shift(planForOne(all, 'a'), agents, 'a', 1)).to.have.lengthOf(4);
    const single = planForOne(all, 'a');
    expect(shift(single, [agents[0]!], 'a', -1)).to.equal(single);
    expect(reassign(plan, 'no such message', 'a')).to.equal(plan);
  });

  it('has every message once, for a chosen agent, whatever is changed by hand (W12)', () => {
    const agent = fc.record({
      state: fc.constantFrom(...AGENT_STATES),
      openMessages: fc.option(fc.nat(20)),
    });
    const change = fc.record({ agent: fc.nat(9), by: fc.constantFrom<1 | -1>(1, -1) });
    fc.assert(
      fc.property(
        fc.array(agent, { minLength: 1, maxLength: 6 }),
        fc.nat(30),
        fc.array(change, { maxLength: 12 }),
        (given, count, changes) => {
          const agents = given.map((overrides) => anAgent(overrides));
          const all = messages(count);
          let plan = suggestPlan(all, agents);
          for (const { agent: index, by } of changes) {
            const chosen = agents[index % agents.length];
            if (chosen) plan = shift(plan, agents, chosen.employeeId, by);
          }
          expect([...plan.keys()].sort()).to.deep.equal(all.map(({ id }) => id).sort());
          const ids = new Set(agents.map(({ employeeId }) => employeeId));
          for (const owner of plan.values()) expect(ids.has(owner)).to.equal(true);
        },
      ),
      { numRuns: runs(200), ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }) },
    );
  });
});
