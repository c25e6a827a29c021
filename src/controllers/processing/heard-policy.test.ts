import { expect } from 'chai';
import type { FailureCause } from '../playback/media-cause.js';
import { heardStand, type HeardFacts } from './heard-policy.js';

const facts = (overrides: Partial<HeardFacts> = {}): HeardFacts => ({
  needed: 80,
  heard: [],
  durationSeconds: 10,
  mayPlay: true,
  cause: null,
  failures: 0,
  byPhone: false,
  transcriptRead: false,
  ...overrides,
});

describe('the policy of a share heard before Submit', () => {
  it('asks for nothing where there is none', () => {
    expect(heardStand(facts({ needed: 0 }))).to.deep.equal({ kind: 'free' });
    expect(heardStand(facts({ needed: Number.NaN }))).to.deep.equal({ kind: 'free' });
  });

  it('is met exactly at the share, and never rounded up before it', () => {
    const missing = (percent: number) => ({ kind: 'missing', percent });
    expect(heardStand(facts())).to.deep.equal(missing(0));
    expect(heardStand(facts({ heard: [[0, 7.99]] }))).to.deep.equal(missing(79));
    expect(heardStand(facts({ heard: [[0, 8]] }))).to.deep.equal({ kind: 'enough' });
    const pieces = { heard: [[0, 3] as const, [6, 9] as const] };
    expect(heardStand(facts(pieces))).to.deep.equal(missing(60));
  });

  it('counts all but the last tick of a clock as all', () => {
    const whole = { needed: 100, heard: [[0.1, 9.8] as const] };
    expect(heardStand(facts(whole))).to.deep.equal({ kind: 'enough' });
  });

  it('counts nothing beyond the recording, and nothing of one whose length is not known', () => {
    const beyond = facts({
      heard: [
        [0, 2],
        [50, 90],
      ],
    });
    expect(heardStand(beyond)).to.deep.equal({ kind: 'missing', percent: 20 });
    const unknown = facts({ heard: [[0, 8]], durationSeconds: Number.NaN });
    expect(heardStand(unknown)).to.deep.equal({ kind: 'missing', percent: 0 });
  });

  it('yields at once where the recording cannot be played here', () => {
    const yields = { kind: 'instead', instead: 'not-playable' };
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
      expect(heardStand(facts({ cause, failures: 1 })), cause).to.deep.equal(yields);
    }
    expect(heardStand(facts({ mayPlay: false }))).to.deep.equal(yields);
  });

  it('asks for another try after a passing failure, and yields after the second', () => {
    for (const cause of ['network', 'stalled', 'recording-expired'] satisfies FailureCause[]) {
      expect(heardStand(facts({ cause, failures: 1 })).kind, cause).to.equal('missing');
      expect(heardStand(facts({ cause, failures: 2 })).kind, cause).to.equal('instead');
      expect(heardStand(facts({ cause: null, failures: 2 })).kind, 'it plays').to.equal('missing');
    }
  });

  it('accepts a transcript that was read, and a recording that was heard by phone', () => {
    const instead = (given: Partial<HeardFacts>) => heardStand(facts(given));
    expect(instead({ transcriptRead: true })).to.deep.include({ instead: 'transcript' });
    expect(instead({ byPhone: true })).to.deep.include({ instead: 'phone' });
    expect(instead({ transcriptRead: true, heard: [[0, 9]] })).to.deep.equal({ kind: 'enough' });
  });
});
