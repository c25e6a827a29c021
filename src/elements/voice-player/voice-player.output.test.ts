import './voice-player.define.js';
import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../../test/support/axe.js';
import {
  aPlayer,
  aSpokenPlayer,
  audioOf,
  named,
  sounds,
  type TestPlayer,
} from '../../../test/support/player.js';
import { screenText } from '../../../test/support/screen.js';
import { settled, waitFor } from '../../../test/support/waits.js';
import type { VoicePlayerElement } from './voice-player.element.js';

const HEADSET = { kind: 'audiooutput', deviceId: 'headset', label: 'Headset (USB)' };
const NAMELESS = { kind: 'audiooutput', deviceId: 'nameless', label: '' };

/** The devices of a computer, as the test plugs them in and out. */
class Devices extends EventTarget {
  present: readonly object[] = [];
  readonly sentTo: string[] = [];
  /** How `setSinkId` rejects; `null` when it does not. */
  refusal: string | null = null;

  constructor() {
    super();
    Object.assign(this, {
      enumerateDevices: () => Promise.resolve(this.present),
      getUserMedia: () => {
        throw new Error('nobody may ask for the microphone');
      },
    });
  }

  plug(...present: readonly object[]): void {
    this.present = present;
    this.dispatchEvent(new Event('devicechange'));
  }
}

const nativeSetSinkId = HTMLMediaElement.prototype.setSinkId;

function withDevices(...present: readonly object[]): Devices {
  const devices = new Devices();
  devices.present = present;
  Object.defineProperty(navigator, 'mediaDevices', { value: devices, configurable: true });
  HTMLMediaElement.prototype.setSinkId = function setSinkId(id: string): Promise<void> {
    devices.sentTo.push(id);
    if (devices.refusal) return Promise.reject(new DOMException('no', devices.refusal));
    return id === '' || devices.present.some((each) => (each as typeof HEADSET).deviceId === id)
      ? Promise.resolve()
      : Promise.reject(new DOMException('no such device', 'NotFoundError'));
  };
  return devices;
}

async function aPlayerWithOptions(props: Partial<VoicePlayerElement> = {}): Promise<TestPlayer> {
  const player = await aSpokenPlayer([20], props);
  named(player, 'Listening options').click();
  await waitFor(() => player.shadowRoot!.querySelector('.listening'));
  return settled(player);
}

const select = (player: TestPlayer): HTMLSelectElement =>
  player.shadowRoot!.querySelector<HTMLSelectElement>('#output')!;

const labels = (player: TestPlayer): readonly string[] =>
  [...select(player).options].map((option) => option.label.trim());

function pick(player: TestPlayer, id: string): void {
  select(player).value = id;
  select(player).dispatchEvent(new Event('change'));
}

describe('choosing the loudspeaker', () => {
  afterEach(() => {
    delete (navigator as { mediaDevices?: unknown }).mediaDevices;
    if (nativeSetSinkId) HTMLMediaElement.prototype.setSinkId = nativeSetSinkId;
    else delete (HTMLMediaElement.prototype as { setSinkId?: unknown }).setSinkId;
  });

  it('offers the loudspeakers, with neutral names where the browser hides them', async () => {
    withDevices({ kind: 'audioinput', deviceId: 'mic', label: 'Microphone' }, HEADSET, NAMELESS);
    const player = await aPlayerWithOptions();
    await waitFor(() => labels(player).length === 3);
    expect(labels(player)).to.deep.equal(['System default', 'Headset (USB)', 'Loudspeaker 2']);
    await expectAccessible(player);
  });

  it('says when the browser names none', async () => {
    withDevices({ kind: 'audiooutput', deviceId: '', label: '' });
    const player = await aPlayerWithOptions();
    await waitFor(() => screenText(player).includes('names no other loudspeaker'));
    expect(labels(player)).to.deep.equal(['System default']);
  });

  it('is not offered where the browser cannot choose', async () => {
    withDevices(HEADSET);
    delete (HTMLMediaElement.prototype as { setSinkId?: unknown }).setSinkId;
    expect(select(await aPlayerWithOptions())).to.equal(null);
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
    expect(select(await aPlayerWithOptions())).to.equal(null);
  });

  it('sends the sound to the chosen one, and remembers it for other players', async () => {
    const devices = withDevices(HEADSET);
    const player = await aPlayerWithOptions();
    await waitFor(() => labels(player).length === 2);
    pick(player, 'headset');
    await waitFor(() => devices.sentTo.includes('headset'));
    expect(player.outputDevice).to.equal('headset');
    await aPlayer(player.adapter.answer, { adapter: player.adapter });
    await waitFor(() => devices.sentTo.filter((id) => id === 'headset').length === 2);
    pick(player, '');
    await waitFor(() => devices.sentTo.at(-1) === '');
  });

  it('pauses, falls back to the system’s and says so when the chosen one goes (M18)', async () => {
    const devices = withDevices(HEADSET);
    const player = await aPlayerWithOptions();
    await waitFor(() => labels(player).length === 2);
    pick(player, 'headset');
    await player.play();
    await sounds(player, 0.2);
    devices.plug();
    await waitFor(() => player.state === 'paused');
    expect(player.paused).to.be.true;
    expect(audioOf(player).paused).to.be.true;
    await waitFor(() => screenText(player).includes('The chosen loudspeaker is gone'));
    expect(devices.sentTo.at(-1)).to.equal('');
    expect(select(player).value).to.equal('');
    // It goes on over the system's.
    await player.play();
    await sounds(player, player.currentTime + 0.2);
  });

  it('leaves the sound alone when another device goes', async () => {
    const devices = withDevices(HEADSET, NAMELESS);
    const player = await aPlayerWithOptions();
    await waitFor(() => labels(player).length === 3);
    pick(player, 'headset');
    await player.play();
    await sounds(player, 0.1);
    devices.plug(HEADSET);
    await waitFor(() => labels(player).length === 2);
    expect(player.paused).to.be.false;
    expect(player.outputDevice).to.equal('headset');
  });

  it('says when the page’s policy refuses it', async () => {
    const devices = withDevices(HEADSET);
    devices.refusal = 'NotAllowedError';
    const player = await aPlayerWithOptions();
    await waitFor(() => labels(player).length === 2);
    pick(player, 'headset');
    await waitFor(() => screenText(player).includes('does not allow it'));
    expect(player.outputDevice).to.equal('');
  });

  it('lets the browser ask where it has a dialog of its own', async () => {
    const devices = withDevices();
    let answer: () => Promise<unknown> = () =>
      Promise.reject(new DOMException('no', 'NotAllowedError'));
    Object.assign(devices, { selectAudioOutput: () => answer() });
    const player = await aPlayerWithOptions();
    named(player, 'Choose…').click();
    await waitFor(() => screenText(player).includes('does not allow it'));
    answer = () => {
      devices.plug(HEADSET);
      return Promise.resolve(HEADSET);
    };
    named(player, 'Choose…').click();
    await waitFor(() => select(player).selectedOptions[0]?.label.trim() === 'Headset (USB)');
    expect(devices.sentTo).to.include('headset');
    expect(screenText(player)).not.to.contain('does not allow it');
  });

  it('says so when the remembered one is not there', async () => {
    withDevices();
    const preferences = {
      get: (key: string) => (key === 'output-device' ? 'headset' : undefined),
      set: () => undefined,
    };
    const player = await aPlayerWithOptions({ preferences });
    await waitFor(() => screenText(player).includes('The chosen loudspeaker is gone'));
    expect(player.outputDevice).to.equal('');
    await player.play();
    await sounds(player, 0.1);
  });

  it('follows leveled sound, where the browser can', async function () {
    if (!('setSinkId' in AudioContext.prototype)) this.skip();
    const asked: unknown[] = [];
    const prototype = AudioContext.prototype as unknown as {
      setSinkId: (id: string) => Promise<void>;
    };
    const { setSinkId } = prototype;
    prototype.setSinkId = (id) => Promise.resolve(void asked.push(id));
    try {
      withDevices(HEADSET);
      const player = await aPlayerWithOptions({ levelLoudness: true });
      await waitFor(() => labels(player).length === 2);
      pick(player, 'headset');
      await player.play();
      await waitFor(() => screenText(player).includes('Levelled'));
      expect(asked).to.include('headset');
      pick(player, '');
      await waitFor(() => asked.at(-1) === '');
    } finally {
      prototype.setSinkId = setSinkId;
    }
  });

  it('reads no devices until the options are opened', async () => {
    const devices = withDevices(HEADSET);
    let asked = 0;
    Object.assign(devices, {
      enumerateDevices: () => Promise.resolve([void (asked += 1)].slice(1)),
    });
    const player = await aPlayer();
    await player.play();
    await sounds(player, 0.1);
    expect(asked).to.equal(0);
    expect(devices.sentTo).to.be.empty;
  });
});
