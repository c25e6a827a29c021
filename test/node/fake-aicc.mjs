/** AICC's sign-in, agent accounts and recording download on loopback, as published; keys and signatures are checked. */
import { createServer } from 'node:http';

export const KEYS = { appKey: 'canary-app-key', appSecret: 'canary-app-secret' };
export const SIGNATURE = 'canary-signature';

/** A WAV file: 8 kHz, mono, A-law (format 6). */
export function wav(seconds = 1) {
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
export function agentRows(count) {
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

export async function startFakeAicc({ agents = agentRows(250), drive = 'Y' } = {}) {
  const aicc = { requests: [], tokens: 0, agents, drive, faults: [] };
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const body = text === '' ? null : JSON.parse(text);
    aicc.requests.push({ path: request.url, headers: request.headers, body });
    const fault = aicc.faults.shift();
    if (fault) return fault(response);
    const reply = (answer, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    };
    switch (request.url) {
      case '/apigovernance/api/oauth/tokenByAkSk':
        if (body.app_key !== KEYS.appKey || body.app_secret !== KEYS.appSecret)
          return reply({}, 401);
        aicc.tokens += 1;
        return reply({ AccessToken: `token-${aicc.tokens}` });
      case '/apiaccess/rest/cc-management/v1/agentAccount/query': {
        const isSignedIn =
          request.headers.authorization === `Bearer token-${aicc.tokens}` &&
          request.headers['x-app-key'] === KEYS.appKey;
        if (!isSignedIn) return reply({ resultCode: '401' }, 401);
        const { pageNum, pageSize } = body;
        const data = aicc.agents.slice(pageNum * pageSize, (pageNum + 1) * pageSize);
        return reply({
          resultCode: '0',
          resultMessage: 'success',
          data,
          total: aicc.agents.length,
        });
      }
      case '/CCFS/resource/ccfs/downloadIVRRecordFile': {
        if (request.headers.authorization !== SIGNATURE) return reply({}, 401);
        const { fileName } = body.msgBody;
        if (!fileName.startsWith(`${aicc.drive}:/39/record/`)) {
          return reply({
            resultCode: '104-004',
            resultDesc: `no mapping for ${fileName}`,
            resultData: '',
          });
        }
        response.writeHead(200, { 'content-type': 'Application/Octet-stream;charset=UTF-8' });
        return response.end(wav(2));
      }
      default:
        return reply({}, 404);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  aicc.origin = `http://127.0.0.1:${server.address().port}`;
  aicc.stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return aicc;
}
