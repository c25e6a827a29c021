import { expect } from 'chai';
import { ar } from './locales/ar.js';
import { en } from './locales/en.js';
import { zhCN } from './locales/zh-CN.js';
import { findLocale, loadLocale, registerLocale } from './locale-registry.js';
import type { Template } from './message-format.js';

const placeholders = (template: Template): string[] => {
  const text = typeof template === 'string' ? template : template.other;
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();
};

describe('the shipped languages', () => {
  for (const [name, locale] of Object.entries({ 'zh-CN': zhCN, ar })) {
    it(`${name} has every key of English and no other`, () => {
      expect(Object.keys(locale).sort()).to.deep.equal(Object.keys(en).sort());
    });

    it(`${name} uses the placeholders of English`, () => {
      for (const [key, template] of Object.entries(en) as [keyof typeof en, Template][]) {
        expect(placeholders(locale[key]), key).to.deep.equal(placeholders(template));
      }
    });

    it(`${name} has words for every key`, () => {
      for (const [key, template] of Object.entries(locale)) {
        const forms = typeof template === 'string' ? [template] : Object.values(template);
        for (const form of forms) expect(String(form).trim(), key).to.not.equal('');
      }
    });
  }
});

describe('finding a language', () => {
  it('loads Chinese for every Chinese tag and AICC’s underscore form', async () => {
    for (const tag of ['zh', 'zh-CN', 'zh_CN', 'ZH-Hans-CN']) {
      expect((await loadLocale(tag)).tag, tag).to.equal('zh-CN');
    }
  });

  it('loads Arabic with its direction', async () => {
    expect((await loadLocale('ar-SA')).direction).to.equal('rtl');
  });

  it('falls back to English for a language that nobody has registered', async () => {
    expect((await loadLocale('tlh')).tag).to.equal('en');
    expect(findLocale('')?.tag).to.equal('en');
  });

  it('takes a language of the host', async () => {
    registerLocale('eo', { play: 'Ludi' });
    const { strings } = await loadLocale('eo');
    expect(strings).to.deep.equal({ play: 'Ludi' });
  });
});
