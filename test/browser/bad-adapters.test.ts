/** Our own elements on every badly behaved adapter of the kit, the standing alarms on. */
import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import { createMemoryAdapter } from '../../mocks/memory.js';
import type { MessageAdapter } from '../../src/adapter/adapter.js';
import type { AllocateDialogElement } from '../../src/elements/allocate-dialog/allocate-dialog.element.js';
import type { MessageListElement } from '../../src/elements/message-list/message-list.element.js';
import type { MessageViewerElement } from '../../src/elements/message-viewer/message-viewer.element.js';
import type { ProcessDialogElement } from '../../src/elements/process-dialog/process-dialog.element.js';
import type { Message } from '../../src/model/message.js';
import { DEFAULT_QUERY } from '../../src/model/query.js';
import { badAdapters } from '../../src/testing/bad-adapters.js';
import { fakeTime } from '../support/fake-time.js';
import { assertNoRubbishOnScreen, screenText } from '../support/screen.js';
import { waitFor } from '../support/waits.js';

/** The adapter with a short time limit; a bad adapter may not be changed. */
function hurried(adapter: MessageAdapter): MessageAdapter {
  return new Proxy(adapter, {
    get(target, name) {
      if (name === 'timeoutSeconds') return 0.2;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

async function waiting(
  status: 'unprocessed' | 'to-be-allocated',
): Promise<{ good: MessageAdapter; message: Message }> {
  const good = createMemoryAdapter();
  const { messages } = await good.listMessages({ ...DEFAULT_QUERY, status }, {});
  const message = messages.find((one) => one.actions.process?.allowed !== false) ?? messages[0];
  if (!message) throw new Error(`no message is ${status}`);
  return { good, message };
}

const noSpinner = (element: HTMLElement): boolean =>
  !element.shadowRoot?.querySelector('.skeleton, [aria-busy="true"], .progress[data-on]');

describe('our elements on badly behaved adapters (W24)', () => {
  // Three tries of a read and the pauses between them take seconds that nobody has to wait.
  beforeEach(() => {
    fakeTime();
  });

  for (const { title, make } of badAdapters) {
    describe(`that ${title}`, () => {
      it('the list and the viewer come to an end that can be read (W24)', async () => {
        const { good, message } = await waiting('unprocessed');
        const adapter = hurried(make(good));
        const list = await fixture<MessageListElement>(
          html`<aicc-message-list .adapter=${adapter}></aicc-message-list>`,
        );
        const viewer = await fixture<MessageViewerElement>(
          html`<aicc-message-viewer .adapter=${adapter} message-id=${message.id}></aicc-message-viewer>`,
        );
        await waitFor(() => noSpinner(list) && noSpinner(viewer));
        assertNoRubbishOnScreen(list);
        assertNoRubbishOnScreen(viewer);
        const rows = list.shadowRoot?.querySelectorAll('tbody tr').length ?? 0;
        expect(rows > 0 || /Retry|No messages/.test(screenText(list))).to.equal(true);
      });

      it('the Process dialog says how it stands and can be closed (W24)', async () => {
        const { good, message } = await waiting('unprocessed');
        const dialog = await fixture<ProcessDialogElement>(
          html`<aicc-process-dialog
            .adapter=${hurried(make(good))}
            .message=${message}
          ></aicc-process-dialog>`,
        );
        await dialog.show();
        await waitFor(
          () => !/Opening for processing|Checking what became/.test(screenText(dialog)),
        );
        assertNoRubbishOnScreen(dialog);
        const field = dialog.shadowRoot?.querySelector('textarea');
        if (field?.readOnly === false) {
          field.value = 'Settled.';
          field.dispatchEvent(new Event('input', { bubbles: true }));
          dialog.shadowRoot?.querySelector<HTMLElement>('.dialog-footer .primary')?.click();
          await waitFor(() => !/Submitting…|Checking what became/.test(screenText(dialog)));
          assertNoRubbishOnScreen(dialog);
        }
        dialog.close();
        await waitFor(() => dialog.shadowRoot?.querySelector('dialog')?.open === false);
      });

      it('the Allocate dialog finds agents or says why not, and can be closed (W24)', async () => {
        const { good, message } = await waiting('to-be-allocated');
        const dialog = await fixture<AllocateDialogElement>(
          html`<aicc-allocate-dialog
            .adapter=${hurried(make(good))}
            .messages=${[message]}
          ></aicc-allocate-dialog>`,
        );
        await dialog.show();
        await waitFor(() => noSpinner(dialog) && !screenText(dialog).includes('Searching agents'));
        assertNoRubbishOnScreen(dialog);
        const radio = dialog.shadowRoot?.querySelector<HTMLInputElement>('input[type="radio"]');
        if (radio) {
          radio.click();
          await dialog.updateComplete;
          dialog.shadowRoot?.querySelector<HTMLElement>('.dialog-footer .primary')?.click();
          await waitFor(() => !/Allocating \d|Checking what became/.test(screenText(dialog)));
          assertNoRubbishOnScreen(dialog);
        }
        dialog.close();
        await waitFor(() => dialog.shadowRoot?.querySelector('dialog')?.open === false);
      });
    });
  }
});
