/** What only a page has: hiding, the back/forward cache, coming back on line. The protocol itself is tested in test/node/gateway.*.test.ts. */
import { expect } from 'chai';
import type { CallEvent } from '../adapter/call-control.js';
import { waitFor } from '../../test/support/waits.js';
import { createGatewayCallControl, type GatewayOptions } from './gateway.js';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
  answer(body: unknown, headers?: Record<string, string>): void;
  fail(): void;
}

/** Requests whose answers the test gives. */
function fakeFetch(): { fetch: typeof fetch; asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    fetch: (input, init = {}) =>
      new Promise((resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
        asked.push({
          url: input as string,
          init,
          answer: (body, headers) =>
            resolve(new Response(JSON.stringify(body), headers ? { headers } : {})),
          fail: () => reject(new TypeError('Failed to fetch')),
        });
      }),
  };
}

const OK = { message: '', retcode: '0' };
let agents = 200;

function setUp(options: Partial<GatewayOptions> = {}): {
  asked: Asked[];
  events: CallEvent[];
  phone: ReturnType<typeof createGatewayCallControl>;
  stop: () => void;
} {
  const { fetch, asked } = fakeFetch();
  agents += 1;
  const phone = createGatewayCallControl({
    // Relative: a reverse proxy of the host's own origin.
    baseUrl: '/agentgateway/resource/',
    agentId: String(agents),
    guid: 'g0.AgentGateway0',
    fetch,
    timing: { pauseMs: [1, 2], backOffMs: [60_000, 60_000] },
    ...options,
  });
  const events: CallEvent[] = [];
  return { asked, events, phone, stop: phone.subscribe((event) => events.push(event)) };
}

describe('createGatewayCallControl in a page', () => {
  it('asks the host’s own origin, with the GUID in a header and the number in the body', async () => {
    const { asked, phone, stop } = setUp({ events: 'host' });
    const call = phone.startCall({ messageId: 'm-1', number: '138 0013 8000' }, {});
    await waitFor(() => asked.length === 1);
    const { url, init } = asked[0]!;
    expect(url).to.equal(`${location.origin}/agentgateway/resource/voicecall/${agents}/callout`);
    expect(new Headers(init.headers).get('guid')).to.equal('g0.AgentGateway0');
    expect(init.method).to.equal('PUT');
    expect(init.redirect).to.equal('manual');
    expect(JSON.parse(init.body as string)).to.deep.equal({
      called: '13800138000',
      mediaability: 0,
    });
    asked[0]!.answer({ ...OK, result: '1-1' });
    expect(await call).to.deep.equal({ id: '1-1', messageId: 'm-1' });
    stop();
  });

  it('dials nothing when it is already aborted (W22)', async () => {
    const { asked, phone, stop } = setUp({ events: 'host' });
    const reason = await phone
      .startCall(
        { messageId: 'm-1', number: '13800138000' },
        { signal: AbortSignal.abort('closed') },
      )
      .catch((error: unknown) => error);
    expect(reason).to.equal('closed');
    expect(asked.length).to.equal(0);
    stop();
  });

  it('follows a call that was sent to its end, although nobody waits any more', async () => {
    const { asked, events, phone, stop } = setUp({ events: 'host' });
    const controller = new AbortController();
    const call = phone.startCall(
      { messageId: 'm-1', number: '13800138000' },
      { signal: controller.signal },
    );
    await waitFor(() => asked.length === 1);
    controller.abort('closed');
    asked[0]!.answer({ ...OK, result: '1-2' });
    expect((await call).id).to.equal('1-2');
    phone.handleEvent({ event: { eventType: 'AgentEvent_Talking', content: { callid: '1-2' } } });
    await waitFor(() => events.length > 0);
    expect(events[0]).to.deep.equal({ type: 'talking', callId: '1-2' });
    stop();
  });

  it('takes a renewed GUID from the poll', async () => {
    const { asked, phone, stop } = setUp();
    await waitFor(() => asked.length === 1);
    asked[0]!.answer(OK, { 'Set-GUID': 'JSESSIONID=g1.AgentGateway0' });
    await waitFor(() => asked.length === 2);
    expect(new Headers(asked[1]!.init.headers).get('guid')).to.equal('g1.AgentGateway0');
    void phone.getAgentState({}).catch(() => undefined);
    await waitFor(() => asked.length === 3);
    expect(new Headers(asked[2]!.init.headers).get('guid')).to.equal('g1.AgentGateway0');
    stop();
    asked[1]!.answer(OK);
    asked[2]!.answer(OK);
  });

  it('stops polling while the page is in the back/forward cache, and asks for the state afterwards', async () => {
    const { asked, events, stop } = setUp();
    await waitFor(() => asked.length === 1);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(asked[0]!.init.signal?.aborted).to.equal(true);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await waitFor(() => asked.length === 2);
    expect(asked[1]!.url).to.contain('/agentevent/');
    asked[1]!.answer(OK);
    await waitFor(() => asked.length === 3);
    expect(asked[2]!.url).to.contain('/agentstatus');
    asked[2]!.answer({ ...OK, result: { agentState: 5, isWorking: false } });
    await waitFor(() => events.length === 1);
    expect(events).to.deep.equal([{ type: 'agent-state', state: 'wrap-up' }]);
    stop();
    await waitFor(() => asked.length >= 3);
  });

  it('tries again at once when the page is online or visible again', async () => {
    const { asked, stop } = setUp();
    for (const wake of [
      () => window.dispatchEvent(new Event('online')),
      () => document.dispatchEvent(new Event('visibilitychange')),
    ]) {
      const before = asked.length === 0 ? 1 : asked.length;
      await waitFor(() => asked.length === before);
      asked.at(-1)!.fail();
      await waitFor(() => {
        wake();
        return asked.length === before + 1;
      });
    }
    stop();
    asked.at(-1)!.answer(OK);
  });

  it('leaves no listener on the page when nobody subscribes', async () => {
    const added: string[] = [];
    const removed: string[] = [];
    const { addEventListener } = window;
    window.addEventListener = (...words: Parameters<typeof addEventListener>) => {
      added.push(words[0]);
      const options = words[2] as AddEventListenerOptions | undefined;
      options?.signal?.addEventListener('abort', () => removed.push(words[0]));
      addEventListener.apply(window, words);
    };
    try {
      const { asked, stop } = setUp();
      await waitFor(() => asked.length === 1);
      stop();
      asked[0]!.answer(OK);
      await waitFor(() => removed.length > 0);
      expect(removed.sort()).to.deep.equal(added.sort());
      expect(added).to.not.include('unload');
      expect(added).to.not.include('beforeunload');
    } finally {
      // It is inherited; an own one would be a new global.
      Reflect.deleteProperty(window, 'addEventListener');
    }
  });
});
