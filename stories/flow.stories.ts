import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';
import { SimulatedPhone } from '../mocks/memory.js';
import type { MessageListElement } from '../src/elements/message-list/message-list.element.js';
import '../src/elements/message-list/message-list.define.js';
import type { Message } from '../src/model/message.js';
import { MemoryPlace, whileSavingTo } from './support/save-place.js';
import {
  fill,
  find,
  findIn,
  rowsOf,
  screenOf,
  shows,
  someRows,
  waitFor,
} from './support/screen.js';
import { staged, stageOf } from './support/stage.js';

type Story = StoryObj;

const meta: Meta = {
  title: 'Flow',
  component: 'aicc-message-list',
  parameters: { docs: { story: { height: '900px' } } },
};
export default meta;

const rowOf = (list: MessageListElement, id: string): HTMLElement | null =>
  rowsOf(list).find((row) => row.dataset['id'] === id) ?? null;

/** Presses an action in the row of one message, or in the row's menu. */
async function act(list: MessageListElement, id: string, action: string): Promise<void> {
  const find = (): HTMLElement | null =>
    [...(list.shadowRoot?.querySelectorAll<HTMLElement>(`[data-action=${action}]`) ?? [])].find(
      (each) =>
        each.getAttribute('aria-disabled') !== 'true' &&
        (each.getAttribute('role') === 'menuitem' || rowOf(list, id)?.contains(each) === true),
    ) ?? null;
  const row = await waitFor(() => {
    const found = rowOf(list, id);
    if (!found) throw new Error(`There is no row for ${id}.`);
    return found;
  });
  if (!find()) {
    const more = await waitFor(() => {
      const found = row.querySelector<HTMLElement>('[aria-haspopup=menu]');
      if (!found) throw new Error('The row has no menu.');
      return found;
    });
    await userEvent.click(more);
  }
  const button = await waitFor(() => {
    const found = find();
    if (!found) throw new Error(`${action} is not offered.`);
    return found;
  });
  await userEvent.click(button);
}

/** Waits until the list itself knows that message so. */
async function knows(list: MessageListElement, id: string, facts: Partial<Message>): Promise<void> {
  await waitFor(() => expect(list.messages.find((one) => one.id === id)).toMatchObject(facts));
}

/**
 * The whole work on one message, as a person does it: query, allocate, play, download, call back,
 * comment, submit.
 */
export const FromQueryToProcessed: Story = {
  render: () =>
    html`<aicc-message-list
      ${staged({ phone: new SimulatedPhone({ alertingMs: 200, answerMs: 500, wrapUpMs: 300 }) })}
    ></aicc-message-list>`,
  play: async ({ canvasElement, step }) => {
    const list = await find(canvasElement, 'aicc-message-list');
    const { backend } = stageOf(list);
    await someRows(list);
    const screen = screenOf(list);
    let id = '';

    await step('Query the voice messages that are to be allocated', async () => {
      await userEvent.click(screen.getByRole('radio', { name: '3 Days' }));
      await userEvent.selectOptions(screen.getByLabelText('Message status'), 'to-be-allocated');
      await userEvent.selectOptions(screen.getByLabelText('Channel Type'), 'voice');
      await userEvent.click(screen.getByRole('button', { name: 'Query' }));
      await waitFor(() =>
        expect(new Set(list.messages.map(({ status, channel }) => `${channel} ${status}`))).toEqual(
          new Set(['voice to-be-allocated']),
        ),
      );
      // Long enough to be played for a while.
      id = list.messages.find(({ durationSeconds }) => (durationSeconds ?? 0) > 10)?.id ?? '';
      await expect(rowOf(list, id)).toHaveTextContent('To be allocated');
    });

    await step('Allocate the message to an agent', async () => {
      await act(list, id, 'allocate');
      const dialog = await findIn(list, 'aicc-allocate-dialog');
      const inDialog = screenOf(dialog);
      await waitFor(() => expect(inDialog.getByRole('dialog', { name: 'Allocate' })).toBeVisible());
      await fill(inDialog.getByRole('textbox', { name: 'Name' }), 'Castellan');
      await userEvent.click(inDialog.getByRole('button', { name: 'Query' }));
      await userEvent.click(
        await waitFor(() => inDialog.getByRole('radio', { name: /Robin Castellan/ })),
      );
      await userEvent.click(inDialog.getByRole('button', { name: 'Complete' }));
      await knows(list, id, {
        status: 'unprocessed',
        employeeId: '1001',
        businessAccount: 'j100001',
      });
      await waitFor(() => expect(rowOf(list, id)).toHaveTextContent(/Unprocessed.*1001.*j100001/s));
    });

    await step('Play the recording', async () => {
      await act(list, id, 'play');
      const player = await findIn(list, 'aicc-voice-player');
      // Without a person's click a browser may refuse sound.
      player.muted = true;
      if (player.paused) player.toggle();
      await waitFor(() => expect(player.currentTime).toBeGreaterThan(0.4));
      await userEvent.selectOptions(
        screenOf(player).getByRole('combobox', { name: 'Playback speed' }),
        '1.5',
      );
      await expect(player.playbackRate).toBe(1.5);
      await userEvent.click(screenOf(player).getByRole('button', { name: 'Pause' }));
      await expect(player.paused).toBe(true);
      await userEvent.click(screen.getByRole('button', { name: 'Close player' }));
    });

    await step('Download it', async () => {
      await act(list, id, 'download');
      const dialog = await findIn(list, 'aicc-download-dialog');
      await shows(dialog, /contains personal data/);
      await whileSavingTo(
        async ({ suggestedName }) => new MemoryPlace(suggestedName),
        async () => {
          await userEvent.click(screenOf(dialog).getByRole('button', { name: 'Yes' }));
          await shows(dialog, /^Saved as /);
        },
      );
      await userEvent.click(screenOf(dialog).getByRole('button', { name: 'Close' }));
      await waitFor(() => expect(dialog.open).toBe(false));
    });

    await step('Open it for processing, and call the customer back', async () => {
      await act(list, id, 'process');
      const dialog = await findIn(list, 'aicc-process-dialog');
      const inDialog = screenOf(dialog);
      await knows(list, id, { status: 'processing' });
      const call = await waitFor(async () => {
        const found = inDialog.getByRole('button', { name: 'Call' });
        await expect(found).toHaveAttribute('aria-disabled', 'false');
        return found;
      });
      await userEvent.click(call);
      await shows(dialog, /^Talking, /);
      await userEvent.click(inDialog.getByRole('button', { name: 'Hang up' }));
      await shows(dialog, /^Call ended/);
    });

    await step('Write what was done, and submit', async () => {
      const dialog = await findIn(list, 'aicc-process-dialog');
      const inDialog = screenOf(dialog);
      await fill(
        inDialog.getByRole('textbox', { name: /Handling Comments/ }),
        'Called back. Parcel was with the neighbour, customer is happy.',
      );
      await userEvent.click(inDialog.getByRole('button', { name: 'Submit' }));
      await waitFor(() => expect(dialog.open).toBe(false));
      await knows(list, id, { status: 'processed' });
      await expect(rowOf(list, id)).toHaveTextContent('Processed');
      await expect(backend.peek(id)).toMatchObject({
        status: 'processed',
        employeeId: '1001',
        handlingComments: 'Called back. Parcel was with the neighbour, customer is happy.',
      });
    });
  },
};

/** The same screen to work with by hand: everything works, nothing is kept. */
export const TryIt: Story = {
  render: () => html`<aicc-message-list ${staged()}></aicc-message-list>`,
  play: async ({ canvasElement }) => {
    await expect(await someRows(await find(canvasElement, 'aicc-message-list'))).toHaveLength(20);
  },
};
