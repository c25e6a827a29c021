/**
 * A CC-Gateway on loopback that speaks the published protocol: GUID checked on every request and
 * renewed in the answers of the event poll, string result codes, long poll, event names, contents and
 * order as in cec_05_4029, cec_05_4035 and, for playing into the agent's phone, cec_07_0394 to 0399 and
 * cec_05_4050. Nothing of it is shared with the code under test.
 */
import { createServer } from 'node:http';

const PREFIX = '/agentgateway/resource/';

export async function startFakeGateway({
  agentId = '49999',
  guid = 'a1b2c3.AgentGateway0',
  longPollMs = 150,
  /** Every answer to the event poll brings a new GUID; the one before stays valid until it was used. */
  rotates = false,
} = {}) {
  const gateway = {
    agentId,
    guids: [guid],
    agentState: 4,
    isWorking: false,
    events: [],
    /** `{ method, path, guid, body }` of everything that was asked. */
    requests: [],
    /** Open event polls; more than one at a time is the fault the fake is here to find. */
    openPolls: 0,
    mostOpenPolls: 0,
    /** Times of the ends and the beginnings of polls, in milliseconds. */
    pollTimes: [],
    calls: 0,
    /** What plays on the agent's phone: `null`, 'ringing', 'playing' or 'paused'. */
    playing: null,
    /** Answers of the next requests whose path ends so: `(response, request) => void`. */
    faults: [],
    rotations: 0,
    longPollMs,

    get guid() {
      return gateway.guids.at(-1);
    },
    emit(eventType, content = null) {
      const event = { eventType, workNo: agentId, content, eventGenTime: Date.now() };
      gateway.events.push(event);
      wakePoll?.();
    },
    /** The agent lifts the phone and the customer's rings. */
    ring(callid, otherPhone) {
      gateway.agentState = 7;
      gateway.isWorking = true;
      gateway.emit('AgentOther_PhoneOffhook');
      gateway.emit('AgentState_Busy');
      gateway.emit('AgentEvent_Customer_Alerting', {
        callid,
        otherPhone,
        otherPhoneWorkno: '',
        type: 'main',
      });
    },
    answer(callid, called) {
      gateway.emit('AgentEvent_Talking', {
        caller: '02887654321',
        called,
        callid,
        feature: '7',
        type: 'main',
        mediaAbility: '1',
      });
    },
    /** The agent or the customer hangs up during the conversation. */
    release(callid, number) {
      gateway.agentState = 4;
      gateway.isWorking = false;
      gateway.emit('AgentEvent_Call_Release', callid);
      gateway.emit('AgentEvent_Customer_Release', { callid, number });
      gateway.emit('AgentOther_PhoneRelease', { phoneState: 3 });
      gateway.emit('AgentState_Ready');
    },
    /** Nobody answers. */
    noAnswer(callid) {
      gateway.agentState = 4;
      gateway.isWorking = false;
      gateway.emit('AgentOther_PhoneRelease', { phoneState: 3 });
      gateway.emit('AgentEvent_Call_Out_Fail', callid);
      gateway.emit('AgentEvent_Connect_Fail', callid);
      gateway.emit('AgentState_Ready');
    },
    /** The agent lifts the phone and hears the recording. */
    liftToListen() {
      gateway.playing = 'playing';
      gateway.emit('AgentOther_PhoneOffhook');
      gateway.emit('AgentMediaEvent_Play_Succ');
      gateway.emit('AgentMediaEvent_Play');
    },
    /** It stops: 0 at its end, 1 by the agent, 2 for a fault. */
    stopPlaying(cause) {
      gateway.playing = null;
      gateway.agentState = 4;
      gateway.isWorking = false;
      gateway.emit('AgentOther_PhoneRelease', { phoneState: 3 });
      gateway.emit('AgentState_Ready');
      if (cause === 2) gateway.emit('AgentMediaEvent_Play_Fail');
      gateway.emit('AgentMediaEvent_StopPlayDone', { cause });
    },
    /** The next request to a path that ends so is answered by `respond` instead. */
    failNext(pathEnd, respond) {
      gateway.faults.push({ pathEnd, respond });
    },
    called() {
      return gateway.requests.filter(({ path }) => path.endsWith('/callout'));
    },
    polls() {
      return gateway.requests.filter(({ path }) => path.startsWith('agentevent/'));
    },
    async stop() {
      wakePoll?.();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  let wakePoll = null;

  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const path = request.url.startsWith(PREFIX) ? request.url.slice(PREFIX.length) : null;
    const record = {
      method: request.method,
      path: path ?? request.url,
      guid: request.headers.guid,
    };
    record.body = text === '' ? null : JSON.parse(text);
    gateway.requests.push(record);
    const fault = gateway.faults.findIndex(({ pathEnd }) => record.path.endsWith(pathEnd));
    if (fault >= 0) {
      const [{ respond }] = gateway.faults.splice(fault, 1);
      respond(response, record);
      return;
    }
    const reply = (body, headers = {}) => {
      response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8', ...headers });
      response.end(JSON.stringify(body));
    };
    const refuse = (retcode) => reply({ message: 'refused', retcode });
    if (path === null) return void response.writeHead(404).end();
    if (!gateway.guids.includes(record.guid)) return refuse(record.guid ? '100-006' : '000-003');
    // The old one was good for the requests that were under way.
    if (record.guid === gateway.guid) gateway.guids.splice(0, gateway.guids.length - 1);
    const route = `${record.method} ${path.replace(`/${agentId}`, '/{id}')}`;
    switch (route) {
      case 'GET onlineagent/{id}/agentstatus':
        return reply({
          message: '',
          retcode: '0',
          result: { agentState: gateway.agentState, isWorking: gateway.isWorking },
        });
      case 'PUT voicecall/{id}/callout': {
        const { called } = record.body;
        if (!/^[\d*#]{1,24}$/.test(called)) return refuse('000-006');
        if (gateway.isWorking) return refuse('200-001');
        gateway.calls += 1;
        const callid = `1455885056-${1094 + gateway.calls}`;
        gateway.emit('AgentOther_PhoneAlerting', null);
        return reply({ message: '', retcode: '0', result: callid });
      }
      case 'DELETE voicecall/{id}/release':
        return reply({ message: '', retcode: '0' });
      case 'GET agentevent/{id}':
        return poll();
      case 'PUT recordplay/{id}/play': {
        const { voicepath } = record.body ?? {};
        if (typeof voicepath !== 'string' || voicepath === '' || voicepath.length > 100) {
          return refuse('000-006');
        }
        if (gateway.isWorking) return refuse('500-001');
        gateway.playing = 'ringing';
        gateway.isWorking = true;
        gateway.agentState = 7;
        gateway.emit('AgentState_Busy');
        gateway.emit('AgentOther_PhoneAlerting');
        return reply({ message: 'success', retcode: '0', result: {} });
      }
      case 'POST recordplay/{id}/pauseplay':
        return control('playing', 'paused', 'PausePlayDone', '500-003');
      case 'POST recordplay/{id}/resumeplay':
        return control('paused', 'playing', 'ResumePlayDone', '500-003');
      case 'DELETE recordplay/{id}/stopplay':
        if (gateway.playing === null) return refuse('500-001');
        gateway.stopPlaying(1);
        return reply({ message: 'success', retcode: '0', result: {} });
      default:
        if (/^POST recordplay\/\{id\}\/(forefast|backfast)\/\d{1,10}$/.test(route)) {
          return control(gateway.playing, gateway.playing, 'JumpPlayDone', '500-001');
        }
        return refuse('000-002');
    }

    function control(from, to, done, otherwise) {
      if (gateway.playing === null || gateway.playing !== from) return refuse(otherwise);
      gateway.playing = to;
      gateway.emit(`AgentMediaEvent_${done}`);
      return reply({ message: 'success', retcode: '0', result: {} });
    }

    async function poll() {
      gateway.openPolls += 1;
      gateway.mostOpenPolls = Math.max(gateway.mostOpenPolls, gateway.openPolls);
      gateway.pollTimes.push({ began: performance.now() });
      if (gateway.events.length === 0) {
        await new Promise((resolve) => {
          const timer = setTimeout(resolve, gateway.longPollMs);
          wakePoll = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wakePoll = null;
      }
      gateway.openPolls -= 1;
      gateway.pollTimes.at(-1).ended = performance.now();
      const headers = {};
      if (rotates) {
        gateway.rotations += 1;
        gateway.guids.push(`r${gateway.rotations}.AgentGateway0`);
        headers['Set-GUID'] = `JSESSIONID=${gateway.guid}`;
      }
      const event = gateway.events.shift();
      reply({ message: '', retcode: '0', ...(event ? { event } : {}) }, headers);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  gateway.baseUrl = `http://127.0.0.1:${server.address().port}${PREFIX.slice(0, -1)}`;
  gateway.origin = `http://127.0.0.1:${server.address().port}`;
  return gateway;
}
