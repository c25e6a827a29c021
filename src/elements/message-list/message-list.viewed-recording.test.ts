import { expect } from '@open-wc/testing';
import { one, showing, type FakePlayer } from '../../../test/support/list-element.js';
import { aMessage } from '../../../test/support/messages.js';
import { waitFor } from '../../../test/support/waits.js';
import type { MessageListElement } from './message-list.element.js';

const unprocessed = aMessage({ id: 'a', status: 'unprocessed', durationSeconds: 4 });
const processed = aMessage({
  id: 'b',
  status: 'processed',
  durationSeconds: 4,
  handlingComments: '[0:02] asks for a call',
  actions: { view: { allowed: true } },
});
const written = aMessage({ id: 'c', channel: 'web', status: 'processed' });

const aList = async () => (await showing([unprocessed, processed, written])).list;
const action = (list: MessageListElement, id: string, name: string): HTMLElement | null =>
  list.shadowRoot!.querySelector(`tr[data-id="${id}"] [data-action="${name}"]`);

describe('a voice message that the backend lets be viewed', () => {
  it('offers View as its main action beside Play once nothing else is to be done', async () => {
    const list = await aList();
    expect(action(list, 'a', 'view')).to.equal(null);
    expect(action(list, 'b', 'view')).to.exist;
    expect(action(list, 'b', 'play')).to.exist;
    expect(action(list, 'c', 'view'), 'as ever for WEB').to.exist;
  });

  it('opens with a player for the times in its comments; the docked player pauses', async () => {
    const list = await aList();
    one(list, 'tr[data-id="a"] [data-action="play"]').click();
    const docked = await waitFor(() =>
      list.shadowRoot!.querySelector<FakePlayer>('lt-voice-player'),
    );
    await waitFor(() => docked.plays.length === 1);
    action(list, 'b', 'view')!.click();
    await waitFor(
      () => list.shadowRoot!.querySelector<HTMLDialogElement>('dialog.viewer')?.open === true,
    );
    const player = one<FakePlayer>(list, '.viewed-player');
    expect(player.message?.id).to.equal('b');
    expect(player.plays, 'nothing sounds by itself').to.deep.equal([]);
    expect(docked.paused).to.equal(true);
    const viewer = one<HTMLElement & { player?: unknown }>(list, 'lt-message-viewer');
    expect(viewer.player).to.equal(player);
  });

  it('needs no player for a WEB message', async () => {
    const list = await aList();
    action(list, 'c', 'view')!.click();
    await waitFor(
      () => list.shadowRoot!.querySelector<HTMLDialogElement>('dialog.viewer')?.open === true,
    );
    expect(list.shadowRoot!.querySelector('.viewed-player')).to.equal(null);
  });
});
