import { expect, fixture, html } from '@open-wc/testing';
import { waitFor } from '../../../test/support/waits.js';
import type { DialogHost } from '../shared/dialog-controller.js';
import { DockSpace, dockedBlockSize } from './docked-player.js';

describe('the docked player', () => {
  it('covers the bottom of the window only where it reaches it', () => {
    expect(dockedBlockSize({ top: 800, bottom: 900 }, 900)).to.equal(100);
    expect(dockedBlockSize({ top: 780, bottom: 880 }, 900), 'near the bottom').to.equal(120);
    expect(dockedBlockSize({ top: 850, bottom: 950 }, 900), 'partly out of view').to.equal(50);
    expect(dockedBlockSize({ top: 200, bottom: 300 }, 900), 'far from the bottom').to.equal(0);
    expect(dockedBlockSize({ top: 950, bottom: 1050 }, 900), 'out of view').to.equal(0);
  });

  it('keeps what floats above it clear of it, also when it grows or goes', async () => {
    const root = await fixture(html`<div><div id="above"></div></div>`);
    const above = root.querySelector<HTMLElement>('#above')!;
    let dock: HTMLElement | null = document.createElement('div');
    for (const [name, value] of [
      ['position', 'fixed'],
      ['bottom', '0'],
      ['height', '100px'],
    ] as const) {
      dock.style.setProperty(name, value);
    }
    root.append(dock);
    const host = Object.assign(document.createElement('div'), {
      addController: () => undefined,
      removeController: () => undefined,
      requestUpdate: () => undefined,
      updateComplete: Promise.resolve(true),
    }) as DialogHost;
    const kept = new DockSpace(host, { dock: () => dock, above: () => above });
    const size = (): string => above.style.getPropertyValue('--_dock-block-size');
    kept.hostUpdated();
    expect(size()).to.equal('100px');
    dock.style.setProperty('height', '150px');
    await waitFor(() => size() === '150px');
    dock.remove();
    dock = null;
    kept.hostUpdated();
    expect(size()).to.equal('');
    kept.hostDisconnected();
  });
});
