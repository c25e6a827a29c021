import { expect } from 'chai';
import { readListening } from './read-listening.js';

const span = (startSeconds: unknown, endSeconds: unknown): unknown => ({
  startSeconds,
  endSeconds,
});
const good = { startSeconds: 1, endSeconds: 2.5 };

describe('the listening that a backend keeps', () => {
  it('is read with and without what colleagues heard', () => {
    const plain = { messageId: 'm', spans: [good] };
    expect(readListening(plain, 'm')).to.deep.equal(plain);
    const shared = { ...plain, others: [{ ...good, name: 'A. Lee' }] };
    expect(readListening(shared, 'm')).to.deep.equal({ ...plain, others: [good] });
  });

  it('is refused when it is about another message, or is no answer at all', () => {
    for (const answer of [
      null,
      [],
      'x',
      { messageId: 'm' },
      { messageId: 'n', spans: [good] },
      { messageId: 'm', spans: 'all' },
      JSON.parse('{"__proto__":{"messageId":"m","spans":[]}}'),
    ]) {
      expect(readListening(answer, 'm')).to.equal(null);
    }
  });

  it('leaves out impossible spans: backwards, negative, endless, not numbers', () => {
    const spans = [
      span(2, 1),
      span(-1, 1),
      span(0, Infinity),
      span(NaN, 1),
      span('0', '1'),
      span(0, 1e300),
      span(3, 3),
      null,
      [0, 1],
      good,
    ];
    expect(readListening({ messageId: 'm', spans, others: spans }, 'm')).to.deep.equal({
      messageId: 'm',
      spans: [good],
      others: [good],
    });
  });

  it('reads no more than a thousand of a million spans, getters and proxies included', () => {
    let asked = 0;
    const many = new Proxy(new Array(1_000_000), {
      get: (target, key) => {
        if (key === 'length') return target.length;
        asked += 1;
        return key === '5' ? good : span(Number(key), Number(key) + 0.5);
      },
      getOwnPropertyDescriptor: (target, key) =>
        key === 'length'
          ? Reflect.getOwnPropertyDescriptor(target, key)
          : { configurable: true, enumerable: true, value: 0 },
    });
    expect(readListening({ messageId: 'm', spans: many }, 'm')?.spans).to.have.lengthOf(1000);
    expect(asked).to.be.below(1100);
  });
});
