import { expect } from 'chai';
import fc from 'fast-check';
import type { CallEvent } from '../../adapter/call-control.js';
import { runOptions, runs } from '../../../test/support/run-options.js';
import { NO_CALL, isCallUp, nextCallState, type CallMove, type CallState } from './call-machine.js';

const call = { id: 'c-1', messageId: 'm-1' };
const course = (...moves: CallMove[]): CallState => moves.reduce(nextCallState, NO_CALL);
const event = (given: CallEvent, nowMs = 0): CallMove => ({ type: 'event', event: given, nowMs });

describe('progress of a call', () => {
  it('rings, is answered, and ends with its length', () => {
    const state = course(
      { type: 'start' },
      { type: 'started', call },
      event({ type: 'talking', callId: 'c-1' }, 1000),
      event({ type: 'ended', callId: 'c-1', durationSeconds: null }, 61_000),
    );
    expect(state).to.deep.equal({ kind: 'ended', durationSeconds: 60 });
  });

  it('takes events that come before the answer', () => {
    const state = course(
      { type: 'start' },
      event({ type: 'failed', callId: 'c-1', reason: 'busy' }),
      { type: 'started', call },
    );
    expect(state).to.deep.equal({ kind: 'failed', reason: 'busy' });
  });

  it('does not listen to another call of the same phone', () => {
    const state = course(
      { type: 'start' },
      { type: 'started', call },
      event({ type: 'ended', callId: 'c-2', durationSeconds: 3 }),
    );
    expect(state.kind).to.equal('alerting');
  });

  it('is no longer up once a phone that reports nothing has it', () => {
    const state = course(
      { type: 'start' },
      event({ type: 'talking', callId: 'c-1' }),
      { type: 'handed-over' },
      event({ type: 'ended', callId: 'c-1', durationSeconds: 3 }),
    );
    expect(state).to.deep.equal({ kind: 'handed-over' });
    expect(isCallUp(state)).to.equal(false);
    expect(nextCallState(state, { type: 'start' }).kind).to.equal('starting');
  });

  it('never begins a second call while one is up, whatever happens (W22)', () => {
    const id = fc.constantFrom('c-1', 'c-2');
    const move: fc.Arbitrary<CallMove> = fc.oneof(
      fc.constant<CallMove>({ type: 'start' }),
      fc.constant<CallMove>({ type: 'started', call }),
      fc.constant<CallMove>({ type: 'handed-over' }),
      fc.constant<CallMove>({ type: 'start-failed', reason: 'network' }),
      fc.constant<CallMove>({ type: 'hang-up' }),
      fc.constant<CallMove>({ type: 'hang-up-failed' }),
      id.map((callId) => event({ type: 'alerting', callId })),
      id.map((callId) => event({ type: 'talking', callId }, 5)),
      id.map((callId) => event({ type: 'ended', callId, durationSeconds: 1 })),
      id.map((callId) => event({ type: 'failed', callId, reason: 'no-answer' })),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        let state = NO_CALL;
        for (const one of moves) {
          const before = state;
          state = nextCallState(state, one);
          if (one.type === 'start' && isCallUp(before)) expect(state).to.equal(before);
          if (!isCallUp(before) && isCallUp(state)) expect(one.type).to.equal('start');
        }
      }),
      { numRuns: runs(500), ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }) },
    );
  });
});
