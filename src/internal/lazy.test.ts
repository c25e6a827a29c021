import { expect } from 'chai';
import { lazy, preload } from './lazy.js';

describe('a lazy module', () => {
  it('loads once for all who ask', async () => {
    let imports = 0;
    const part = lazy(async () => ({ number: (imports += 1) }));
    expect(part.module).to.equal(null);
    const [first, second] = await Promise.all([part.load(), part.load()]);
    expect(first).to.equal(second);
    expect(await part.load()).to.equal(first);
    expect(part.module).to.equal(first);
    expect(imports).to.equal(1);
  });

  it('rejects when it cannot be loaded, and the next call tries again', async () => {
    let isOnline = false;
    const part = lazy(async () => {
      if (!isOnline) throw new TypeError('Failed to fetch dynamically imported module');
      return 'here';
    });
    const failure: unknown = await part.load().catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(TypeError);
    expect(part.module).to.equal(null);
    isOnline = true;
    expect(await part.load()).to.equal('here');
  });

  it('preloads one after another and skips what cannot be loaded', async () => {
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const last = new Promise<void>((resolve) => (finish = resolve));
    preload(
      lazy(async () => order.push('first')),
      lazy(async () => {
        order.push('second');
        throw new TypeError('gone');
      }),
      lazy(async () => {
        order.push('third');
        finish();
      }),
    );
    expect(order).to.deep.equal([]);
    await last;
    expect(order).to.deep.equal(['first', 'second', 'third']);
  });
});
