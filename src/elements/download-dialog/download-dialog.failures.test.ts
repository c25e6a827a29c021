import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../../test/support/axe.js';
import { button, fakeSaving, openOne, shows } from '../../../test/support/download-screen.js';
import { focused, press } from '../../../test/support/keys.js';
import { screenText } from '../../../test/support/screen.js';
import { blobAnswer } from '../../../test/support/sounds.js';
import { nextEvent } from '../../../test/support/waits.js';
import { AdapterError } from '../../adapter/errors.js';

describe('aicc-download-dialog: failures', () => {
  const saving = fakeSaving();

  for (const [what, bytes] of [
    ['a sign-in page', '<!doctype html><title>Sign in</title>'],
    ['an error in JSON', '{"error":"x"}'],
    ['nothing', ''],
  ] as const) {
    it(`writes nothing when ${what} comes instead of sound (M16)`, async () => {
      saving.withFilePicker();
      const dialog = await openOne(blobAnswer(new Blob([bytes], { type: 'audio/wav' })));
      button(dialog, 'Yes').click();
      await shows(dialog, 'not a recording');
      expect(saving.files[0]!.written).to.be.empty;
      expect(saving.files[0]!.closed).to.be.false;
      expect(saving.files[0]!.removed).to.be.true;
      expect(saving.urls).to.be.empty;
    });
  }

  it('lets the person choose again when the type does not match the name (S19)', async () => {
    saving.withFilePicker();
    const mp3 = new Blob([
      new Uint8Array([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 0]),
      new Uint8Array(500),
    ]);
    const dialog = await openOne(blobAnswer(mp3));
    button(dialog, 'Yes').click();
    await shows(dialog, 'Save it as voicemail_m-1_20261120-080000.mp3');
    expect(saving.files[0]!.removed).to.be.true;
    expect(focused()).to.equal(button(dialog, 'Save'));
    await press('Enter');
    await shows(dialog, 'Saved as voicemail_m-1_20261120-080000.mp3');
    expect(await new Blob(saving.files[1]!.written).arrayBuffer()).to.have.property(
      'byteLength',
      510,
    );
  });

  it('names a place that cannot be written, and tries again', async () => {
    let failing = true;
    saving.withFilePicker((file) => {
      if (failing) file.failOnWrite = new DOMException('full', 'QuotaExceededError');
    });
    const dialog = await openOne();
    button(dialog, 'Yes').click();
    await shows(dialog, 'could not be written');
    failing = false;
    expect(focused()).to.equal(button(dialog, 'Retry'));
    await press('Enter');
    await shows(dialog, 'Saved as');
  });

  for (const [code, words] of [
    ['recording-forbidden', 'permission'],
    ['recording-purged', 'retention time'],
    ['recording-storage-offline', 'another storage drive'],
    ['network', 'cannot be reached'],
  ] as const) {
    it(`names ${code} (M1)`, async () => {
      const dialog = await openOne(new AdapterError(code, { requestId: 'req-9' }));
      const told = nextEvent<CustomEvent>(dialog, 'aicc-error');
      button(dialog, 'Yes').click();
      await shows(dialog, words);
      expect((await told).detail).to.include({ code, requestId: 'req-9' });
      expect(screenText(dialog)).to.contain('req-9');
      await expectAccessible(dialog);
    });
  }
});
