/** A server of recordings that misbehaves as it is asked to, a second one as another origin, and a page with our elements. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The strictest policy the elements work under. */
export const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self' blob:; img-src 'self'; base-uri 'none'; form-action 'none'";

/** A mono 8 kHz PCM tone. */
function tone(seconds) {
  const samples = seconds * 8000;
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(16000, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i += 1)
    bytes.writeInt16LE(Math.round(300 * Math.sin(i / 3)), 44 + i * 2);
  return bytes;
}

export const SHORT = tone(20);
export const LONG = tone(1200);

/** Headers as recorders and gateways leave them that were cut off, or did not know the length. */
const BROKEN = (() => {
  const sizes = (riff, data) => {
    const bytes = Buffer.from(SHORT);
    bytes.writeUInt32LE(riff, 4);
    bytes.writeUInt32LE(data, 40);
    return bytes;
  };
  const withoutChannels = Buffer.from(SHORT);
  withoutChannels.writeUInt16LE(0, 22);
  const half = SHORT.subarray(0, 44 + (SHORT.length - 44) / 2);
  return {
    'unknown-sizes.wav': sizes(0xffffffff, 0xffffffff),
    'no-sizes.wav': sizes(0, 0),
    'large-sizes.wav': sizes(SHORT.length * 4, SHORT.length * 4),
    'more-behind.wav': Buffer.concat([SHORT, Buffer.alloc(5000, 0xab)]),
    'cut-off.wav': half,
    'header-only.wav': SHORT.subarray(0, 44),
    'half-a-header.wav': SHORT.subarray(0, 20),
    'no-channels.wav': withoutChannels,
  };
})();

const PAGE = `
  import '/build/media.js';
  window.asked = [];
  window.told = [];
  // One list for all messages, or a list for each by its id; the last answer is given again.
  const answerTo = async (request) => {
    window.asked.push(request);
    const isShared = Array.isArray(window.answers);
    const list = isShared ? window.answers : window.answers[request.messageId];
    const nth = window.asked.filter((one) => isShared || one.messageId === request.messageId).length;
    const answer = list[Math.min(nth, list.length) - 1];
    if (answer.code) throw Object.assign(new Error('x'), { name: 'AdapterError', code: answer.code, fields: [] });
    return { kind: 'url', ...answer };
  };
  window.show = (answers_, props = {}) => {
    window.answers = answers_;
    const element = document.createElement(props.tag ?? 'aicc-voice-player');
    element.adapter = { getCapabilities: async () => ({ employeeId: '1001' }), getRecording: answerTo };
    const messageOf = (id) => ({ id, version: 1, channel: 'voice', status: 'unprocessed', actions: {}, history: [],
      contactNumber: null, createdAt: '2026-11-20T09:30:00Z', durationSeconds: null, lease: null });
    const { ids, phone, ...rest } = props;
    if (phone) {
      window.phone = [];
      element.callControl = {
        getAgentState: async () => 'idle',
        startCall: async () => { throw new Error('no call is placed'); },
        subscribe: () => () => {},
        listenByPhone: async ({ messageId }, tell) => {
          window.phone.push(messageId);
          tell({ type: 'playing' });
          return { stop: async () => {} };
        },
      };
    }
    if (ids) element.messages = ids.map(messageOf);
    else element.message = messageOf('m-1');
    Object.assign(element, rest);
    for (const type of ['aicc-downloaded', 'aicc-audit', 'aicc-error']) {
      element.addEventListener(type, (event) => window.told.push([type, event.detail]));
    }
    document.body.append(element);
    window.element = element;
  };
  window.ready = true;
`;

/** Bytes with ranges, as a good server sends them. */
function sendRanges(request, response, bytes, headers = {}) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = range ? Number(range[1]) : 0;
  const end =
    range && range[2] !== '' ? Math.min(Number(range[2]), bytes.length - 1) : bytes.length - 1;
  if (start > end) {
    response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
    return;
  }
  response.writeHead(range ? 206 : 200, {
    'Content-Type': 'audio/wav',
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'Content-Length': end - start + 1,
    ...(range ? { 'Content-Range': `bytes ${start}-${end}/${bytes.length}` } : {}),
    ...headers,
  });
  response.end(bytes.subarray(start, end + 1));
}

/** Answers by name, under `/sound/`. */
const sounds = (expired) => ({
  'good.wav': (request, response) => sendRanges(request, response, SHORT),
  'long.wav': (request, response) => sendRanges(request, response, LONG),
  // Storage that lets other pages read.
  'open.wav': (request, response) =>
    sendRanges(request, response, SHORT, { 'Access-Control-Allow-Origin': '*' }),
  // As many MiB as the address says, made while they are sent.
  'huge.wav': (_request, response, url) => {
    const size = Number(url.searchParams.get('mib')) * 2 ** 20;
    const chunk = Buffer.alloc(2 ** 18, 7);
    let left = size - 44;
    response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': size });
    response.write(SHORT.subarray(0, 44));
    const send = () => {
      while (left > 0) {
        const part = chunk.subarray(0, Math.min(left, chunk.length));
        left -= part.length;
        if (!response.write(part)) {
          response.once('drain', send);
          return;
        }
      }
      response.end();
    };
    send();
  },
  ...Object.fromEntries(
    Object.entries(BROKEN).map(([name, bytes]) => [
      name,
      (request, response) => sendRanges(request, response, bytes),
    ]),
  ),
  'no-range.wav': (_request, response) =>
    response
      .writeHead(200, {
        'Content-Type': 'audio/wav',
        'Content-Length': SHORT.length,
        'Cache-Control': 'no-store',
      })
      .end(SHORT),
  'forbidden.wav': (_request, response) => response.writeHead(403).end('no'),
  'gone.wav': (_request, response) => response.writeHead(410).end('no'),
  'missing.wav': (_request, response) => response.writeHead(404).end('Y:/39/record/x.wav'),
  'broken.wav': (_request, response) => response.writeHead(500).end('stack trace'),
  'login.wav': (_request, response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html><title>Sign in</title>'),
  'moved.wav': (_request, response) =>
    response.writeHead(302, { Location: '/sound/login.wav' }).end(),
  // To wherever the address says.
  'elsewhere.wav': (_request, response, url) =>
    response.writeHead(302, { Location: url.searchParams.get('to') }).end(),
  'empty.wav': (_request, response) =>
    response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(),
  'json.wav': (_request, response) =>
    response.writeHead(200, { 'Content-Type': 'audio/wav' }).end('{"error":"denied"}'),
  'dropped.wav': (request) => request.socket.destroy(),
  'signed.wav': (request, response, url) =>
    expired.has(url.searchParams.get('token'))
      ? response.writeHead(403).end('expired')
      : sendRanges(request, response, LONG),
  // Sends a little and then nothing, without closing.
  'stalls.wav': (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': LONG.length });
    response.write(LONG.subarray(0, 9000));
  },
  // Promises more than there is.
  'short.wav': (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'audio/wav' });
    response.end(SHORT.subarray(0, 44 + 16000 * 2));
  },
  'wrong-range.wav': (request, response) => {
    const range = /^bytes=(\d+)-/.exec(request.headers.range ?? '');
    const start = range ? Number(range[1]) : 0;
    response.writeHead(206, {
      'Content-Type': 'audio/wav',
      'Content-Range': `bytes ${start + 7}-${SHORT.length}/${SHORT.length + 99}`,
    });
    response.end(SHORT.subarray(start));
  },
});

/** What a test needs of the two servers. `expired`: tokens of signed links that are no longer good. */
export async function startMedia() {
  const files = new Map();
  const expired = new Set();
  const answersOf = sounds(expired);

  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      modulePreload: false,
      lib: { entry: { media: `${root}/test/node/media-page.ts` }, formats: ['es'] },
    },
  }).then((result) => (Array.isArray(result) ? result[0] : result));
  for (const file of output) files.set(file.fileName, file.code ?? file.source);

  const answer = async (request, response) => {
    const url = new URL(request.url, 'http://x');
    const [, folder, name] = url.pathname.split('/');
    if (folder === 'format') {
      // As AICC sends files: without a word of what is in them.
      const bytes = await readFile(new URL(`../../sounds/${name}`, import.meta.url));
      sendRanges(request, response, bytes, { 'Content-Type': 'application/octet-stream' });
    } else if (folder === 'sound' && answersOf[name]) {
      answersOf[name](request, response, url);
    } else if (folder === 'build' && files.has(url.pathname.slice(7))) {
      response
        .writeHead(200, { 'Content-Type': 'text/javascript' })
        .end(files.get(url.pathname.slice(7)));
    } else if (folder === 'page.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(PAGE);
    } else if (folder === 'worker.js') {
      // A host's worker that knows nothing of ranges.
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(`
        addEventListener('install', () => skipWaiting());
        addEventListener('activate', (event) => event.waitUntil(clients.claim()));
        addEventListener('fetch', (event) => {
          if (!event.request.url.includes('/sound/')) return;
          event.respondWith(fetch(event.request.url).then(async (answer) =>
            new Response(await answer.blob(), { headers: { 'Content-Type': 'audio/wav' } })));
        });`);
    } else if (folder === 'page') {
      const csp = url.searchParams.get('csp');
      response
        .writeHead(200, {
          'Content-Type': 'text/html; charset=utf-8',
          ...(csp === null ? {} : { 'Content-Security-Policy': csp }),
        })
        .end(
          '<!doctype html><html lang="en"><title>t</title><body><script type="module" src="/page.js"></script>',
        );
    } else response.writeHead(404).end();
  };

  const listen = () =>
    new Promise((resolve) => {
      const made = createServer(answer);
      made.listen(0, '127.0.0.1', () => resolve(made));
    });
  const servers = [await listen(), await listen()];
  const [origin, foreign] = servers.map((made) => `http://localhost:${made.address().port}`);
  return {
    origin,
    foreign,
    expired,
    close: () => {
      for (const made of servers) {
        made.closeAllConnections();
        made.close();
      }
    },
  };
}
