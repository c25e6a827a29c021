import { expect, fixture, html } from '@open-wc/testing';
import {
  $,
  all,
  answerAll,
  button,
  choices,
  choose,
  complete,
  lee,
  open,
  pageOf,
  search,
  setUp,
  shown,
  twin,
} from '../../../test/support/allocate-screen.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { focused, press } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';
import type { AllocatedEvent, BeforeAllocateEvent } from '../shared/workflow-events.js';

describe('aicc-allocate-dialog', () => {
  describe('choosing', () => {
    it('shows name, employee ID and account of each agent, so that twins can be told apart (N20)', async () => {
      const { element } = await shown([open()]);
      const rows = all(element, 'tbody tr').map((row) =>
        row.textContent.replace(/\s+/g, ' ').trim(),
      );
      expect(rows[0]).to.include('A. Lee 1007 j1007');
      expect(rows[1]).to.include('A. Lee 1008 j1008');
      expect(choices(element).map((one) => one.getAttribute('aria-label'))).to.deep.equal([
        'A. Lee (1007)',
        'A. Lee (1008)',
      ]);
      assertNoRubbishOnScreen(element);
    });

    it('says why Complete is not possible yet, and sends nothing (A18)', async () => {
      const { element, adapter } = await shown([open()]);
      const finish = button(element, 'Complete');
      expect(finish.getAttribute('aria-disabled')).to.equal('true');
      expect($(element, `#${finish.getAttribute('aria-describedby')!}`)!.textContent).to.include(
        'Choose an agent first.',
      );
      finish.click();
      await element.updateComplete;
      expect($(element, '#choice-error')!.hidden).to.equal(false);
      expect(adapter.book.count('allocateMessages')).to.equal(0);
    });

    it('is one tab stop for the agents, moved in by the arrow keys (A3)', async () => {
      const { element } = await shown([open()]);
      choices(element)[0]!.focus();
      await press('ArrowDown');
      expect(focused()).to.equal(choices(element)[1]);
      expect(choices(element)[1]!.checked).to.equal(true);
      await press('Tab');
      expect(choices(element)).not.to.include(focused());
    });

    it('searches with Enter by the fields', async () => {
      const { element, adapter } = await shown([open({ id: 'm1' })]);
      const input = $<HTMLInputElement>(element, 'input[name="skillQueue"]')!;
      input.value = ' Billing ';
      input.focus();
      await press('Enter');
      const call = await adapter.book.next('listAgents', 2);
      expect(call.input).to.deep.equal({
        skillQueue: 'Billing',
        messageIds: ['m1'],
        page: { index: 0, size: 10 },
      });
      expect(element.open).to.equal(true);
      call.answer(pageOf());
      await waitFor(() => screenText(element).includes('No agent matches this search.'));
      button(element, 'Show all agents').click();
      await adapter.book.next('listAgents', 3);
    });

    it('shows only the result of the newest search (W10 W11)', async () => {
      const { element, adapter, events } = await shown([open()]);
      await search(element, 'name', 'old');
      button(element, 'Query').click();
      const old = await adapter.book.next('listAgents', 2);
      await search(element, 'name', 'new');
      button(element, 'Query').click();
      const current = await adapter.book.next('listAgents', 3);
      current.answer(pageOf(twin));
      old.answer(pageOf(lee));
      await waitFor(() => choices(element).length === 1);
      expect(choices(element)[0]!.getAttribute('aria-label')).to.equal('A. Lee (1008)');
      expect(old.signal?.aborted).to.equal(true);
      expect(events).not.to.include('error');
    });

    it('says that agents cannot be read, and tries again', async () => {
      const { element, adapter, events } = await setUp([open()]);
      await element.show();
      (await adapter.book.next('listAgents')).fail('forbidden');
      await waitFor(() => screenText(element).includes('You do not have permission'));
      expect(events).to.deep.equal(['error']);
      button(element, 'Retry').click();
      (await adapter.book.next('listAgents', 2)).answer(pageOf(lee));
      await waitFor(() => choices(element).length === 1);
    });

    it('keeps the choice through another search (W3)', async () => {
      const { element, adapter } = await shown([open()]);
      await choose(element, 0);
      await search(element, 'name', 'zzz');
      button(element, 'Query').click();
      (await adapter.book.next('listAgents', 2)).answer(pageOf());
      await waitFor(() => choices(element).length === 0);
      expect($(element, '#chosen')!.textContent).to.include('A. Lee (1007)');
    });

    it('leaves out messages that cannot be allocated, and says so (W25)', async () => {
      const { element, adapter } = await shown([
        open({ id: 'm1' }),
        aMessage({ status: 'processed' }),
      ]);
      expect(screenText(element)).to.include('1 of the chosen messages cannot be allocated');
      await choose(element, 0);
      complete(element);
      const call = await adapter.book.next('allocateMessages');
      expect(call.input.assignments.map((one) => one.messageId)).to.deep.equal(['m1']);
    });
  });

  describe('completing', () => {
    it('sends one command for fifty clicks, closes, and emits its event once (W1)', async () => {
      const { element, adapter, events } = await shown([open({ id: 'm1', version: 4 })]);
      await choose(element, 0);
      const before = nextEvent<BeforeAllocateEvent>(element, 'aicc-before-allocate');
      for (let click = 0; click < 50; click += 1) complete(element);
      expect((await before).detail.assignments).to.deep.equal([
        { messageId: 'm1', employeeId: '1007' },
      ]);
      const call = await adapter.book.next('allocateMessages');
      expect(call.input.assignments).to.deep.equal([
        { messageId: 'm1', expectedVersion: 4, employeeId: '1007' },
      ]);
      const closed = nextEvent(element, 'close');
      answerAll(call);
      await closed;
      expect(adapter.book.count('allocateMessages')).to.equal(1);
      expect(element.returnValue).to.equal('allocated');
      expect(events).to.deep.equal(['audit allocate', 'allocated', 'close']);
    });

    it('sends nothing and emits nothing when the host refuses (S17)', async () => {
      const { element, adapter, events } = await shown([open()]);
      element.addEventListener('aicc-before-allocate', (event) =>
        event.waitUntil(Promise.reject(new Error('no'))),
      );
      await choose(element, 0);
      const before = nextEvent(element, 'aicc-before-allocate');
      complete(element);
      await before;
      await element.updateComplete;
      expect(adapter.book.count('allocateMessages')).to.equal(0);
      expect(element.open).to.equal(true);
      expect(events).to.deep.equal([]);
    });

    it('names the winner of a conflict and keeps the choice in view (W3)', async () => {
      const { element, adapter } = await shown([open({ id: 'm1' })]);
      await choose(element, 1);
      complete(element);
      const current = open({
        id: 'm1',
        version: 2,
        status: 'unprocessed',
        employeeId: '1007',
        updatedAt: '2026-11-20T10:42:00Z',
      });
      (await adapter.book.next('allocateMessages')).answer([
        { messageId: 'm1', ok: false, code: 'conflict', current },
      ]);
      await waitFor(() => screenText(element).includes('Already allocated to'));
      const text = screenText($(element, 'dialog')!);
      expect(text).to.match(/Already allocated to A\. Lee \( ?1007 ?\)/);
      expect(text).to.match(/Your choice: A\. Lee \( ?1008 ?\)/);
      expect(() => button(element, 'Retry the one that failed')).to.throw();
    });

    it('shows how many were done and why the others were not, and sends only those again (W13)', async () => {
      const messages = Array.from({ length: 20 }, (_, index) => open({ id: `m${index}` }));
      const { element, adapter, events } = await shown(messages);
      let told: AllocatedEvent | undefined;
      element.addEventListener('aicc-allocated', (event) => (told = event));
      await choose(element, 0);
      complete(element);
      const call = await adapter.book.next('allocateMessages');
      call.answer(
        messages.map(({ id }, index) =>
          index < 17
            ? {
                messageId: id,
                ok: true,
                message: open({ id, version: 2, status: 'unprocessed', employeeId: '1007' }),
              }
            : { messageId: id, ok: false, code: index === 17 ? 'unavailable' : 'forbidden' },
        ),
      );
      await waitFor(() => screenText(element).includes('17 done, 3 not'));
      expect(told?.detail.failed.map(({ messageId }) => messageId)).to.deep.equal([
        'm17',
        'm18',
        'm19',
      ]);
      expect(events.filter((name) => name === 'audit allocate')).to.have.lengthOf(17);
      await expectAccessible(element);
      button(element, 'Retry the one that failed').click();
      const again = await adapter.book.next('allocateMessages', 2);
      expect(again.input.assignments.map((one) => one.messageId)).to.deep.equal(['m17']);
    });

    it('keeps the choice when nothing could be sent, and sends it again with the same key (A15)', async () => {
      const { element, adapter } = await shown([open({ id: 'm1' })]);
      await choose(element, 0);
      complete(element);
      const first = await adapter.book.next('allocateMessages');
      first.fail('unauthenticated');
      await waitFor(() => screenText(element).includes('Your session has ended.'));
      button(element, 'Retry the one that failed').click();
      const second = await adapter.book.next('allocateMessages', 2);
      expect(second.input).to.deep.equal(first.input);
    });

    it('goes back to choosing when the agent is gone (N8)', async () => {
      const { element, adapter } = await shown([open({ id: 'm1' })]);
      await choose(element, 0);
      complete(element);
      (await adapter.book.next('allocateMessages')).answer([
        {
          messageId: 'm1',
          ok: false,
          code: 'invalid',
          fields: [{ field: 'employeeId', code: 'agent-gone' }],
        },
      ]);
      await waitFor(() => $(element, '#choice-error') && !$(element, '#choice-error')!.hidden);
      expect($(element, '#choice-error')!.textContent).to.include(
        'can no longer be given messages',
      );
      (await adapter.book.next('listAgents', 2)).answer(pageOf(twin));
      await waitFor(() => choices(element).length === 1);
      await choose(element, 0);
      complete(element);
      const again = await adapter.book.next('allocateMessages', 2);
      expect(again.input.assignments[0]?.employeeId).to.equal('1008');
    });

    it('reports an allocation that was sent before the dialog closed (H9)', async () => {
      const { element, adapter, events } = await shown([open()]);
      await choose(element, 0);
      complete(element);
      const call = await adapter.book.next('allocateMessages');
      element.close('cancel');
      await waitFor(() => events.includes('close'));
      expect(call.signal?.aborted).to.equal(false);
      answerAll(call);
      await waitFor(() => events.includes('allocated'));
    });
  });

  it('returns the focus to its opener (A3)', async () => {
    const opener = await fixture<HTMLButtonElement>(html`<button>open</button>`);
    const { element } = await setUp([open()]);
    opener.focus();
    await element.show();
    expect(focused()).to.equal($(element, 'input[name="employeeId"]'));
    const closed = nextEvent(element, 'close');
    await press('Escape');
    await closed;
    expect(focused()).to.equal(opener);
    expect(element.open).to.equal(false);
  });

  it('survives an adapter that throws and answers rubbish (W24)', async () => {
    const { element, adapter } = await setUp([open()]);
    adapter.listAgents = () => {
      throw new Error('sync');
    };
    await element.show();
    await waitFor(() => screenText(element).includes('cannot be understood'));
    adapter.listAgents = () =>
      Promise.resolve({ agents: [null, 7, { employeeId: '1' }, lee] } as never);
    button(element, 'Retry').click();
    await waitFor(() => choices(element).length === 2);
    assertNoRubbishOnScreen(element);
  });

  it('is accessible while choosing', async () => {
    const { element } = await shown([open()]);
    await expectAccessible(element);
  });
});
