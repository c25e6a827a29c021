import './message-list.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { CallControl } from '../../adapter/call-control.js';
import type { Message } from '../../model/message.js';
import type { AgentState } from '../../model/agent.js';
import { PlayNextEvent, type PlayNextAnswer } from '../voice-player/play-next-event.js';
import type { VoicePlayerElement } from '../voice-player/voice-player.element.js';
import { CallChangeEvent } from '../shared/workflow-events.js';
import { fakeMedia } from '../../../test/support/fake-media.js';
import { fakeTime } from '../../../test/support/fake-time.js';
import { focused } from '../../../test/support/keys.js';
import {
  named,
  one,
  showing,
  showsRows,
  type FakePlayer,
} from '../../../test/support/list-element.js';
import { aPage, FakeListAdapter } from '../../../test/support/list-fixtures.js';
import { aMessage } from '../../../test/support/messages.js';
import { screenText } from '../../../test/support/screen.js';
import { blobAnswer, spokenWav } from '../../../test/support/sounds.js';
import { settled, waitFor } from '../../../test/support/waits.js';
import type { MessageListElement } from './message-list.element.js';
import { nextPlayable } from './autoplay-next.js';

const voice = (id: string, more: Partial<Message> = {}): Message =>
  aMessage({ id, status: 'unprocessed', durationSeconds: 1, ...more });
const NOT_PLAYABLE: Partial<Message> = {
  actions: { play: { allowed: false, reason: 'forbidden' } },
};
const PAGE = [voice('a'), voice('b', NOT_PLAYABLE), voice('c', { channel: 'web' }), voice('d')];

describe('the next message to play', () => {
  it('is the next one on screen that may be played', () => {
    expect(nextPlayable(PAGE, 'a')?.id).to.equal('d');
    expect(nextPlayable(PAGE, 'c')?.id).to.equal('d');
    expect(nextPlayable(PAGE, 'd')).to.equal(null);
    expect(nextPlayable([...PAGE].reverse(), 'd')?.id).to.equal('a');
    expect(nextPlayable(PAGE, 'on another page')).to.equal(null);
    expect(nextPlayable([], 'a')).to.equal(null);
  });
});

describe('playing one message after the other', () => {
  /** A list with `a` in its player, which has come to its end. */
  async function aListAtTheEnd(): Promise<{ list: MessageListElement; player: FakePlayer }> {
    const { list } = await showing(PAGE);
    one(list, 'tr[data-id="a"] [data-action="play"]').click();
    const player = await waitFor(() =>
      list.shadowRoot!.querySelector<FakePlayer>('lt-voice-player'),
    );
    await waitFor(() => player.plays.length === 1);
    player.paused = true;
    return { list, player };
  }

  function ask(player: FakePlayer, after = 'a'): Promise<PlayNextAnswer> {
    const event = new PlayNextEvent(after);
    player.dispatchEvent(event);
    return event.answer!;
  }

  const aPhone = (state: () => AgentState | Promise<AgentState>): CallControl =>
    ({
      getAgentState: async () => state(),
      subscribe: () => () => undefined,
    }) as unknown as CallControl;

  it('plays the next one in the same player', async () => {
    const { list, player } = await aListAtTheEnd();
    expect(await ask(player)).to.equal('played');
    await waitFor(() => player.plays.length === 2);
    expect(player.message?.id).to.equal('d');
    expect(player.plays).to.deep.equal(['a', 'd']);
    expect(list.shadowRoot!.querySelectorAll('lt-voice-player')).to.have.length(1);
    player.paused = true;
    expect(await ask(player, 'd')).to.equal('none');
    expect(player.plays).to.have.length(2);
  });

  it('never starts during a call, and keeps everything silent beside it (M13)', async () => {
    const { list, player } = await aListAtTheEnd();
    const call = (state: 'starting' | 'talking' | 'ended'): void => {
      const detail = { messageId: 'a', state, reason: null, agentState: null };
      one(list, '.results').dispatchEvent(new CallChangeEvent(detail));
    };
    for (const state of ['starting', 'talking'] as const) {
      call(state);
      expect(await ask(player), state).to.equal('held');
    }
    await settled(list);
    expect((player as unknown as VoicePlayerElement).callActive).to.be.true;
    call('ended');
    await settled(list);
    expect((player as unknown as VoicePlayerElement).callActive).to.be.false;
    expect(await ask(player)).to.equal('played');
  });

  for (const [what, state, expected] of [
    ['a call came in', 'talking', 'held'],
    ['the agent is idle', 'idle', 'played'],
    ['the agent is busy', 'busy', 'played'],
    ['the phone does not say', null, 'played'],
  ] as const) {
    it(`${expected === 'held' ? 'does not start' : 'starts'} when ${what} (M13)`, async () => {
      const { list, player } = await aListAtTheEnd();
      list.callControl = aPhone(() => state ?? Promise.reject(new Error('not now')));
      await settled(list);
      expect(await ask(player)).to.equal(expected);
    });
  }

  it('never starts while a dialog is open', async () => {
    const { list, player } = await aListAtTheEnd();
    named(list, 'tr[data-id="d"] [data-action]', 'Process').click();
    await waitFor(() => list.shadowRoot!.querySelector('lt-process-dialog'));
    player.paused = true;
    expect(await ask(player)).to.equal('held');
    expect(player.plays).to.deep.equal(['a']);
  });

  it('does nothing when the user has started something else meanwhile', async () => {
    const { list, player } = await aListAtTheEnd();
    let answer: (state: AgentState) => void = () => undefined;
    list.callControl = aPhone(() => new Promise((resolve) => (answer = resolve)));
    await settled(list);
    const answered = ask(player);
    // The same message again, by hand.
    player.paused = false;
    answer('idle');
    expect(await answered).to.equal('dropped');
    expect(player.message?.id).to.equal('a');
  });
});

describe('playing one message after the other, with sound', () => {
  /** A list of these messages, whose recordings last so long, with the first one playing. */
  async function playingFirst(
    seconds: number,
    messages: readonly Message[],
  ): Promise<VoicePlayerElement> {
    fakeTime();
    fakeMedia(seconds);
    const { sound } = spokenWav(seconds);
    const adapter = Object.assign(new FakeListAdapter(), {
      getRecording: async () => blobAnswer(sound),
    });
    adapter.answer = () => aPage(messages);
    const list = await fixture<MessageListElement>(
      html`<aicc-message-list .adapter=${adapter}></aicc-message-list>`,
    );
    await showsRows(
      list,
      messages.map(({ id }) => id),
    );
    one(list, 'tr[data-id="a"] [data-action="play"]').click();
    return waitFor(() => list.shadowRoot!.querySelector<VoicePlayerElement>('aicc-voice-player'));
  }

  it('keeps the focus, announces the next message, and stops at the end of the page', async () => {
    const player = await playingFirst(1, [voice('a'), voice('b', NOT_PLAYABLE), voice('d')]);
    player.playNext = true;
    const toggle = await waitFor(() => player.shadowRoot!.querySelector<HTMLElement>('.toggle'));
    toggle.focus();
    await waitFor(() => player.message?.id === 'd');
    await waitFor(() => screenText(player).includes('Now playing: message from'));
    await waitFor(() => player.currentTime > 0.1);
    expect(focused()).to.equal(toggle);
    await waitFor(() => player.ended);
    await waitFor(() => screenText(player).includes('No further message on this page'));
    expect(focused()).to.equal(toggle);
    expect(player.message?.id).to.equal('d');
    expect(player.paused).to.be.true;
  });

  it('shows Play and its hint when the browser does not let the next one start (M11)', async () => {
    const player = await playingFirst(4, [voice('a'), voice('d')]);
    player.playNext = true;
    await waitFor(() => player.currentTime > 0.1);
    const audio = player.shadowRoot!.querySelector('audio')!;
    audio.play = () => Promise.reject(new DOMException('not now', 'NotAllowedError'));
    await waitFor(() => screenText(player).includes('Press Play'));
    expect(player.message?.id).to.equal('d');
    expect(player.paused).to.be.true;
  });

  it('plays nothing more when it is switched off, or after a pause', async () => {
    const player = await playingFirst(4, [voice('a'), voice('d')]);
    let requests = 0;
    player.addEventListener('aicc-play-next', () => (requests += 1));
    await waitFor(() => player.ended);
    await settled(player);
    expect(player.message?.id).to.equal('a');
    player.playNext = true;
    void player.play();
    await waitFor(() => player.currentTime > 0.1 && player.state === 'playing');
    player.pause();
    await waitFor(() => player.state === 'paused');
    expect(requests).to.equal(0);
  });
});
