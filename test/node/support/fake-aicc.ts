/** AICC's sign-in, agent accounts and recording download on loopback, as published; keys and signatures are checked. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const KEYS = { appKey: 'canary-app-key', appSecret: 'canary-app-secret' };
export const SIGNATURE = 'canary-signature';

/** A WAV file: 8 kHz, mono, A-law (format 6). */
export function wav(seconds = 1): Buffer {
  const samples = Math.round(8000 * seconds);
  const bytes = Buffer.alloc(46 + samples, 0xd5);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(38 + samples, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(18, 16);
  [6, 1].forEach((value, at) => bytes.writeUInt16LE(value, 20 + 2 * at));
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(8000, 28);
  [1, 8, 0].forEach((value, at) => bytes.writeUInt16LE(value, 32 + 2 * at));
  bytes.write('data', 38);
  bytes.writeUInt32LE(samples, 42);
  return bytes;
}

/** Agent rows as `agentAccount/query` answers them, with all that must not come out. */
export function agentRows(count: number): readonly object[] {
  return Array.from({ length: count }, (_, at) => ({
    userAccount: `j${100000 + at}`,
    userName: at % 2 === 0 ? `Li Lei ${at}` : `García Márquez ${at}`,
    workNo: 1001 + at,
    phone: 'canary-phone',
    email: 'canary-mail@example.com',
    agentType: 4,
    ccRoleId: 2,
    sipAccount: 'canary-sip-account',
    sipPwd: 'canary-sip-password',
    password: 'canary-password',
    skills: [{ skillId: at % 3, agentWeight: 1, skillWeight: 1 }],
  }));
}

export interface FakeAiccOptions {
  readonly agents?: readonly object[];
  /** The drive that recordings are stored on now. */
  readonly drive?: string;
}

interface AiccRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export class FakeAicc {
  readonly requests: AiccRequest[] = [];
  /** How many tokens were given out; only the last one is good. */
  tokens = 0;
  /** Answer the next requests in the place of AICC. */
  readonly faults: ((response: ServerResponse) => unknown)[] = [];
  origin = '';
  readonly #agents: readonly object[];
  readonly #drive: string;
  readonly #server = createServer((request, response) => {
    void (async () => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      const { url: path = '', headers } = request;
      const body: unknown = text === '' ? null : JSON.parse(text);
      this.#serve({ path, headers, body }, response);
    })();
  });

  constructor({ agents = agentRows(250), drive = 'Y' }: FakeAiccOptions = {}) {
    this.#agents = agents;
    this.#drive = drive;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(request: AiccRequest, response: ServerResponse): unknown {
    this.requests.push(request);
    const fault = this.faults.shift();
    if (fault) return fault(response);
    const { path, headers } = request;
    const reply = (answer: object, status = 200): ServerResponse => {
      response.writeHead(status, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(answer));
    };
    switch (path) {
      case '/apigovernance/api/oauth/tokenByAkSk': {
        const body = request.body as { readonly app_key: string; readonly app_secret: string };
        if (body.app_key !== KEYS.appKey || body.app_secret !== KEYS.appSecret) {
          return reply({}, 401);
        }
        this.tokens += 1;
        return reply({ AccessToken: `token-${this.tokens}` });
      }
      case '/apiaccess/rest/cc-management/v1/agentAccount/query': {
        const isSignedIn =
          headers.authorization === `Bearer token-${this.tokens}` &&
          headers['x-app-key'] === KEYS.appKey;
        if (!isSignedIn) return reply({ resultCode: '401' }, 401);
        const { pageNum, pageSize } = request.body as { pageNum: number; pageSize: number };
        const data = this.#agents.slice(pageNum * pageSize, (pageNum + 1) * pageSize);
        const total = this.#agents.length;
        return reply({ resultCode: '0', resultMessage: 'success', data, total });
      }
      case '/CCFS/resource/ccfs/downloadIVRRecordFile': {
        if (headers.authorization !== SIGNATURE) return reply({}, 401);
        const { fileName } = (request.body as { msgBody: { fileName: string } }).msgBody;
        if (!fileName.startsWith(`${this.#drive}:/39/record/`)) {
          const resultDesc = `no mapping for ${fileName}`;
          return reply({ resultCode: '104-004', resultDesc, resultData: '' });
        }
        response.writeHead(200, { 'content-type': 'Application/Octet-stream;charset=UTF-8' });
        return response.end(wav(2));
      }
      default:
        return reply({}, 404);
    }
  }
}
