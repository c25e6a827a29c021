import { expect } from 'chai';
import { html, nothing, render, type TemplateResult } from 'lit';
import { keyed } from './keyed.js';

describe('a keyed list', () => {
  let root: HTMLElement;
  beforeEach(() => {
    root = document.createElement('ul');
    document.body.append(root);
  });
  afterEach(() => root.remove());

  const show = (keys: readonly string[], text = (key: string): string => key) =>
    render(
      html`<li>first</li>${keyed(keys.map((key) => [key, item(text(key))]))}<li>last</li>`,
      root,
    );
  const item = (text: string): TemplateResult => html`<li><button>${text}</button></li>`;
  const texts = (): string =>
    [...root.querySelectorAll('li')].map((li) => li.textContent).join(' ');
  const button = (text: string): HTMLElement | undefined =>
    [...root.querySelectorAll('button')].find((found) => found.textContent === text);

  it('shows what it is given, in its order', () => {
    for (const keys of ['abc', '', 'b', 'xbya', 'abxy', 'yxba', 'c']) {
      show([...keys]);
      expect(texts()).to.equal(['first', ...keys, 'last'].join(' '));
    }
  });

  it('keeps the element of a key, whatever comes and goes before it', () => {
    show(['a', 'b', 'c']);
    const kept = button('b');
    show(['x', 'b', 'y'], (key) => (key === 'b' ? 'b2' : key));
    expect(button('b2')).to.equal(kept);
    expect(texts()).to.equal('first x b2 y last');
  });

  it('keeps the focus where it is when others come and go', () => {
    show(['a', 'b', 'c', 'd']);
    const focused = button('c')!;
    focused.focus();
    show(['n', 'm', 'b', 'c', 'z']);
    expect(document.activeElement).to.equal(focused);
  });

  it('takes turns with something else in its place', () => {
    const swap = (value: unknown) => render(html`<li>first</li>${value}`, root);
    swap(html`<li>wait</li>`);
    swap(keyed([['a', item('a')]]));
    expect(texts()).to.equal('first a');
    swap(html`<li>wait</li>`);
    expect(texts()).to.equal('first wait');
    swap(keyed([['b', item('b')]]));
    expect(texts()).to.equal('first b');
    swap(nothing);
    expect(texts()).to.equal('first');
  });
});
