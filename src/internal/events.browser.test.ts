import { expect } from 'chai';
import { BeforeEvent } from './events.js';

describe('before-events in a page', () => {
  it('let a host on any ancestor stop the act (H17)', async () => {
    const target = document.createElement('div');
    const parent = document.createElement('div');
    parent.append(target);
    parent.addEventListener('ask', (event) => event.preventDefault());
    expect(await new BeforeEvent('ask', {}).ask(target)).to.equal(false);
  });
});
