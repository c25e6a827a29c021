import { expect } from 'chai';
import type { FailureCause } from '../playback/failure-cause.js';
import { judgeListening, type ListeningFacts } from './required-listening.js';

const facts = (overrides: Partial<ListeningFacts> = {}): ListeningFacts => ({
  requiredPercent: 80,
  played: [],
  durationSeconds: 10,
  mayPlay: true,
  cause: null,
  failures: 0,
  byPhone: false,
  transcriptRead: false,
  ...overrides,
});

describe('required listening', () => {
  it('requires nothing without the policy', () => {
    expect(judgeListening(facts({ requiredPercent: 0 }))).to.deep.equal({ kind: 'not-required' });
    expect(judgeListening(facts({ requiredPercent: Number.NaN }))).to.deep.equal({
      kind: 'not-required',
    });
  });

  it('is met exactly at the share, and never rounded up before it', () => {
    const missing = (percent: number) => ({ kind: 'missing', percent });
    expect(judgeListening(facts())).to.deep.equal(missing(0));
    expect(judgeListening(facts({ played: [[0, 7.99]] }))).to.deep.equal(missing(79));
    expect(judgeListening(facts({ played: [[0, 8]] }))).to.deep.equal({ kind: 'enough' });
    const pieces = { played: [[0, 3] as const, [6, 9] as const] };
    expect(judgeListening(facts(pieces))).to.deep.equal(missing(60));
  });

  it('counts all but the last tick of a clock as all', () => {
    const whole = { requiredPercent: 100, played: [[0.1, 9.8] as const] };
    expect(judgeListening(facts(whole))).to.deep.equal({ kind: 'enough' });
  });

  it('counts nothing beyond the recording, and nothing of one whose length is not known', () => {
    const beyond = facts({
      played: [
        [0, 2],
        [50, 90],
      ],
    });
    expect(judgeListening(beyond)).to.deep.equal({ kind: 'missing', percent: 20 });
    const unknown = facts({ played: [[0, 8]], durationSeconds: Number.NaN });
    expect(judgeListening(unknown)).to.deep.equal({ kind: 'missing', percent: 0 });
  });

  it('yields at once where the recording cannot be played here', () => {
    const yields = { kind: 'exempt', instead: 'not-playable' };
    for (const cause of [
      'recording-format',
      'recording-missing',
      'recording-purged',
      'recording-forbidden',
      'recording-storage-offline',
      'blocked-by-policy',
      'not-audio',
      'unplayable',
      'unsupported',
    ] satisfies FailureCause[]) {
      expect(judgeListening(facts({ cause, failures: 1 })), cause).to.deep.equal(yields);
    }
    expect(judgeListening(facts({ mayPlay: false }))).to.deep.equal(yields);
  });

  it('asks for another try after a passing failure, and yields after the second', () => {
    for (const cause of ['network', 'stalled', 'recording-expired'] satisfies FailureCause[]) {
      expect(judgeListening(facts({ cause, failures: 1 })).kind, cause).to.equal('missing');
      expect(judgeListening(facts({ cause, failures: 2 })).kind, cause).to.equal('exempt');
      expect(judgeListening(facts({ cause: null, failures: 2 })).kind, 'it plays').to.equal(
        'missing',
      );
    }
  });

  it('accepts a transcript that was read, and a recording that was heard by phone', () => {
    const instead = (given: Partial<ListeningFacts>) => judgeListening(facts(given));
    expect(instead({ transcriptRead: true })).to.deep.include({ instead: 'transcript' });
    expect(instead({ byPhone: true })).to.deep.include({ instead: 'phone' });
    expect(instead({ transcriptRead: true, played: [[0, 9]] })).to.deep.equal({ kind: 'enough' });
  });
});
