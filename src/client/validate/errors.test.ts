import { expect } from 'chai';
import { AdapterError, isAbort, isAdapterError, toAdapterError } from '../../adapter/errors.js';
import { codeOfStatus, errorOfAnswer, retryAfterSeconds } from '../../adapter/http-error.js';
import { readAdapterError } from './read-error.js';
import { readCapabilities, readLiveEvent } from './read-events.js';
import { readResults } from './read-results.js';

const MESSAGE = { id: 'm', version: 2, channel: 'web', status: 'processed' };

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

describe('adapter errors', () => {
  it('say code and operation and nothing else (S13)', () => {
    const error = new AdapterError('invalid', {
      operation: 'submitProcessing',
      fields: [{ field: 'comments', code: 'too-long', message: 'canary' }],
    });
    expect(error.message).to.equal('submitProcessing: invalid');
    expect(String(error)).not.to.contain('canary');
  });

  it('are known by shape, also from another copy of the library', () => {
    class AdapterErrorOfAnotherCopy extends Error {
      override readonly name = 'AdapterError';
      readonly code = 'conflict';
    }
    expect(isAdapterError(new AdapterErrorOfAnotherCopy())).to.be.true;
    expect(isAdapterError({ name: 'AdapterError', code: 'no-such-code' })).to.be.false;
    for (const other of [null, undefined, 'AdapterError', new Error('x'), revoked()]) {
      expect(isAdapterError(other)).to.be.false;
      expect(isAbort(other)).to.be.false;
    }
  });

  it('are made of any rejection (W24)', () => {
    const cases: [unknown, string][] = [
      [undefined, 'malformed'],
      ['text', 'malformed'],
      [new DOMException('x', 'AbortError'), 'malformed'],
      [new DOMException('x', 'TimeoutError'), 'timeout'],
      [new TypeError('Failed to fetch'), 'network'],
      [new TypeError('NetworkError when attempting to fetch resource.'), 'network'],
      [new TypeError('x is not a function'), 'malformed'],
      [revoked(), 'malformed'],
      [
        {
          get name(): string {
            throw new Error('no');
          },
        },
        'malformed',
      ],
    ];
    for (const [reason, code] of cases) {
      expect(toAdapterError(reason, 'listMessages').code).to.equal(code);
      expect(readAdapterError(reason, 'listMessages').code).to.equal(code);
    }
  });

  it('carry only what could be read (W24)', () => {
    const hostile = Object.assign(new AdapterError('conflict'), {
      current: { ...MESSAGE, status: 7, history: 'x' },
      fields: [{ field: 'a', code: 'b', message: {} }, null, { field: 1 }],
      retryAfterSeconds: Number.NaN,
      requestId: 7,
    });
    const error = readAdapterError(hostile, 'getMessage');
    expect(error).to.be.instanceOf(AdapterError);
    expect(error.operation).to.equal('getMessage');
    expect([error.current?.status, error.current?.history.length]).to.deep.equal(['7', 0]);
    expect(error.fields).to.deep.equal([{ field: 'a', code: 'b' }]);
    expect([error.retryAfterSeconds, error.requestId]).to.deep.equal([undefined, undefined]);
  });

  it('read both forms of Retry-After and ignore nonsense (N9)', () => {
    const now = Date.parse('2026-11-22T09:30:00Z');
    const date = 'Sun, 22 Nov 2026 09:30:30 GMT';
    const cases: [string | null, number | null][] = [
      [null, null],
      ['5', 5],
      [' 5 ', 5],
      ['-5', null],
      ['5.5', null],
      ['99999999999', 3600],
      ['soon', null],
      [date, 30],
      ['Sun, 22 Nov 2026 09:29:30 GMT', null],
    ];
    for (const [value, seconds] of cases) {
      expect(retryAfterSeconds(value, null, now), String(value)).to.equal(seconds);
    }
    // By the server's own clock where the answer has one: ours may be wrong by days.
    expect(retryAfterSeconds(date, 'Sun, 22 Nov 2026 09:30:20 GMT', 0)).to.equal(10);
  });

  it('are chosen by status', () => {
    expect(codeOfStatus(418)).to.equal('malformed');
    expect(codeOfStatus(599)).to.equal('unavailable');
    const answer = (status: number): ReturnType<typeof errorOfAnswer> =>
      errorOfAnswer({ status, headers: new Headers({ 'Retry-After': '3' }) }, 'listAgents');
    expect(answer(204)).to.equal(null);
    expect(answer(302)?.code).to.equal('unauthenticated');
    expect(answer(429)?.retryAfterSeconds).to.equal(3);
  });
});

describe('reading results, events and capabilities', () => {
  it('gives each requested message one result, whatever came back (W13)', () => {
    const results = readResults(
      [
        { messageId: 'a', ok: true, message: { ...MESSAGE, id: 'a' } },
        { messageId: 'b', ok: true, message: { ...MESSAGE, id: 'other' } },
        { messageId: 'c', ok: false, code: 'no-such-code', fields: 'x' },
        { messageId: 'd', ok: false, code: 'conflict', current: { ...MESSAGE, id: 'd' } },
        { messageId: 'stranger', ok: true, message: MESSAGE },
        revoked(),
      ],
      ['a', 'b', 'c', 'd', 'e'],
    )!;
    expect(results.map((result) => (result.ok ? 'ok' : result.code))).to.deep.equal([
      'ok',
      'malformed',
      'malformed',
      'conflict',
      'malformed',
    ]);
    expect(readResults({ results: [] }, ['a'])).to.equal(null);
  });

  it('accepts an event with id and version, and its message only if it matches (W19)', () => {
    const event = { type: 'changed', sequence: 4, messageId: 'm', version: 2, message: MESSAGE };
    expect(readLiveEvent(event)).to.have.nested.property('message.id', 'm');
    expect(readLiveEvent({ ...event, version: 3 })).to.have.property('message', null);
    expect(readLiveEvent({ ...event, messageId: 'n' })).to.have.property('message', null);
    expect(readLiveEvent({ ...event, sequence: 'x' })).to.have.property('sequence', null);
    for (const bad of [null, {}, { ...event, version: 1.5 }, { ...event, type: 'x' }, revoked()]) {
      expect(readLiveEvent(bad)).to.equal(null);
    }
    expect(readLiveEvent({ type: 'connection', state: 'x' })).to.deep.equal({
      type: 'connection',
      state: 'paused',
    });
  });

  it('keeps the readable capabilities', () => {
    const good = {
      filters: ['organization', 'no-such-filter'],
      organizations: [{ id: 'o', name: 'O' }, { id: '' }, null],
      commentLimit: { max: 10, unit: 'utf8-byte' },
      timeZone: 'Asia/Shanghai',
      undoSeconds: 8,
      maxAssignments: 5,
      heardBeforeSubmitPercent: 80,
      telLinks: true,
    };
    expect(readCapabilities(good)).to.deep.equal({
      ...good,
      filters: ['organization'],
      organizations: [{ id: 'o', name: 'O' }],
    });
    const bad = {
      filters: 'x',
      commentLimit: { max: 0, unit: 'utf16' },
      undoSeconds: Number.NaN,
      maxAssignments: -1,
      telLinks: 'yes',
      timeZone: 7,
    };
    expect(readCapabilities(bad)).to.deep.equal({});
    for (const heardBeforeSubmitPercent of [0, -1, 101, Number.NaN, Infinity, '80', null]) {
      expect(readCapabilities({ heardBeforeSubmitPercent })).to.deep.equal({});
    }
    for (const answer of [
      null,
      [],
      'x',
      revoked(),
      JSON.parse('{"__proto__":{"telLinks":true}}'),
    ]) {
      expect(readCapabilities(answer)).to.deep.equal({});
    }
  });
});
