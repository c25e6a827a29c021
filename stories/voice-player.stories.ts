import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent } from 'storybook/test';
import type { StoredMessage } from '../mocks/memory.js';
import type { AdapterErrorCode } from '../src/adapter/errors.js';
import type { VoicePlayerElement } from '../src/elements/voice-player/voice-player.element.js';
import '../src/elements/voice-player/voice-player.define.js';
import { read, recording, seedOf, VOICE_ID, voiceMessage } from './support/messages.js';
import { fill, find, screenOf, shows, waitFor } from './support/screen.js';
import { recordingUrl, staged, type StageOptions } from './support/stage.js';

interface Args {
  compact: boolean;
  skipSeconds: number;
  speeds: readonly number[];
  callActive: boolean;
}
type Story = StoryObj<Args>;
type Options = StageOptions<VoicePlayerElement>;

const meta: Meta<Args> = {
  title: 'Elements/Voice player',
  component: 'aicc-voice-player',
  parameters: { stage: 'column', docs: { story: { height: '260px' } } },
  args: {
    compact: false,
    skipSeconds: 10,
    speeds: [0.75, 1, 1.25, 1.5, 1.75, 2],
    callActive: false,
  },
  argTypes: { skipSeconds: { control: { type: 'number', min: 1, max: 60 } } },
  render: (args) => player(args),
};
export default meta;

function player(
  { compact, skipSeconds, speeds, callActive }: Args,
  message: StoredMessage = voiceMessage(),
  options: Options = {},
): TemplateResult {
  return html`<aicc-voice-player
    ${staged<VoicePlayerElement>({
      seed: seedOf(message),
      begin: async (element, { adapter }) => {
        element.message = await read(adapter, message.id);
      },
      ...options,
    })}
    ?compact=${compact}
    ?call-active=${callActive}
    .skipSeconds=${skipSeconds}
    .speeds=${speeds}
  ></aicc-voice-player>`;
}

const of =
  (message: StoredMessage, options: Options = {}) =>
  (args: Args): TemplateResult =>
    player(args, message, options);

async function ready(canvas: HTMLElement): Promise<VoicePlayerElement> {
  const element = await find(canvas, 'aicc-voice-player');
  await waitFor(() => expect(element.message ?? element.src).toBeTruthy());
  await element.updateComplete;
  return element;
}

/** Plays for a moment, muted: browsers let a page that was not clicked play only so. */
async function playSome(element: VoicePlayerElement, seconds = 0.3): Promise<void> {
  element.muted = true;
  await userEvent.click(screenOf(element).getByRole('button', { name: 'Play' }));
  await waitFor(() => expect(element.currentTime).toBeGreaterThan(seconds));
}

/** Nothing is requested yet: the recording is fetched when Play is pressed. */
export const Idle: Story = {
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    const screen = screenOf(element);
    await expect(screen.getByRole('button', { name: 'Play' })).toBeVisible();
    await expect(screen.getByRole('combobox', { name: 'Playback speed' })).toHaveValue('1');
    await expect(element.state).toBe('idle');
    await expect(element.shadowRoot?.querySelector('.times')).toHaveTextContent('0:00 / 0:23');
  },
};

export const Playing: Story = {
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await playSome(element);
    await expect(screenOf(element).getByRole('button', { name: 'Pause' })).toBeVisible();
    await expect(element.paused).toBe(false);
  },
};

/** The transcript follows the sound, can be searched, and plays from the line that is clicked. */
export const WaveformAndTranscript: Story = {
  parameters: { docs: { story: { height: '520px' } } },
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await playSome(element);
    element.pause();
    const screen = screenOf(element);
    await userEvent.click(await screen.findByRole('button', { name: 'Transcript' }));
    const search = await waitFor(() =>
      screen.getByRole('searchbox', { name: 'Search in transcript' }),
    );
    await fill(search, 'parcel');
    await waitFor(() =>
      expect(element.shadowRoot?.querySelector('mark')).toHaveTextContent(/parcel/i),
    );
  },
};

/** The recording is being requested. */
export const Asking: Story = {
  render: of(voiceMessage(), { prepare: ({ backend }) => backend.holdNext('getRecording') }),
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await userEvent.click(screenOf(element).getByRole('button', { name: 'Play' }));
    await shows(element, 'Getting the recording…');
    await expect(screenOf(element).getByRole('button', { name: 'Cancel' })).toBeVisible();
  },
};

/** Faster, louder: speeds can be set by the host. */
export const OtherSpeeds: Story = {
  args: { speeds: [0.5, 0.75, 1, 1.5, 2], skipSeconds: 5 },
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await userEvent.selectOptions(
      screenOf(element).getByRole('combobox', { name: 'Playback speed' }),
      '1.5',
    );
    await expect(element.playbackRate).toBe(1.5);
  },
};

/** Parts were heard before, in another session. */
export const PartlyHeard: Story = {
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    element.heard = [
      [0, 6.5],
      [10, 14],
    ];
    await shows(element, /% heard/);
    await expect(
      screenOf(element).getByRole('button', { name: 'First unheard part' }),
    ).toBeVisible();
  },
};

/** The listening options; "Play next message" is among them because the host knows the next message. */
export const ListeningOptions: Story = {
  parameters: { docs: { story: { height: '460px' } } },
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    element.inQueue = true;
    const screen = screenOf(element);
    await userEvent.click(screen.getByRole('button', { name: 'Listening options' }));
    const skip = await screen.findByRole('checkbox', { name: 'Skip silence' });
    await userEvent.click(skip);
    await expect(element.skipSilence).toBe(true);
    await expect(screen.getByRole('checkbox', { name: 'Play next message' })).toBeVisible();
  },
};

/** Arcs on the bar show where silence was jumped over, a line says how much. */
export const SilenceSkipped: Story = {
  render: of(voiceMessage({}, recording('rec-11-en.mp3'))),
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    element.skipSilence = true;
    await playSome(element);
    element.currentTime = 81;
    await waitFor(() => shows(element, /silence skipped/), 15_000);
    element.pause();
  },
};

/** Without a waveform silences are not known. */
export const NothingToSkip: Story = {
  parameters: { docs: { story: { height: '460px' } } },
  render: ({ compact }) =>
    html`<aicc-voice-player skip-silence ?compact=${compact} .src=${recordingUrl('rec-09-en.wav')}></aicc-voice-player>`,
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await userEvent.click(screenOf(element).getByRole('button', { name: 'Listening options' }));
    await playSome(element);
    element.pause();
    await shows(element, /without a waveform/);
  },
};

/** While a call is up nothing may sound. */
export const DuringACall: Story = {
  args: { callActive: true },
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await shows(element, 'Playback waits until the call has ended.');
    await expect(screenOf(element).getByRole('button', { name: 'Play' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  },
};

/** The backend does not know how long the message is. */
export const UnknownDuration: Story = {
  render: of(voiceMessage({ durationSeconds: null })),
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await expect(element.duration).toBeNaN();
    await expect(element.shadowRoot?.querySelector('.times')).not.toHaveTextContent(
      /NaN|undefined/,
    );
  },
};

/** One row, for narrow places. */
export const Compact: Story = {
  args: { compact: true },
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await expect(element).toHaveAttribute('compact');
    await expect(screenOf(element).getByRole('slider', { name: 'Seek' })).toBeVisible();
  },
};

export const Narrow: Story = {
  parameters: { stage: 'narrow' },
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth);
  },
};

/** By itself, on an address of the page's own: no adapter, no message. */
export const AloneWithSrc: Story = {
  render: ({ compact }) =>
    html`<aicc-voice-player ?compact=${compact} .src=${recordingUrl('rec-09-en.wav')}></aicc-voice-player>`,
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await playSome(element);
    element.pause();
    await expect(element.duration).toBeCloseTo(11.43, 0);
  },
};

// --- it cannot be played, by cause -----------------------------------------------------------------

/** A story of a recording that cannot be played, and what the player says. */
function failing(
  render: (args: Args) => TemplateResult,
  cause: AdapterErrorCode | 'not-audio',
  text: RegExp,
  hasRetry: boolean,
): Story {
  return {
    render,
    play: async ({ canvasElement }) => {
      const element = await ready(canvasElement);
      await userEvent.click(screenOf(element).getByRole('button', { name: 'Play' }));
      await waitFor(() => expect(element.failureCause).toBe(cause));
      await shows(element, text);
      const retry = screenOf(element).queryByRole('button', { name: 'Retry' });
      await expect(retry !== null).toBe(hasRetry);
    },
  };
}

const refusedWith = (code: AdapterErrorCode): ((args: Args) => TemplateResult) =>
  of(voiceMessage(), {
    prepare: ({ backend }) => backend.fail('getRecording', code, { times: Infinity }),
  });

export const LinkExpired: Story = failing(
  refusedWith('recording-expired'),
  'recording-expired',
  /The link to the recording has expired/,
  true,
);

export const RecordingMissing: Story = failing(
  of(voiceMessage({ recordingState: 'missing' })),
  'recording-missing',
  /There is no recording for this message/,
  false,
);

/** The file went between the list and the click. */
export const RecordingPurged: Story = failing(
  refusedWith('recording-purged'),
  'recording-purged',
  /deleted when its retention time ended/,
  false,
);

/** Known before anybody presses Play: the message itself says so. */
export const PurgedLongAgo: Story = {
  render: of(voiceMessage({ recordingState: 'purged' })),
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await shows(element, /deleted when its retention time ended/);
    await expect(screenOf(element).getByRole('button', { name: 'Play' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  },
};

/** AICC's drive-letter case. */
export const StorageOffline: Story = failing(
  of(voiceMessage({ recordingState: 'storage-offline' })),
  'recording-storage-offline',
  /another storage drive/,
  true,
);

/** GSM in WAV: no browser plays it. */
export const FormatNotPlayable: Story = failing(
  of(voiceMessage({}, recording('rec-27-en.wav'))),
  'recording-format',
  /cannot play the recording’s format/,
  false,
);

/** What can be tried where the format does not play, in its order; the agent's own phone plays it. */
export const WaysOn: Story = {
  render: of(voiceMessage({}, recording('rec-27-en.wav'))),
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    const download = document.createElement('button');
    download.slot = 'format-actions';
    download.textContent = 'Download';
    element.append(download);
    const screen = screenOf(element);
    await userEvent.click(screen.getByRole('button', { name: 'Play' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Listen by phone' }));
    await shows(element, 'Playing on your phone');
    await userEvent.click(screen.getByRole('button', { name: 'Stop listening' }));
    await shows(element, 'Listening by phone was stopped.');
    await userEvent.click(screen.getByRole('button', { name: 'Read the transcript' }));
    await waitFor(() => expect(screen.getByRole('region', { name: 'Transcript' })).toBeVisible());
  },
};

export const Forbidden: Story = failing(
  of(voiceMessage({ recordingState: 'forbidden' })),
  'recording-forbidden',
  /You do not have permission for this recording/,
  true,
);

/** Something else than a sound came. */
export const NotARecording: Story = failing(
  () =>
    html`<aicc-voice-player
      .src=${new URL('../favicon.svg', recordingUrl('x')).href}
    ></aicc-voice-player>`,
  'not-audio',
  /something that is not a recording/,
  true,
);

export const Dark: Story = {
  globals: { theme: 'dark' },
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await playSome(element);
    element.pause();
    await waitFor(() => expect(element.state).toBe('paused'));
  },
};

export const Chinese: Story = {
  globals: { locale: 'zh-CN' },
  render: of(voiceMessage({}, recording('rec-13-zh.wav'))),
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await expect(screenOf(element).getByRole('button', { name: '播放' })).toBeVisible();
  },
};

/** Time still runs from left to right. */
export const Arabic: Story = {
  globals: { locale: 'ar' },
  render: of(voiceMessage({}, recording('rec-17-ar.wav'))),
  play: async ({ canvasElement }) => {
    const element = await ready(canvasElement);
    await expect(screenOf(element).getByRole('button', { name: 'تشغيل' })).toBeVisible();
    await expect(element.shadowRoot?.querySelector('.times')).toHaveAttribute('dir', 'ltr');
  },
};

/** By the id alone: the length comes with the recording. */
export const ByMessageId: Story = {
  render: (args) =>
    html`<aicc-voice-player
      ${staged<VoicePlayerElement>({ seed: seedOf(voiceMessage()) })}
      message-id=${VOICE_ID}
      ?compact=${args.compact}
    ></aicc-voice-player>`,
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-voice-player');
    await playSome(element);
    element.pause();
    await expect(element.duration).toBeCloseTo(23.58, 0);
  },
};
