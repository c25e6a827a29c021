import { expect, fixture, html } from '@open-wc/testing';
import { ContextProvider } from '@lit/context';
import { html as litHtml, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { MessageAdapter } from '../../adapter/adapter.js';
import { adapterContext } from './contexts.js';
import { defineElement, resolveScope } from '../../internal/define.js';
import { tokens } from '../../styles/index.js';
import { expectAlarm } from '../../../test/support/alarms.js';
import { waitFor } from '../../../test/support/waits.js';
import { AiccElement } from './aicc-element.js';
import { childTag } from './child-tag.js';

const ADAPTER = {} as MessageAdapter;

class ProbeElement extends AiccElement {
  static override readonly elementName: string = 'base-probe';
  static override styles = [tokens];

  get used(): MessageAdapter | null {
    return this.currentAdapter;
  }

  override render(): TemplateResult {
    return litHtml`<div class="root" lang=${this.locale.wordsTag} dir=${this.locale.direction}>
      <span>${this.t('play')}</span>
    </div>`;
  }
}

class ParentProbeElement extends AiccElement {
  static override readonly elementName = 'base-parent-probe';

  override render(): TemplateResult {
    return staticHtml`<${childTag(this.scope, 'base-probe')} .adapter=${this.adapter}></${childTag(this.scope, 'base-probe')}>`;
  }
}

defineElement(ProbeElement);
defineElement(ParentProbeElement);

const word = (element: Element): string =>
  element.shadowRoot?.querySelector('span')?.textContent ?? '';

async function probe(parent: Element): Promise<ProbeElement> {
  const element = document.createElement('aicc-base-probe') as ProbeElement;
  element.adapter = ADAPTER;
  parent.append(element);
  await element.updateComplete;
  return element;
}

describe('language of an element', () => {
  it('is that of the nearest lang, without a flash of another', async () => {
    const parent = await fixture<HTMLElement>(html`<div lang="zh-CN"></div>`);
    const element = document.createElement('aicc-base-probe') as ProbeElement;
    element.adapter = ADAPTER;
    const seen: string[] = [];
    parent.append(element);
    new MutationObserver(() => seen.push(word(element))).observe(element.renderRoot, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    await waitFor(() => word(element) === '播放');
    expect(seen).to.not.include('Play');
  });

  it('follows a change of lang on any ancestor, through shadow roots', async () => {
    const outer = await fixture<HTMLElement>(html`<div lang="en"><section></section></div>`);
    const host = outer.firstElementChild as HTMLElement;
    const inner = document.createElement('p');
    host.attachShadow({ mode: 'open' }).append(inner);
    const element = await probe(inner);
    expect(word(element)).to.equal('Play');
    outer.lang = 'ar';
    await waitFor(() => word(element) === 'تشغيل');
    expect(element.shadowRoot?.querySelector('.root')?.getAttribute('dir')).to.equal('rtl');
  });

  it('names the language of its words when it falls back', async () => {
    const parent = await fixture<HTMLElement>(html`<div lang="tlh"></div>`);
    const element = await probe(parent);
    expect(element.shadowRoot?.querySelector('.root')?.getAttribute('lang')).to.equal('en');
  });

  it('takes the direction from the nearest dir before the language’s own', async () => {
    const parent = await fixture<HTMLElement>(html`<div lang="en" dir="rtl"></div>`);
    const element = await probe(parent);
    expect(element.shadowRoot?.querySelector('.root')?.getAttribute('dir')).to.equal('rtl');
  });

  it('takes the host’s own words per key, as text (H20)', async () => {
    const element = await probe(await fixture(html`<div></div>`));
    element.strings = { play: '<b>Listen</b>' };
    await element.updateComplete;
    expect(word(element)).to.equal('<b>Listen</b>');
  });
});

describe('adapter of an element', () => {
  it('comes from an ancestor’s context, and the property wins', async () => {
    const parent = await fixture<HTMLElement>(html`<div></div>`);
    const provider = new ContextProvider(parent, {
      context: adapterContext,
      initialValue: ADAPTER,
    });
    const element = document.createElement('aicc-base-probe') as ProbeElement;
    parent.append(element);
    await element.updateComplete;
    expect(element.used).to.equal(ADAPTER);
    const other = {} as MessageAdapter;
    provider.setValue(other);
    await waitFor(() => element.used === other);
    element.adapter = ADAPTER;
    expect(element.used).to.equal(ADAPTER);
  });

  it('is missing in one console warning', async () => {
    const warned = expectAlarm(/console\.warn: .*aicc-base-probe.*adapter/);
    const parent = await fixture<HTMLElement>(html`<div></div>`);
    const element = document.createElement('aicc-base-probe') as ProbeElement;
    parent.append(element);
    await element.updateComplete;
    element.requestUpdate();
    await element.updateComplete;
    expect(warned.seen).to.have.length(1);
  });

  it('that was set before the element was defined is kept (H8)', async () => {
    const parent = await fixture<HTMLElement>(html`<div></div>`);
    const element = document.createElement('aicc-late-probe') as ProbeElement;
    element.adapter = ADAPTER;
    parent.append(element);
    class LateProbe extends ProbeElement {
      static override readonly elementName = 'late-probe';
    }
    defineElement(LateProbe);
    await element.updateComplete;
    expect(element.used).to.equal(ADAPTER);
  });
});

describe('scope of an element', () => {
  it('renders its children under its own prefix', async () => {
    defineElement(ProbeElement, resolveScope({ prefix: 'portal' }));
    defineElement(ParentProbeElement, resolveScope({ prefix: 'portal' }));
    const parent = await fixture<ParentProbeElement>(
      html`<portal-base-parent-probe .adapter=${ADAPTER}></portal-base-parent-probe>`,
    );
    await parent.updateComplete;
    expect(parent.shadowRoot?.firstElementChild?.localName).to.equal('portal-base-probe');
  });

  it('renders its children from a scoped registry where the browser has them', async function () {
    let registry: CustomElementRegistry;
    try {
      registry = new CustomElementRegistry();
    } catch {
      this.skip(); // This browser has no scoped registries; nothing depends on them.
    }
    defineElement(ProbeElement, resolveScope({ prefix: 'scoped', registry }));
    defineElement(ParentProbeElement, resolveScope({ prefix: 'scoped', registry }));
    const shadow = (await fixture<HTMLElement>(html`<div></div>`)).attachShadow({
      mode: 'open',
      customElementRegistry: registry,
    });
    const parent = (document.createElement as (name: string, options: unknown) => HTMLElement)(
      'scoped-base-parent-probe',
      { customElementRegistry: registry },
    ) as ParentProbeElement;
    parent.adapter = ADAPTER;
    shadow.append(parent);
    await waitFor(() => parent.shadowRoot?.firstElementChild?.shadowRoot);
    expect(customElements.get('scoped-base-probe')).to.equal(undefined);
    expect(word(parent.shadowRoot?.firstElementChild as Element)).to.equal('Play');
  });
});

describe('an element in another document', () => {
  it('keeps its styles after a move into an iframe and back (H11)', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe title="other page"></iframe>`);
    const element = await probe(await fixture(html`<div></div>`));
    expect(getComputedStyle(element).display).to.equal('block');
    frame.contentDocument?.body.append(element);
    await element.updateComplete;
    const view = frame.contentWindow as Window;
    expect(view.getComputedStyle(element).display).to.equal('block');
    document.body.append(element);
    expect(getComputedStyle(element).display).to.equal('block');
    element.remove();
  });
});
