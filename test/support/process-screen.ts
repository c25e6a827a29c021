/** The Process dialog on a fake adapter and a fake phone, and its parts. */
import { fixture, html } from '@open-wc/testing';
import type { CallControl } from '../../src/adapter/call-control.js';
import '../../src/elements/process-dialog/process-dialog.define.js';
import type { ProcessDialogElement } from '../../src/elements/process-dialog/process-dialog.element.js';
import type { NoteShortcuts } from '../../src/elements/process-dialog/note-keys.js';
import type { VoicePlayerElement } from '../../src/elements/voice-player/voice-player.element.js';
import type { Lease, Message } from '../../src/model/message.js';
import {
  fakeAdapter,
  fakePhone,
  type FakeAdapter,
  type FakeAdapterOptions,
  type FakePhone,
} from './fake-adapter.js';
import { aMessage } from './messages.js';
import { LONG } from './player.js';
import { urlAnswer } from './sounds.js';
import { waitFor } from './waits.js';

export const lease = (overrides: Partial<Lease> = {}): Lease => ({
  id: 'lease-1',
  ownerEmployeeId: '1001',
  ownerName: 'Me',
  mine: true,
  expiresAt: null,
  ...overrides,
});
export const waiting = (overrides: Partial<Message> = {}): Message =>
  aMessage({
    id: 'm',
    version: 3,
    channel: 'web',
    status: 'unprocessed',
    text: 'Please call me.',
    ...overrides,
  });
export const processing = (overrides: Partial<Message> = {}): Message =>
  waiting({ version: 4, status: 'processing', lease: lease(), ...overrides });
export const processed = (overrides: Partial<Message> = {}): Message =>
  waiting({ version: 5, status: 'processed', ...overrides });

export interface Screen {
  readonly element: ProcessDialogElement;
  readonly adapter: FakeAdapter;
  readonly phone: FakePhone;
  readonly events: string[];
}

export async function setUp(
  options: FakeAdapterOptions & { message?: Message; phone?: Partial<CallControl> | null } = {},
): Promise<Screen> {
  const adapter = fakeAdapter(options);
  const phone = fakePhone(options.phone ?? {});
  const element = await fixture<ProcessDialogElement>(html`<aicc-process-dialog
    .adapter=${adapter}
    .callControl=${options.phone === null ? undefined : phone}
    .message=${options.message ?? waiting()}
  ></aicc-process-dialog>`);
  const events: string[] = [];
  for (const name of [
    'aicc-processing-started',
    'aicc-processed',
    'aicc-released',
    'aicc-error',
    'aicc-audit',
    'aicc-call-change',
    'close',
  ]) {
    element.addEventListener(name, (event) => {
      const detail = (event as CustomEvent<{ action?: string; state?: string } | null>).detail;
      events.push(
        [name.replace('aicc-', ''), detail?.action ?? detail?.state].filter(Boolean).join(' '),
      );
    });
  }
  return { element, adapter, phone, events };
}

export async function opened(options: Parameters<typeof setUp>[0] = {}): Promise<Screen> {
  const screen = await setUp(options);
  await screen.element.show();
  (await screen.adapter.book.next('startProcessing')).answer(
    processing({ channel: (options.message ?? waiting()).channel }),
  );
  await waitFor(() => !field(screen.element).readOnly);
  return screen;
}

export const $ = <E extends Element = HTMLElement>(element: Element, selector: string): E | null =>
  element.shadowRoot!.querySelector<E>(selector);
export const field = (element: Element): HTMLTextAreaElement =>
  $<HTMLTextAreaElement>(element, 'textarea')!;
export const button = (element: Element, text: string): HTMLButtonElement => {
  const found = [...element.shadowRoot!.querySelectorAll('button')].find(
    (one) => one.textContent.trim() === text,
  );
  if (!found) throw new Error(`no button ${text}`);
  return found;
};
export const dialog = (element: Element): HTMLDialogElement =>
  $<HTMLDialogElement>(element, 'dialog')!;
export const notice = (element: Element): string =>
  $(element, '.state-notice')?.textContent.replace(/\s+/g, ' ').trim() ?? '';

export async function type(element: ProcessDialogElement, text: string): Promise<void> {
  const area = field(element);
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}

export interface NotesScreen extends Screen {
  readonly player: VoicePlayerElement;
}

/** Length of the recording LONG, in seconds. */
export const LENGTH = 72.82;
export const voice: Partial<Message> = { channel: 'voice', text: null, durationSeconds: LENGTH };

/** A Process dialog on a recording of LENGTH, with the focus in the comments. */
export async function listening(noteShortcuts?: NoteShortcuts | null): Promise<NotesScreen> {
  const screen = await setUp({ message: waiting(voice) });
  if (noteShortcuts !== undefined) screen.element.noteShortcuts = noteShortcuts;
  await screen.element.show();
  (await screen.adapter.book.next('startProcessing')).answer(processing(voice));
  await waitFor(() => !field(screen.element).readOnly);
  const player = $<VoicePlayerElement>(screen.element, 'aicc-voice-player')!;
  screen.adapter.book.whenAsked('getRecording', (call) =>
    call.answer(urlAnswer(LONG, { durationSeconds: LENGTH })),
  );
  await waitFor(() => $(screen.element, '.insert-time'));
  field(screen.element).focus();
  return { ...screen, player };
}

/** The times under the comments. */
export const chips = (element: Element): HTMLButtonElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.stamp-chip'),
];
export const names = (buttons: readonly Element[]): (string | null)[] =>
  buttons.map((one) => one.getAttribute('aria-label'));
/** The last announcement. */
export const said = (element: Element): string => $(element, '[role=status]')!.textContent.trim();
export const insertButton = (element: Element): HTMLButtonElement =>
  $<HTMLButtonElement>(element, '.insert-time')!;
