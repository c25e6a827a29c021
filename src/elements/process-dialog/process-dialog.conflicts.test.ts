import { expect } from '@open-wc/testing';
import {
  button,
  dialog,
  field,
  lease,
  notice,
  opened,
  processed,
  processing,
  setUp,
  type,
  waiting,
} from '../../../test/support/process-screen.js';
import { screenText } from '../../../test/support/screen.js';
import { fakeTime } from '../../../test/support/fake-time.js';
import { waitFor } from '../../../test/support/waits.js';

describe('aicc-process-dialog: others change the message', () => {
  it('reports it, writes nothing, and lets the text be copied (W4)', async () => {
    const { element, adapter } = await opened();
    await type(element, 'my own comment');
    const theirs = processed({
      handlingComments: 'theirs',
      history: [
        {
          at: '2026-11-22T10:42:00Z',
          kind: 'processed',
          employeeId: '1007',
          name: 'A. Lee',
          note: null,
        },
      ],
    });
    adapter.emit({ type: 'changed', sequence: 1, messageId: 'm', version: 5, message: theirs });
    await waitFor(() => notice(element).includes('A. Lee (1007) processed this message meanwhile'));
    expect(field(element).value).to.equal('my own comment');
    expect(() => button(element, 'Submit')).to.throw();
    button(element, 'Copy comments');
    button(element, 'See result').click();
    await waitFor(() => screenText(element).includes('theirs'));
    expect(adapter.book.count('submitProcessing')).to.equal(0);
  });

  it('shows the winner of a conflict at Submit and keeps the text (N7 W14)', async () => {
    const { element, adapter } = await opened();
    await type(element, 'mine');
    button(element, 'Submit').click();
    const taken = processing({
      version: 6,
      lease: lease({ mine: false, ownerName: 'A. Lee', ownerEmployeeId: '1007' }),
    });
    (await adapter.book.next('submitProcessing')).fail('conflict', { current: taken });
    await waitFor(() => notice(element).includes('A. Lee (1007) took this message over'));
    expect(field(element).value).to.equal('mine');
    expect(field(element).readOnly).to.equal(true);
  });

  it('keeps the text when the lease ends, and submits it after resuming (W6)', async () => {
    const { element, adapter } = await opened();
    await type(element, 'mine');
    adapter.emit({
      type: 'changed',
      sequence: 1,
      messageId: 'm',
      version: 5,
      message: waiting({ version: 5 }),
    });
    await waitFor(() => notice(element).includes('given back'));
    button(element, 'Resume').click();
    (await adapter.book.next('getMessage')).answer(waiting({ version: 5 }));
    (await adapter.book.next('startProcessing', 2)).answer(
      processing({ version: 6, lease: lease({ id: 'lease-2' }) }),
    );
    await waitFor(() => !field(element).readOnly);
    button(element, 'Submit').click();
    expect((await adapter.book.next('submitProcessing')).input).to.include({
      comments: 'mine',
      leaseId: 'lease-2',
    });
  });

  it('renews the lease silently during work, and stops listening when closed', async () => {
    const time = fakeTime();
    const { element, adapter } = await setUp();
    await element.show();
    const expiresAt = new Date(Date.now() + 120_000).toISOString();
    const started = processing({
      updatedAt: new Date().toISOString(),
      lease: lease({ expiresAt }),
    });
    (await adapter.book.next('startProcessing')).answer(started);
    await waitFor(() => !field(element).readOnly);
    dialog(element).dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    await time.pass(59_000);
    expect(adapter.book.count('renewLease'), 'not before half of it').to.equal(0);
    await time.pass(2000);
    const renew = await adapter.book.next('renewLease');
    expect(renew.input).to.deep.equal({ messageId: 'm', leaseId: 'lease-1' });
    renew.answer(lease({ expiresAt: new Date(Date.now() + 600_000).toISOString() }));
    await element.updateComplete;
    expect(notice(element)).to.equal('');
    element.close();
    await waitFor(() => adapter.listenerCount() === 0);
  });
});
