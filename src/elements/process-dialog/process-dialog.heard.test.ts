import './process-dialog.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { createMemoryAdapter, MemoryBackend } from '../../../mocks/memory.js';
import type { MemoryBackendOptions, StoredMessage } from '../../../mocks/backend/types.js';
import type { SubmitProcessing } from '../../adapter/adapter.js';
import type { ListenEvent } from '../../adapter/call-control.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { seedWith, unprocessed } from '../../../test/support/backend.js';
import { fakeMedia } from '../../../test/support/fake-media.js';
import { fakeTime } from '../../../test/support/fake-time.js';
import { browserName, setViewport } from '../../../test/support/keys.js';
import { hasFailed, named, sounds } from '../../../test/support/player.js';
import {
  $,
  button,
  field,
  opened as openedOnFakes,
  processing,
  type,
  waiting,
} from '../../../test/support/process-screen.js';
import { delayTask, nextEvent, settled, waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';
import type { AuditEvent } from '../shared/workflow-events.js';
import type { ProcessDialogElement } from './process-dialog.element.js';

interface Opened {
  readonly backend: MemoryBackend;
  readonly element: ProcessDialogElement;
  readonly player: VoicePlayerElement;
  readonly submits: SubmitProcessing[];
}

/** A voice message of 3.23 s, opened where 60 % must be heard. */
async function opened(
  overrides: Partial<StoredMessage> = {},
  options: MemoryBackendOptions = {},
  prepare: (backend: MemoryBackend) => void = () => undefined,
): Promise<Opened> {
  const backend = new MemoryBackend({
    heardBeforeSubmitPercent: 60,
    seed: seedWith(
      unprocessed({
        employeeId: '1001',
        recordingFile: 'rec-06-en.wav',
        durationSeconds: 3.23,
        ...overrides,
      }),
    ),
    ...options,
  });
  prepare(backend);
  const submits: SubmitProcessing[] = [];
  backend.before('submitProcessing', (input) => submits.push(input as SubmitProcessing));
  const adapter = createMemoryAdapter({ backend });
  const element = await fixture<ProcessDialogElement>(
    html`<aicc-process-dialog
      no-leave-guard
      .adapter=${adapter}
      .message=${await adapter.getMessage('m-1')}
    ></aicc-process-dialog>`,
  );
  await element.show();
  await waitFor(() => !field(element).readOnly);
  const player = $<VoicePlayerElement>(element, '.player')!;
  return { backend, element, player, submits };
}

const note = (element: Element): string =>
  $(element, '#heard-note')?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const said = (element: Element): string =>
  $(element, '[role="status"]')!.textContent.replace(/\s+/g, ' ').trim();
const isOff = (element: Element): boolean =>
  button(element, 'Submit').getAttribute('aria-disabled') === 'true';
const described = (element: Element): string =>
  button(element, 'Submit')
    .getAttribute('aria-describedby')!
    .split(' ')
    .map((id) => $(element, `#${id}`)?.textContent.trim() ?? '')
    .join(' ')
    .trim();

describe('aicc-process-dialog: required listening before Submit', () => {
  it('moves nothing when the first Play brings more tools', async function () {
    // Without a sound device Firefox plays in silence, and the player says so in lines of its own.
    if (browserName() === 'firefox') this.skip();
    const size = { width: window.innerWidth, height: window.innerHeight };
    await setViewport({ width: 1280, height: 720 });
    const { element, player } = await opened({}, { heardBeforeSubmitPercent: 0 });
    await player.updateComplete;
    const places = (): number[] =>
      ['dialog', '.facts', '.dialog-footer'].flatMap((selector) => {
        const { top, bottom } = $(element, selector)!.getBoundingClientRect();
        return [top, bottom];
      });
    await waitFor(() => $(element, '.insert-time'));
    const before = places();
    void player.play();
    await sounds(player, 0.5);
    await waitFor(() => player.shadowRoot!.querySelectorAll('.extra').length > 1);
    expect(places()).to.deep.equal(before);
    player.pause();
    await setViewport(size);
  });

  it('refuses Submit before anything is sent, and says why at the button and when pressed', async () => {
    const { element, submits } = await opened();
    await waitFor(
      () => note(element) === '0% of the recording heard; 60% is needed before Submit.',
    );
    await type(element, 'Called back.');
    expect(isOff(element)).to.equal(true);
    expect(described(element)).to.include('60% is needed before Submit');
    const submit = button(element, 'Submit');
    submit.focus();
    submit.click();
    await waitFor(() => said(element).startsWith('0% of the recording heard'));
    expect(element.shadowRoot!.activeElement, 'it can still be reached').to.equal(submit);
    await delayTask();
    expect(submits).to.deep.equal([]);
    expect(field(element).value).to.equal('Called back.');
    await expectAccessible(element);
  });

  it('plays the first unheard part, counts while it sounds, and then allows Submit', async () => {
    fakeTime();
    fakeMedia(3.23);
    const { element, backend, player, submits } = await opened();
    await type(element, 'Called back.');
    await waitFor(() => note(element) !== '');
    button(element, 'First unheard part').click();
    await sounds(player);
    await waitFor(() => /^[1-5]\d% /.test(note(element)));
    player.playbackRate = 2;
    await waitFor(() => note(element) === '');
    expect(said(element)).to.equal('Enough of the recording was heard: you can submit now.');
    expect(isOff(element)).to.equal(false);
    const audits: AuditEvent[] = [];
    element.addEventListener('aicc-audit', (event) => audits.push(event));
    const closed = nextEvent(element, 'close');
    button(element, 'Submit').click();
    await closed;
    expect(backend.peek('m-1')?.status).to.equal('processed');
    expect(submits[0]?.heard?.instead).to.equal(null);
    expect(submits[0]!.heard!.spans[0]!.endSeconds).to.be.at.least(3.23 * 0.6);
    expect(audits[0]?.detail).not.to.have.property('heardInstead');
  });

  it('counts what the same person heard on another page', async () => {
    let answer: () => void = () => undefined;
    const { element } = await opened({}, {}, (backend) => {
      backend.hear('m-1', '1001', [{ startSeconds: 0, endSeconds: 3 }]);
      answer = backend.holdNext('getListening', { at: 'reply' });
    });
    await waitFor(() => note(element).startsWith('0% '));
    answer();
    await waitFor(() => !isOff(element));
    expect(note(element)).to.equal('');
  });

  it('does not count what colleagues heard', async () => {
    const { element, player } = await opened({}, {}, (backend) =>
      backend.hear('m-1', '1002', [{ startSeconds: 0, endSeconds: 3.23 }]),
    );
    await waitFor(() => player.shadowRoot!.textContent.includes('heard by colleagues'));
    await waitFor(() => note(element).startsWith('0% '));
    expect(isOff(element)).to.equal(true);
  });

  it('requires nothing for a web message, and nothing without the policy', async () => {
    const web = await opened({ channel: 'web', text: 'Please call.', recordingFile: null });
    expect(isOff(web.element)).to.equal(false);
    const free = await opened({}, { heardBeforeSubmitPercent: 0 });
    expect(isOff(free.element)).to.equal(false);
    await type(free.element, 'Done.');
    const closed = nextEvent(free.element, 'close');
    button(free.element, 'Submit').click();
    await closed;
    expect(free.submits[0]).not.to.have.property('heard');
  });

  it('lets a person submit who cannot play it here: the reason is shown, sent and in the audit', async () => {
    const { element, backend, player, submits } = await opened({}, {}, (on) =>
      on.fail('getRecording', 'recording-storage-offline', { times: Infinity }),
    );
    await type(element, 'Called back.');
    named(player, 'Play').click();
    await hasFailed(player);
    await waitFor(() => note(element).startsWith('The recording cannot be played here'));
    expect(isOff(element)).to.equal(false);
    await expectAccessible(element);
    const audited = nextEvent<AuditEvent>(element, 'aicc-audit');
    button(element, 'Submit').click();
    expect((await audited).detail).to.include({ action: 'submit', heardInstead: 'not-playable' });
    expect(submits[0]?.heard).to.deep.equal({ spans: [], instead: 'not-playable' });
    expect(backend.peek('m-1')?.status).to.equal('processed');
  });

  it('requires no listening where the backend lets nobody play it', async () => {
    const { element } = await opened({ recordingState: 'purged' });
    await waitFor(() => note(element).startsWith('The recording cannot be played here'));
    expect(isOff(element)).to.equal(false);
  });

  it('accepts listening to the end by phone, and says so', async () => {
    let tell: ((event: ListenEvent) => void) | null = null;
    const { element, adapter } = await openedOnFakes({
      message: waiting({ channel: 'voice' }),
      capabilities: { heardBeforeSubmitPercent: 80 },
      phone: {
        getAgentState: () => Promise.resolve('idle'),
        listenByPhone: (_request, listener) => {
          tell = listener;
          return Promise.resolve({ stop: () => Promise.resolve() });
        },
      },
    });
    const message = processing({ version: 5, channel: 'voice', durationSeconds: 0.4 });
    adapter.emit({ type: 'changed', sequence: 1, messageId: 'm', version: 5, message });
    const player = $<VoicePlayerElement>(element, '.player')!;
    await waitFor(() => player.duration === 0.4);
    await type(element, 'Called back.');
    named(player, 'Play').click();
    (await adapter.book.next('getRecording')).fail('recording-format');
    await hasFailed(player);
    await settled(player);
    (await waitFor(() => named(player, 'Listen by phone'))).click();
    const told = await waitFor(() => tell);
    const time = fakeTime();
    told({ type: 'playing' });
    await waitFor(() => named(player, 'Stop listening'));
    // A phone plays in real time.
    await time.pass(400);
    told({ type: 'ended', reason: 'finished' });
    await waitFor(() => note(element).startsWith('Heard by phone.'));
    button(element, 'Submit').click();
    const { input } = await adapter.book.next('submitProcessing');
    expect(input.heard).to.deep.equal({ spans: [], instead: 'phone' });
  });

  it('accepts the confirmation that the transcript was read, only while it is open', async () => {
    const { element, player, submits } = await opened();
    await type(element, 'Called back.');
    await waitFor(() => note(element) !== '');
    expect(() => button(element, 'I have read the transcript')).to.throw();
    player.load();
    await waitFor(() => named(player, 'Transcript')).then((open) => open.click());
    const read = await waitFor(() => button(element, 'I have read the transcript'));
    expect(isOff(element)).to.equal(true);
    read.click();
    await waitFor(() => note(element).startsWith('Transcript read in place of listening'));
    expect(said(element)).to.include('Transcript read');
    const audited = nextEvent<AuditEvent>(element, 'aicc-audit');
    button(element, 'Submit').click();
    expect((await audited).detail).to.include({ action: 'submit', heardInstead: 'transcript' });
    expect(submits[0]?.heard?.instead).to.equal('transcript');
  });

  it('shows the refusal of the backend at the button too, with a way on, and keeps the text', async () => {
    const { element, submits } = await opened({}, { heardBeforeSubmitPercent: 0 }, (backend) =>
      backend.fail('submitProcessing', {
        code: 'invalid',
        fields: [{ field: 'heard', code: 'heard-too-little', message: 'raw words of a server' }],
      }),
    );
    await type(element, 'Called back.');
    button(element, 'Submit').click();
    await waitFor(() => note(element).startsWith('The service does not count enough'));
    expect(said(element)).to.include('The service does not count enough');
    expect(element.shadowRoot!.textContent).not.to.include('raw words');
    expect(field(element).value).to.equal('Called back.');
    button(element, 'First unheard part');
    expect(isOff(element), 'the backend decides').to.equal(false);
    const closed = nextEvent(element, 'close');
    button(element, 'Submit').click();
    await closed;
    expect(submits).to.have.lengthOf(1);
  });
});
