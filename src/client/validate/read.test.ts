import { expect } from 'chai';
import fc from 'fast-check';
import { runOptions, runs } from '../../../test/support/run-options.js';
import { readInstant, type ReadIssues } from './fields.js';
import { listOf } from '../../model/unknown-value.js';
import { readAgentPage } from './read-agent.js';
import { readRecording } from './read-recording.js';
import { readLease, readMessage, readMessagePage } from './read-message.js';

const GOOD = {
  id: 'm-1',
  version: 3,
  channel: 'voice',
  status: 'unprocessed',
  createdAt: '2026-11-22T09:30:00+08:00',
};

const settings = (): { numRuns: number; seed?: number } => ({
  numRuns: runs(300, 10_000),
  ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }),
});

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

describe('reading messages', () => {
  it('gives every field a value, null where the backend sent none', () => {
    const message = readMessage(GOOD)!;
    expect(Object.values(message)).not.to.include(undefined);
    expect(message.contactNumber).to.equal(null);
    expect(message.actions).to.deep.equal({});
    expect(message.history).to.deep.equal([]);
  });

  it('keeps an unknown status and channel as they were sent (N13)', () => {
    const message = readMessage({ ...GOOD, status: 'ESCALATED', channel: 'fax' })!;
    expect([message.status, message.channel]).to.deep.equal(['ESCALATED', 'fax']);
    expect(readMessage({ ...GOOD, status: null })!.status).to.equal('');
    expect(readMessage({ ...GOOD, status: 7 })!.status).to.equal('7');
  });

  it('names a field that cannot be read, never its value (N14)', () => {
    const issues: ReadIssues = [];
    const page = readMessagePage(
      {
        messages: [
          GOOD,
          { ...GOOD, id: 'm-2', createdAt: 1763803800, durationSeconds: 'canary', text: {} },
          { ...GOOD, id: 2 ** 53 + 2 },
        ],
        total: 'canary',
      },
      issues,
    )!;
    expect(page.messages.map(({ id }) => id)).to.deep.equal(['m-1', 'm-2']);
    expect(issues).to.have.members([
      'messages[1].createdAt',
      'messages[1].durationSeconds',
      'messages[1].text',
      'messages[2].id',
      'total',
    ]);
  });

  it('accepts no time without offset, outside 1970 to 9999, or in another form (N14)', () => {
    for (const good of ['2026-11-22T09:30Z', '2026-11-22T09:30:00.123456+0530']) {
      expect(readInstant(good)).to.equal(good);
    }
    for (const bad of [
      '2026-11-22T09:30:00',
      '2026-11-22',
      '22.11.2026 09:30',
      '0000-01-01T00:00:00Z',
      '1969-12-31T23:59:59Z',
      '2026-13-01T00:00:00Z',
      1763803800000,
      Number.NaN,
      null,
    ]) {
      expect(readInstant(bad), String(bad)).to.equal(null);
    }
  });

  it('takes nothing from a prototype, and a permission only from a clear yes (S9)', () => {
    const actions = JSON.parse(
      '{"__proto__":{"play":{"allowed":true}},"download":{"__proto__":{"allowed":true}},"process":{"allowed":"true"}}',
    ) as unknown;
    const message = readMessage({ ...GOOD, actions })!;
    expect(message.actions.play).to.equal(undefined);
    expect(message.actions.download).to.deep.equal({ allowed: false, reason: 'unsupported' });
    expect(message.actions.process?.allowed).to.be.false;
    const inherited = Object.create({ ...GOOD }) as unknown;
    expect(readMessage(inherited)).to.equal(null);
  });

  it('survives getters that throw: the field is named, the rest is read (W24)', () => {
    const issues: ReadIssues = [];
    const row = {
      ...GOOD,
      get text(): string {
        throw new Error('disposed');
      },
      get lease(): object {
        throw new Error('disposed');
      },
      get actions(): object {
        throw new Error('disposed');
      },
    };
    const message = readMessage(row, issues)!;
    expect([message.id, message.text, message.lease]).to.deep.equal(['m-1', null, null]);
    expect(issues).to.deep.equal(['text']);
  });

  it('survives revoked proxies everywhere (W24)', () => {
    expect(readMessage(revoked())).to.equal(null);
    expect(readMessagePage(revoked())).to.equal(null);
    expect(readLease(revoked())).to.equal(null);
    expect(readRecording(revoked())).to.equal(null);
    expect(listOf(revoked())).to.equal(null);
    const page = readMessagePage({ messages: [revoked(), GOOD], total: revoked() })!;
    expect(page.messages).to.have.lengthOf(1);
    const message = readMessage({ ...GOOD, text: revoked(), history: revoked() })!;
    expect([message.text, message.history]).to.deep.equal([null, []]);
    expect(readRecording({ url: revoked(), blob: revoked() })).to.equal(null);
  });

  it('survives lists with holes and of enormous length (W24)', () => {
    const holes: unknown[] = [];
    holes[3] = GOOD;
    holes.length = 4_000_000_000;
    const page = readMessagePage({ messages: holes })!;
    expect(page.messages.map(({ id }) => id)).to.deep.equal(['m-1']);
  });

  it('shares nothing with the answer, which may change later (W24)', () => {
    const row = {
      ...GOOD,
      history: [{ kind: 'created', note: 'x' }],
      actions: { play: { allowed: true } },
    };
    const message = readMessage(row)!;
    const before = JSON.stringify(message);
    row.status = 'processed';
    row.history[0]!.note = 'changed';
    row.actions.play.allowed = false;
    expect(JSON.stringify(message)).to.equal(before);
  });

  it('keeps the newest of rows with the same id (W23)', () => {
    const page = readMessagePage({
      messages: [GOOD, { ...GOOD, version: 5, status: 'processed' }, { ...GOOD, version: 4 }],
    })!;
    expect(page.messages.map(({ version }) => version)).to.deep.equal([5]);
  });

  it('accepts no impossible total (N17)', () => {
    for (const total of [-1, Number.NaN, Infinity, 1e12, '7', null]) {
      expect(readMessagePage({ messages: [], total })!.total, String(total)).to.equal(null);
    }
  });
});

describe('reading agents and recordings', () => {
  it('leaves out agents without employee ID, and repeated ones', () => {
    const page = readAgentPage({
      agents: [{ employeeId: '1' }, { employeeId: '' }, null, { employeeId: 1 }, { name: 'x' }],
    })!;
    expect(page.agents.map(({ employeeId, state }) => [employeeId, state])).to.deep.equal([
      ['1', 'unknown'],
    ]);
  });

  it('bounds peaks and orders cues', () => {
    const recording = readRecording({
      url: '/x.wav',
      peaks: [2, -1, Number.NaN, 'x', 0.5],
      transcript: {
        language: 'not a language',
        cues: [{ startSeconds: 3, endSeconds: 1, text: 'b' }, { startSeconds: 1, text: 'a' }, {}],
      },
    })!;
    expect(recording.peaks).to.deep.equal([1, 0, 0, 0, 0.5]);
    expect(recording.transcript?.language).to.equal(null);
    expect(
      recording.transcript?.cues.map(({ text, endSeconds }) => [text, endSeconds]),
    ).to.deep.equal([
      ['a', 1],
      ['b', 3],
    ]);
  });
});

describe('reading anything', () => {
  it('never throws, and answers a message with an id or nothing (N14)', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withSparseArray: true }), (value) => {
        const message = readMessage(value);
        expect(message?.id).not.to.equal('');
        readMessagePage({ messages: [value], total: value });
        readAgentPage({ agents: value });
        readRecording({ url: value, transcript: value, peaks: value });
      }),
      settings(),
    );
  });

  it('survives any one field being anything (N14)', () => {
    const keys = Object.keys(readMessage(GOOD)!);
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.anything(), (key, value) => {
        const page = readMessagePage({
          messages: [
            { ...GOOD, [key]: value },
            { ...GOOD, id: 'z' },
          ],
        })!;
        expect(page.messages.some(({ id }) => id === 'z')).to.be.true;
        for (const row of page.messages) {
          expect(row.durationSeconds === null || Number.isFinite(row.durationSeconds)).to.be.true;
          expect(row.text === null || typeof row.text === 'string').to.be.true;
          expect(row.createdAt === null || !Number.isNaN(Date.parse(row.createdAt))).to.be.true;
        }
      }),
      settings(),
    );
  });
});
