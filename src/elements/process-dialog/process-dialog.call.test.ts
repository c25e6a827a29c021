import { expect } from '@open-wc/testing';
import {
  $,
  button,
  field,
  opened,
  processing,
  setUp,
  type,
  waiting,
} from '../../../test/support/process-screen.js';
import { screenText } from '../../../test/support/screen.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';
import type { BeforeCallEvent } from '../shared/workflow-events.js';

describe('aicc-process-dialog: calling back', () => {
  const call = { id: 'c-1', messageId: 'm' };

  it('offers Call only when idle, and says why not otherwise (A18 W22)', async () => {
    const { element, phone } = await opened();
    const state = await phone.book.next('getAgentState');
    state.answer('busy');
    await waitFor(() => screenText(element).includes('Busy'));
    expect(button(element, 'Call').getAttribute('aria-disabled')).to.equal('true');
    const hint = $(element, `#${button(element, 'Call').getAttribute('aria-describedby')!}`)!;
    expect(hint.textContent).to.include('only while your state is Idle');
    button(element, 'Call').click();
    phone.emit({ type: 'agent-state', state: 'idle' });
    await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'false');
    expect(phone.book.count('startCall')).to.equal(0);
  });

  it('calls once, shows the progress, hangs up, and keeps the comment (W22)', async () => {
    const { element, phone, events } = await opened();
    await type(element, 'typing');
    (await phone.book.next('getAgentState')).answer('idle');
    await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'false');
    const before = nextEvent<BeforeCallEvent>(element, 'aicc-before-call');
    for (let click = 0; click < 50; click += 1) button(element, 'Call').click();
    await before;
    const started = await phone.book.next('startCall');
    expect(started.input).to.deep.equal({ messageId: 'm', number: '+1 555 0100' });
    started.answer(call);
    await waitFor(() => screenText(element).includes('Ringing'));
    phone.emit({ type: 'talking', callId: 'c-1' });
    await waitFor(() => screenText(element).includes('Talking'));
    button(element, 'Hang up').click();
    (await phone.book.next('endCall')).answer(undefined);
    phone.emit({ type: 'ended', callId: 'c-1', durationSeconds: 65 });
    await waitFor(() => screenText(element).includes('Call ended after 1:05.'));
    expect(phone.book.count('startCall')).to.equal(1);
    expect(field(element).value).to.equal('typing');
    expect(events.filter((name) => name.startsWith('call') || name === 'audit call')).to.deep.equal(
      [
        'audit call',
        'call-change starting',
        'call-change alerting',
        'call-change talking',
        'call-change ended',
      ],
    );
    expect(phone.book.count('getAgentState'), 'read again after the call').to.equal(2);
  });

  it('says why a call failed, and loses nothing (W22)', async () => {
    const { element, phone } = await opened();
    await type(element, 'typing');
    (await phone.book.next('getAgentState')).answer('idle');
    await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'false');
    button(element, 'Call').click();
    (await phone.book.next('startCall')).answer(call);
    phone.emit({ type: 'failed', callId: 'c-1', reason: 'no-answer' });
    await waitFor(() => screenText(element).includes('The call failed: no answer.'));
    expect(field(element).value).to.equal('typing');
  });

  it('makes no call and no audit when the host refuses (S17)', async () => {
    const { element, phone, events } = await opened();
    (await phone.book.next('getAgentState')).answer('idle');
    await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'false');
    element.addEventListener('aicc-before-call', (event) =>
      event.waitUntil(Promise.resolve(false)),
    );
    button(element, 'Call').click();
    await element.updateComplete;
    expect(phone.book.count('startCall')).to.equal(0);
    expect(events).not.to.include('audit call');
  });

  it('does not call a text that is not a number (N21)', async () => {
    const { element, adapter, phone } = await setUp();
    await element.show();
    (await adapter.book.next('startProcessing')).answer(processing({ contactNumber: '*#06#' }));
    (await phone.book.next('getAgentState')).answer('idle');
    await waitFor(() => screenText(element).includes('not a number that can be called'));
    expect(screenText(element)).to.include('*#06#');
    expect(button(element, 'Call').getAttribute('aria-disabled')).to.equal('true');
    button(element, 'Call').click();
    await element.updateComplete;
    expect(phone.book.count('startCall')).to.equal(0);
  });

  it('asks the agent to confirm being idle where the phone cannot report it', async () => {
    const { element, phone } = await opened({ phone: { reportsAgentState: false } });
    expect(phone.book.count('getAgentState')).to.equal(0);
    expect(button(element, 'Call').getAttribute('aria-disabled')).to.equal('true');
    $<HTMLInputElement>(element, '.confirm-idle input')!.click();
    await element.updateComplete;
    button(element, 'Call').click();
    await phone.book.next('startCall');
  });

  it('shows that the phone has the call where it reports no progress, and stays free for other work', async () => {
    const message = waiting({ channel: 'voice', text: null });
    const { element, phone, events } = await opened({
      message,
      phone: { reportsCallCourse: false },
    });
    (await phone.book.next('getAgentState')).answer('idle');
    await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'false');
    const player = $<HTMLElement & { pause: () => void; callActive: boolean }>(element, '.player')!;
    let pauses = 0;
    player.pause = () => (pauses += 1);
    button(element, 'Call').click();
    (await phone.book.next('startCall')).answer(call);
    await waitFor(() => screenText(element).includes('Handed to your phone.'));
    expect(pauses).to.equal(1);
    expect(player.callActive, 'the agent may play again').to.equal(false);
    // Another one only if the agent's state, read again, allows it.
    (await phone.book.next('getAgentState', 2)).answer('busy');
    await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'true');
    expect(events.filter((name) => name.startsWith('call-change'))).to.deep.equal([
      'call-change starting',
      'call-change handed-over',
    ]);
    const closed = nextEvent(element, 'close');
    button(element, 'Close').click();
    await closed;
    expect(phone.listenerCount(), 'waits for no end of the call').to.equal(0);
  });

  it('asks to confirm being idle before each call', async () => {
    const { element, phone } = await opened({
      phone: { reportsAgentState: false, reportsCallCourse: false },
    });
    $<HTMLInputElement>(element, '.confirm-idle input')!.click();
    await element.updateComplete;
    button(element, 'Call').click();
    (await phone.book.next('startCall')).answer(call);
    await waitFor(() => screenText(element).includes('Handed to your phone.'));
    expect($<HTMLInputElement>(element, '.confirm-idle input')!.checked).to.equal(false);
    expect(button(element, 'Call').getAttribute('aria-disabled')).to.equal('true');
  });

  it('gives a tel: link only where the host allows it (S7)', async () => {
    const without = await opened({ phone: null });
    expect($(without.element, 'a')).to.equal(null);
    expect(screenText(without.element)).to.include('No phone is connected here.');
    without.element.close();
    const { element } = await opened({ phone: null, capabilities: { telLinks: true } });
    await waitFor(() => $(element, 'a'));
    expect($(element, 'a')!.getAttribute('href')).to.equal('tel:+15550100');
  });
});
