import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent } from 'storybook/test';
import { awkwardMessages } from '../mocks/data/texts.js';
import type { StoredMessage } from '../mocks/memory.js';
import type { MessageViewerElement } from '../src/elements/message-viewer/message-viewer.element.js';
import '../src/elements/message-viewer/message-viewer.define.js';
import type { VoicePlayerElement } from '../src/elements/voice-player/voice-player.element.js';
import '../src/elements/voice-player/voice-player.define.js';
import { hoursAgo, seedOf, voiceMessage, webMessage } from './support/messages.js';
import { find, screenOf, shows, waitFor } from './support/screen.js';
import { staged, type StageOptions } from './support/stage.js';

type Story = StoryObj;

const meta: Meta = {
  title: 'Elements/Message viewer',
  component: 'aicc-message-viewer',
  parameters: { stage: 'column', docs: { story: { height: '520px' } } },
  render: () => viewer(webMessage()),
};
export default meta;

function viewer(
  message: StoredMessage,
  options: StageOptions<MessageViewerElement> = {},
  id: string = message.id,
): TemplateResult {
  return html`<aicc-message-viewer
    ${staged<MessageViewerElement>({ seed: seedOf(message), ...options })}
    message-id=${id}
  ></aicc-message-viewer>`;
}

/** One of the hostile texts that every screen must show safely. */
function awkward(beginning: string): StoredMessage {
  const found = awkwardMessages.find(({ text }) => text.startsWith(beginning));
  if (!found) throw new Error(`No text begins with ${beginning}.`);
  const text = found.text.replaceAll('{order}', '48213').replaceAll('{amount}', '£389.00');
  return webMessage({ text, language: found.language });
}

/** Text, caller, times, and the history of the message. */
export const Default: Story = {
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    await shows(element, /my order 48213/);
    await shows(element, '+1 415 555 0143');
    await shows(element, 'Message left');
    await shows(element, 'Robin Castellan');
  },
};

/** Beside a player of the same recording, times in the handling comments play from there. */
export const TimesInComments: Story = {
  render: () => {
    const message = voiceMessage({
      status: 'processed',
      handlingComments: 'Order 48213 [0:04]. Wants a refund [0:09]; promised it for Friday.',
    });
    return html`<aicc-voice-player
        ${staged<VoicePlayerElement>({ seed: seedOf(message) })}
        message-id=${message.id}
      ></aicc-voice-player>
      ${viewer(message, {
        begin: (element) => {
          element.player = element.parentElement?.querySelector('aicc-voice-player');
        },
      })}`;
  },
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    const player = await find(canvasElement, 'aicc-voice-player');
    await userEvent.click(
      await waitFor(() => screenOf(element).getByRole('button', { name: 'Go to 0:09' })),
    );
    await expect(player.currentTime).toBeGreaterThanOrEqual(9);
    player.pause();
  },
};

export const Short: Story = {
  render: () => viewer(webMessage({ text: '👍' })),
  play: async ({ canvasElement }) => {
    await shows(await find(canvasElement, 'aicc-message-viewer'), '👍');
  },
};

/** The beginning, and the whole text after a click; the line breaks are the customer's. */
export const Long: Story = {
  render: () => {
    const message = awkward('I will try');
    return viewer({ ...message, text: Array.from({ length: 4 }, () => message.text).join('\n\n') });
  },
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    const all = await waitFor(() => screenOf(element).getByRole('button', { name: /^Show all/ }));
    await expect(screenOf(element).queryAllByText(/E\. Harrowgate/)).toHaveLength(0);
    await userEvent.click(all);
    await waitFor(() =>
      expect(element.shadowRoot?.querySelector('[part~=text]')).toHaveTextContent(
        /E\. Harrowgate$/,
      ),
    );
  },
};

/** Markup stays text, and links are not live. */
export const HostileText: Story = {
  render: () => viewer(awkward('<b>hi</b>')),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    await shows(element, /<script>alert\("your site is broken"\)<\/script>/);
    await expect(element.shadowRoot?.querySelector('b, script, img, a')).toBeNull();
  },
};

/** Arabic with Latin codes and a link in it, on an English page. */
export const RightToLeftText: Story = {
  render: () => viewer(awkward('مرحبا')),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    const text = await shows(element, /ORD-48213/);
    await expect(getComputedStyle(text).direction).toBe('rtl');
  },
};

/** The system could not allocate it: the reason, since when, how many tries, and the next step. */
export const AllocationFailure: Story = {
  render: () =>
    viewer(
      webMessage({
        status: 'allocation-failed',
        employeeId: null,
        businessAccount: null,
        allocationFailure: {
          code: 'agent-not-found',
          since: hoursAgo(2),
          tries: 3,
          target: '1942',
        },
      }),
    ),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    await waitFor(() =>
      expect(element.shadowRoot?.querySelector('[part~=failure]')).toHaveTextContent(
        /agent\s+1942\s+was not found.*3 tries so far.*Allocate it to an agent by hand/s,
      ),
    );
  },
};

/** Processed, with the agent's comments. */
export const Processed: Story = {
  render: () =>
    viewer(
      webMessage({
        status: 'processed',
        handlingComments: 'Called back. Parcel was with the neighbour, customer is happy.',
      }),
    ),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    await shows(element, 'Handling Comments');
    await shows(element, /Parcel was with the neighbour/);
  },
};

/** A voice message has its facts and history here; the player plays it. */
export const VoiceMessage: Story = {
  render: () => viewer(voiceMessage()),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    await shows(element, 'Voice');
    await shows(element, '+44 20 7946 0127');
  },
};

export const NotFound: Story = {
  render: () => viewer(webMessage(), {}, 'm-gone'),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    await shows(element, 'This message no longer exists.');
    await expect(screenOf(element).queryByRole('button', { name: 'Retry' })).toBeNull();
  },
};

export const Failed: Story = {
  render: () =>
    viewer(webMessage(), {
      prepare: ({ backend }) =>
        backend.fail(
          'getMessage',
          { code: 'unavailable', requestId: 'req-51b2' },
          { times: Infinity },
        ),
    }),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    await shows(element, 'Request ID: req-51b2');
    await expect(screenOf(element).getByRole('button', { name: 'Retry' })).toBeVisible();
  },
};

export const Loading: Story = {
  render: () => viewer(webMessage(), { prepare: ({ backend }) => backend.holdNext('getMessage') }),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    await expect(element.shadowRoot?.querySelector('[aria-busy=true]')).toBeVisible();
  },
};

export const Narrow: Story = {
  parameters: { stage: 'narrow' },
  render: () => viewer(awkward('مرحبا')),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    await shows(element, /ORD-48213/);
    await expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth);
  },
};

export const Dark: Story = {
  globals: { theme: 'dark' },
  play: async ({ canvasElement }) => {
    await shows(await find(canvasElement, 'aicc-message-viewer'), /my order 48213/);
  },
};

export const Chinese: Story = {
  globals: { locale: 'zh-CN' },
  render: () =>
    viewer(
      webMessage({
        text: '等了半个小时都没有人工客服，请回电话。',
        language: 'zh-CN',
        skillQueue: '中文服务',
      }),
    ),
  play: async ({ canvasElement }) => {
    await shows(await find(canvasElement, 'aicc-message-viewer'), /请回电话/);
  },
};

export const Arabic: Story = {
  globals: { locale: 'ar' },
  render: () => viewer(awkward('مرحبا')),
  play: async ({ canvasElement }) => {
    const element = await find(canvasElement, 'aicc-message-viewer');
    await shows(element, /ORD-48213/);
    await expect(element.shadowRoot?.querySelector('.root')).toHaveAttribute('dir', 'rtl');
  },
};
