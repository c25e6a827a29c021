import { expect } from 'chai';
import { expectAlarm } from '../../test/support/alarms.js';
import { defineElement, type DefinableElement, resolveScope } from './define.js';

function elementClass(libraryVersion = '1.0.0'): DefinableElement {
  return class extends HTMLElement {
    static readonly elementName = 'define-probe';
    static readonly libraryVersion = libraryVersion;
  };
}

describe('registering elements', () => {
  it('registers under the default and under another prefix', () => {
    const probe = elementClass();
    defineElement(probe);
    defineElement(probe, resolveScope({ prefix: 'portal' }));
    expect(customElements.get('aicc-define-probe')).to.be.a('function');
    expect(customElements.get('portal-define-probe')).to.be.a('function');
    expect(document.createElement('portal-define-probe')).to.be.instanceOf(probe);
  });

  it('is silent the second time in the same version (H7)', () => {
    defineElement(elementClass(), resolveScope({ prefix: 'twice' }));
    defineElement(elementClass(), resolveScope({ prefix: 'twice' }));
    expect(customElements.get('twice-define-probe')).to.be.a('function');
  });

  it('keeps the first of two versions and warns once, naming both (H7)', () => {
    const warned = expectAlarm(/console\.warn: .*1\.0\.0.*2\.0\.0/);
    const first = elementClass('1.0.0');
    defineElement(first, resolveScope({ prefix: 'mixed' }));
    defineElement(elementClass('2.0.0'), resolveScope({ prefix: 'mixed' }));
    defineElement(elementClass('2.0.0'), resolveScope({ prefix: 'mixed' }));
    expect(document.createElement('mixed-define-probe')).to.be.instanceOf(first);
    expect(warned.seen).to.have.length(1);
  });

  it('refuses a prefix that cannot begin a tag', () => {
    for (const prefix of ['', 'A', '1x', 'x-y', 'x y', '<img>']) {
      expect(() => resolveScope({ prefix }), prefix).to.throw(TypeError);
    }
  });
});
