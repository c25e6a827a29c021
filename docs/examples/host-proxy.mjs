/**
 * The server side of `aicc-messages/adapters/aicc`: keeps AICC's keys, lets two paths through, and
 * hands on only what the screen needs. Node 20, no packages. See docs/aicc.md.
 */
import { createServer } from 'node:http';

export function createHostProxy({ api, ccfs, vdnId, appKey, appSecret, sign, isAllowed }) {
  // Of this tenant, in its place, and nowhere else.
  const ownFile = new RegExp(`^[A-Z]:/${vdnId}/record/\\d{8}/[\\w-]+\\.wav$`, 'i');
  let token = null;

  const post = (url, body, headers = {}) => {
    const json = { 'Content-Type': 'application/json; charset=UTF-8', ...headers };
    const signal = AbortSignal.timeout(15_000);
    return fetch(url, { method: 'POST', headers: json, body, redirect: 'error', signal });
  };
  async function askApi(path, body, isLastTry = false) {
    const keys = JSON.stringify({ app_key: appKey, app_secret: appSecret });
    const signIn = () => post(`${api}/apigovernance/api/oauth/tokenByAkSk`, keys);
    token ??= (await (await signIn()).json()).AccessToken;
    const headers = { 'x-app-key': appKey, Authorization: `Bearer ${token}` };
    const answer = await post(api + path, JSON.stringify(body), headers);
    if (answer.status !== 401 || isLastTry) return answer;
    token = null; // Its time was over.
    return askApi(path, body, true);
  }
  const paths = {
    async '/aicc/agents'({ pageNum, pageSize, agentType }) {
      const path = '/apiaccess/rest/cc-management/v1/agentAccount/query';
      const answer = await (await askApi(path, { pageNum, pageSize, agentType })).json();
      const data = answer.data?.map((row) => ({
        ...{ workNo: row.workNo, userAccount: row.userAccount },
        ...{ userName: row.userName, skills: row.skills },
      }));
      return [200, JSON.stringify({ resultCode: answer.resultCode, total: answer.total, data })];
    },
    async '/aicc/recording'({ msgBody: { fileName } }) {
      if (!ownFile.test(fileName)) return [404];
      const url = `${ccfs}/CCFS/resource/ccfs/downloadIVRRecordFile`;
      const body = JSON.stringify({ request: { version: '2.0' }, msgBody: { fileName } });
      const answer = await post(url, body, await sign({ method: 'POST', url, body }));
      return answer.ok ? [200, Buffer.from(await answer.arrayBuffer())] : [502];
    },
  };

  return createServer(async (request, response) => {
    const answer = async () => {
      if (request.method !== 'POST' || !Object.hasOwn(paths, request.url)) return [404];
      const isOurs = (request.headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin';
      if (!isOurs || !(await isAllowed(request))) return [401];
      let text = '';
      for await (const chunk of request) if ((text += chunk).length > 4096) return [413];
      return paths[request.url](JSON.parse(text));
    };
    const [status, body] = await answer().catch(() => [502]);
    response.writeHead(status, { 'Cache-Control': 'no-store' }).end(body);
  });
}
