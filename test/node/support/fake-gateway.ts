/**
 * A CC-Gateway on loopback that speaks the published protocol: GUID checked on every request and
 * renewed in the answers of the event poll, string result codes, long poll, event names, contents and
 * order as in cec_05_4029, cec_05_4035 and, for playing into the agent's phone, cec_07_0394 to 0399 and
 * cec_05_4050. Nothing of it is shared with the code under test.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const PREFIX = '/agentgateway/resource/';

export interface FakeGatewayOptions {
  readonly agentId?: string;
  readonly guid?: string;
  readonly longPollMs?: number;
  /** Every answer to the event poll brings a new GUID; the one before stays valid until it was used. */
  readonly rotates?: boolean;
}

export interface GatewayRequest {
  readonly method: string;
  readonly path: string;
  readonly guid: string | undefined;
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** Answers a request in the place of the gateway. */
export type Respond = (response: ServerResponse, request: GatewayRequest) => unknown;

type PlayState = 'ringing' | 'playing' | 'paused';

export class FakeGateway {
  readonly agentId: string;
  readonly guids: string[];
  agentState = 4;
  isWorking = false;
  readonly events: object[] = [];
  readonly requests: GatewayRequest[] = [];
  /** Open event polls; more than one at a time is the fault the fake is here to find. */
  openPolls = 0;
  mostOpenPolls = 0;
  calls = 0;
  /** What plays on the agent's phone. */
  playing: PlayState | null = null;
  rotations = 0;
  baseUrl = '';
  origin = '';
  readonly #faults: { readonly pathEnd: string; readonly respond: Respond }[] = [];
  readonly #longPollMs: number;
  readonly #rotates: boolean;
  #wakePoll: () => void = () => undefined;
  readonly #server = createServer((request, response) => {
    void (async () => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      const { method = '', url = '', headers } = request;
      const path = url.startsWith(PREFIX) ? url.slice(PREFIX.length) : url;
      const body = text === '' ? null : (JSON.parse(text) as GatewayRequest['body']);
      const guid = typeof headers['guid'] === 'string' ? headers['guid'] : undefined;
      this.#serve({ method, path, guid, body }, response);
    })();
  });

  constructor({
    agentId = '49999',
    guid = 'a1b2c3.AgentGateway0',
    longPollMs = 150,
    rotates = false,
  }: FakeGatewayOptions = {}) {
    this.agentId = agentId;
    this.guids = [guid];
    this.#longPollMs = longPollMs;
    this.#rotates = rotates;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    this.baseUrl = `${this.origin}${PREFIX.slice(0, -1)}`;
    return this;
  }

  async stop(): Promise<void> {
    this.#wakePoll();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get guid(): string {
    return this.guids.at(-1) ?? '';
  }

  /** How many answers of `failNext` nobody has met yet. */
  get faultsLeft(): number {
    return this.#faults.length;
  }

  emit(eventType: string, content: unknown = null): void {
    this.events.push({ eventType, workNo: this.agentId, content, eventGenTime: Date.now() });
    this.#wakePoll();
  }

  /** The agent lifts the phone and the customer's rings. */
  ring(callid: string, otherPhone: string): void {
    this.agentState = 7;
    this.isWorking = true;
    this.emit('AgentOther_PhoneOffhook');
    this.emit('AgentState_Busy');
    const content = { callid, otherPhone, otherPhoneWorkno: '', type: 'main' };
    this.emit('AgentEvent_Customer_Alerting', content);
  }

  answer(callid: string, called: string): void {
    this.emit('AgentEvent_Talking', {
      caller: '02887654321',
      called,
      callid,
      feature: '7',
      type: 'main',
      mediaAbility: '1',
    });
  }

  /** The agent or the customer hangs up during the conversation. */
  release(callid: string, number: string): void {
    this.#free();
    this.emit('AgentEvent_Call_Release', callid);
    this.emit('AgentEvent_Customer_Release', { callid, number });
    this.emit('AgentOther_PhoneRelease', { phoneState: 3 });
    this.emit('AgentState_Ready');
  }

  /** Nobody answers. */
  noAnswer(callid: string): void {
    this.#free();
    this.emit('AgentOther_PhoneRelease', { phoneState: 3 });
    this.emit('AgentEvent_Call_Out_Fail', callid);
    this.emit('AgentEvent_Connect_Fail', callid);
    this.emit('AgentState_Ready');
  }

  /** The agent lifts the phone and hears the recording. */
  liftToListen(): void {
    this.playing = 'playing';
    this.emit('AgentOther_PhoneOffhook');
    this.emit('AgentMediaEvent_Play_Succ');
    this.emit('AgentMediaEvent_Play');
  }

  /** It stops: 0 at its end, 1 by the agent, 2 for a fault. */
  stopPlaying(cause: 0 | 1 | 2): void {
    this.playing = null;
    this.#free();
    this.emit('AgentOther_PhoneRelease', { phoneState: 3 });
    this.emit('AgentState_Ready');
    if (cause === 2) this.emit('AgentMediaEvent_Play_Fail');
    this.emit('AgentMediaEvent_StopPlayDone', { cause });
  }

  /** The next request to a path that ends so is answered by `respond` instead. */
  failNext(pathEnd: string, respond: Respond): void {
    this.#faults.push({ pathEnd, respond });
  }

  called(): readonly GatewayRequest[] {
    return this.requests.filter(({ path }) => path.endsWith('/callout'));
  }

  polls(): readonly GatewayRequest[] {
    return this.requests.filter(({ path }) => path.startsWith('agentevent/'));
  }

  #free(): void {
    this.agentState = 4;
    this.isWorking = false;
  }

  #serve(request: GatewayRequest, response: ServerResponse): unknown {
    this.requests.push(request);
    const { method, path, guid, body } = request;
    const at = this.#faults.findIndex(({ pathEnd }) => path.endsWith(pathEnd));
    const [fault] = at < 0 ? [] : this.#faults.splice(at, 1);
    if (fault) return fault.respond(response, request);
    const refuse = (retcode: string): ServerResponse =>
      reply(response, { message: 'refused', retcode });
    if (path.startsWith('/')) return response.writeHead(404).end();
    if (guid === undefined || !this.guids.includes(guid)) {
      return refuse(guid ? '100-006' : '000-003');
    }
    // The old one was good for the requests that were under way.
    if (guid === this.guid) this.guids.splice(0, this.guids.length - 1);
    const succeed = (result: unknown = {}): ServerResponse =>
      reply(response, { message: 'success', retcode: '0', result });
    const route = `${method} ${path.replace(`/${this.agentId}`, '/{id}')}`;
    switch (route) {
      case 'GET onlineagent/{id}/agentstatus':
        return succeed({ agentState: this.agentState, isWorking: this.isWorking });
      case 'PUT voicecall/{id}/callout': {
        if (!/^[\d*#]{1,24}$/.test(String(body?.['called']))) return refuse('000-006');
        if (this.isWorking) return refuse('200-001');
        this.calls += 1;
        this.emit('AgentOther_PhoneAlerting');
        return succeed(`1455885056-${1094 + this.calls}`);
      }
      case 'DELETE voicecall/{id}/release':
        return reply(response, { message: '', retcode: '0' });
      case 'GET agentevent/{id}':
        return this.#poll(response);
      case 'PUT recordplay/{id}/play': {
        const path = body?.['voicepath'];
        if (typeof path !== 'string' || path === '' || path.length > 100) return refuse('000-006');
        if (this.isWorking) return refuse('500-001');
        this.playing = 'ringing';
        this.isWorking = true;
        this.agentState = 7;
        this.emit('AgentState_Busy');
        this.emit('AgentOther_PhoneAlerting');
        return succeed();
      }
      case 'POST recordplay/{id}/pauseplay':
        if (this.playing !== 'playing') return refuse('500-003');
        this.#control('paused', 'PausePlayDone');
        return succeed();
      case 'POST recordplay/{id}/resumeplay':
        if (this.playing !== 'paused') return refuse('500-003');
        this.#control('playing', 'ResumePlayDone');
        return succeed();
      case 'DELETE recordplay/{id}/stopplay':
        if (this.playing === null) return refuse('500-001');
        this.stopPlaying(1);
        return succeed();
      default:
        if (!/^POST recordplay\/\{id\}\/(forefast|backfast)\/\d{1,10}$/.test(route)) {
          return refuse('000-002');
        }
        if (this.playing === null) return refuse('500-001');
        this.#control(this.playing, 'JumpPlayDone');
        return succeed();
    }
  }

  #control(to: PlayState, done: string): void {
    this.playing = to;
    this.emit(`AgentMediaEvent_${done}`);
  }

  async #poll(response: ServerResponse): Promise<void> {
    this.openPolls += 1;
    this.mostOpenPolls = Math.max(this.mostOpenPolls, this.openPolls);
    if (this.events.length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.#longPollMs);
        this.#wakePoll = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wakePoll = () => undefined;
    }
    this.openPolls -= 1;
    const headers: Record<string, string> = {};
    if (this.#rotates) {
      this.rotations += 1;
      this.guids.push(`r${this.rotations}.AgentGateway0`);
      headers['Set-GUID'] = `JSESSIONID=${this.guid}`;
    }
    const event = this.events.shift();
    reply(response, { message: '', retcode: '0', ...(event ? { event } : {}) }, headers);
  }
}

function reply(
  response: ServerResponse,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): ServerResponse {
  response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8', ...headers });
  return response.end(JSON.stringify(body));
}
