import { expect } from '@open-wc/testing';
import {
  $,
  all,
  button,
  choose,
  complete,
  lee,
  open,
  shown,
} from '../../../test/support/allocate-screen.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { setViewport } from '../../../test/support/keys.js';
import { anAgent } from '../../../test/support/messages.js';
import { waitFor } from '../../../test/support/waits.js';

describe('aicc-allocate-dialog: spreading over several agents', () => {
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

  it('shows the plan with its reasons, and sends it with the changes by hand', async () => {
    const messages = Array.from({ length: 4 }, (_, index) => open({ id: `m${index}` }));
    const other = anAgent({ employeeId: '1009', name: 'B. Ray' });
    const { element, adapter } = await shown(messages, [lee, other]);
    $<HTMLInputElement>(element, 'input[value="several"]')!.click();
    await element.updateComplete;
    await choose(element, 0);
    await choose(element, 1);
    const gets = (): string[] => all(element, '.plan output').map((one) => one.textContent.trim());
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
