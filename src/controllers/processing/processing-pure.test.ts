import { expect } from 'chai';
import { aMessage } from '../../../test/support/messages.js';
import { looksLikeCardNumber } from './card-number.js';
import { leaseRemainingMs, renewDelayMs, warnDelayMs } from './lease-timing.js';

const lease = (expiresAt: string | null) => ({
  id: 'l',
  ownerEmployeeId: '1',
  ownerName: null,
  mine: true,
  expiresAt,
});
const now = Date.parse('2026-11-22T10:00:00Z');

describe('timing of a lease', () => {
  it('has no end when the backend gives none', () => {
    expect(leaseRemainingMs(lease(null), aMessage(), now)).to.equal(null);
  });

  it('is sensible with a clock three days wrong, either way (W15)', () => {
    const message = aMessage({ updatedAt: '2026-11-22T10:00:00Z' });
    const end = lease('2026-11-22T10:10:00Z');
    expect(leaseRemainingMs(end, message, now)).to.equal(600_000);
    const threeDays = 3 * 86_400_000;
    expect(leaseRemainingMs(end, message, now + threeDays)).to.equal(600_000);
    expect(leaseRemainingMs(end, message, now - threeDays)).to.equal(600_000);
    const unknown = aMessage({ updatedAt: null });
    expect(leaseRemainingMs(end, unknown, now + threeDays)).to.equal(120_000);
  });

  it('renews at half and warns near the end', () => {
    expect(renewDelayMs(600_000)).to.equal(300_000);
    expect(warnDelayMs(600_000)).to.equal(540_000);
    expect(warnDelayMs(100_000)).to.equal(80_000);
  });
});

describe('card numbers in comments', () => {
  it('finds what passes the Luhn check, with or without separators (S24)', () => {
    for (const text of ['4111 1111 1111 1111', 'card: 5500-0000-0000-0004.', '340000000000009']) {
      expect(looksLikeCardNumber(text), text).to.equal(true);
    }
  });

  it('leaves phone numbers, order numbers and near misses alone (S24)', () => {
    for (const text of [
      '4111 1111 1111 1112',
      '+44 20 7946 0958',
      '0000000000000000',
      '12345',
      '',
    ]) {
      expect(looksLikeCardNumber(text), text).to.equal(false);
    }
  });
});
