import { expect } from 'chai';
import fc from 'fast-check';
import { DEFAULT_QUERY } from '../../model/query.js';
import { runOptions, runs } from '../../../test/support/run-options.js';
import { aPage } from '../../../test/support/list-fixtures.js';
import { aMessage } from '../../../test/support/messages.js';
import { pageBeforeEnd, pagerModel, trustedPage, type PagingState } from './paging.js';

const paging = (overrides: Partial<PagingState>): PagingState => ({
  index: 0,
  size: 20,
  rowCount: 20,
  total: null,
  totalIsEstimate: false,
  hasMore: null,
  cursors: [],
  ...overrides,
});
const query = (index: number, size = 20) => ({ ...DEFAULT_QUERY, page: { index, size } });
const messages = (count: number) => Array.from({ length: count }, () => aMessage());

describe('paging', () => {
  it('counts pages by the total', () => {
    const model = pagerModel(paging({ index: 12, rowCount: 10, total: 250 }));
    expect(model.range).to.deep.equal({ from: 241, to: 250 });
    expect(model.canGoOn).to.be.false;
    expect(model.pages).to.deep.equal([0, 'gap', 8, 9, 10, 11, 12]);
  });

  it('works without any total, by cursors alone', () => {
    const first = pagerModel(paging({ cursors: [undefined, 'b'] }));
    expect([first.canGoBack, first.canGoOn]).to.deep.equal([false, true]);
    expect(first.pages).to.deep.equal([0, 1]);
    const last = pagerModel(paging({ index: 1, rowCount: 3, cursors: [undefined, 'b'] }));
    expect([last.canGoBack, last.canGoOn]).to.deep.equal([true, false]);
  });

  it('works where the backend says only whether there is more', () => {
    expect(pagerModel(paging({ hasMore: true, rowCount: 5 })).canGoOn).to.be.true;
    expect(pagerModel(paging({ hasMore: false })).canGoOn).to.be.false;
    expect(pagerModel(paging({ hasMore: false })).pages).to.deep.equal([]);
  });

  it('does not offer the end of an estimate', () => {
    expect(pagerModel(paging({ total: 5000, totalIsEstimate: true })).pages).to.deep.equal([
      0,
      1,
      2,
      3,
      4,
      'gap',
    ]);
  });

  it('takes totals for unknown that the rows disprove (N17)', () => {
    expect(trustedPage(aPage(messages(20), { total: 3 }), query(0)).total).to.be.null;
    expect(trustedPage(aPage(messages(5), { total: 20 }), query(2)).total).to.be.null;
    expect(trustedPage(aPage(messages(5), { total: 45 }), query(2)).total).to.equal(45);
  });

  it('divides the answer of a backend that does not page (N16)', () => {
    const page = trustedPage(aPage(messages(95), { total: null }), query(4));
    expect([page.messages.length, page.total]).to.deep.equal([15, 95]);
  });

  it('goes back from beyond the end, always to an earlier page (N17 W23)', () => {
    expect(pageBeforeEnd(aPage([], { total: 45 }), query(7))).to.equal(2);
    expect(pageBeforeEnd(aPage([], { total: null }), query(7))).to.equal(6);
    expect(pageBeforeEnd(aPage([], { total: 1e9 }), query(7))).to.equal(6);
    expect(pageBeforeEnd(aPage([], { total: 0 }), query(0))).to.be.null;
    expect(pageBeforeEnd(aPage(messages(1)), query(7))).to.be.null;
  });

  it('never offers a page twice, and always the present one (N17)', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.constantFrom(10, 20, 50),
        fc.nat(50),
        fc.option(fc.nat(100_000), { nil: null }),
        fc.boolean(),
        (index, size, rowCount, total, totalIsEstimate) => {
          const rows = Math.min(rowCount, size);
          const page = trustedPage(
            aPage(messages(rows), { total, totalIsEstimate }),
            query(index, size),
          );
          const model = pagerModel(paging({ ...page, index, size, rowCount: rows }));
          const numbers = model.pages.filter((place) => place !== 'gap');
          expect(new Set(numbers).size).to.equal(numbers.length);
          if (numbers.length > 0) expect(numbers).to.include(index);
          expect(model.pages.length).to.be.at.most(7);
        },
      ),
      { numRuns: runs(100), ...(runOptions.seed === undefined ? {} : { seed: runOptions.seed }) },
    );
  });
});
