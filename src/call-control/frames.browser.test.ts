/** The workbench and the connection bar: a real frame receives the messages, a faithful script raises the events. */
import { expect } from 'chai';
import type { CallControl, CallEvent } from '../adapter/call-control.js';
import { isAdapterError, type AdapterError } from '../adapter/errors.js';
import { waitFor } from '../../test/support/waits.js';
import { createConnectionBarCallControl } from './connection-bar.js';
import { createWorkbenchCallControl, type AiccSupport } from './workbench.js';

const NUMBER = '138-0013-8000';
const DIALED = '13800138000';

async function rejection(promise: Promise<unknown>): Promise<AdapterError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isAdapterError(error)) throw new Error('it did not reject with an AdapterError');
  return error;
}

const reason = (error: AdapterError): string | undefined =>
  error.fields.find(({ field }) => field === 'call')?.code;
const start = (phone: CallControl, number = NUMBER): ReturnType<CallControl['startCall']> =>
  phone.startCall({ messageId: 'm-1', number }, {});

/** A frame of the page's own origin that records what it is sent. */
async function frame(): Promise<{
  element: HTMLIFrameElement;
  window: Window;
  received: unknown[];
}> {
  const element = document.createElement('iframe');
  const loaded = new Promise((resolve) =>
    element.addEventListener('load', resolve, { once: true }),
  );
  document.body.append(element);
  await loaded;
  const inside = element.contentWindow!;
  const received: unknown[] = [];
  inside.addEventListener('message', (event) =>
    received.push({ data: event.data, origin: event.origin }),
  );
  return { element, window: inside, received };
}

/** Frames receive in order: when this one has arrived, everything before it has, or never will. */
async function delivered(target: Window, received: unknown[]): Promise<unknown[]> {
  target.postMessage('last', location.origin);
  await waitFor(() => received.some((message) => (message as { data: unknown }).data === 'last'));
  return received.slice(0, -1);
}

function listen(phone: CallControl): CallEvent[] {
  const events: CallEvent[] = [];
  phone.subscribe((event) => events.push(event));
  return events;
}

/** `AICCSupport.js` as published: one handler list per name, no way to take one off. */
class Support implements AiccSupport {
  readonly dialed: unknown[] = [];
  readonly handlers: Record<string, ((data: unknown) => void)[]> = {};

  clickToOutbound(request: unknown): void {
    this.dialed.push(request);
  }

  addHandler(name: string, handler: (data: unknown) => void): void {
    (this.handlers[name] ??= []).push(handler);
  }

  fire(name: string, data: Record<string, unknown>): void {
    const eventData = {
      mediaType: 'audio',
      callType: '1',
      calledNum: DIALED,
      callerNum: '400',
      workNo: '101',
      ...data,
    };
    for (const handler of this.handlers[name] ?? []) handler(eventData);
  }
}

describe('createWorkbenchCallControl', () => {
  afterEach(() => {
    document.querySelectorAll('iframe').forEach((element) => element.remove());
  });

  describe('by AICCSupport', () => {
    it('dials through the script and follows the call to its end (W22)', async () => {
      const AICCSupport = new Support();
      const phone = createWorkbenchCallControl({ AICCSupport });
      const events = listen(phone);
      const call = await start(phone);
      expect(AICCSupport.dialed).to.deep.equal([{ mediaType: 'audio', calledNum: DIALED }]);
      AICCSupport.fire('Ringing', { callid: '7' });
      AICCSupport.fire('Talking', { callid: '7' });
      AICCSupport.fire('Release', { callid: '7' });
      expect(events).to.deep.equal([
        { type: 'alerting', callId: call.id },
        { type: 'talking', callId: call.id },
        { type: 'ended', callId: call.id, durationSeconds: 0 },
      ]);
    });

    it('cannot report the state, nor hang up', async () => {
      const phone = createWorkbenchCallControl({ AICCSupport: new Support() });
      expect(phone.reportsAgentState).to.equal(false);
      expect([phone.reportsCallProgress, phone.reportsCallCourse]).to.deep.equal([true, true]);
      expect(await phone.getAgentState({})).to.equal('unknown');
      expect(phone.endCall).to.equal(undefined);
    });

    it('ignores incoming calls, other numbers, other media and the previous call', async () => {
      const AICCSupport = new Support();
      const phone = createWorkbenchCallControl({ AICCSupport });
      const events = listen(phone);
      const first = await start(phone);
      AICCSupport.fire('Talking', { callid: '7' });
      AICCSupport.fire('Release', { callid: '7' });
      const second = await start(phone);
      const before = events.length;
      AICCSupport.fire('Release', { callid: '7' });
      AICCSupport.fire('Talking', { callid: '7' });
      AICCSupport.fire('Ringing', { callid: '8', callType: '0', callerNum: DIALED });
      AICCSupport.fire('Talking', { callid: '9', calledNum: '13900139000' });
      AICCSupport.fire('Talking', { callid: '10', mediaType: 'whatsapp' });
      AICCSupport.handlers['Talking']?.forEach((handler) => {
        handler(null);
        handler('rubbish');
      });
      expect(events.length).to.equal(before);
      AICCSupport.fire('Talking', { callid: '11', calledNum: `0${DIALED}` });
      expect(events.slice(before)).to.deep.equal([{ type: 'talking', callId: second.id }]);
      expect(first.id).to.not.equal(second.id);
    });

    it('does not dial during a confirmed call, but gives up one without any event (W22)', async () => {
      const AICCSupport = new Support();
      const [one, two] = [
        createWorkbenchCallControl({ AICCSupport }),
        createWorkbenchCallControl({ AICCSupport }),
      ];
      const events = listen(one);
      const silent = await start(one);
      const call = await start(two);
      expect(events).to.deep.equal([{ type: 'failed', callId: silent.id, reason: 'unknown' }]);
      AICCSupport.fire('Talking', { callid: '7' });
      const error = await rejection(start(one));
      expect(reason(error)).to.equal('call-in-progress');
      expect(AICCSupport.dialed.length).to.equal(2);
      expect(events.at(-1)).to.deep.equal({ type: 'talking', callId: call.id });
      expect(AICCSupport.handlers['Talking']?.length).to.equal(1);
    });

    it('fails a call without any event', async () => {
      const AICCSupport = new Support();
      const phone = createWorkbenchCallControl({ AICCSupport, silenceMs: 20 });
      const events = listen(phone);
      const call = await start(phone);
      await waitFor(() => events.length > 0);
      expect(events).to.deep.equal([{ type: 'failed', callId: call.id, reason: 'unknown' }]);
    });

    it('turns an error of the script into a code without the number (S13)', async () => {
      const AICCSupport = new Support();
      AICCSupport.clickToOutbound = () => {
        throw new Error(`cannot dial ${DIALED}`);
      };
      const error = await rejection(start(createWorkbenchCallControl({ AICCSupport })));
      expect(error.code).to.equal('unavailable');
      expect(JSON.stringify([error.message, error.fields, String(error.cause)])).to.not.contain(
        '138',
      );
    });

    it('refuses an object that is not the script', () => {
      expect(() => createWorkbenchCallControl({ AICCSupport: {} as AiccSupport })).to.throw(
        TypeError,
      );
      expect(() => createWorkbenchCallControl({})).to.throw(TypeError);
    });
  });

  describe('by message', () => {
    it('sends the published message as a JSON string to the named origin', async () => {
      const { window: target, received } = await frame();
      const phone = createWorkbenchCallControl({ origin: `${location.origin}/`, target });
      const call = await start(phone);
      expect(call.messageId).to.equal('m-1');
      expect(await delivered(target, received)).to.deep.equal([
        { data: `{"name":"callout","param":["${DIALED}","audio"]}`, origin: location.origin },
      ]);
      expect([phone.reportsCallProgress, phone.reportsCallCourse]).to.deep.equal([false, false]);
      // There will be no event of it, so it blocks no further call.
      await start(phone);
    });

    it('reaches nobody when another origin is in the frame (S21)', async () => {
      const { window: target, received } = await frame();
      const phone = createWorkbenchCallControl({ origin: 'https://aicc.example.com', target });
      await start(phone);
      expect(await delivered(target, received)).to.deep.equal([]);
    });

    for (const origin of [
      '*',
      '/',
      '',
      'null',
      'aicc.example.com',
      'javascript:0',
      'data:text/html,x',
      'about:blank',
      'blob:https://aicc.example.com/1',
      'file:///',
    ]) {
      it(`refuses the origin ${JSON.stringify(origin)} (S21)`, () => {
        expect(() => createWorkbenchCallControl({ origin })).to.throw(TypeError);
      });
    }

    it('says unsupported when the page is not inside the workbench', async () => {
      const phone = createWorkbenchCallControl({ origin: location.origin, target: window });
      expect((await rejection(start(phone))).code).to.equal('unsupported');
    });

    it('sends nothing unless it is a plain number (N21)', async () => {
      const { window: target, received } = await frame();
      const phone = createWorkbenchCallControl({ origin: location.origin, target });
      for (const number of ['*#06#', '138****8000', 'anonymous', '１３８']) {
        expect((await rejection(start(phone, number))).code).to.equal('invalid');
      }
      expect((await rejection(phone.startCall({ messageId: 'm-1' }, {}))).code).to.equal(
        'unsupported',
      );
      expect(await delivered(target, received)).to.deep.equal([]);
    });
  });
});

describe('createConnectionBarCallControl', () => {
  afterEach(() => {
    document.querySelectorAll('iframe').forEach((element) => element.remove());
  });

  const bar = (eventType: string, content: unknown, workNo = '101'): unknown => ({
    message: '',
    retcode: '0',
    event: { eventType, workNo, content },
  });

  it('sends the published message as an object to the bar’s origin, and follows the call (W22)', async () => {
    const { element, window: target, received } = await frame();
    const phone = createConnectionBarCallControl({
      frame: element,
      contextPath: `${location.origin}/service-cloud`,
      agentId: '101',
    });
    const events = listen(phone);
    const call = await start(phone);
    expect(await delivered(target, received)).to.deep.equal([
      { data: { name: 'callout', param: [DIALED, 'audio'] }, origin: location.origin },
    ]);
    phone.handleBarEvent(bar('AgentState_Busy', null));
    phone.handleBarEvent(
      bar('AgentEvent_Customer_Alerting', { callid: '5-1', otherPhone: DIALED, type: 'main' }),
    );
    phone.handleBarEvent(
      bar(
        'AgentEvent_Talking',
        { callid: '5-1', caller: '400', called: DIALED, feature: '7' },
        '102',
      ),
    );
    phone.handleBarEvent(
      bar('AgentEvent_Talking', { callid: '5-1', caller: '400', called: DIALED, feature: '7' }),
    );
    phone.handleBarEvent(bar('AgentEvent_Call_Release', '5-1'));
    phone.handleBarEvent(bar('AgentState_Ready', null));
    phone.handleBarEvent(undefined);
    expect(events).to.deep.equal([
      { type: 'agent-state', state: 'talking' },
      { type: 'alerting', callId: call.id },
      { type: 'talking', callId: call.id },
      { type: 'ended', callId: call.id, durationSeconds: 0 },
      { type: 'agent-state', state: 'idle' },
    ]);
  });

  it('knows the agent’s state from the first state event on, or from the host', async () => {
    const { window: target } = await frame();
    const phone = createConnectionBarCallControl({ frame: target, contextPath: location.origin });
    expect(phone.reportsAgentState).to.equal(false);
    expect(await phone.getAgentState({})).to.equal('unknown');
    phone.handleBarEvent(bar('AgentState_SetRest_Success', null));
    expect(phone.reportsAgentState).to.equal(true);
    expect(await phone.getAgentState({})).to.equal('rest');
    const informed = createConnectionBarCallControl({
      frame: target,
      contextPath: location.origin,
      agentState: () => Promise.resolve('idle'),
    });
    expect(informed.reportsAgentState).to.equal(true);
    expect(await informed.getAgentState({})).to.equal('idle');
  });

  it('fails a call that nobody answers', async () => {
    const { window: target } = await frame();
    const phone = createConnectionBarCallControl({
      frame: () => target,
      contextPath: location.origin,
    });
    const events = listen(phone);
    const call = await start(phone);
    phone.handleBarEvent(bar('AgentState_Busy', null));
    phone.handleBarEvent(
      bar('AgentEvent_Customer_Alerting', { callid: '5-2', otherPhone: DIALED }),
    );
    phone.handleBarEvent(bar('AgentOther_PhoneRelease', { phoneState: 3 }));
    phone.handleBarEvent(bar('AgentEvent_Call_Out_Fail', '5-2'));
    phone.handleBarEvent(bar('AgentEvent_Connect_Fail', '5-2'));
    expect(events.filter(({ type }) => type !== 'agent-state')).to.deep.equal([
      { type: 'alerting', callId: call.id },
      { type: 'failed', callId: call.id, reason: 'no-answer' },
    ]);
  });

  it('says unavailable while there is no bar', async () => {
    const phone = createConnectionBarCallControl({
      frame: () => null,
      contextPath: location.origin,
    });
    expect((await rejection(start(phone))).code).to.equal('unavailable');
    const gone = createConnectionBarCallControl({
      frame: document.createElement('iframe'),
      contextPath: location.origin,
    });
    expect((await rejection(start(gone))).code).to.equal('unavailable');
  });

  it('works on a frame of another origin, where hardly any property may be read', async () => {
    const element = document.createElement('iframe');
    element.setAttribute('sandbox', 'allow-scripts');
    const loaded = new Promise((resolve) =>
      element.addEventListener('load', resolve, { once: true }),
    );
    document.body.append(element);
    await loaded;
    const phone = createConnectionBarCallControl({
      frame: element.contentWindow!,
      contextPath: 'https://aicc.example.com/service-cloud',
    });
    expect((await start(phone)).messageId).to.equal('m-1');
  });

  for (const contextPath of ['*', '', '/service-cloud']) {
    it(`refuses the context path ${JSON.stringify(contextPath)} (S21)`, () => {
      expect(() => createConnectionBarCallControl({ frame: window, contextPath })).to.throw(
        TypeError,
      );
    });
  }
});
