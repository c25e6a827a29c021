import { expect, fixture, html } from '@open-wc/testing';
import {
  backIntoPage,
  browserName,
  focused,
  press,
  setViewport,
  tabTo,
  typeText,
} from '../../../test/support/keys.js';
import {
  $,
  button,
  dialog,
  field,
  opened,
  processed,
  processing,
  setUp,
} from '../../../test/support/process-screen.js';
import { nextEvent, waitFor } from '../../../test/support/waits.js';

describe('aicc-process-dialog, by keyboard', () => {
  it('does the whole job: open, call, hang up, comment, submit, back to the row (A1)', async () => {
    const opener = await fixture<HTMLButtonElement>(html`<button>open</button>`);
    const { element, adapter, phone } = await setUp();
    opener.addEventListener('click', () => void element.show());
    opener.focus();
    await press('Enter');
    (await adapter.book.next('startProcessing')).answer(processing());
    await waitFor(() => focused() === $(element, '#title'));
    (await phone.book.next('getAgentState')).answer('idle');
    await waitFor(() => button(element, 'Call').getAttribute('aria-disabled') === 'false');

    await tabTo(() => button(element, 'Call'));
    await press('Enter');
    (await phone.book.next('startCall')).answer({ id: 'c-1', messageId: 'm' });
    phone.emit({ type: 'talking', callId: 'c-1' });
    await waitFor(() => button(element, 'Hang up').getAttribute('aria-disabled') === 'false');
    expect(focused()?.textContent.trim(), 'no focus is lost').to.equal('Call');
    await press('Tab');
    expect(focused()?.textContent.trim()).to.equal('Hang up');
    await press('Space');
    (await phone.book.next('endCall')).answer(undefined);
    phone.emit({ type: 'ended', callId: 'c-1', durationSeconds: 12 });
    await waitFor(() => button(element, 'Hang up').getAttribute('aria-disabled') === 'true');
    expect(focused()?.textContent.trim(), 'no focus is lost').to.equal('Hang up');

    await tabTo(() => field(element));
    await typeText('called back');
    await tabTo(() => button(element, 'Submit'));
    const closed = nextEvent(element, 'close');
    await press('Enter');
    const call = await adapter.book.next('submitProcessing');
    expect(call.input.comments).to.equal('called back');
    call.answer(processed({ handlingComments: 'called back' }));
    await closed;
    expect(focused()?.textContent).to.equal('open');
  });

  it('Escape asks first, and a second Escape closes with the text kept (A1 W6)', async function () {
    // WebKitGTK lets a page hold its dialog open against Escape for ever.
    if (browserName() === 'webkit') this.skip();
    const { element, adapter, events } = await opened();
    await tabTo(() => field(element));
    await typeText('half');
    await press('Escape');
    await waitFor(() => $(element, '.question'));
    expect(dialog(element).open).to.equal(true);
    await waitFor(() => focused() === button(element, 'Go on working'));
    const closed = nextEvent(element, 'close');
    await press('Escape');
    await closed;
    expect(element.open).to.equal(false);
    expect(element.hasPendingWork).to.equal(true);
    expect(adapter.book.count('releaseProcessing')).to.equal(0);
    expect(adapter.book.count('submitProcessing')).to.equal(0);
    expect(events).not.to.include('error');
  });

  it('the question is answered by keys, and the focus goes back to the text (A1)', async () => {
    const { element } = await opened();
    await tabTo(() => field(element));
    await typeText('half');
    await press('Escape');
    await waitFor(() => $(element, '.question'));
    await waitFor(() => focused() === button(element, 'Go on working'));
    await press('Enter');
    await waitFor(() => focused() === field(element));
    expect($(element, '.question') === null).to.equal(true);
    expect(field(element).value).to.equal('half');
  });

  it('the question leaves the buttons below it in view on a low and narrow screen (H5)', async function () {
    const size = { width: window.innerWidth, height: window.innerHeight };
    for (const low of [
      { width: 320, height: 256 },
      { width: 640, height: 320 },
    ]) {
      const { element } = await opened();
      await setViewport(low);
      await tabTo(() => field(element));
      await typeText('half');
      await press('Escape');
      await waitFor(() => focused() === button(element, 'Go on working'));
      for (const name of ['Close', 'Submit', 'Go on working']) {
        const { top, bottom } = button(element, name).getBoundingClientRect();
        expect(top, name).to.be.at.least(0);
        expect(bottom, name).to.be.at.most(low.height);
      }
      expect($(element, '.question')!.getBoundingClientRect().height).to.be.above(80);
      element.remove();
    }
    await setViewport(size);
  });

  it('the question is read from its beginning on a narrow screen, with every answer in view (H5)', async () => {
    const size = { width: window.innerWidth, height: window.innerHeight };
    const { element } = await opened();
    await setViewport({ width: 320, height: 700 });
    await tabTo(() => field(element));
    await typeText('half');
    await press('Escape');
    await waitFor(() => focused() === button(element, 'Go on working'));
    const question = $(element, '.question')!;
    await waitFor(() => question.scrollTop === 0);
    const { top, bottom } = question.getBoundingClientRect();
    for (const part of question.querySelectorAll('.question-title, button')) {
      const rect = part.getBoundingClientRect();
      expect(rect.top, part.textContent).to.be.at.least(top);
      expect(rect.bottom, part.textContent).to.be.at.most(bottom);
    }
    await setViewport(size);
  });

  it('keeps the focus inside while it is open (A3)', async () => {
    await opened();
    await fixture(html`<button id="outside">outside</button>`);
    for (let step = 0; step < 25; step += 1) {
      await press(step % 5 === 4 ? 'Shift+Tab' : 'Tab');
      expect(focused()?.id).not.to.equal('outside');
    }
    await backIntoPage();
  });
});
