import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent } from 'storybook/test';
import { createSeed } from '../mocks/memory.js';
import type { AllocateDialogElement } from '../src/elements/allocate-dialog/allocate-dialog.element.js';
import '../src/elements/allocate-dialog/allocate-dialog.define.js';
import { read, seedOf, voiceMessage, VOICE_ID, webMessage } from './support/messages.js';
import { renderOpener } from './support/opener.js';
import { fill, find, screenOf, shows, waitFor } from './support/screen.js';
import { staged, stageOf, type StageOptions } from './support/stage.js';

type Story = StoryObj;

const UNALLOCATED = {
  status: 'to-be-allocated',
  employeeId: null,
  businessAccount: null,
  version: 1,
} as const;

const IDS = Array.from({ length: 7 }, (_, at) => `m-${at + 1}`);

/** Seven messages of one hour. */
const several = IDS.map((id, at) =>
  at % 3 === 2
    ? webMessage({ ...UNALLOCATED, id, contactNumber: `+1 415 555 01${20 + at}` })
    : voiceMessage({ ...UNALLOCATED, id, contactNumber: `+44 20 7946 01${20 + at}` }),
);

type Options = StageOptions<AllocateDialogElement>;

const meta: Meta = {
  title: 'Elements/Allocate dialog',
  component: 'aicc-allocate-dialog',
  parameters: { docs: { story: { height: '720px' } } },
  render: () => one(),
};
export default meta;

function dialog(ids: readonly string[], options: Options): TemplateResult {
  return html`${renderOpener()}<aicc-allocate-dialog
      ${staged<AllocateDialogElement>({
        begin: async (element, { adapter }) => {
          element.messages = await Promise.all(ids.map((id) => read(adapter, id)));
          await element.show();
        },
        ...options,
      })}
    ></aicc-allocate-dialog>`;
}

/** The dialog for one voice message. */
function one(options: Options = {}): TemplateResult {
  return dialog([VOICE_ID], { seed: seedOf(voiceMessage(UNALLOCATED)), ...options });
}

/** The dialog for seven messages. */
function many(options: Options = {}): TemplateResult {
  return dialog(IDS, { seed: seedOf(...several), ...options });
}

async function opened(canvas: HTMLElement): Promise<AllocateDialogElement> {
  const element = await find(canvas, 'aicc-allocate-dialog');
  await waitFor(() =>
    expect(screenOf(element).getByRole('dialog', { name: 'Allocate' })).toBeVisible(),
  );
  return element;
}

async function choose(element: AllocateDialogElement, name: RegExp): Promise<void> {
  const choice = await waitFor(() => {
    const screen = screenOf(element);
    return screen.queryByRole('radio', { name }) ?? screen.getByRole('checkbox', { name });
  });
  await userEvent.click(choice);
}

async function complete(element: AllocateDialogElement): Promise<void> {
  await userEvent.click(screenOf(element).getByRole('button', { name: 'Complete' }));
}

/** All agents with an account; a radio button chooses one. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    const screen = screenOf(element);
    await waitFor(() => expect(screen.getAllByRole('radio')).toHaveLength(10));
    await shows(element, '1–10 of 48');
    await expect(screen.getByRole('button', { name: 'Complete' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  },
};

export const AgentChosen: Story = {
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await choose(element, /Amelia Thornbury/);
    await expect(screenOf(element).getByRole('button', { name: 'Complete' })).toHaveAttribute(
      'aria-disabled',
      'false',
    );
  },
};

/** Complete before an agent is chosen. */
export const NobodyChosen: Story = {
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await waitFor(() => screenOf(element).getAllByRole('radio'));
    await complete(element);
    await waitFor(() =>
      expect(element.shadowRoot?.querySelector('#choice-error')).toHaveTextContent(
        'Choose an agent first.',
      ),
    );
    await expect(element.open).toBe(true);
  },
};

/** The search follows the typing; Enter searches at once. */
export const SearchBySkillQueue: Story = {
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    const screen = screenOf(element);
    await waitFor(() => screen.getAllByRole('radio'));
    await fill(screen.getByRole('textbox', { name: 'Skill queue' }), 'Premium');
    await userEvent.click(screen.getByRole('button', { name: 'Query' }));
    await waitFor(() => expect(screen.getAllByText('Premium customers').length).toBeGreaterThan(2));
    await waitFor(() => expect(screen.queryByText('Amelia Thornbury')).toBeNull());
  },
};

export const NoAgentFound: Story = {
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    const screen = screenOf(element);
    await fill(screen.getByRole('textbox', { name: 'Name' }), 'Nobody of that name');
    await userEvent.click(screen.getByRole('button', { name: 'Query' }));
    await shows(element, 'No agent matches this search.');
    await expect(screen.getByRole('button', { name: 'Show all agents' })).toBeVisible();
  },
};

export const Searching: Story = {
  render: () => one({ prepare: ({ backend }) => backend.holdNext('listAgents') }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await expect(screenOf(element).getByRole('region', { name: 'Agents' })).toHaveAttribute(
      'aria-busy',
      'true',
    );
  },
};

export const SearchFailed: Story = {
  render: () =>
    one({
      prepare: ({ backend }) => backend.fail('listAgents', 'unavailable', { times: Infinity }),
    }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await shows(element, 'The service cannot answer right now. Retry in a moment.');
    await expect(screenOf(element).getByRole('button', { name: 'Retry' })).toBeVisible();
  },
};

/** The answer is on its way. */
export const Allocating: Story = {
  render: () => one({ prepare: ({ backend }) => backend.holdNext('allocateMessages') }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await choose(element, /Amelia Thornbury/);
    await complete(element);
    await shows(element, 'Allocating 1 message…');
    await expect(screenOf(element).getByRole('progressbar')).toBeVisible();
  },
};

/** Done: the dialog closes, and offers Undo for some seconds. */
export const AllocatedWithUndo: Story = {
  render: () => one({ undoSeconds: 600 }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await choose(element, /Amelia Thornbury/);
    await complete(element);
    await waitFor(() =>
      expect(element.shadowRoot?.querySelector('[part~=toast]')).toHaveTextContent(
        /Allocated to\s+Amelia Thornbury/,
      ),
    );
    await expect(element.open).toBe(false);
    await expect(stageOf(element).backend.peek(VOICE_ID)).toMatchObject({
      status: 'unprocessed',
      employeeId: '1002',
      businessAccount: 'j100002',
    });
    await expect(screenOf(element).getByRole('button', { name: 'Undo' })).toBeVisible();
  },
};

/** Several messages: for one agent, or spread over several by a plan that can be changed. */
export const SpreadOverSeveral: Story = {
  render: () => many(),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    const screen = screenOf(element);
    await waitFor(() => screen.getAllByRole('radio', { name: /Thornbury/ }));
    await userEvent.click(screen.getByRole('radio', { name: 'Spread over several' }));
    await choose(element, /Robin Castellan/);
    await choose(element, /Amelia Thornbury/);
    await choose(element, /Marco Bellandi/);
    await shows(element, '3 agents chosen');
    await expect(element.shadowRoot?.querySelector('[part~=plan]')).toBeVisible();
  },
};

/** One selected message can no longer be allocated: the dialog says so and leaves it out. */
export const OneLeftOut: Story = {
  render: () =>
    dialog([IDS[0] ?? '', VOICE_ID], {
      seed: seedOf(...several, voiceMessage({ status: 'processed' })),
    }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await shows(element, '1 of the chosen messages cannot be allocated and is left out.');
  },
};

/** The result of each message; those that failed can be tried again alone. */
export const SomeFailed: Story = {
  render: () => many({ scenario: 'partial-bulk' }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await choose(element, /Amelia Thornbury/);
    await complete(element);
    await shows(element, '5 done, 2 not');
    await expect(element.shadowRoot?.querySelector('[part~=outcome]')).toBeVisible();
  },
};

/** A colleague was first: the dialog names the colleague, and nothing was overwritten. */
export const Conflict: Story = {
  render: () => one({ scenario: 'conflict' }),
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await choose(element, /Amelia Thornbury/);
    await complete(element);
    await shows(element, /Already allocated to/);
  },
};

/** The chosen agent has no account any more: the dialog asks for another choice. */
export const AgentVanished: Story = {
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await choose(element, /Amelia Thornbury/);
    stageOf(element).backend.removeAgent('1002');
    await complete(element);
    await waitFor(() =>
      expect(element.shadowRoot?.querySelector('#choice-error')).toHaveTextContent(
        'The chosen agent can no longer be given messages.',
      ),
    );
  },
};

export const Narrow: Story = {
  globals: { viewport: { value: 'narrow' } },
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await choose(element, /Amelia Thornbury/);
  },
};

export const Dark: Story = {
  globals: { theme: 'dark' },
  play: async ({ canvasElement }) => {
    const element = await opened(canvasElement);
    await choose(element, /Amelia Thornbury/);
  },
};

export const Chinese: Story = {
  globals: { locale: 'zh-CN' },
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-allocate-dialog');
    await waitFor(() => screenOf(element).getAllByRole('radio'));
    await expect(screenOf(element).getByRole('button', { name: '查询' })).toBeVisible();
  },
};

export const Arabic: Story = {
  globals: { locale: 'ar' },
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-allocate-dialog');
    await waitFor(() => screenOf(element).getAllByRole('radio'));
    await expect(element.shadowRoot?.querySelector('.root')).toHaveAttribute('dir', 'rtl');
  },
};

/** No agent has an account. */
export const NoAgentsAtAll: Story = {
  render: () =>
    one({
      seed: {
        ...createSeed({ recent: 0, older: 0 }),
        messages: [voiceMessage(UNALLOCATED)],
        agents: [],
      },
    }),
  play: async ({ canvasElement }) => {
    await shows(await opened(canvasElement), 'There is no agent bound to an account.');
  },
};
