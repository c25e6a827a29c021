import { expect } from '@open-wc/testing';
import {
  all,
  inMenu,
  named,
  one,
  showing,
  type FakeDialog,
  type FakePlayer,
} from '../../../test/support/list-element.js';
import { focused, press } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { screenText } from '../../../test/support/screen.js';
import { waitFor } from '../../../test/support/waits.js';
import { ProcessedEvent } from '../shared/workflow-events.js';

describe('message list: row actions', () => {
  it('opens the dialog that belongs to the action, with its message', async () => {
    const message = aMessage({ status: 'to-be-allocated' });
    const { adapter, list } = await showing([message]);
    named(list, '.action', 'Allocate').click();
    const dialog = await waitFor(() =>
      list.shadowRoot!.querySelector<FakeDialog>('lt-allocate-dialog'),
    );
    await waitFor(() => dialog.isOpen);
    expect(dialog.messages).to.deep.equal([message]);
    expect(dialog.adapter).to.equal(adapter);
    expect(list.hasPendingWork).to.be.false;
    dialog.hasPendingWork = true;
    expect(list.hasPendingWork).to.be.true;
  });

  it('restores the focus when the dialog closes, to the row where its opener is gone', async () => {
    const message = aMessage({ status: 'unprocessed' });
    const { list } = await showing([message]);
    const opener = named(list, '.action', 'Process');
    opener.focus();
    opener.click();
    const dialog = await waitFor(() =>
      list.shadowRoot!.querySelector<FakeDialog>('lt-process-dialog'),
    );
    await waitFor(() => dialog.isOpen);
    opener.blur();
    dialog.close();
    await waitFor(() => focused()?.closest('tr')?.dataset['id'] === message.id);
    // It stays for drafts and the offer to undo, about no message.
    await waitFor(() => dialog.message === undefined);
  });

  it('has one player for all rows, which switches its message (M7)', async () => {
    const [a, b] = [aMessage(), aMessage()];
    const { list } = await showing([a, b]);
    const plays = all(list, '[data-action="play"]');
    plays[0]!.click();
    const player = await waitFor(() =>
      list.shadowRoot!.querySelector<FakePlayer>('lt-voice-player'),
    );
    await waitFor(() => player.plays.length === 1);
    plays[1]!.click();
    await waitFor(() => player.plays.length === 2);
    expect(player.plays).to.deep.equal([a.id, b.id]);
    expect(all(list, 'lt-voice-player')).to.have.length(1);
    expect(one(list, 'section.player').getAttribute('aria-label')).to.equal('Player');
    named(list, 'button', 'Close player').click();
    await list.updateComplete;
    expect(player.pauses).to.equal(1);
    expect(all(list, 'lt-voice-player')).to.have.length(0);
  });

  it('pauses and resumes with the button of the row (A1)', async () => {
    const { list } = await showing([aMessage()]);
    const play = one(list, '[data-action="play"]');
    play.click();
    const player = await waitFor(() =>
      list.shadowRoot!.querySelector<FakePlayer>('lt-voice-player'),
    );
    await waitFor(() => !player.paused);
    await waitFor(() => play.getAttribute('aria-label')!.startsWith('Pause, +'));
    expect(play.title).to.equal('Pause');
    play.click();
    await waitFor(() => player.paused);
    await waitFor(() => play.getAttribute('aria-label')!.startsWith('Play, +'));
    play.click();
    await waitFor(() => !player.paused);
    expect(player.plays).to.have.length(2);
  });

  it('restores the focus to Play in the row when the player closes (A3)', async () => {
    const { list } = await showing([aMessage()]);
    one(list, '[data-action="play"]').click();
    const close = await waitFor(() =>
      list.shadowRoot!.querySelector<HTMLElement>('.player > button'),
    );
    close.focus();
    close.click();
    await list.updateComplete;
    expect(focused()).to.equal(one(list, '[data-action="play"]'));
  });

  it('shows the result of the last act beside the count, until the next act', async () => {
    const message = aMessage({ status: 'processing' });
    const { list } = await showing([message]);
    list
      .shadowRoot!.querySelector('.root')!
      .dispatchEvent(new ProcessedEvent({ messageId: message.id }));
    await list.updateComplete;
    expect(screenText(one(list, '.result'))).to.equal(
      `Message from ${message.contactNumber} processed.`,
    );
    one(list, '[data-action="play"]').click();
    await waitFor(() => all(list, '.result').length === 0);
  });

  it('opens the viewer in a dialog of its own and closes it with Escape', async () => {
    const message = aMessage({ channel: 'web', text: 'Hello' });
    const { list } = await showing([message]);
    const opener = named(list, '.action', 'More actions');
    const view = await inMenu(list, 'View');
    view.click();
    const dialog = await waitFor(() =>
      list.shadowRoot!.querySelector<HTMLDialogElement>('dialog.viewer[open]'),
    );
    expect(dialog.querySelector<FakeDialog>('lt-message-viewer')!.message).to.deep.equal(message);
    await press('Escape');
    await waitFor(() => !list.shadowRoot!.querySelector('dialog.viewer'));
    await waitFor(() => focused() === opener);
  });

  it('has the other actions in a menu, and says there why one does nothing (A18 W25)', async () => {
    const message = aMessage({
      contactNumber: '+1 514 555 0151',
      status: 'processing',
      lease: {
        id: 'l',
        ownerEmployeeId: '1004',
        ownerName: 'Marco Bellandi',
        mine: false,
        expiresAt: null,
      },
    });
    const { list } = await showing([message]);
    const more = named(list, '.action', 'More actions');
    expect(more.getAttribute('aria-label')).to.equal('More actions, +1 514 555 0151');
    const process = await inMenu(list, 'Process');
    const items = all(list, '[role="menuitem"]');
    expect(items.map((item) => item.getAttribute('aria-label'))).to.deep.equal([
      'Process, +1 514 555 0151',
      'Download, +1 514 555 0151',
    ]);
    expect(more.getAttribute('aria-expanded')).to.equal('true');
    expect(focused()).to.equal(process);
    expect(process.getAttribute('aria-disabled')).to.equal('true');
    expect(screenText(process)).to.contain('Marco Bellandi is processing this message.');
    await press('Enter');
    expect(all(list, '[data-child]')).to.have.length(0);
    await press('ArrowDown');
    expect(focused()).to.equal(items[1]);
    await press('ArrowDown');
    expect(focused()).to.equal(items[0]);
    await press('End');
    expect(focused()).to.equal(items[1]);
    await press('Escape');
    expect(one(list, '.row-menu').matches(':popover-open')).to.be.false;
    expect(focused()).to.equal(more);
    expect(more.getAttribute('aria-expanded')).to.equal('false');
  });

  it('rereads a row in its place after a workflow event', async () => {
    const [a, b] = [aMessage({ status: 'unprocessed' }), aMessage()];
    const { adapter, list } = await showing([a, b]);
    adapter.messages.set(a.id, { ...a, version: 2, status: 'processed' });
    named(list, '.action', 'Process').click();
    const dialog = await waitFor(() => list.shadowRoot!.querySelector('lt-process-dialog'));
    dialog.dispatchEvent(
      new CustomEvent('aicc-processed', {
        bubbles: true,
        composed: true,
        detail: { messageId: a.id },
      }),
    );
    await waitFor(() => list.messages[0]!.status === 'processed');
    expect(list.messages.map(({ id }) => id)).to.deep.equal([a.id, b.id]);
    expect(adapter.calls).to.have.length(1);
  });

  it('shows a note in the place of a message that no longer exists, with the focus on it (N6)', async () => {
    const [a, b] = [aMessage(), aMessage()];
    const { list } = await showing([a, b]);
    const process = named(list, '.action', 'Process');
    process.focus();
    process.click();
    const dialog = await waitFor(() => list.shadowRoot!.querySelector('lt-process-dialog'));
    process.focus();
    dialog.dispatchEvent(
      new CustomEvent('aicc-released', {
        bubbles: true,
        composed: true,
        detail: { messageId: a.id },
      }),
    );
    await waitFor(() => all(list, 'tr.gone').length === 1);
    expect(screenText(one(list, 'tr.gone'))).to.equal('This message no longer exists.');
    await waitFor(() => focused() === one(list, 'tr.gone'));
    expect(list.messages.map(({ id }) => id)).to.deep.equal([b.id]);
  });
});
