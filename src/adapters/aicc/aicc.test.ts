/** The pieces as a page uses them. Their protocol is tested in test/node/aicc.*.test.ts. */
import { expect } from 'chai';
import { isAdapterError } from '../../adapter/errors.js';
import { readAgentPage } from '../../client/validate/read-agent.js';
import { readRecording } from '../../client/validate/read-recording.js';
import { composeAdapter, createAiccAgents, createAiccRecordings, readAiccTime } from './index.js';
import type { MessageAdapter } from '../../adapter/adapter.js';

const page = { index: 0, size: 20 };

function answering(answer: () => Response): {
  fetch: typeof fetch;
  asked: { url: string; init: RequestInit }[];
} {
  const asked: { url: string; init: RequestInit }[] = [];
  return {
    asked,
    fetch: (input, init = {}) => {
      asked.push({ url: input as string, init });
      return Promise.resolve(answer());
    },
  };
}

const sound = (): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(60);
  bytes.set(new TextEncoder().encode('RIFF----WAVE'));
  return bytes;
};

describe('the AICC pieces in a page', () => {
  it('send the host’s proxy a JSON body and nothing in the address', async () => {
    const rows = [
      { workNo: 1001, userAccount: 'j100006', userName: 'Li Lei', sipPwd: 'x', skills: null },
    ];
    const { fetch, asked } = answering(
      () => new Response(JSON.stringify({ resultCode: '0', data: rows, total: 1 })),
    );
    const piece = createAiccAgents({ url: '/aicc/agents', fetch });
    const answer = await piece.listAgents({ name: 'Lei', page }, {});
    // What the elements' own reader makes of it.
    expect(readAgentPage(answer)).to.deep.equal(answer);
    expect(
      asked.map(({ url, init }) => [url, init.method, init.credentials, init.redirect]),
    ).to.deep.equal([['/aicc/agents', 'POST', 'same-origin', 'manual']]);
    expect([...new Headers(asked[0]!.init.headers).keys()]).to.deep.equal(['content-type']);
  });

  it('return a Blob that the elements accept as a recording', async () => {
    const { fetch } = answering(() => new Response(sound()));
    const piece = createAiccRecordings({
      url: '/aicc/recording',
      fetch,
      recordingPath: () => 'ref',
    });
    const recording = await piece.getRecording({ messageId: 'm-1', purpose: 'play' }, {});
    expect(readRecording(recording)).to.deep.equal(recording);
    expect(recording.sizeBytes).to.equal(60);
  });

  it('report that the recording is on another drive', async () => {
    const { fetch, asked } = answering(() => new Response(sound()));
    const piece = createAiccRecordings({
      url: '/aicc/recording',
      fetch,
      recordingPath: () => 'Y:/39/record/20201015/1.wav',
      currentDrive: 'Z',
    });
    const error: unknown = await piece
      .getRecording({ messageId: 'm-1', purpose: 'play' }, {})
      .catch((reason: unknown) => reason);
    expect(isAdapterError(error) && error.code).to.equal('recording-storage-offline');
    expect(asked.length).to.equal(0);
  });

  it('complete any adapter', async () => {
    const base = {
      getMessage: (id: string) => Promise.resolve({ id }),
    } as unknown as MessageAdapter;
    const { fetch } = answering(() => new Response('{"resultCode":"0","data":[],"total":0}'));
    const adapter = composeAdapter(base, createAiccAgents({ url: '/aicc/agents', fetch }));
    expect((await adapter.getMessage('m-1', {})).id).to.equal('m-1');
    expect((await adapter.listAgents({ page }, {})).total).to.equal(0);
    expect(adapter.renewLease).to.equal(undefined);
  });

  it('read times in the named zone, wherever the browser is', () => {
    expect(readAiccTime('2023-10-12 08:30:00', 'Asia/Shanghai')).to.equal(
      '2023-10-12T00:30:00.000Z',
    );
  });
});
