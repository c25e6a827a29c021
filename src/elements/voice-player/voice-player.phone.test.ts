import './voice-player.define.js';
import { expect } from '@open-wc/testing';
import { AdapterError, type AdapterErrorCode } from '../../adapter/errors.js';
import type { CallEvent, ListenEvent, PhoneListening } from '../../adapter/call-control.js';
import type { AgentState } from '../../model/agent.js';
import { expectAccessible } from '../../../test/support/axe.js';
import { browserName, focused, press } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import { aPlayer, hasFailed, named } from '../../../test/support/player.js';
import { screenText } from '../../../test/support/screen.js';
import { blobAnswer, toneWav } from '../../../test/support/sounds.js';
import { deferred, settled, waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from './voice-player.element.js';

const GSM = blobAnswer(toneWav(2, 'gsm'));

/** A phone whose every word the test says. */
class ToldPhone {
  state: AgentState = 'idle';
  readonly asked: string[] = [];
  readonly listeners = new Set<(event: CallEvent) => void>();
  refusal: unknown = null;
  tell: (event: ListenEvent) => void = () => undefined;
  controls: Partial<PhoneListening> = {};
  answer: Promise<unknown> | null = null;

  getAgentState = (): Promise<AgentState> => Promise.resolve(this.state);
  startCall = (): Promise<never> => Promise.reject(new Error('no call is placed'));
  subscribe = (listener: (event: CallEvent) => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  listenByPhone = async (
    { messageId, startSeconds }: { messageId: string; startSeconds: number },
    tell: (event: ListenEvent) => void,
  ): Promise<PhoneListening> => {
    this.asked.push(`listen ${messageId} from ${startSeconds}`);
    this.tell = tell;
    if (this.answer) await this.answer;
    if (this.refusal) throw this.refusal as Error;
    const ask = (what: string) => (): Promise<void> => {
      this.asked.push(what);
      return Promise.resolve();
    };
    return {
      pause: ask('pause'),
      resume: ask('resume'),
      skip: (seconds) => ask(`skip ${seconds}`)(),
      stop: ask('stop'),
      ...this.controls,
    };
  };
}

async function aFailedPlayer(
  answer: Parameters<typeof aPlayer>[0] = GSM,
  props: Partial<VoicePlayerElement> = {},
) {
  const phone = new ToldPhone();
  const message = aMessage({ id: 'm-9', durationSeconds: 20 });
  const player = await aPlayer(answer, { callControl: phone, message, ...props });
  await player.play().catch(() => undefined);
  await hasFailed(player);
  await settled(player);
  return { player, phone };
}

const rungs = (player: VoicePlayerElement): string[] =>
  [...player.shadowRoot!.querySelectorAll('[part=failure] .actions > *')].flatMap((rung) =>
    rung instanceof HTMLSlotElement
      ? rung.assignedElements().map((offered) => offered.textContent.trim())
      : [rung.textContent.trim()],
  );
const bar = (player: VoicePlayerElement): HTMLElement | null =>
  player.shadowRoot!.querySelector('[part=phone]');
const told = (player: VoicePlayerElement): string =>
  player.shadowRoot!.querySelector('[part=status]')!.textContent.trim();

/** Rings, and the bar is there. */
async function listening(answer = GSM) {
  const all = await aFailedPlayer(answer);
  const { player, phone } = all;
  named(player, 'Listen by phone').click();
  await waitFor(() => phone.asked.length === 1);
  phone.tell({ type: 'ringing' });
  await waitFor(() => bar(player) !== null);
  await settled(player);
  return all;
}

describe('aicc-voice-player: listening by phone', () => {
  before(function () {
    // WebKitGTK plays GSM where extra codecs are installed, and ends in the midst of sound (see
    // voice-player.test.ts).
    if (browserName() === 'webkit') this.skip();
  });

  it('offers the recovery actions in their order for a format that does not play (M1 M8)', async () => {
    const { player } = await aFailedPlayer(
      blobAnswer(toneWav(2, 'gsm'), {
        transcript: {
          language: 'en',
          cues: [{ startSeconds: 0, endSeconds: 2, text: 'Please call back', confidence: 1 }],
        },
      }),
    );
    expect(rungs(player)).to.deep.equal(['Listen by phone', 'Read the transcript']);
    const save = document.createElement('button');
    save.slot = 'format-actions';
    save.textContent = 'Download';
    player.append(save);
    await waitFor(() => rungs(player).length === 3);
    expect(rungs(player)[2]).to.equal('Download');
    expect(screenText(player)).not.to.contain('Ask your administrator');
    await expectAccessible(player);
    // The words of a recording whose sound has failed.
    named(player, 'Read the transcript').click();
    await waitFor(() => screenText(player).includes('Please call back'));
    expect(named(player, 'Read the transcript').getAttribute('aria-expanded')).to.equal('true');
  });

  it('says whom to ask where no action can help (M1)', async () => {
    const { player } = await aFailedPlayer(new AdapterError('recording-purged'));
    expect(rungs(player)).to.deep.equal([]);
    expect(screenText(player))
      .to.contain('retention time')
      .and.to.contain('Ask your administrator');
  });

  it('offers no phone where the permission is missing, and none for a sound of the page (S16)', async () => {
    const { player } = await aFailedPlayer(new AdapterError('recording-forbidden'));
    expect(rungs(player)).to.deep.equal(['Retry']);
    const alone = await aPlayer(undefined, {
      src: new Blob([toneWav(1, 'gsm')]),
      callControl: new ToldPhone(),
    });
    await alone.play().catch(() => undefined);
    await hasFailed(alone);
    await settled(alone);
    expect(rungs(alone)).to.deep.equal([]);
  });

  it('rings the agent’s own phone, follows it, and announces every step', async () => {
    const { player, phone } = await listening();
    expect(phone.asked).to.deep.equal(['listen m-9 from 0']);
    expect(screenText(player)).to.contain('Pick it up to listen');
    expect(told(player)).to.contain('Pick it up to listen');
    // The rung is taken; the focus stands on the way out.
    expect(rungs(player)).not.to.include('Listen by phone');
    expect(focused()).to.equal(named(player, 'Stop listening'));
    phone.tell({ type: 'playing', positionSeconds: 3 });
    await waitFor(() => /0:03\s\/\s0:20/.test(bar(player)!.textContent));
    expect(told(player)).to.equal('Playing on your phone');
    await expectAccessible(player);
    phone.tell({ type: 'ended', reason: 'hung-up' });
    await waitFor(() => rungs(player).includes('Listen by phone'));
    expect(told(player)).to.equal('The phone was hung up.');
    expect(focused()).to.equal(named(player, 'Listen by phone'));
    expect(phone.listeners.size).to.equal(0);
  });

  it('pauses, resumes, skips and stops by buttons and by keys (A1)', async () => {
    const { player, phone } = await listening();
    phone.tell({ type: 'playing', positionSeconds: 5 });
    await waitFor(() => named(player, 'Pause'));
    await press('k');
    await waitFor(() => named(player, 'Resume'));
    named(player, 'Resume').click();
    await waitFor(() => named(player, 'Pause'));
    await press('l', 'ArrowLeft');
    await waitFor(() => phone.asked.includes('skip -5'));
    named(player, 'Stop listening').click();
    await waitFor(() => told(player) === 'Listening by phone was stopped.');
    expect(phone.asked.slice(1)).to.deep.equal(['pause', 'resume', 'skip 10', 'skip -5', 'stop']);
    expect(player.state).to.equal('failed');
  });

  it('offers only what the phone can do', async () => {
    const { player, phone } = await aFailedPlayer();
    phone.controls = { pause: undefined as never, skip: undefined as never };
    named(player, 'Listen by phone').click();
    await waitFor(() => phone.asked.length === 1);
    phone.tell({ type: 'playing' });
    await waitFor(() => bar(player) !== null);
    await settled(player);
    expect(
      [...bar(player)!.querySelectorAll('button')].map((b) => b.textContent.trim()),
    ).to.deep.equal(['Stop listening']);
  });

  for (const [state, words] of [
    ['talking', 'you must be idle'],
    ['rest', 'you must be idle'],
    ['signed-out', 'not signed in'],
    ['unknown', 'cannot be reached'],
  ] as const) {
    it(`says why the phone of an agent who is ${state} is not rung`, async () => {
      const { player, phone } = await aFailedPlayer();
      phone.state = state;
      named(player, 'Listen by phone').click();
      await waitFor(() => bar(player)?.textContent.includes(words));
      expect(phone.asked).to.deep.equal([]);
      expect(told(player)).to.contain(words);
      // It can be tried again.
      phone.state = 'idle';
      named(player, 'Listen by phone').click();
      await waitFor(() => phone.asked.length === 1);
    });
  }

  for (const [reason, words] of [
    ['phone-unreachable', 'not picked up'],
    ['agent-not-ready', 'you must be idle'],
    ['unknown', 'could not play this recording'],
    ['network', 'cannot be reached'],
  ] as const) {
    it(`names the reason that the phone reports: ${reason}`, async () => {
      const { player, phone } = await listening();
      phone.tell({ type: 'failed', reason });
      await waitFor(() => bar(player)?.textContent.includes(words));
      expect(rungs(player)).to.include('Listen by phone');
    });
  }

  for (const [code, words] of [
    ['recording-missing', 'There is no recording'],
    ['recording-forbidden', 'do not have permission'],
    ['unavailable', 'telephone system cannot be reached'],
    ['unsupported', 'could not play this recording'],
  ] as [AdapterErrorCode, string][]) {
    it(`names the reason of a refusal: ${code}`, async () => {
      const { player, phone } = await aFailedPlayer();
      phone.refusal = new AdapterError(code);
      named(player, 'Listen by phone').click();
      await waitFor(() => bar(player)?.textContent.includes(words));
    });
  }

  it('says when the phone did not carry out a command', async () => {
    const { player, phone } = await aFailedPlayer();
    phone.controls = { stop: () => Promise.reject(new AdapterError('network')) };
    named(player, 'Listen by phone').click();
    await waitFor(() => phone.asked.length === 1);
    phone.tell({ type: 'playing' });
    await waitFor(() => bar(player) !== null);
    named(player, 'Stop listening').click();
    await waitFor(() => bar(player)?.textContent.includes('To end it, hang up'));
    // It goes on, as the phone says.
    expect(named(player, 'Stop listening')).to.exist;
  });

  it('silences the page meanwhile, and ends when a player of the page begins (M7)', async () => {
    const other = await aPlayer(blobAnswer(toneWav(20, 'pcm')));
    await other.play();
    const { player, phone } = await aFailedPlayer();
    named(player, 'Listen by phone').click();
    await waitFor(() => other.paused);
    await waitFor(() => phone.asked.length === 1);
    phone.tell({ type: 'playing' });
    await settled(player);
    await other.play();
    await waitFor(() => phone.asked.includes('stop'));
    await waitFor(() => told(player) === 'Listening by phone was stopped.');
  });

  it('ends for a call that the host or the phone reports (M13)', async () => {
    const first = await listening();
    first.phone.tell({ type: 'playing' });
    first.player.callActive = true;
    await waitFor(() => first.phone.asked.includes('stop'));
    await waitFor(() => told(first.player) === 'Listening by phone ended because of a call.');
    await settled(first.player);
    expect(rungs(first.player)).not.to.include('Listen by phone');
    first.player.remove();

    const second = await listening();
    for (const tell of second.phone.listeners) tell({ type: 'alerting', callId: 'c-1' });
    await waitFor(() => second.phone.asked.includes('stop'));
    await waitFor(() => told(second.player).includes('because of a call'));
  });

  it('ends when the player leaves or another message comes, in every phase of the phone (M12)', async () => {
    const gone = await listening();
    gone.player.remove();
    await waitFor(() => gone.phone.asked.includes('stop'));

    const other = await listening();
    other.player.message = aMessage({ id: 'm-10' });
    await waitFor(() => other.phone.asked.includes('stop'));
    await settled(other.player);
    expect(bar(other.player)).to.equal(null);
    other.phone.tell({ type: 'playing' });
    await settled(other.player);
    expect(bar(other.player)).to.equal(null);

    // Gone before the phone has answered.
    const early = await aFailedPlayer();
    const answer = deferred();
    early.phone.answer = answer.promise;
    named(early.player, 'Listen by phone').click();
    await waitFor(() => early.phone.asked.length === 1);
    early.player.remove();
    await Promise.resolve();
    answer.resolve(undefined);
    await waitFor(() => early.phone.asked.includes('stop'));
  });

  it('reports per message what was heard by phone, and claims no parts of it', async () => {
    const { player, phone } = await listening();
    expect(player.heardByPhone).to.equal(false);
    let changes = 0;
    player.addEventListener('aicc-heard-change', () => (changes += 1));
    const message = player.message!;
    player.message = aMessage({ id: message.id, durationSeconds: null });
    await settled(player);
    phone.tell({ type: 'playing' });
    await waitFor(() => told(player) === 'Playing on your phone');
    await waitFor(() => /0:0[1-9]/.test(bar(player)!.textContent));
    phone.tell({ type: 'ended', reason: 'finished' });
    await waitFor(() => player.heardByPhone);
    expect(changes).to.equal(1);
    expect(player.heard).to.deep.equal([]);
    player.message = aMessage({ id: 'm-11' });
    await settled(player);
    expect(player.heardByPhone).to.equal(false);
    player.message = message;
    await settled(player);
    expect(player.heardByPhone).to.equal(true);
  });
});
