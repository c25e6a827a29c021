import { expect, fixture, html } from '@open-wc/testing';
import type { Message } from '../../model/message.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { fakeAdapter, type FakeAdapter } from '../../../test/support/fake-adapter.js';
import { aMessage } from '../../../test/support/messages.js';
import { clickOn, focused } from '../../../test/support/keys.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import { waitFor } from '../../../test/support/waits.js';
import type { AuditEvent } from '../shared/workflow-events.js';
import './message-viewer.define.js';
import type { MessageViewerElement } from './message-viewer.element.js';
import type { StampPlayer } from '../shared/stamp-buttons.js';

const web = (overrides: Partial<Message> = {}): Message =>
  aMessage({
    id: 'm',
    channel: 'web',
    text: 'Hello,\nplease call http://example.org',
    ...overrides,
  });

async function setUp(
  given: { message?: Message; messageId?: string } = {},
): Promise<{ element: MessageViewerElement; adapter: FakeAdapter; audit: string[] }> {
  const adapter = fakeAdapter();
  const audit: string[] = [];
  const element = await fixture<MessageViewerElement>(html`<aicc-message-viewer
    @aicc-audit=${(event: AuditEvent) => audit.push(`${event.detail.action} ${event.detail.messageId}`)}
    .adapter=${adapter}
    .message=${given.message}
    .messageId=${given.messageId}
  ></aicc-message-viewer>`);
  return { element, adapter, audit };
}
const $ = (element: Element, selector: string): HTMLElement | null =>
  element.shadowRoot!.querySelector(selector);

describe('aicc-message-viewer', () => {
  it('shows the text as text, with its lines, and no live link', async () => {
    const { element } = await setUp({ message: web({ language: 'ar' }) });
    const body = $(element, '.text-body')!;
    expect(body.textContent.trim()).to.equal('Hello,\nplease call http://example.org');
    expect(body.lang).to.equal('ar');
    expect(body.dir).to.equal('auto');
    expect($(element, 'a')).to.equal(null);
    assertNoRubbishOnScreen(element);
    await expectAccessible(element);
  });

  it('emits one view event, however often the same message is set (S17)', async () => {
    const { element, audit } = await setUp({ message: web() });
    await waitFor(() => audit.length === 1);
    element.message = web();
    await element.updateComplete;
    element.message = web({ id: 'other' });
    await waitFor(() => audit.length === 2);
    expect(audit).to.deep.equal(['view m', 'view other']);
  });

  it('clamps a huge text and shows all on demand (N18)', async () => {
    const { element } = await setUp({ message: web({ text: 'word '.repeat(20_000) }) });
    const length = (): number => $(element, '.text-body')!.textContent.trim().length;
    expect(length()).to.be.below(2000);
    $(element, 'button')!.click();
    await element.updateComplete;
    expect(length()).to.be.above(90_000);
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });

  it('reads once for a thousand equal sets (H13)', async () => {
    const { element, adapter } = await setUp({ messageId: 'm' });
    for (let set = 0; set < 1000; set += 1) {
      element.messageId = 'm';
      element.requestUpdate();
      if (set % 100 === 0) await element.updateComplete;
    }
    (await adapter.book.next('getMessage')).answer(web());
    await waitFor(() => screenText(element).includes('please call'));
    expect(adapter.book.count('getMessage')).to.equal(1);
  });

  it('names the failure and tries again', async () => {
    const { element, adapter } = await setUp({ messageId: 'm' });
    expect($(element, '[aria-busy="true"]')).not.to.equal(null);
    (await adapter.book.next('getMessage')).fail('forbidden', { requestId: 'req-1' });
    await waitFor(() => screenText(element).includes('Request ID: req-1'));
    $(element, 'button')!.click();
    (await adapter.book.next('getMessage', 2)).answer(web());
    await waitFor(() => screenText(element).includes('please call'));
  });

  it('offers no retry for a message that is gone (N6)', async () => {
    const { element, adapter } = await setUp({ messageId: 'm' });
    (await adapter.book.next('getMessage')).fail('not-found');
    await waitFor(() => screenText(element).includes('no longer exists'));
    expect($(element, 'button')).to.equal(null);
  });

  it('explains a failed allocation and the next step', async () => {
    const message = web({
      status: 'allocation-failed',
      allocationFailure: {
        code: 'agent-not-found',
        since: '2026-11-20T08:00:00Z',
        tries: 3,
        target: '1099',
      },
    });
    const { element } = await setUp({ message });
    const text = $(element, '.notice')!.textContent.replace(/\s+/g, ' ');
    expect(text).to.include('agent 1099 was not found');
    expect(text).to.include('3 tries so far.');
    expect(text).to.include('Allocate it to an agent by hand.');
  });

  it('shows unknown words as sent and hostile data as text (N13 N20)', async () => {
    const message = web({
      status: 'ESCALATED',
      employeeId: '10\u202e07',
      history: [
        { at: null, kind: 'archived', employeeId: null, name: '<b>x</b>', note: null },
        {
          at: '2026-11-20T08:00:00Z',
          kind: 'allocated',
          employeeId: '1007',
          name: 'A. Lee',
          note: null,
        },
      ],
    });
    const { element } = await setUp({ message });
    const text = screenText(element);
    expect(text).to.include('ESCALATED');
    expect(text).to.include('10[U+202E]07');
    expect(text).to.include('archived');
    expect(text).to.include('<b>x</b>');
    expect($(element, 'b')).to.equal(null);
    assertNoRubbishOnScreen(element);
  });

  describe('times in the handling comments', () => {
    const voice = (overrides: Partial<Message> = {}): Message =>
      aMessage({
        id: 'm',
        status: 'processed',
        durationSeconds: 60,
        handlingComments: 'Refund [0:20],\nnumber [0:59]; see [1:01] <b>[0:05]</b>',
        ...overrides,
      });
    const stamps = (element: Element): HTMLButtonElement[] => [
      ...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.stamp'),
    ];
    function aPlayer(duration = NaN): StampPlayer & { readonly acts: string[] } {
      const acts: string[] = [];
      return {
        acts,
        duration,
        paused: true,
        get currentTime() {
          return 0;
        },
        set currentTime(seconds: number) {
          acts.push(`go to ${String(seconds)}`);
        },
        play() {
          acts.push('play');
          return Promise.reject(new DOMException('no', 'NotAllowedError'));
        },
      };
    }

    it('are plain text where there is no player', async () => {
      const { element } = await setUp({ message: voice() });
      expect(stamps(element)).to.deep.equal([]);
      expect(screenText(element)).to.include('Refund [0:20],');
    });

    it('are buttons that play from there, within the recording, and the text stays the text', async () => {
      const { element } = await setUp({ message: voice() });
      const player = aPlayer();
      element.player = player;
      await waitFor(() => stamps(element).length > 0);
      expect(stamps(element).map((one) => one.getAttribute('aria-label'))).to.deep.equal([
        'Go to 0:20',
        'Go to 0:59',
        'Go to 0:05',
      ]);
      const body = [...element.shadowRoot!.querySelectorAll('.block')].at(-1)!;
      expect(body.textContent).to.equal(voice().handlingComments);
      expect($(element, 'b')).to.equal(null);
      await clickOn(stamps(element)[1]!);
      expect(player.acts).to.deep.equal(['play', 'go to 59']);
      expect(focused()).to.equal(stamps(element)[1]);
      await waitFor(
        () => $(element, '[role=status]')!.textContent.trim() === 'Playing from 59 seconds.',
      );
      await expectAccessible(element);
    });

    it('are measured by the length the player knows', async () => {
      const { element } = await setUp({ message: voice({ durationSeconds: null }) });
      element.player = aPlayer();
      await element.updateComplete;
      expect(stamps(element)).to.deep.equal([]);
      element.player = aPlayer(30);
      await waitFor(() => stamps(element).length > 0);
      expect(stamps(element)).to.have.lengthOf(2);
    });

    it('are so many at most (N18)', async () => {
      const message = voice({ handlingComments: '[0:01] '.repeat(14_000) });
      const { element } = await setUp({ message });
      element.player = aPlayer();
      await waitFor(() => stamps(element).length > 0);
      $(element, '.long-text > button')!.click();
      await element.updateComplete;
      expect(stamps(element)).to.have.lengthOf(200);
      expect(screenText(element)).to.have.length.above(90_000);
    });
  });
});
