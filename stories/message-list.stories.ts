import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { setupWorker } from 'msw/browser';
import { mswLoader } from 'msw-storybook-addon/csf3';
import { expect, userEvent } from 'storybook/test';
import { createHandlers } from '../mocks/handlers.js';
import { createScenario } from '../mocks/memory.js';
import type { MessageAdapter } from '../src/adapter/adapter.js';
import { createHttpAdapter } from '../src/adapters/http/index.js';
import type { MessageListElement } from '../src/elements/message-list/message-list.element.js';
import '../src/elements/message-list/message-list.define.js';
import type { MessageFilters } from '../src/model/query.js';
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
import { recordingUrl, staged, stageOf, type StageOptions } from './support/stage.js';

interface Args {
  density: 'comfortable' | 'compact';
  pageSize: number;
  query: Partial<MessageFilters> | undefined;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'Elements/Message list',
  component: 'aicc-message-list',
  args: { density: 'comfortable', pageSize: 20, query: undefined },
  argTypes: {
    density: { control: 'inline-radio', options: ['comfortable', 'compact'] },
    pageSize: { control: 'select', options: [10, 20, 50, 100] },
  },
  render: (args) => list(args),
};
export default meta;

function list(
  { density, pageSize, query }: Args,
  options: StageOptions<MessageListElement> = {},
): TemplateResult {
  return html`<aicc-message-list
    ${staged(options)}
    density=${density}
    .pageSize=${pageSize}
    .query=${query}
  ></aicc-message-list>`;
}

const on =
  (options: StageOptions<MessageListElement>) =>
  (args: Args): TemplateResult =>
    list(args, options);

/** The list of a story, with its first rows. */
async function listWithRows(canvas: HTMLElement): Promise<MessageListElement> {
  const element = await find(canvas, 'aicc-message-list');
  await someRows(element);
  return element;
}

const stateOf = (element: MessageListElement): HTMLElement | null =>
  element.shadowRoot?.querySelector<HTMLElement>('.state') ?? null;

async function showsState(element: MessageListElement, kind: string): Promise<void> {
  await waitFor(() => expect(stateOf(element)?.dataset['kind']).toBe(kind));
}

/** 250 messages of both channels in all five statuses, and everything works. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    await expect(await someRows(element)).toHaveLength(20);
    const screen = screenOf(element);
    await expect(screen.getByRole('heading', { name: 'Message Management' })).toBeVisible();
    await expect(screen.getByRole('radio', { name: '7 Days' })).toBeChecked();
    await expect(screen.getByRole('button', { name: 'Query' })).toBeVisible();
    await shows(element, '250 messages');
  },
};

/** The first answer is not here yet: placeholder rows keep its place, so that nothing moves. */
export const Loading: Story = {
  render: on({ prepare: ({ backend }) => backend.holdNext('listMessages') }),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    await waitFor(() =>
      expect(screenOf(element).getByRole('table')).toHaveAttribute('aria-busy', 'true'),
    );
    await expect(rowsOf(element)).toHaveLength(0);
  },
};

/** There are no messages. */
export const Empty: Story = {
  render: on({ scenario: 'empty' }),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    await showsState(element, 'empty');
    await shows(element, 'No messages');
  },
};

/** No message matches the filters; a button resets them. */
export const NothingForThisFilter: Story = {
  args: { query: { contactNumber: '+99 000 000' } },
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    await showsState(element, 'no-match');
    await shows(element, 'No messages match these filters');
    await expect(screenOf(element).getByRole('button', { name: 'Reset filters' })).toBeVisible();
  },
};

/** The backend refuses: the screen says so, and does not retry by itself. */
export const NoPermission: Story = {
  render: on({
    prepare: ({ backend }) => backend.fail('listMessages', 'forbidden', { times: Infinity }),
  }),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    await showsState(element, 'forbidden');
    await shows(element, 'No permission');
  },
};

/** After three tries: the failure, with the request ID for the help desk. */
export const Failed: Story = {
  render: on({
    prepare: ({ backend }) =>
      backend.fail(
        'listMessages',
        { code: 'unavailable', requestId: 'req-7f3a90c1' },
        { times: Infinity },
      ),
  }),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    await showsState(element, 'unavailable');
    await shows(element, 'Request ID: req-7f3a90c1');
    await expect(screenOf(element).getAllByRole('button', { name: 'Retry' })[0]).toBeVisible();
  },
};

/** A refresh failed: the rows stay, and the toolbar says how old they are. */
export const Stale: Story = {
  play: async ({ canvasElement }) => {
    const element = await listWithRows(canvasElement);
    stageOf(element).backend.fail('listMessages', 'unavailable', { times: Infinity });
    await userEvent.click(screenOf(element).getByRole('button', { name: 'Refresh' }));
    await shows(element, /^Shown as of/);
    await expect(rowsOf(element)).toHaveLength(20);
  },
};

/** The session has ended; the host has its own sign-in button in the toolbar slot. */
export const SessionExpired: Story = {
  render: ({ density, pageSize }) => {
    const signIn = (event: Event): void => {
      const element = (event.target as Element).closest('aicc-message-list');
      if (!element) return;
      stageOf(element).backend.signIn();
      void element.refresh();
    };
    return html`<aicc-message-list
      ${staged<MessageListElement>({ prepare: ({ backend }) => backend.signOut() })}
      density=${density}
      .pageSize=${pageSize}
    >
      <button slot="toolbar" type="button" class="story-button" @click=${signIn}>
        Sign in again
      </button>
    </aicc-message-list>`;
  },
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    await showsState(element, 'unauthenticated');
    await shows(element, 'Session ended');
  },
};

/** Rows change in their places; a button counts the new ones. */
export const LiveUpdates: Story = {
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    const [first] = await someRows(element);
    const id = first?.dataset['id'] ?? '';
    const { backend, scenario } = stageOf(element);
    const message = backend.peek(id);
    if (!message) throw new Error(`There is no message ${id}.`);
    backend.put({
      ...message,
      version: message.version + 1,
      status: 'processed',
      lease: null,
      allocationFailure: null,
      updatedAt: backend.now().toISOString(),
    });
    scenario.arrive();
    scenario.arrive();
    const screen = screenOf(element);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: '2 new messages' })).toBeVisible(),
    );
    await waitFor(() => expect(first).toHaveTextContent('Processed'));
    await expect(rowsOf(element)[0]).toBe(first);
  },
};

/** 1000 events a second for 30 s: no row moves. */
export const Storm: Story = {
  render: on({ scenario: 'storm' }),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    const before = (await someRows(element)).map((row) => row.dataset['id']);
    await waitFor(() =>
      expect(element.shadowRoot?.querySelector('.pill')).toHaveTextContent(/new message/),
    );
    await expect(rowsOf(element).map((row) => row.dataset['id'])).toEqual(before);
  },
};

/** 100,000 messages, in pages. */
export const Large: Story = {
  render: on({ scenario: 'large' }),
  play: async ({ canvasElement }) => {
    const element = await listWithRows(canvasElement);
    await shows(element, '100,000 messages');
    await expect(screenOf(element).getByRole('button', { name: 'Page 5,000' })).toBeVisible();
  },
};

/** Filters that only some backends have: shown when the adapter declares them. */
export const OptionalFilters: Story = {
  render: on({ filters: ['organization', 'processor-account', 'skill-queue'] }),
  play: async ({ canvasElement }) => {
    const element = await listWithRows(canvasElement);
    const screen = screenOf(element);
    await userEvent.click(await screen.findByRole('button', { name: /^More filters/ }));
    const queue = await screen.findByLabelText('Skill Queue');
    await waitFor(() => expect(screen.getByLabelText('Organization Unit')).toBeVisible());
    await expect(screen.getByLabelText('Include sub-organizations')).toBeVisible();
    await expect(screen.getByLabelText('Processor account')).toBeVisible();
    await userEvent.selectOptions(queue, 'sq-02');
    await userEvent.click(screen.getByRole('button', { name: 'Query' }));
    await waitFor(() => expect(element.messages.length).toBeGreaterThan(0));
    await waitFor(() =>
      expect(new Set(element.messages.map((one) => one.skillQueue))).toEqual(new Set(['Billing'])),
    );
  },
};

/** The backend pages by cursor and sends no totals. */
export const CursorPagingWithoutTotals: Story = {
  render: on({
    paging: 'cursor',
    adapt: ({ adapter }) => withoutTotals(adapter),
  }),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    const [first] = await someRows(element);
    const screen = screenOf(element);
    await shows(element, '1–20');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await shows(element, '21–40');
    await expect(rowsOf(element)[0]?.dataset['id']).not.toBe(first?.dataset['id']);
  },
};

/** More rows at a time, for people who know the screen. */
export const CompactDensity: Story = {
  args: { density: 'compact', pageSize: 50 },
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    await expect(await someRows(element)).toHaveLength(50);
    await expect(element).toHaveAttribute('density', 'compact');
  },
};

/** With a height from the host the table scrolls under its header. */
export const FixedHeight: Story = {
  parameters: { stage: 'height' },
  play: async ({ canvasElement }) => {
    const element = await listWithRows(canvasElement);
    const scroller = element.shadowRoot?.querySelector('.wrap');
    await expect(scroller?.scrollHeight).toBeGreaterThan(scroller?.clientHeight ?? Infinity);
  },
};

/** 320 px wide: every row is a card; nothing is cut off or scrolls sideways. */
export const Narrow: Story = {
  parameters: { stage: 'narrow' },
  play: async ({ canvasElement }) => {
    const element = await listWithRows(canvasElement);
    await expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth);
  },
};

/** Several messages selected, to be allocated together. */
export const Selection: Story = {
  args: { query: { status: 'to-be-allocated' } },
  play: async ({ canvasElement }) => {
    const element = await listWithRows(canvasElement);
    const boxes = screenOf(element).getAllByRole('checkbox', { name: /^Select, / });
    for (const box of boxes.slice(0, 3)) await userEvent.click(box);
    await shows(element, '3 selected');
    await expect(element.selectedMessages).toHaveLength(3);
    await expect(screenOf(element).getByRole('button', { name: 'Allocate' })).toBeVisible();
  },
};

/** Processed recordings cannot be allocated, but they can be downloaded together. */
export const SelectionForDownload: Story = {
  args: { query: { status: 'processed', channel: 'voice' } },
  play: async ({ canvasElement }) => {
    const element = await listWithRows(canvasElement);
    const boxes = screenOf(element).getAllByRole('checkbox', { name: /^Select, / });
    for (const box of boxes.slice(0, 3)) await userEvent.click(box);
    await shows(element, '3 selected');
    const screen = screenOf(element);
    await expect(screen.queryByRole('button', { name: 'Allocate' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Download' }));
    const dialog = await findIn(element, 'aicc-download-dialog');
    await shows(dialog, 'These 3 files contain personal data. Handle them with care.');
  },
};

/** A customized range whose end is before its start. */
export const TimeRangeTurnedRound: Story = {
  play: async ({ canvasElement }) => {
    const element = await listWithRows(canvasElement);
    const screen = screenOf(element);
    await userEvent.click(screen.getByRole('radio', { name: 'Customization' }));
    await fill(await screen.findByLabelText('From'), '2026-11-20T10:00');
    await fill(await screen.findByLabelText('To'), '2026-11-19T10:00');
    await userEvent.click(screen.getByRole('button', { name: 'Query' }));
    await shows(element, 'To must be later than From.');
    await expect(rowsOf(element).length).toBeGreaterThan(0);
  },
};

export const Dark: Story = {
  globals: { theme: 'dark' },
  play: async ({ canvasElement }) => {
    const element = await listWithRows(canvasElement);
    await expect(getComputedStyle(element).colorScheme).toBe('dark');
  },
};

export const Chinese: Story = {
  globals: { locale: 'zh-CN' },
  play: async ({ canvasElement }) => {
    const element = await listWithRows(canvasElement);
    await expect(screenOf(element).getByRole('button', { name: '查询' })).toBeVisible();
  },
};

export const Arabic: Story = {
  globals: { locale: 'ar' },
  play: async ({ canvasElement }) => {
    const element = await listWithRows(canvasElement);
    const root = element.shadowRoot?.querySelector('.root');
    await expect(root).toHaveAttribute('dir', 'rtl');
    await expect(root).toHaveAttribute('lang', 'ar');
  },
};

/** Without an adapter the element says so on screen. */
export const NoAdapter: Story = {
  render: () => html`<aicc-message-list></aicc-message-list>`,
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    await shows(element, 'This component has no data source yet.');
  },
};

// --- over HTTP -------------------------------------------------------------------------------------

const API = new URL('api/aicc-messages/v1', new URL(import.meta.env.BASE_URL, location.href)).href;

const startWorker = mswLoader(async () => {
  const worker = setupWorker();
  await worker.start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: `${import.meta.env.BASE_URL}mockServiceWorker.js` },
  });
  return worker;
});

/**
 * The HTTP adapter of this package; MSW answers its requests from a backend in memory, as the
 * published interface (`openapi/`) says.
 */
export const OverHttp: Story = {
  name: 'Over HTTP (MSW)',
  loaders: [startWorker],
  beforeEach: ({ msw }) => {
    const { backend } = createScenario('default', { recordings: 'files', recordingUrl });
    msw.use(...createHandlers(backend, { baseUrl: API }));
  },
  render: on({ adapt: () => createHttpAdapter({ baseUrl: API }) }),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-list');
    await expect(await someRows(element)).toHaveLength(20);
    const screen = screenOf(element);
    await userEvent.selectOptions(screen.getByLabelText('Message status'), 'processed');
    await userEvent.click(screen.getByRole('button', { name: 'Query' }));
    await waitFor(() =>
      expect(new Set(element.messages.map((one) => one.status))).toEqual(new Set(['processed'])),
    );
  },
};

/** A backend that pages by cursor and sends no totals. */
function withoutTotals(adapter: MessageAdapter): MessageAdapter {
  const listMessages = adapter.listMessages.bind(adapter);
  adapter.listMessages = async (query, options) => ({
    ...(await listMessages(query, options)),
    total: null,
  });
  return adapter;
}
