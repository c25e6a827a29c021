import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../../test/support/axe.js';
import {
  button,
  endless,
  fakeSaving,
  kinds,
  openBatch,
  row,
  shows,
  wav,
} from '../../../test/support/download-screen.js';
import { clickOn, focused, press } from '../../../test/support/keys.js';
import { screenText } from '../../../test/support/screen.js';
import { blobAnswer } from '../../../test/support/sounds.js';
import { waitFor } from '../../../test/support/waits.js';
import { AdapterError } from '../../adapter/errors.js';

describe('aicc-download-dialog: a batch that fails or stops', () => {
  const saving = fakeSaving();

  it('goes on after one that fails, names why, and tries only that one again (M14 M16)', async () => {
    let isBroken = true;
    const dialog = await openBatch(({ messageId }) => {
      if (messageId === 'm-2' && isBroken) return blobAnswer(new Blob(['<!doctype html>']));
      return blobAnswer(wav);
    });
    button(dialog, 'Yes').click();
    await shows(dialog, '2 files saved. 1 failed.');
    expect(kinds(dialog)).to.deep.equal(['done', 'failed', 'done']);
    expect(screenText(row(dialog, 'm-2'))).to.contain('not a recording');
    expect(saving.folder.names.some((name) => name.includes('m-2'))).to.be.false;
    expect(dialog.detailsOf('aicc-audit')).to.have.length(2);
    expect(focused()).to.equal(button(dialog, 'Retry failed (1)'));
    await expectAccessible(dialog);
    isBroken = false;
    await press('Enter');
    await shows(dialog, '3 files saved');
    expect(saving.picked, 'the folder is asked for once').to.equal(1);
    expect(dialog.asked).to.have.length(4);
    expect(dialog.detailsOf('aicc-audit').map(({ messageId }) => messageId)).to.deep.equal([
      'm-1',
      'm-3',
      'm-2',
    ]);
  });

  it('offers each failed one its own Retry, named by its message (M14)', async () => {
    const broken = new Set(['m-1', 'm-2']);
    const dialog = await openBatch(({ messageId }) =>
      broken.has(messageId)
        ? new AdapterError('unavailable', { requestId: 'req-7' })
        : blobAnswer(wav),
    );
    button(dialog, 'Yes').click();
    await shows(dialog, '1 file saved. 2 failed.');
    expect(screenText(row(dialog, 'm-1'))).to.contain('req-7');
    expect(dialog.detailsOf('aicc-error')).to.have.length(2);
    const retry = row(dialog, 'm-2').querySelector('button')!;
    expect(retry.getAttribute('aria-label')).to.match(/^Retry, message from .*6789/);
    broken.clear();
    await clickOn(retry);
    await shows(dialog, '2 files saved. 1 failed.');
    expect(kinds(dialog)).to.deep.equal(['failed', 'done', 'done']);
  });

  for (const code of ['unauthenticated', 'forbidden'] as const) {
    it(`stops all when ${code} concerns all, says so, and can go on afterwards (M14)`, async () => {
      let isStopped = true;
      const dialog = await openBatch(({ messageId }) =>
        messageId === 'm-2' && isStopped ? new AdapterError(code) : blobAnswer(wav),
      );
      button(dialog, 'Yes').click();
      await shows(dialog, 'The rest was not tried');
      expect(kinds(dialog)).to.deep.equal(['done', 'failed', 'skipped']);
      expect(dialog.asked).to.have.length(2);
      isStopped = false;
      button(dialog, 'Retry the rest (2)').click();
      await shows(dialog, '3 files saved');
      expect(dialog.detailsOf('aicc-audit')).to.have.length(3);
    });
  }

  it('goes on after a recording that the person may not have (M14)', async () => {
    const dialog = await openBatch(({ messageId }) =>
      messageId === 'm-1' ? new AdapterError('recording-forbidden') : blobAnswer(wav),
    );
    button(dialog, 'Yes').click();
    await shows(dialog, '2 files saved. 1 failed.');
    expect(kinds(dialog)).to.deep.equal(['failed', 'done', 'done']);
  });

  it('stops on Cancel: no part of a file stays, and files that are done stay (M14)', async () => {
    const slow = endless();
    const dialog = await openBatch(({ messageId }) =>
      blobAnswer(messageId === 'm-2' ? slow.blob : wav),
    );
    button(dialog, 'Yes').click();
    await waitFor(() => dialog.asked.length === 2);
    slow.feed(new Uint8Array(await wav.arrayBuffer()));
    await shows(dialog, /Receiving: 25 %/);
    expect(saving.folder.names).to.have.length(2);
    expect(focused()).to.equal(button(dialog, 'Cancel'));
    await expectAccessible(dialog);
    await press('Enter');
    await waitFor(() => saving.folder.names.length === 1);
    expect(kinds(dialog)).to.deep.equal(['done', 'skipped', 'skipped']);
    await shows(dialog, '1 file saved. 2 not downloaded.');
    expect(dialog.open, 'the results can be read').to.be.true;
    expect(dialog.asked).to.have.length(2);
    expect(dialog.detailsOf('aicc-audit')).to.have.length(1);
    expect(focused()).to.equal(button(dialog, 'Close'));
  });

  it('stops with the first Esc and closes with the next (A3)', async () => {
    const slow = endless();
    const dialog = await openBatch(blobAnswer(slow.blob));
    await clickOn(button(dialog, 'Yes'));
    await waitFor(() => dialog.asked.length === 1);
    await press('Escape');
    await shows(dialog, '3 not downloaded');
    expect(dialog.open).to.be.true;
    await press('Escape');
    await waitFor(() => !dialog.open);
    expect(dialog.returnValue).to.equal('cancel');
  });
});
