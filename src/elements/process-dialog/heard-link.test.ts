import { expect, fixture, html } from '@open-wc/testing';
import { nothing, render } from 'lit';
import { AdapterError } from '../../adapter/errors.js';
import { aMessage } from '../../../test/support/messages.js';
import { waitFor } from '../../../test/support/waits.js';
import { HeardLink } from './heard-link.js';

type Load = ConstructorParameters<typeof HeardLink>[2];

async function setUp(needed: number, load: Load) {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  const said: string[] = [];
  const host = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => render(link.render(), place),
    updateComplete: Promise.resolve(true),
  };
  const link: HeardLink = new HeardLink(
    host,
    {
      i18n: () => ({ t: (key) => key, locale: 'en', timeZone: undefined }),
      say: (text) => said.push(text),
      player: () => null,
      message: () => aMessage({ channel: 'voice' }),
      needed: () => needed,
    },
    load,
  );
  host.requestUpdate();
  return { link, place, said };
}

describe('the code for what must be heard before Submit', () => {
  it('is not loaded where nobody asks', async () => {
    let loads = 0;
    const { link } = await setUp(0, () => {
      loads += 1;
      return import('./heard-gate.js');
    });
    expect(link.render()).to.equal(nothing);
    expect(loads).to.equal(0);
    expect(link.submit()).to.equal(null);
  });

  it('is told when it does not load: the backend judges, and it can be tried again', async () => {
    let tries = 0;
    const { link, place } = await setUp(80, () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('offline')) : import('./heard-gate.js');
    });
    await waitFor(() => place.textContent.includes('processHeardFailed'));
    expect(link.holdsBack()).to.equal(false);
    place.querySelector('button')!.click();
    await waitFor(() => place.textContent.includes('processHeardMissing'));
    expect(link.holdsBack()).to.equal(true);
  });

  it('comes with a refusal that nobody had announced', async () => {
    const { link, place, said } = await setUp(0, () => import('./heard-gate.js'));
    const fields = [{ field: 'heard', code: 'heard-too-little' }];
    expect(link.refuse(new AdapterError('invalid', { fields }))).to.equal('');
    await waitFor(() => place.textContent.includes('processHeardRefused'));
    expect(said).to.deep.equal(['processHeardRefused']);
  });
});
