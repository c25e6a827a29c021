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
import { focused, press, setViewport } from '../../../test/support/keys.js';
import { aMessage, anAgent } from '../../../test/support/messages.js';
import { assertNoRubbishOnScreen, screenText } from '../../../test/support/screen.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';
import type { AllocatedEvent, BeforeAllocateEvent } from '../shared/workflow-events.js';

describe('aicc-allocate-dialog', () => {
  describe('choosing', () => {
    it('N20 shows name, employee ID and account of each agent, so that twins can be told apart', async () => {
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

    it('A18 says why Complete is not possible yet, and sends nothing', async () => {
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

    it('A3 is one tab stop for the agents, moved in by the arrow keys', async () => {
      const { element } = await shown([open()]);
      choices(element)[0]!.focus();
      await press('ArrowDown');
      expect(focused()).to.equal(choices(element)[1]);
      expect(choices(element)[1]!.checked).to.equal(true);
      await press('Tab');
      expect(choices(element)).not.to.include(focused());
    });

    it('searches with Enter by what the fields say', async () => {
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

    it('W10 W11 shows only what the newest search asked for', async () => {
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

    it('W3 keeps the choice through another search', async () => {
      const { element, adapter } = await shown([open()]);
      await choose(element, 0);
      await search(element, 'name', 'zzz');
      button(element, 'Query').click();
      (await adapter.book.next('listAgents', 2)).answer(pageOf());
      await waitFor(() => choices(element).length === 0);
      expect($(element, '#chosen')!.textContent).to.include('A. Lee (1007)');
    });

    it('W25 leaves out what cannot be allocated, and says so', async () => {
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
    it('W1 makes one write of fifty clicks, closes, and tells it once', async () => {
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

    it('S17 sends nothing and tells nothing when the host says no', async () => {
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

    it('W3 names the winner of a conflict and keeps the own choice in view', async () => {
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

    it('W13 says how many were done and why the others were not, and sends only those again', async () => {
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

    it('A15 keeps the choice when nothing could be sent, and sends it again with the same key', async () => {
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

    it('N8 goes back to choosing when the agent is gone', async () => {
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

    it('H9 tells an allocation that was sent before the dialog was closed', async () => {
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

  describe('spreading over several', () => {
    it('keeps the agents where they are while the plan grows under them, and leads to it', async () => {
      const messages = Array.from({ length: 4 }, (_, index) => open({ id: `m${index}` }));
      const size = { width: window.innerWidth, height: window.innerHeight };
      await setViewport({ width: 1280, height: 720 });
      const other = anAgent({ employeeId: '1009', name: 'B. Ray' });
      const { element } = await shown(messages, [lee, other]);
      $<HTMLInputElement>(element, 'input[value="several"]')!.click();
      await element.updateComplete;
      // Up and down: Firefox's scrollbar takes its width from the body as soon as there is more to see.
      const agents = (): readonly number[] => {
        const { top, bottom } = $(element, '.agents')!.getBoundingClientRect();
        return [top, bottom];
      };
      const before = agents();
      await choose(element, 0);
      await choose(element, 1);
      expect(agents()).to.deep.equal(before);
      const plan = $(element, '.plan')!;
      const body = $(element, '.dialog-body')!;
      const fold = body.getBoundingClientRect().bottom;
      const firstStep = $(element, '.plan .stepper')!.getBoundingClientRect();
      expect(firstStep.bottom).to.be.lessThan(fold);
      body.scrollTop = 0;
      button(element, 'Plan').click();
      await waitFor(() => element.shadowRoot!.activeElement === plan);
      const { top } = plan.getBoundingClientRect();
      expect(top).to.be.lessThan(body.getBoundingClientRect().bottom);
      await setViewport(size);
    });

    it('shows the plan with its reasons, and sends what was made of it', async () => {
      const messages = Array.from({ length: 4 }, (_, index) => open({ id: `m${index}` }));
      const other = anAgent({ employeeId: '1009', name: 'B. Ray' });
      const { element, adapter } = await shown(messages, [lee, other]);
      $<HTMLInputElement>(element, 'input[value="several"]')!.click();
      await element.updateComplete;
      await choose(element, 0);
      await choose(element, 1);
      const gets = (): string[] =>
        all(element, '.plan output').map((one) => one.textContent.trim());
      expect(gets()).to.deep.equal(['2', '2']);
      expect($(element, '.plan')!.textContent).to.include('idle now');
      all<HTMLButtonElement>(element, '.plan .stepper button')[1]!.click();
      await element.updateComplete;
      expect(gets()).to.deep.equal(['3', '1']);
      $(element, 'summary')!.click();
      await waitFor(() => all(element, '.each li').length === 4);
      await expectAccessible(element);
      complete(element);
      const call = await adapter.book.next('allocateMessages');
      const owners = call.input.assignments.map((one) => one.employeeId);
      expect(owners.filter((id) => id === '1007')).to.have.lengthOf(3);
      expect(owners).to.have.lengthOf(4);
    });
  });

  describe('undoing', () => {
    const options = { capabilities: { undoSeconds: 30 } };
    const undoButton = (element: Element): HTMLButtonElement => button(element, 'Undo');

    it('offers it after success, undoes with the versions of the answer, and tells it', async () => {
      const { element, adapter, events } = await shown([open({ id: 'm1' })], [lee], options);
      await choose(element, 0);
      complete(element);
      answerAll(await adapter.book.next('allocateMessages'));
      await waitFor(() => $(element, '.toast')!.matches(':popover-open'));
      undoButton(element).click();
      const call = await adapter.book.next('undoAllocation');
      expect(call.input.messages).to.deep.equal([{ messageId: 'm1', expectedVersion: 2 }]);
      call.answer([{ messageId: 'm1', ok: true, message: open({ id: 'm1', version: 3 }) }]);
      await waitFor(() => screenText(element).includes('1 allocation undone.'));
      expect(events).to.include.members(['audit undo-allocate', 'allocation-undone']);
    });

    it('A1 is taken by the host’s key, which it shows, and leaves the focus where it is', async () => {
      const { element, adapter } = await shown([open({ id: 'm1' })], [lee], options);
      element.undoKey = 'Ctrl+Z';
      expect(element.undo()).to.equal(false);
      await choose(element, 0);
      complete(element);
      answerAll(await adapter.book.next('allocateMessages'));
      await waitFor(() => $(element, '.toast')!.matches(':popover-open'));
      expect($(element, '.toast kbd')!.textContent).to.equal('Ctrl+Z');
      await waitFor(() =>
        $(element, '[part=status]')!.textContent.includes(
          'undo this for 30 seconds. Press Ctrl+Z.',
        ),
      );
      const before = focused();
      expect(element.undo()).to.equal(true);
      expect(element.undo()).to.equal(false);
      const call = await adapter.book.next('undoAllocation');
      call.answer([{ messageId: 'm1', ok: true, message: open({ id: 'm1', version: 3 }) }]);
      await waitFor(() => screenText(element).includes('1 allocation undone.'));
      expect(focused()).to.equal(before);
    });

    it('names the agent of several messages', async () => {
      const messages = [open({ id: 'm1' }), open({ id: 'm2' })];
      const { element, adapter } = await shown(messages, [lee], options);
      await choose(element, 0);
      complete(element);
      answerAll(await adapter.book.next('allocateMessages'));
      const toast = $(element, '.toast')!;
      await waitFor(() => toast.matches(':popover-open'));
      expect(toast.textContent).to.contain('Allocated to').and.to.contain(lee.employeeId);
    });

    it('is not offered where the backend cannot', async () => {
      const { element, adapter } = await shown([open()], [lee], {
        without: ['undoAllocation'],
        ...options,
      });
      await choose(element, 0);
      complete(element);
      const closed = nextEvent(element, 'close');
      answerAll(await adapter.book.next('allocateMessages'));
      await closed;
      expect($(element, '.toast')!.matches(':popover-open')).to.equal(false);
    });
  });

  it('A3 gives the focus back to what opened it', async () => {
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

  it('W24 survives an adapter that throws and answers rubbish', async () => {
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
