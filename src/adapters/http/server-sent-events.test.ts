import { expect } from 'chai';
import fc from 'fast-check';
import { runOptions, runs } from '../../../test/support/run-options.js';
import { EventReader } from './server-sent-events.js';
import { backoffMs } from './back-off.js';

const STREAM =
  ': comment\nretry: 2500\n\nid: 1\nevent: changed\ndata: {"a":\ndata:1}\n\n' +
  'data\n\nid: 2\ndata: x\n\nevent: dropped\n\nid: bad\0id\ndata: y\n\nretry: soon\nid\ndata: z\n\ndata: open';
const EVENTS = [
  { name: 'changed', data: '{"a":\n1}', id: '1' },
  { name: 'message', data: '', id: '1' },
  { name: 'message', data: 'x', id: '2' },
  { name: 'message', data: 'y', id: '2' },
  { name: 'message', data: 'z', id: '' },
];

describe('server-sent events', () => {
  it('are read as the standard says', () => {
    const parser = new EventReader();
    expect(parser.push(STREAM)).to.deep.equal(EVENTS);
    expect(parser.retryMs).to.equal(2500);
  });

  it('come out the same in any pieces and with any line ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (lineEnd, sizes) => {
          const text = STREAM.replaceAll('\n', lineEnd);
          const parser = new EventReader();
          const events = [];
          for (let at = 0, turn = 0; at < text.length; turn += 1) {
            const size = sizes[turn % sizes.length]!;
            events.push(...parser.push(text.slice(at, at + size)));
            at += size;
          }
          expect(events).to.deep.equal(EVENTS);
        },
      ),
      {
        numRuns: runs(200),
        ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }),
      },
    );
  });

  it('go on with the id of the connection before', () => {
    expect(new EventReader('41').push('data: x\n\n')[0]?.id).to.equal('41');
  });

  it('do not grow without bound', () => {
    const parser = new EventReader();
    const piece = `data: ${'x'.repeat(1_000_000)}\n`;
    for (let count = 0; count < 6; count += 1) parser.push(piece);
    expect(parser.push('\ndata: next\n\n').map(({ data }) => data)).to.deep.equal(['next']);
  });

  it('connect again after growing, bounded, random delays (N22)', () => {
    const delays = (random: number): number[] =>
      [1, 2, 3, 10, 1000].map((failures) => backoffMs(failures, 1000, 30_000, random));
    expect(delays(0)).to.deep.equal([500, 1000, 2000, 15_000, 15_000]);
    expect(delays(1)).to.deep.equal([1000, 2000, 4000, 30_000, 30_000]);
  });
});
