import { expect } from 'chai';
import { AGENT_STATES } from '../model/agent.js';
import { agentStateFromCti, agentStateFromEvent, agentStateFromGateway } from './agent-states.js';

describe('agent states', () => {
  it('keeps the two tables apart: idle is 4 on CC-Gateway and 1 in CTI', () => {
    expect(agentStateFromGateway(4)).to.equal('idle');
    expect(agentStateFromGateway(1)).to.equal('unknown');
    expect(agentStateFromCti(1)).to.equal('idle');
    expect(agentStateFromCti(4)).to.equal('talking');
  });

  it('reads every published code, as number or as text', () => {
    const gateway = [
      'unknown',
      'unknown',
      'signed-out',
      'busy',
      'idle',
      'wrap-up',
      'idle',
      'talking',
      'rest',
      'rest',
    ];
    const cti = [
      'signed-out',
      'idle',
      'talking',
      'talking',
      'talking',
      'talking',
      'wrap-up',
      'busy',
      'rest',
      'unknown',
      'busy',
    ];
    gateway.forEach((state, code) => {
      expect(agentStateFromGateway(code)).to.equal(state);
      expect(agentStateFromGateway(String(code))).to.equal(state);
    });
    cti.forEach((state, code) => {
      expect(agentStateFromCti(code)).to.equal(state);
    });
  });

  it('maps codes that are not in the table to unknown, never to idle (N13)', () => {
    for (const code of [
      -1,
      11,
      99,
      4.5,
      NaN,
      null,
      undefined,
      '',
      'idle',
      '4 ',
      'constructor',
      '__proto__',
      {},
      [4],
    ]) {
      expect(agentStateFromGateway(code), JSON.stringify(code)).to.equal('unknown');
      expect(agentStateFromCti(code), JSON.stringify(code)).to.equal('unknown');
    }
  });

  it('reads state events; "busy" there means in a call', () => {
    expect(agentStateFromEvent('AgentState_Busy')).to.equal('talking');
    expect(agentStateFromEvent('AgentState_SetNotReady_Success')).to.equal('busy');
    expect(agentStateFromEvent('AgentState_Ready')).to.equal('idle');
    expect(agentStateFromEvent('AgentState_Novelty')).to.equal('unknown');
    expect(agentStateFromEvent('AgentEvent_Talking')).to.equal(null);
    expect(AGENT_STATES).to.include(agentStateFromEvent('AgentState_Work'));
  });
});
