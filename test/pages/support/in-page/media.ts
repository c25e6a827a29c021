/** A page that shows a player or a download dialog on an adapter whose answers the test gives. */
import '../../../../src/elements/voice-player/voice-player.define.js';
import '../../../../src/elements/download-dialog/download-dialog.define.js';
import type { MessageAdapter, RecordingRequest } from '../../../../src/adapter/adapter.js';
import type { CallControl } from '../../../../src/adapter/call-control.js';
import type { DownloadDialogElement } from '../../../../src/elements/download-dialog/download-dialog.element.js';
import type { VoicePlayerElement } from '../../../../src/elements/voice-player/voice-player.element.js';

/** What the adapter answers: the fields of a recording, or the code of a failure. */
export interface RecordingAnswer {
  readonly url?: string;
  readonly code?: string;
  readonly transcript?: object;
  readonly durationSeconds?: number;
}

/** One list for all messages, or a list for each by its id; the last answer is given again. */
export type RecordingAnswers =
  readonly RecordingAnswer[] | Readonly<Record<string, readonly RecordingAnswer[]>>;

export interface ShownProperties {
  readonly tag?: string;
  /** Messages of a dialog for several. */
  readonly ids?: readonly string[];
  /** The agent has a phone that can play recordings. */
  readonly phone?: boolean;
  readonly [property: string]: unknown;
}

type Told = readonly [
  type: string,
  detail: Readonly<Record<string, unknown>> & { readonly messageId: string },
];

declare global {
  interface Window {
    /** The requests for recordings so far. */
    asked: RecordingRequest[];
    /** What the element told the page. */
    told: Told[];
    /** Messages that were played on the phone. */
    phone: string[];
    /** What a test counts or collects. */
    noted: unknown[];
    element: VoicePlayerElement & DownloadDialogElement & { readonly shadowRoot: ShadowRoot };
    show: (answers: RecordingAnswers, properties?: ShownProperties) => void;
    ready?: boolean;
  }
}

let answers: RecordingAnswers = [];
window.asked = [];
window.told = [];
window.phone = [];
window.noted = [];

const answerTo = async (request: RecordingRequest): Promise<unknown> => {
  window.asked.push(request);
  const isShared = Array.isArray(answers);
  const list = (
    isShared ? answers : (answers as Record<string, unknown>)[request.messageId]
  ) as readonly RecordingAnswer[];
  const nth = window.asked.filter(
    ({ messageId }) => isShared || messageId === request.messageId,
  ).length;
  const answer = list[Math.min(nth, list.length) - 1];
  if (answer?.code === undefined) return { kind: 'url', ...answer };
  throw Object.assign(new Error('x'), { name: 'AdapterError', code: answer.code, fields: [] });
};

const messageOf = (id: string): object => ({
  id,
  version: 1,
  channel: 'voice',
  status: 'unprocessed',
  actions: {},
  history: [],
  contactNumber: null,
  createdAt: '2026-11-20T09:30:00Z',
  durationSeconds: null,
  lease: null,
});

const phone: CallControl = {
  getAgentState: async () => 'idle',
  startCall: () => Promise.reject(new Error('no call is placed')),
  subscribe: () => () => undefined,
  listenByPhone: async ({ messageId }, tell) => {
    window.phone.push(messageId);
    tell({ type: 'playing' });
    return { stop: async () => undefined };
  },
};

window.show = (given, { tag = 'aicc-voice-player', ids, phone: hasPhone, ...properties } = {}) => {
  answers = given;
  const element = document.createElement(tag) as Window['element'];
  element.adapter = {
    getCapabilities: async () => ({ employeeId: '1001' }),
    getRecording: answerTo,
  } as unknown as MessageAdapter;
  if (hasPhone) element.callControl = phone;
  Object.assign(
    element,
    ids ? { messages: ids.map(messageOf) } : { message: messageOf('m-1') },
    properties,
  );
  for (const type of ['aicc-downloaded', 'aicc-audit', 'aicc-error']) {
    element.addEventListener(type, (event) => {
      window.told.push([type, (event as CustomEvent<Told[1]>).detail]);
    });
  }
  document.body.append(element);
  window.element = element;
};
window.ready = true;
