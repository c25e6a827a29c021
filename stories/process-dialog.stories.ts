import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent } from 'storybook/test';
import { SimulatedPhone, type StoredMessage } from '../mocks/memory.js';
import type { ProcessDialogElement } from '../src/elements/process-dialog/process-dialog.element.js';
import '../src/elements/process-dialog/process-dialog.define.js';
import { hoursAgo, read, seedOf, VOICE_ID, voiceMessage, webMessage } from './support/messages.js';
import { renderOpener } from './support/opener.js';
import { fill, find, findIn, screenOf, shows, waitFor } from './support/screen.js';
import { staged, stageOf, type StageOptions } from './support/stage.js';

type Story = StoryObj;
type Options = StageOptions<ProcessDialogElement>;

const meta: Meta = {
  title: 'Elements/Process dialog',
  component: 'aicc-process-dialog',
  parameters: { docs: { story: { height: '760px' } } },
  render: () => dialog(),
};
export default meta;

function dialog(message: StoredMessage = voiceMessage(), options: Options = {}): TemplateResult {
  return html`${renderOpener()}<aicc-process-dialog
      no-leave-guard
      ${staged<ProcessDialogElement>({
        seed: seedOf(message),
        begin: async (element, { adapter }) => {
          element.message = await read(adapter, message.id);
          await element.show();
        },
        ...options,
      })}
    ></aicc-process-dialog>`;
}

async function opened(canvas: HTMLElement): Promise<ProcessDialogElement> {
  const element = await find(canvas, 'aicc-process-dialog');
  await waitFor(() => expect(screenOf(element).getByRole('dialog')).toBeVisible());
  return element;
}

/** Opened, and the message is Processing. */
async function working(canvas: HTMLElement): Promise<ProcessDialogElement> {
  const element = await opened(canvas);
  await waitFor(() =>
    expect(screenOf(element).getByRole('button', { name: 'Submit' })).toHaveAttribute(
      'aria-disabled',
      'false',
    ),
  );
  return element;
}

async function call(element: ProcessDialogElement): Promise<void> {
  const button = await waitFor(() => {
    const found = screenOf(element).getByRole('button', { name: 'Call' });
    if (found.getAttribute('aria-disabled') !== 'false') throw new Error('Call is not offered.');
    return found;
  });
  await userEvent.click(button);
}

const comments = (element: ProcessDialogElement): HTMLElement =>
  screenOf(element).getByRole('textbox', { name: /Handling Comments/ });

/** Opening it made the message Processing; the recording, the caller, the comments. */
export const VoiceIdle: Story = {
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    const screen = screenOf(element);
    await expect(stageOf(element).backend.peek(VOICE_ID)).toMatchObject({ status: 'processing' });
    await shows(element, 'Processing');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Call' })).toHaveAttribute(
        'aria-disabled',
        'false',
      ),
    );
    const player = await findIn(element, 'aicc-voice-player');
    await expect(screenOf(player).getByRole('button', { name: 'Play' })).toBeVisible();
  },
};

/** The agent is not idle: Call is disabled, with the reason. */
export const AgentBusy: Story = {
  render: () => dialog(voiceMessage(), { phone: new SimulatedPhone({ state: 'busy' }) }),
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await shows(element, 'Busy');
    await shows(element, 'You can call only while your state is Idle.');
    await expect(screenOf(element).getByRole('button', { name: 'Call' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  },
};

export const Ringing: Story = {
  render: () =>
    dialog(voiceMessage(), {
      phone: new SimulatedPhone({ alertingMs: 20, answerMs: 3_600_000 }),
    }),
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await call(element);
    await shows(element, 'Ringing…');
    await expect(screenOf(element).getByRole('button', { name: 'Hang up' })).toBeVisible();
  },
};

/** During the call nothing plays, and the dialog counts the minutes. */
export const Talking: Story = {
  render: () =>
    dialog(voiceMessage(), { phone: new SimulatedPhone({ alertingMs: 20, answerMs: 50 }) }),
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await call(element);
    await shows(element, /^Talking, 0:0/);
    const player = await findIn(element, 'aicc-voice-player');
    await shows(player, 'Playback waits until the call has ended.');
  },
};

export const CallEnded: Story = {
  render: () =>
    dialog(voiceMessage(), { phone: new SimulatedPhone({ alertingMs: 20, answerMs: 50 }) }),
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await call(element);
    await shows(element, /^Talking, /);
    await userEvent.click(screenOf(element).getByRole('button', { name: 'Hang up' }));
    await shows(element, /^Call ended/);
  },
};

/** The line was busy: the dialog says so, and nothing is lost. */
export const CallFailed: Story = {
  render: () =>
    dialog(voiceMessage({ contactNumber: '+44 20 7946 0199' }), {
      phone: new SimulatedPhone({ alertingMs: 20 }),
    }),
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await fill(comments(element), 'First try at 10:40.');
    await call(element);
    await shows(element, 'The call failed: the line is busy.');
    await expect(comments(element)).toHaveValue('First try at 10:40.');
  },
};

/** No phone is connected: everything else works. */
export const NoCallControl: Story = {
  render: () => dialog(voiceMessage(), { phone: null }),
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await shows(element, 'No phone is connected here. Call from your own phone.');
    await expect(screenOf(element).queryByRole('button', { name: 'Call' })).toBeNull();
  },
};

/** A WEB message is read instead of played. */
export const WebText: Story = {
  render: () => dialog(webMessage()),
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await shows(element, /my order 48213/);
    await expect(element.shadowRoot?.querySelector('aicc-voice-player')).toBeNull();
  },
};

/** Processing is requested. */
export const Starting: Story = {
  render: () =>
    dialog(voiceMessage(), { prepare: ({ backend }) => backend.holdNext('startProcessing') }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await shows(element, 'Opening for processing…');
    await expect(comments(element)).toHaveAttribute('readonly');
  },
};

export const StartFailed: Story = {
  render: () =>
    dialog(voiceMessage(), {
      prepare: ({ backend }) =>
        backend.fail('startProcessing', { code: 'rate-limited', requestId: 'req-20aa' }),
    }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await shows(element, 'Processing did not start.');
    await shows(element, 'Request ID: req-20aa');
    await expect(screenOf(element).getByRole('button', { name: 'Retry' })).toBeVisible();
  },
};

/** The permission has been withdrawn. */
export const StartForbidden: Story = {
  render: () =>
    dialog(voiceMessage(), {
      prepare: ({ backend }) => backend.fail('startProcessing', 'forbidden', { times: Infinity }),
    }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await waitFor(() =>
      expect(element.shadowRoot?.querySelector('[part~=notice]')).toHaveTextContent(
        /permission|not allowed/,
      ),
    );
    await expect(screenOf(element).getByRole('button', { name: 'Submit' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  },
};

/** A colleague is working on it: the name, and the take-over. */
export const LeaseHeldByOther: Story = {
  render: () =>
    dialog(
      voiceMessage({
        status: 'processing',
        employeeId: '1004',
        businessAccount: 'j100004',
        lease: {
          id: 'lease-4',
          ownerEmployeeId: '1004',
          ownerName: 'Marco Bellandi',
          expiresAt: hoursAgo(-1),
        },
      }),
    ),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await waitFor(() =>
      expect(element.shadowRoot?.querySelector('[part~=notice]')).toHaveTextContent(
        /Marco Bellandi.*is processing this message\./s,
      ),
    );
    const screen = screenOf(element);
    await expect(screen.getByLabelText('Reason for taking over')).toBeVisible();
    await expect(screen.getByRole('button', { name: 'Take over' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  },
};

/** The lease has ended: the dialog says so, and keeps the comments. */
export const LeaseLost: Story = {
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await fill(comments(element), 'Parcel is with the neighbour.');
    const { backend, adapter } = stageOf(element);
    const held = backend.peek(VOICE_ID);
    if (!held) throw new Error('The message is gone.');
    backend.put({ ...held, version: held.version + 1, status: 'unprocessed', lease: null });
    // Like the list after a live event.
    element.message = await read(adapter, VOICE_ID);
    await shows(element, /Your time for this message ended and it was given back/);
    await expect(comments(element)).toHaveValue('Parcel is with the neighbour.');
    await expect(screenOf(element).getByRole('button', { name: 'Resume' })).toBeVisible();
  },
};

/** A colleague submitted first: nothing is overwritten, and the comments can be copied. */
export const ProcessedElsewhere: Story = {
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await fill(comments(element), 'Parcel is with the neighbour.');
    const { backend } = stageOf(element);
    const held = backend.peek(VOICE_ID);
    if (!held) throw new Error('The message is gone.');
    const at = backend.now().toISOString();
    backend.put({
      ...held,
      version: held.version + 1,
      status: 'processed',
      lease: null,
      updatedAt: at,
      handlingComments: 'Customer rang us; solved.',
      history: [
        ...held.history,
        {
          at,
          kind: 'processed',
          employeeId: '1004',
          name: 'Marco Bellandi',
          note: 'Customer rang us; solved.',
        },
      ],
    });
    await userEvent.click(screenOf(element).getByRole('button', { name: 'Submit' }));
    await waitFor(() =>
      expect(element.shadowRoot?.querySelector('[part~=notice]')).toHaveTextContent(
        /Marco Bellandi.*processed this message meanwhile.*Nothing was overwritten/s,
      ),
    );
    await expect(screenOf(element).getByRole('button', { name: 'Copy comments' })).toBeVisible();
  },
};

/** Counted as the backend counts; nothing is cut off. */
export const CommentTooLong: Story = {
  render: () => dialog(voiceMessage(), { commentLimit: 60 }),
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await fill(
      comments(element),
      'Called back at 10:40, nobody answered; tried again at 11:15 and left a message.',
    );
    await userEvent.click(screenOf(element).getByRole('button', { name: 'Submit' }));
    await shows(element, '19 too many. Shorten the comments; nothing is cut off.');
    await expect(comments(element)).toHaveAttribute('aria-invalid', 'true');
    await expect(element.open).toBe(true);
  },
};

export const CommentMissing: Story = {
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await userEvent.click(screenOf(element).getByRole('button', { name: 'Submit' }));
    await shows(element, 'Enter handling comments.');
  },
};

/** The backend has refused or cannot be reached: the comments stay, and Submit can be tried again. */
export const SubmitFailed: Story = {
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    stageOf(element).backend.fail('submitProcessing', {
      code: 'rate-limited',
      requestId: 'req-88',
    });
    await fill(comments(element), 'Refund started.');
    await userEvent.click(screenOf(element).getByRole('button', { name: 'Submit' }));
    await shows(element, 'Not submitted.');
    await expect(comments(element)).toHaveValue('Refund started.');
  },
};

/** Too little was played: the reason beside Submit, and a button that plays the rest. */
export const HeardTooLittle: Story = {
  render: () =>
    dialog(voiceMessage(), {
      heardBeforeSubmitPercent: 80,
      prepare: ({ backend }) => {
        const heard = (endSeconds: number) => [{ startSeconds: 0, endSeconds }];
        backend.hear(VOICE_ID, '1001', heard(6));
        backend.hear(VOICE_ID, '1002', heard(15));
      },
    }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await shows(element, '25% of the recording heard; 80% is needed before Submit.');
    const submit = await screenOf(element).findByRole('button', { name: 'Submit' });
    await expect(submit).toHaveAttribute('aria-disabled', 'true');
    await expect(
      await screenOf(element).findByRole('button', { name: 'First unheard part' }),
    ).toBeVisible();
    const player = await findIn(element, 'aicc-voice-player');
    await shows(player, /heard by colleagues: 6\d%/);
  },
};

/** It cannot be played here: Submit is allowed, with the reason. */
export const HeardNotPlayable: Story = {
  render: () =>
    dialog(voiceMessage({ recordingState: 'storage-offline' }), { heardBeforeSubmitPercent: 80 }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    const player = await findIn(element, 'aicc-voice-player');
    await userEvent.click(await screenOf(player).findByRole('button', { name: 'Play' }));
    await shows(element, /^The recording cannot be played here/);
    await expect(await screenOf(element).findByRole('button', { name: 'Submit' })).toHaveAttribute(
      'aria-disabled',
      'false',
    );
  },
};

/** F8 plays from inside the comments, F2 writes the time, and each written time plays from there. */
export const NotesWhileListening: Story = {
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await userEvent.click(comments(element));
    await userEvent.keyboard('Order 48213 {F2}');
    await expect(comments(element)).toHaveValue('Order 48213 [0:00] ');
    await fill(comments(element), 'Order 48213 [0:04], wants a refund [0:09] ');
    const screen = screenOf(element);
    await expect(screen.getByRole('button', { name: 'Go to 0:04' })).toBeVisible();
    await expect(screen.getByRole('button', { name: 'Go to 0:09' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Keyboard shortcuts while typing' }));
    await shows(element, 'Insert the time of the recording');
  },
};

/** Closing with a comment asks inside the dialog. */
export const AskBeforeClosing: Story = {
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await fill(comments(element), 'Will call again after 6 pm.');
    await userEvent.click(screenOf(element).getByRole('button', { name: 'Close' }));
    await shows(element, 'Close without submitting?');
    await expect(
      screenOf(element).getByRole('button', { name: 'Keep it (resume later)' }),
    ).toBeVisible();
  },
};

/** Closed without Submit and opened again: the message is resumed, with its comments. */
export const Resumed: Story = {
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await fill(comments(element), 'Will call again after 6 pm.');
    const closed = new Promise((resolve) => {
      element.addEventListener('close', resolve, { once: true });
    });
    element.close();
    await closed;
    element.message = await read(stageOf(element).adapter, VOICE_ID);
    await element.show();
    await working(canvasElement);
    await expect(comments(element)).toHaveValue('Will call again after 6 pm.');
    await shows(element, /Your earlier comments, not submitted yet\./);
  },
};

/** Submit makes the message Processed and closes the dialog. */
export const Submitted: Story = {
  play: async ({ canvasElement }) => {
    const element = await working(canvasElement);
    await fill(comments(element), 'Called back. Parcel was with the neighbour.');
    await userEvent.click(screenOf(element).getByRole('button', { name: 'Submit' }));
    await waitFor(() => expect(element.open).toBe(false));
    await expect(element.returnValue).toBe('processed');
    await expect(stageOf(element).backend.peek(VOICE_ID)).toMatchObject({
      status: 'processed',
      handlingComments: 'Called back. Parcel was with the neighbour.',
    });
  },
};

export const Narrow: Story = {
  globals: { viewport: { value: 'narrow' } },
  play: async ({ canvasElement }) => {
    await working(canvasElement);
  },
};

export const Dark: Story = {
  globals: { theme: 'dark' },
  play: async ({ canvasElement }) => {
    await working(canvasElement);
  },
};

export const Chinese: Story = {
  globals: { locale: 'zh-CN' },
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await expect(screenOf(element).getByRole('button', { name: '提交' })).toBeVisible();
  },
};

export const Arabic: Story = {
  globals: { locale: 'ar' },
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await expect(element.shadowRoot?.querySelector('.root')).toHaveAttribute('dir', 'rtl');
  },
};
