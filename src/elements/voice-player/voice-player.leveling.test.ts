import './voice-player.define.js';
import { expect } from '@open-wc/testing';
import { LevelingController } from '../../controllers/playback/leveling-controller.js';
import type { PlaybackController } from '../../controllers/playback/playback-controller.js';
import type { SoundSource } from '../../controllers/playback/sound-source.js';
import { expectAlarm } from '../../../test/support/alarms.js';
import { browserName, clickOn } from '../../../test/support/keys.js';
import { aMessage } from '../../../test/support/messages.js';
import {
  aPlayer,
  aSpokenPlayer,
  audioOf,
  named,
  sounds,
  type TestPlayer,
} from '../../../test/support/player.js';
import { screenText } from '../../../test/support/screen.js';
import { urlAnswer } from '../../../test/support/sounds.js';
import { settled, waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from './voice-player.element.js';

const NativeContext = window.AudioContext;

/** The sound systems that were started, and the nodes that took over an audio element. */
interface Started {
  readonly contexts: AudioContext[];
  readonly sources: {
    readonly node: MediaElementAudioSourceNode;
    readonly audio: HTMLMediaElement;
  }[];
}

function watchContexts(more: object = {}): Started {
  const started: Started = { contexts: [], sources: [] };
  window.AudioContext = class extends NativeContext {
    constructor() {
      super();
      Object.assign(this, more);
      started.contexts.push(this);
    }
    override createMediaElementSource(audio: HTMLMediaElement): MediaElementAudioSourceNode {
      const node = super.createMediaElementSource(audio);
      started.sources.push({ node, audio });
      return node;
    }
  };
  return started;
}

const aLeveled = (
  props: Partial<VoicePlayerElement> = { levelLoudness: true },
): Promise<TestPlayer> => aSpokenPlayer([20], props);

const isLeveled = (player: TestPlayer): Promise<unknown> =>
  waitFor(() => screenText(player).includes('Levelled'), { what: '"Levelled"' });

/** Whether sound comes out of the node, measured on the way. */
async function soundsIn({ node }: Started['sources'][number]): Promise<boolean> {
  const analyser = node.context.createAnalyser();
  node.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  await waitFor(
    () => {
      analyser.getFloatTimeDomainData(samples);
      return samples.some((sample) => Math.abs(sample) > 0.001);
    },
    { what: 'sound in the graph' },
  );
  node.disconnect(analyser);
  return true;
}

describe('leveling loudness', () => {
  before(function () {
    // The others start their sound system only where there is a sound device; no test machine needs one.
    if (browserName() !== 'chromium') this.skip();
  });

  afterEach(() => {
    window.AudioContext = NativeContext;
  });

  it('starts no audio context unless it is chosen', async () => {
    const started = watchContexts();
    const player = await aLeveled({});
    await player.play();
    await sounds(player, 0.3);
    expect(started.contexts).to.be.empty;
  });

  it('sends the sound through one graph, says so, and keeps playing', async () => {
    const started = watchContexts();
    const player = await aLeveled();
    await player.play();
    await isLeveled(player);
    await sounds(player, player.currentTime + 0.3);
    expect(started.contexts).to.have.length(1);
    expect(started.sources).to.have.length(1);
    expect(started.sources[0]!.audio).to.equal(audioOf(player));
    await waitFor(() => started.contexts[0]!.state === 'running');
    expect(await soundsIn(started.sources[0]!)).to.be.true;
    // Volume stays the element's own.
    player.volume = 0.5;
    expect(audioOf(player).volume).to.equal(0.5);
    player.volume = 1;
  });

  it('uses the same graph for another message, after pauses and after it was off (M10)', async () => {
    const started = watchContexts();
    const player = await aLeveled();
    await player.play();
    await isLeveled(player);
    player.pause();
    await waitFor(() => started.contexts[0]!.state === 'suspended');
    await player.play();
    await sounds(player, player.currentTime + 0.2);
    await waitFor(() => started.contexts[0]!.state === 'running');
    player.levelLoudness = false;
    await settled(player);
    expect(screenText(player)).not.to.contain('Levelled');
    await sounds(player, player.currentTime + 0.2);
    player.levelLoudness = true;
    player.message = aMessage({ durationSeconds: 20 });
    await settled(player);
    await player.play();
    await sounds(player, 0.3);
    await isLeveled(player);
    expect(await soundsIn(started.sources[0]!)).to.be.true;
    expect(started.contexts).to.have.length(1);
    expect(started.sources).to.have.length(1);
  });

  it('begins when it is chosen while something plays', async () => {
    const started = watchContexts();
    const player = await aLeveled({});
    await player.play();
    named(player, 'Listening options').click();
    const box = await waitFor(() =>
      player.shadowRoot!.querySelector<HTMLInputElement>(
        '[aria-describedby="level-loudness-note"]',
      ),
    );
    await clickOn(box);
    await isLeveled(player);
    await sounds(player, player.currentTime + 0.2);
    expect(started.sources).to.have.length(1);
  });

  it('closes with its player, which plays again when it comes back (M12)', async () => {
    const started = watchContexts();
    const player = await aLeveled();
    const place = player.parentElement!;
    await player.play();
    await isLeveled(player);
    player.remove();
    await waitFor(() => started.contexts[0]!.state === 'closed');
    place.append(player);
    await settled(player);
    expect(player.shadowRoot!.querySelectorAll('audio')).to.have.length(1);
    await player.play();
    await sounds(player, player.currentTime + 0.2);
    await isLeveled(player);
    expect(started.sources[1]!.audio).to.equal(audioOf(player));
    expect(await soundsIn(started.sources[1]!)).to.be.true;
  });

  it('goes on when the player is only moved (M12)', async () => {
    const started = watchContexts();
    const player = await aLeveled();
    await player.play();
    await isLeveled(player);
    const place = document.createElement('div');
    player.parentElement!.append(place);
    place.append(player);
    await sounds(player, player.currentTime + 0.3);
    await waitFor(() => started.contexts[0]!.state === 'running');
  });

  it('plays unleveled, and says so, when the browser does not start its audio context', async () => {
    window.AudioContext = class extends NativeContext {
      constructor() {
        super();
        void this.close();
        throw new DOMException('no', 'NotSupportedError');
      }
    };
    const player = await aLeveled();
    await player.play();
    await waitFor(() => screenText(player).includes('plays unlevelled'));
    await sounds(player, player.currentTime + 0.3);
    expect(screenText(player)).not.to.contain('Levelled');
  });

  it('goes on unleveled where it is when the audio context stops for good', async () => {
    const never = (): Promise<void> => new Promise(() => undefined);
    const started = watchContexts();
    const player = await aLeveled();
    await player.play();
    player.playbackRate = 1.25;
    await isLeveled(player);
    const before = audioOf(player);
    const [context] = started.contexts;
    // The graph sleeps until the sound begins.
    await waitFor(() => context!.state === 'running');
    context!.resume = never;
    const at = player.currentTime;
    await context!.suspend();
    await waitFor(() => screenText(player).includes('plays unlevelled'));
    await sounds(player, at + 0.3);
    expect(audioOf(player)).not.to.equal(before);
    expect(player.shadowRoot!.querySelectorAll('audio'), 'M7').to.have.length(1);
    expect(player.currentTime).to.be.lessThan(at + 6);
    expect(player.playbackRate).to.equal(1.25);
    player.playbackRate = 1;
  });

  it('leaves alone a source that would be silent in the graph, and says why', async () => {
    const foreign: SoundSource = {
      sound: 'https://media.example/a.wav',
      crossOrigin: null,
      durationSeconds: 3,
      renewable: false,
    };
    const source = { current: foreign as SoundSource | null };
    const started = watchContexts();
    const audio = document.createElement('audio');
    const player = Object.assign(new EventTarget(), {
      audio,
      state: { phase: 'playing', playRequested: true, cause: null },
      playhead: {
        get source() {
          return source.current;
        },
      },
    });
    const control = new LevelingController(
      {
        ownerDocument: document,
        levelLoudness: true,
        outputDevice: '',
        requestUpdate: () => undefined,
      },
      { player } as unknown as PlaybackController,
      () => undefined,
    );
    /** Whether a source may be set on the present audio element. */
    const mayUse = (next: SoundSource): boolean => {
      source.current = next;
      return player.dispatchEvent(new Event('sourcechange', { cancelable: true }));
    };
    control.wake();
    expect(control.state).to.equal('foreign');
    expect(started.contexts).to.be.empty;
    // The same address with leave of its server may go through.
    source.current = { ...foreign, crossOrigin: 'anonymous' };
    control.wake();
    await waitFor(() => control.state === 'on');
    // Then comes one without: the audio element is not to be used for it.
    expect(mayUse({ ...foreign, crossOrigin: 'use-credentials' })).to.be.true;
    expect(mayUse(foreign)).to.be.false;
    expect(control.graph).to.equal(null);
    await waitFor(() => started.contexts[0]!.state === 'closed');
  });

  it('uses another audio element for a source that must not go through the graph', async () => {
    const started = watchContexts();
    const player = await aLeveled();
    await player.play();
    await isLeveled(player);
    const before = audioOf(player);
    // The same server under another name: another origin, without leave.
    const other = new URL('/recordings/rec-06-en.wav', location.href);
    other.hostname = other.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
    player.adapter.answer = urlAnswer(other.href);
    expectAlarm(/foreign request/);
    player.message = aMessage({ durationSeconds: 3 });
    await settled(player);
    await player.play();
    await waitFor(() => player.ended || player.currentTime > 0.2);
    expect(audioOf(player)).not.to.equal(before);
    expect(player.shadowRoot!.querySelectorAll('audio'), 'M7').to.have.length(1);
    expect(started.contexts[0]!.state).to.equal('closed');
    expect(started.sources).to.have.length(1);
    expect(screenText(player)).not.to.contain('Levelled');
  });

  it('keeps leveling when the link is renewed (M2)', async () => {
    const started = watchContexts();
    const player = await aPlayer(
      (_request, nth) =>
        urlAnswer(nth === 1 ? '/recordings/none.wav' : '/recordings/rec-12-en.wav'),
      { levelLoudness: true },
    );
    await player.play();
    await sounds(player, 0.2);
    await isLeveled(player);
    expect(player.adapter.asked).to.have.length(2);
    expect(await soundsIn(started.sources[0]!)).to.be.true;
  });
});
