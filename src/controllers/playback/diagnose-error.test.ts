import { expect } from 'chai';
import { nextStep, type Evidence } from './diagnose-error.js';
import { causeOfStatus } from './failure-cause.js';
import type { ProbeResult } from './probe-source.js';

const evidence = (probe: ProbeResult, over: Partial<Evidence> = {}): Evidence => ({
  probe,
  mediaCode: 4,
  mediaMessage: '',
  canRenew: false,
  canConvert: false,
  ...over,
});

describe('diagnosing a media error', () => {
  const table: [string, ProbeResult, Partial<Evidence>, string][] = [
    ['a policy of the page', { kind: 'blocked' }, {}, 'blocked-by-policy'],
    ['401', { kind: 'status', status: 401 }, {}, 'unauthenticated'],
    ['403', { kind: 'status', status: 403 }, {}, 'recording-forbidden'],
    ['404', { kind: 'status', status: 404 }, {}, 'recording-missing'],
    ['410', { kind: 'status', status: 410 }, {}, 'recording-expired'],
    ['500', { kind: 'status', status: 500 }, {}, 'unavailable'],
    ['no connection', { kind: 'unreachable' }, {}, 'network'],
    ['a page instead of sound', { kind: 'not-audio', signIn: false }, {}, 'not-audio'],
    ['a sign-in page', { kind: 'not-audio', signIn: true }, {}, 'unauthenticated'],
    ['sound that cannot be decoded', { kind: 'audio' }, {}, 'recording-format'],
    ['sound that ended at its beginning', { kind: 'audio' }, { isEmpty: true }, 'no-sound'],
    ['sound that broke off', { kind: 'audio' }, { mediaCode: 2 }, 'network'],
    ['another origin, nothing told', { kind: 'unknown' }, {}, 'unplayable'],
    [
      'another origin, bytes reached the decoder',
      { kind: 'unknown' },
      { mediaMessage: 'DEMUXER_ERROR_NO_SUPPORTED_STREAMS: x' },
      'recording-format',
    ],
  ];
  for (const [what, probe, over, cause] of table) {
    it(`names ${what}: ${cause} (M1)`, () => {
      expect(nextStep(evidence(probe, over))).to.deep.equal({ step: 'fail', cause });
    });
  }

  it('renews the link first where the adapter can, for every failure that a new link may cure (M2)', () => {
    for (const probe of [
      { kind: 'status', status: 403 },
      { kind: 'status', status: 404 },
      { kind: 'unreachable' },
      { kind: 'not-audio', signIn: true },
      { kind: 'unknown' },
    ] as const) {
      expect(nextStep(evidence(probe, { canRenew: true }))).to.deep.equal({ step: 'renew' });
    }
    expect(nextStep(evidence({ kind: 'blocked' }, { canRenew: true })).step).to.equal('fail');
  });

  it('asks for a converted version only when bytes came and could not be decoded (M8)', () => {
    const convert = { canRenew: true, canConvert: true };
    expect(nextStep(evidence({ kind: 'audio' }, convert)).step).to.equal('convert');
    expect(nextStep(evidence({ kind: 'status', status: 403 }, convert)).step).to.equal('renew');
  });

  it('names every status', () => {
    for (let status = 300; status < 600; status += 1) {
      expect(causeOfStatus(status)).to.be.a('string').and.not.equal('');
    }
  });
});
