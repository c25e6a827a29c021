import { expect } from '@open-wc/testing';
import {
  dialog,
  field,
  opened,
  processing,
  type,
  waiting,
} from '../../../test/support/process-screen.js';
import { settled, waitFor } from '../../../test/support/waits.js';

describe('aicc-process-dialog, closed and at once opened again', () => {
  it('keeps the text when it is opened again before its close event (W6)', async () => {
    const { element, adapter } = await opened();
    await type(element, 'half a sentence');
    element.close();
    await element.updateComplete;
    expect(dialog(element).open).to.equal(false);
    await element.show();
    (await adapter.book.next('startProcessing', 2)).answer(processing({ version: 5 }));
    await waitFor(() => !field(element).readOnly);
    expect(field(element).value).to.equal('half a sentence');
  });

  it('keeps the text apart from the next message, and restores it with its own (W6)', async () => {
    const { element, adapter } = await opened();
    await type(element, 'about m');
    element.close();
    await element.updateComplete;
    element.message = waiting({ id: 'other' });
    await element.show();
    (await adapter.book.next('startProcessing', 2)).answer(processing({ id: 'other' }));
    await waitFor(() => !field(element).readOnly);
    expect(field(element).value).to.equal('');
    expect(element.hasPendingWork).to.equal(true);
    await type(element, 'about other');
    element.close();
    await element.updateComplete;
    element.message = waiting();
    await element.show();
    (await adapter.book.next('startProcessing', 3)).answer(processing({ version: 5 }));
    await waitFor(() => !field(element).readOnly);
    expect(field(element).value).to.equal('about m');
  });

  it('opens again although the host is still deciding when the close event comes (W6)', async () => {
    const { element, adapter, events } = await opened();
    await type(element, 'half');
    let allow = (_value: boolean): void => undefined;
    element.addEventListener('aicc-before-process', (event) => {
      event.waitUntil(
        new Promise((resolve) => {
          allow = () => resolve(undefined);
        }),
      );
    });
    element.close();
    await element.updateComplete;
    const shown = element.show();
    await waitFor(() => events.includes('close'));
    allow(true);
    await shown;
    await settled(element);
    expect(element.open).to.equal(true);
    expect(dialog(element).open).to.equal(true);
    (await adapter.book.next('startProcessing', 2)).answer(processing({ version: 5 }));
    await waitFor(() => !field(element).readOnly);
    expect(field(element).value).to.equal('half');
  });
});
