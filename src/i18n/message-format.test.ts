import { expect } from 'chai';
import { formatTemplate } from './message-format.js';

describe('sentences from templates', () => {
  it('fill placeholders with text and numbers of the language', () => {
    expect(formatTemplate('{a} of {n}', 'de', { a: 'x', n: 1234 })).to.equal('x of 1.234');
  });

  it('leave a placeholder without a value empty', () => {
    expect(formatTemplate('Hello {name}!', 'en', {})).to.equal('Hello !');
    expect(formatTemplate('{constructor}', 'en', {})).to.equal('');
  });

  it('choose the plural form of the language', () => {
    const template = {
      one: '{n} message',
      few: '{n} few',
      many: '{n} many',
      other: '{n} messages',
    };
    expect(formatTemplate(template, 'en', { n: 1 })).to.equal('1 message');
    expect(formatTemplate(template, 'en', { n: 2 })).to.equal('2 messages');
    expect(formatTemplate(template, 'ar', { n: 3 })).to.equal('3 few');
  });

  it('do not read a value as a template again', () => {
    expect(formatTemplate('{a}{b}', 'en', { a: '{b}', b: 'x' })).to.equal('{b}x');
  });
});
