import { expect } from '@open-wc/testing';
import { focused, press } from '../../../test/support/keys.js';
import {
  all,
  one,
  showing,
  type FakeDialog,
  type FakePlayer,
} from '../../../test/support/list-element.js';
import { aMessage } from '../../../test/support/messages.js';
import { waitFor } from '../../../test/support/waits.js';
import { undoKeyLabel } from './child-elements.js';

/** As the machine has it that the tests run on. */
const COMMAND = undoKeyLabel() === '⌘Z' ? 'Meta' : 'Control';

describe('aicc-message-list, by the keyboard alone', () => {
  it('leads from the row of the playing message to the player with one key (A1)', async () => {
    const { list } = await showing([aMessage(), aMessage()]);
    const play = one(list, '[data-action="play"]');
    play.focus();
    await press('Enter');
    const player = await waitFor(() =>
      list.shadowRoot!.querySelector<FakePlayer>('lt-voice-player'),
    );
    await waitFor(() => !player.paused);
    expect(all(list, '.to-player')).to.have.length(1);
    player.tabIndex = -1;
    await press('Tab');
    expect(focused()?.textContent).to.equal('Go to the player');
    await press('Enter');
    expect(focused()).to.equal(player);
  });

  it('undoes an allocation with Ctrl+Z, except in a text field (A1)', async () => {
    const { list } = await showing([
      aMessage({ status: 'to-be-allocated', employeeId: null, businessAccount: null }),
    ]);
    one(list, '[data-action="allocate"]').click();
    const dialog = await waitFor(() =>
      list.shadowRoot!.querySelector<FakeDialog & { undoKey?: string }>('lt-allocate-dialog'),
    );
    await waitFor(() => dialog.isOpen);
    expect(dialog.undoKey).to.equal(undoKeyLabel());
    dialog.offers = 1;
    one(list, '[data-action="allocate"]').focus();
    await press(`${COMMAND}+z`);
    expect(dialog.undone).to.equal(0);
    dialog.close();
    await list.updateComplete;
    one(list, '#contactNumber').focus();
    await press(`${COMMAND}+z`);
    expect(dialog.undone).to.equal(0);
    one(list, '[data-action="process"], [data-action="view"], .action').focus();
    await press(`${COMMAND}+Shift+z`);
    expect(dialog.undone).to.equal(0);
    await press(`${COMMAND}+z`);
    expect(dialog.undone).to.equal(1);
  });
});
