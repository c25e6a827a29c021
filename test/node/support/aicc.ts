/** AICC on loopback, alone or behind the host proxy of the documentation, for the tests of aicc.*.test.ts. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  MessageAdapter,
  RecordingRequest,
  RequestOptions,
} from '../../../src/adapter/adapter.js';
import type { AdapterError, AdapterErrorCode } from '../../../src/adapter/errors.js';
import {
  createAiccAgents,
  createAiccRecordings,
  type AiccAgentsOptions,
  type AiccRecordingsOptions,
} from '../../../src/adapters/aicc/index.js';
import type { Recording } from '../../../src/model/recording.js';
import { FakeAicc, KEYS, SIGNATURE, type FakeAiccOptions } from './fake-aicc.ts';

/** The host proxy of the documentation is plain JavaScript. */
interface HostProxy {
  createHostProxy(options: {
    api: string;
    ccfs: string;
    vdnId: number;
    appKey: string;
    appSecret: string;
    sign: () => Record<string, string>;
    isAllowed: (request: IncomingMessage) => boolean;
  }): Server;
}
const proxyModule = new URL('../../../docs/examples/host-proxy.mjs', import.meta.url).href;
const { createHostProxy } = (await import(proxyModule)) as HostProxy;

export const PATH = 'Y:/39/record/20201015/10233946082696733.wav';
export const FIRST_PAGE = { index: 0, size: 20 };

/** Answers a request; the body has been read. */
export type Answer = (response: ServerResponse, body: unknown) => unknown;

export interface AiccBench {
  /** AICC behind the host proxy at `address`, until the test is over. */
  house(options?: FakeAiccOptions): Promise<{ aicc: FakeAicc; address: string }>;
  /** A server that answers everything in one way, until the test is over. */
  answering(answer: Answer): Promise<{ address: string; bodies: readonly unknown[] }>;
}

/** Call it inside `describe`. */
export function useAicc(): AiccBench {
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });

  async function listen(server: Server): Promise<string> {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    undo.push(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  return {
    async house(options) {
      const aicc = await new FakeAicc(options).start();
      undo.push(() => aicc.stop());
      const address = await listen(
        createHostProxy({
          api: aicc.origin,
          ccfs: aicc.origin,
          vdnId: 39,
          ...KEYS,
          sign: () => ({ Authorization: SIGNATURE }),
          isAllowed: ({ headers }) => headers.cookie !== 'nobody',
        }),
      );
      return { aicc, address };
    },
    async answering(answer) {
      const bodies: unknown[] = [];
      const address = await listen(
        createServer((request, response) => {
          void (async () => {
            let text = '';
            for await (const chunk of request) text += String(chunk);
            const body: unknown = JSON.parse(text);
            bodies.push(body);
            answer(response, body);
          })();
        }),
      );
      return { address, bodies };
    },
  };
}

/** What a promise rejects with; the tests look at the fields they expect. */
export async function rejection(promise: Promise<unknown>): Promise<AdapterError> {
  try {
    await promise;
  } catch (error) {
    return error as AdapterError;
  }
  return assert.fail('it did not reject');
}

export const code = async (promise: Promise<unknown>): Promise<AdapterErrorCode> =>
  (await rejection(promise)).code;

export const agentsAt = (
  address: string,
  options: Partial<AiccAgentsOptions> = {},
): Pick<MessageAdapter, 'listAgents'> =>
  createAiccAgents({ url: `${address}/aicc/agents`, ...options });

export const recordingsAt = (
  address: string,
  options: Partial<AiccRecordingsOptions> = {},
): Pick<MessageAdapter, 'getRecording'> =>
  createAiccRecordings({ url: `${address}/aicc/recording`, recordingPath: () => PATH, ...options });

export const getRecording = (
  recordings: Pick<MessageAdapter, 'getRecording'>,
  request: Partial<RecordingRequest> = {},
  options: RequestOptions = {},
): Promise<Recording> =>
  recordings.getRecording({ messageId: 'm-1', purpose: 'play', ...request }, options);
