import { expect } from 'chai';
import {
  ADAPTER_ERROR_CODES,
  AdapterError,
  type AdapterErrorCode,
  type AdapterErrorInit,
} from '../adapter/errors.js';
import { READ_TRIES, isPassing, retryAfterMs, retryDelayMs } from './retry.js';

const error = (code: AdapterErrorCode, init: AdapterErrorInit = {}): AdapterError =>
  new AdapterError(code, init);

describe('retry rules', () => {
  it('retries only faults that may be over (W9)', () => {
    const again = ADAPTER_ERROR_CODES.filter((code) => retryDelayMs(error(code), 1) !== null);
    expect(again).to.have.members(['timeout', 'network', 'unavailable', 'rate-limited']);
    expect(ADAPTER_ERROR_CODES.filter(isPassing)).to.deep.equal(again);
  });

  it('waits longer each time, at random, and gives up (W9)', () => {
    const delays = (random: number): (number | null)[] =>
      [1, 2, 3].map((tried) => retryDelayMs(error('network'), tried, random));
    expect(delays(0)).to.deep.equal([250, 500, null]);
    expect(delays(1)).to.deep.equal([750, 1500, null]);
    expect(retryDelayMs(error('network'), READ_TRIES)).to.equal(null);
  });

  it('honors Retry-After once, within bounds (N9)', () => {
    const limited = error('unavailable', { retryAfterSeconds: 7 });
    expect(retryDelayMs(limited, 1)).to.equal(7000);
    expect(retryDelayMs(limited, 2)).to.equal(null);
    expect(retryAfterMs(error('rate-limited', { retryAfterSeconds: 1e9 }))).to.equal(300_000);
    for (const retryAfterSeconds of [-1, Number.NaN, Infinity]) {
      expect(retryAfterMs(error('rate-limited', { retryAfterSeconds }))).to.equal(null);
    }
  });
});
