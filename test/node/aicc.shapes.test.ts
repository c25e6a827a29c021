/** AICC’s envelopes and times, and an adapter composed of pieces. */
import assert from 'node:assert/strict';
import {
  composeAdapter,
  openEnvelope,
  readAiccTime,
  toAiccTime,
} from '../../src/adapters/aicc/index.js';
import { DEFAULT_QUERY } from '../../src/model/query.js';
import { code, FIRST_PAGE, rejection } from './support/aicc.ts';

describe('the envelopes', () => {
  const open = (body: unknown) => openEnvelope(body, 'listAgents');

  it('are all opened in one place', () => {
    assert.deepEqual(open({ message: '', retcode: '0', result: { a: 1 } }), {
      data: { a: 1 },
      total: null,
    });
    assert.deepEqual(open({ resultCode: '0', resultMessage: 'x', data: [1], total: 1 }), {
      data: [1],
      total: 1,
    });
    assert.deepEqual(open({ returnCode: '0', description: 'x', data: { workNo: 1 } }), {
      data: { workNo: 1 },
      total: null,
    });
    assert.deepEqual(open({ resultCode: '0', resultDesc: 'x', token: 't' }), {
      data: { token: 't' },
      total: null,
    });
    assert.deepEqual(open({ resultCode: '0', resultDesc: 'x', resultData: '' }), {
      data: '',
      total: null,
    });
    assert.deepEqual(open({ resultCode: '0200000', resultDesc: 'x', data: 7 }), {
      data: 7,
      total: null,
    });
    assert.deepEqual(open({ retCode: '0', retMsg: 'x', result: null }), {
      data: null,
      total: null,
    });
    assert.deepEqual(open({ resultCode: 0, data: [], total: '12' }), { data: [], total: 12 });
  });

  it('say by code why they hold nothing', async () => {
    for (const [body, expected] of [
      [{ message: '', retcode: '000-003' }, 'unauthenticated'],
      [{ retcode: '100-006' }, 'unauthenticated'],
      [{ resultCode: '3', resultDesc: 'bad' }, 'invalid'],
      [{ resultCode: '13', resultDesc: 'bad' }, 'unavailable'],
      [{ resultCode: '0200001' }, 'unavailable'],
      [{ returnCode: 1, description: 'x' }, 'unavailable'],
      [{ retCode: '9', retMsg: 'x' }, 'unavailable'],
      [{}, 'malformed'],
      [null, 'malformed'],
      [[], 'malformed'],
      ['0', 'malformed'],
      [{ resultCode: '' }, 'malformed'],
      [{ resultCode: {} }, 'malformed'],
      [Object.create({ resultCode: '0' }), 'malformed'],
    ]) {
      assert.equal(
        await code(Promise.resolve().then(() => open(body))),
        expected,
        JSON.stringify(body),
      );
    }
  });

  it('tell codes, never the words or what only looks like a code (S13)', async () => {
    const error = await rejection(
      Promise.resolve().then(() => open({ resultCode: '13800138000', resultDesc: 'Mr Lee' })),
    );
    assert.doesNotMatch(
      JSON.stringify([error.message, error.requestId, error.fields, error.stack]),
      /138|Lee/,
    );
  });
});

describe('AICC’s times', () => {
  it('are instants once their zone is named', () => {
    assert.equal(readAiccTime('2023-10-12 08:30:00', '+08:00'), '2023-10-12T00:30:00.000Z');
    assert.equal(readAiccTime('2023-10-12 08:30:00', 'Z'), '2023-10-12T08:30:00.000Z');
    assert.equal(readAiccTime('2023-10-12 08:30:00.250', '-0330'), '2023-10-12T12:00:00.000Z');
    assert.equal(readAiccTime('2023-07-01 12:00:00', 'Europe/Paris'), '2023-07-01T10:00:00.000Z');
    assert.equal(readAiccTime('2023-01-01 00:00:00', 'Asia/Kathmandu'), '2022-12-31T18:15:00.000Z');
    assert.equal(readAiccTime(1697099400000, 'Z'), '2023-10-12T08:30:00.000Z');
    assert.equal(readAiccTime('1697099400000', 'Asia/Shanghai'), '2023-10-12T08:30:00.000Z');
  });

  it('keep their order through the nights of clock change (W16)', () => {
    // 2023-10-29, 03:00 CEST → 02:00 CET; 2023-03-26, 02:00 CET → 03:00 CEST.
    const at = (text: string) => readAiccTime(text, 'Europe/Berlin');
    assert.equal(at('2023-10-29 01:59:59'), '2023-10-28T23:59:59.000Z');
    assert.equal(at('2023-10-29 03:00:00'), '2023-10-29T02:00:00.000Z');
    assert.equal(at('2023-03-26 01:59:59'), '2023-03-26T00:59:59.000Z');
    assert.equal(at('2023-03-26 03:00:00'), '2023-03-26T01:00:00.000Z');
  });

  it('are nothing when they cannot be read (N14)', () => {
    for (const value of [
      '',
      'yesterday',
      '2023-02-30 10:00:00',
      '2023-13-01 10:00:00',
      '2023-10-12',
      '12/10/2023 08:30',
      '0000-00-00 00:00:00',
      '2023-10-12 25:00:00',
      1697099400,
      '1697099400',
      NaN,
      Infinity,
      -1,
      1e18,
      null,
      undefined,
      {},
      ['2023-10-12 08:30:00'],
      true,
    ]) {
      assert.equal(readAiccTime(value, '+08:00'), null, JSON.stringify(value));
    }
    for (const zone of ['', 'local', '+25:00', 'Mars/Olympus']) {
      assert.throws(() => readAiccTime('2023-10-12 08:30:00', zone), TypeError);
    }
  });

  it('are written as AICC wants them', () => {
    assert.equal(toAiccTime('2023-10-12T00:30:00Z', '+08:00'), '2023-10-12 08:30:00');
    assert.equal(
      toAiccTime('2023-07-01T12:00:00+02:00', 'America/Sao_Paulo'),
      '2023-07-01 07:00:00',
    );
    assert.throws(() => toAiccTime('never', 'Z'), RangeError);
  });
});

describe('composing an adapter', () => {
  class Base {
    #name = 'base';
    disposed = 0;
    listMessages(): Promise<string> {
      return Promise.resolve(this.#name);
    }
    listAgents(): Promise<string> {
      return Promise.resolve('agents of the base');
    }
    dispose(): void {
      this.disposed += 1;
    }
  }

  it('takes the last piece that has a method, each on its owner', async () => {
    const base = new Base();
    const disposed: number[] = [];
    // Pieces answer anything here: what counts is whose method was called, and with what.
    const adapter = composeAdapter(
      base as never,
      { listAgents: () => Promise.resolve('first'), dispose: () => disposed.push(1) } as never,
      { listAgents: (...words: unknown[]) => Promise.resolve(words) } as never,
    );
    assert.equal(await adapter.listMessages(DEFAULT_QUERY, {}), 'base');
    assert.deepEqual(await adapter.listAgents({ page: FIRST_PAGE }, {}), [
      { page: FIRST_PAGE },
      {},
    ]);
    // What nobody has stays absent: the screen looks at that.
    assert.equal(adapter.undoAllocation, undefined);
    assert.equal('subscribe' in adapter, false);
    adapter.dispose?.();
    assert.deepEqual([base.disposed, disposed], [1, [1]]);
  });
});
