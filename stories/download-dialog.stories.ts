import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, spyOn, userEvent } from 'storybook/test';
import type { StoredMessage } from '../mocks/memory.js';
import type { DownloadDialogElement } from '../src/elements/download-dialog/download-dialog.element.js';
import '../src/elements/download-dialog/download-dialog.define.js';
import { read, recording, seedOf, voiceMessage, webMessage } from './support/messages.js';
import { renderOpener } from './support/opener.js';
import {
  MemoryFolder,
  MemoryPlace,
  StuckPlace,
  whileSavingInto,
  whileSavingTo,
} from './support/save-place.js';
import { fill, find, screenOf, shows, waitFor } from './support/screen.js';
import { staged, type StageOptions } from './support/stage.js';

type Story = StoryObj;
type Options = StageOptions<DownloadDialogElement>;

const meta: Meta = {
  title: 'Elements/Download dialog',
  component: 'aicc-download-dialog',
  parameters: { docs: { story: { height: '480px' } } },
  render: () => dialog(),
};
export default meta;

function dialog(message: StoredMessage = voiceMessage(), options: Options = {}): TemplateResult {
  return html`${renderOpener()}<aicc-download-dialog
      ${staged<DownloadDialogElement>({
        seed: seedOf(message),
        begin: async (element, { adapter }) => {
          element.message = await read(adapter, message.id);
          element.show();
        },
        ...options,
      })}
    ></aicc-download-dialog>`;
}

/** Three voices, of two callers. */
function three(last: Partial<StoredMessage> = {}): readonly StoredMessage[] {
  return [
    voiceMessage(),
    voiceMessage({ id: 'm-second' }, recording('rec-02-en.wav')),
    voiceMessage(
      { id: 'm-third', contactNumber: '+1 415 555 0143', ...last },
      recording('rec-03-en.wav'),
    ),
  ];
}

function several(
  messages: readonly StoredMessage[] = three(),
  options: Options = {},
): TemplateResult {
  return html`${renderOpener()}<aicc-download-dialog
      ${staged<DownloadDialogElement>({
        seed: seedOf(...messages),
        begin: async (element, { adapter }) => {
          element.messages = await Promise.all(messages.map(({ id }) => read(adapter, id)));
          element.show();
        },
        ...options,
      })}
    ></aicc-download-dialog>`;
}

async function opened(canvas: HTMLElement): Promise<DownloadDialogElement> {
  const element = await find(canvas, 'aicc-download-dialog');
  await waitFor(() => expect(screenOf(element).getByRole('dialog')).toBeVisible());
  return element;
}

const press = (element: DownloadDialogElement, name: string): Promise<void> =>
  userEvent.click(screenOf(element).getByRole('button', { name }));

/** The file, and the warning of its personal data; the focus is not on Yes. */
export const Confirmation: Story = {
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await shows(element, 'This file contains personal data. Handle it with care.');
    const screen = screenOf(element);
    await expect(screen.getByRole('button', { name: 'Yes' })).toBeVisible();
    await waitFor(() =>
      expect(element.shadowRoot?.activeElement).toBe(screen.getByRole('button', { name: 'No' })),
    );
  },
};

/** The fields that the backend's policy requires; Yes came too early. */
export const ReasonAndPassword: Story = {
  render: () => dialog(voiceMessage(), { downloadNeedsReason: true, downloadNeedsPassword: true }),
  parameters: { docs: { story: { height: '680px' } } },
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    const screen = screenOf(element);
    await waitFor(() => screen.getByLabelText('Reason for the download'));
    await fill(screen.getByLabelText('Archive password', { selector: 'input' }), 'abc');
    await press(element, 'Yes');
    await shows(element, 'Enter why you need the file.');
    await shows(element, 'Use at least one letter, one digit and one of _ @ %.');
    await expect(screen.getByLabelText('Reason for the download')).toHaveAttribute(
      'aria-invalid',
      'true',
    );
  },
};

/** The person chooses a place. */
export const ChoosingAPlace: Story = {
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await whileSavingTo(
      () => new Promise(() => undefined),
      async () => {
        await press(element, 'Yes');
        await shows(element, 'Choose where to save the file…');
      },
    );
  },
};

/** The download runs; Cancel leaves no file. */
export const Progress: Story = {
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await whileSavingTo(
      async ({ suggestedName }) => new StuckPlace(suggestedName),
      async () => {
        await press(element, 'Yes');
        await waitFor(() => expect(screenOf(element).getByRole('progressbar')).toBeVisible());
        await expect(screenOf(element).getByRole('button', { name: 'Cancel' })).toBeVisible();
      },
    );
  },
};

/** Saved in the chosen place: name, size, digest. */
export const Saved: Story = {
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    const names: string[] = [];
    await whileSavingTo(
      async ({ suggestedName }) => {
        names.push(suggestedName);
        return new MemoryPlace(suggestedName);
      },
      async () => {
        await press(element, 'Yes');
        await shows(element, /^Saved as .*\.wav\.$/);
      },
    );
    // Neither the number nor a part of the server's path.
    await expect(names).toHaveLength(1);
    await expect(names[0]).not.toMatch(/0127|rec-01|recordings/);
    await expect(element.shadowRoot?.querySelector('.digest')).toHaveTextContent(/^[0-9a-f]{64}$/);
  },
};

/** Without a picker, or where it refuses, the browser's own downloads take over. */
export const StartedInTheBrowser: Story = {
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    // No file reaches the reader's disk.
    const click = spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    try {
      await whileSavingTo(
        () => Promise.reject(new DOMException('No click', 'SecurityError')),
        async () => {
          await press(element, 'Yes');
          await shows(element, /^Download started: .*\.wav/);
        },
      );
      await expect(click).toHaveBeenCalledTimes(1);
    } finally {
      click.mockRestore();
    }
  },
};

/** An archive under a password of the person's choice. */
export const SavedAsArchive: Story = {
  render: () => dialog(voiceMessage(), { downloadNeedsPassword: true, recordings: 'blobs' }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    const screen = screenOf(element);
    await fill(
      await waitFor(() => screen.getByLabelText('Archive password', { selector: 'input' })),
      'Order_48213',
    );
    await whileSavingTo(
      async ({ suggestedName }) => new MemoryPlace(suggestedName),
      async () => {
        await press(element, 'Yes');
        await shows(element, /^Saved as .*\.zip\.$/);
      },
    );
  },
};

export const Failed: Story = {
  render: () => dialog(voiceMessage({ recordingState: 'missing' })),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await whileSavingTo(
      async ({ suggestedName }) => new MemoryPlace(suggestedName),
      async () => {
        await press(element, 'Yes');
        await shows(element, 'There is no recording for this message.');
      },
    );
  },
};

export const ServiceDown: Story = {
  render: () =>
    dialog(voiceMessage(), {
      prepare: ({ backend }) =>
        backend.fail(
          'getRecording',
          { code: 'unavailable', requestId: 'req-93c1' },
          { times: Infinity },
        ),
    }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await whileSavingTo(
      async ({ suggestedName }) => new MemoryPlace(suggestedName),
      async () => {
        await press(element, 'Yes');
        await shows(element, 'Request ID: req-93c1');
        await expect(screenOf(element).getByRole('button', { name: 'Retry' })).toBeVisible();
      },
    );
  },
};

/** The recording is gone: nothing is offered. */
export const Refused: Story = {
  render: () => dialog(voiceMessage({ recordingState: 'purged' })),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await shows(element, /deleted when its retention time ended/);
    await expect(screenOf(element).queryByRole('button', { name: 'Yes' })).toBeNull();
  },
};

/** A batch: whose voices, from when to when, how long, and which messages are left out. */
export const SeveralConfirmation: Story = {
  render: () => several([...three(), webMessage()]),
  parameters: { docs: { story: { height: '640px' } } },
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await shows(element, 'These 3 files contain personal data. Handle them with care.');
    await shows(element, /1 of those selected cannot be downloaded/);
    const screen = screenOf(element);
    await waitFor(() =>
      expect(element.shadowRoot?.activeElement).toBe(screen.getByRole('button', { name: 'No' })),
    );
  },
};

/** One after another; Cancel stops the present download and all that follow. */
export const SeveralProgress: Story = {
  render: () => several(),
  parameters: { docs: { story: { height: '560px' } } },
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await waitFor(() => screenOf(element).getByRole('button', { name: 'Yes' }));
    const folder = new MemoryFolder((name) =>
      name.includes('second') ? new StuckPlace(name) : new MemoryPlace(name),
    );
    await whileSavingInto(
      async () => folder,
      async () => {
        await press(element, 'Yes');
        await shows(element, 'Downloading 2 of 3…');
        await expect(screenOf(element).getByRole('button', { name: 'Cancel' })).toBeVisible();
      },
    );
  },
};

/** Two saved and one failed: each with its result, the failed one with its cause. */
export const SeveralResults: Story = {
  render: () => several(three({ recordingState: 'missing' }), { downloadNeedsReason: true }),
  parameters: { docs: { story: { height: '720px' } } },
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    const screen = screenOf(element);
    await fill(
      await waitFor(() => screen.getByLabelText('Reason for the download')),
      'Complaint 47190',
    );
    const folder = new MemoryFolder();
    await whileSavingInto(
      async () => folder,
      async () => {
        await press(element, 'Yes');
        await shows(element, '2 files saved. 1 failed.');
      },
    );
    await expect(folder.names).toHaveLength(2);
    await shows(element, 'There is no recording for this message.');
    const [first] = screen.getAllByText('Receipt');
    await userEvent.click(first as HTMLElement);
    await expect(element.shadowRoot?.querySelector('.digest')).toHaveTextContent(/^[0-9a-f]{64}$/);
  },
};

/** The session ended in between: the rest is not tried, and can be tried afterwards. */
export const SeveralStopped: Story = {
  render: () =>
    several(three(), {
      prepare: ({ backend }) => backend.fail('getRecording', 'unauthenticated', { times: 1 }),
    }),
  parameters: { docs: { story: { height: '640px' } } },
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await waitFor(() => screenOf(element).getByRole('button', { name: 'Yes' }));
    await whileSavingInto(
      async () => new MemoryFolder(),
      async () => {
        await press(element, 'Yes');
        await shows(element, /The rest was not tried/);
        await press(element, 'Retry the rest (3)');
        await shows(element, '3 files saved.');
      },
    );
  },
};

export const Narrow: Story = {
  globals: { viewport: { value: 'narrow' } },
  play: async ({ canvasElement }) => {
    await opened(canvasElement);
  },
};

export const Dark: Story = {
  globals: { theme: 'dark' },
  play: async ({ canvasElement }) => {
    await opened(canvasElement);
  },
};

export const Chinese: Story = {
  globals: { locale: 'zh-CN' },
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await expect(screenOf(element).getByRole('button', { name: '是' })).toBeVisible();
  },
};

export const Arabic: Story = {
  globals: { locale: 'ar' },
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await expect(screenOf(element).getByRole('button', { name: 'نعم' })).toBeVisible();
  },
};
