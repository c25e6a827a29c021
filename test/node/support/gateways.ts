/** Fake gateways and the call controls on them, for the tests of gateway*.test.ts. */
import assert from 'node:assert/strict';
import type { Call, CallFailure } from '../../../src/adapter/call-control.js';
import type { AdapterError } from '../../../src/adapter/errors.js';
import {
  createGatewayCallControl,
  type GatewayCallControl,
  type GatewayOptions,
  type GatewayTiming,
} from '../../../src/call-control/index.js';
import type { AgentState } from '../../../src/model/agent.js';
import { FakeGateway, type FakeGatewayOptions } from './fake-gateway.ts';
import { HeldTimers } from './held-timers.ts';

export const NUMBER = '+86 (138) 0013-8000';
export const DIALLED = '008613800138000';
export const MESSAGE = 'm-1';

/** Pauses are short, and time limits so long that they are held: nothing is given up because the machine is slow. */
export const QUICK: GatewayTiming = {
  requestMs: 60_000,
  backOffMs: [5, 20],
  lostReplyMs: 60_000,
  pauseMs: [2, 4],
};

/** Any event of the phone, for looking at its fields. */
export interface HeardEvent {
  readonly type: string;
  readonly state?: AgentState;
  readonly callId?: string;
  readonly reason?: string;
  readonly durationSeconds?: number | null;
}

export interface Gateways {
  /** A new gateway, until the test is over. */
  fake(options?: FakeGatewayOptions): Promise<FakeGateway>;
  control(gateway: FakeGateway, options?: Partial<GatewayOptions>): GatewayCallControl;
  /** The events from now on, until the test is over. */
  listen(phone: GatewayCallControl): HeardEvent[];
  /** Undoes something when the test is over. */
  undoLater(step: () => unknown): void;
}

/** Call it inside `describe`. */
export function useGateways(): Gateways {
  const undo: (() => unknown)[] = [];
  beforeEach(() => {
    const limits = new HeldTimers({ fromMs: 30_000, toMs: 60_000 });
    undo.push(() => limits.release());
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  const undoLater = (step: () => unknown): void => void undo.push(step);
  return {
    undoLater,
    async fake(options) {
      const gateway = await new FakeGateway(options).start();
      undoLater(() => gateway.stop());
      return gateway;
    },
    control: (gateway, options = {}) =>
      createGatewayCallControl({
        baseUrl: gateway.baseUrl,
        agentId: gateway.agentId,
        guid: gateway.guid,
        timing: QUICK,
        ...options,
      }),
    listen(phone) {
      const events: HeardEvent[] = [];
      undoLater(phone.subscribe((event) => events.push(event)));
      return events;
    },
  };
}

/** Events about calls, without those about the agent's state. */
export const ofCall = (events: readonly HeardEvent[]): readonly HeardEvent[] =>
  events.filter(({ type }) => type !== 'agent-state');

export const start = (phone: GatewayCallControl, number = NUMBER): Promise<Call> =>
  phone.startCall({ messageId: MESSAGE, number }, {});

/** How a promise rejects; the tests look at the fields they expect. */
export async function rejection(promise: Promise<unknown>): Promise<AdapterError> {
  try {
    await promise;
  } catch (error) {
    return error as AdapterError;
  }
  return assert.fail('it did not reject');
}

/** Why a call was refused; the cause says the same to the dialog. */
export function reason(error: AdapterError): string | undefined {
  const told = error.fields.find(({ field }) => field === 'call')?.code;
  const { reason: cause } = error.cause as { readonly reason: CallFailure };
  assert.equal(cause, told === 'call-in-progress' ? 'agent-not-ready' : told);
  return told;
}
