/** A server of recordings that misbehaves as it is asked to, and a page with our elements. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { BEGINNING, BROKEN, LONG, SHORT } from './media-sounds.ts';
import { answerFile, answerHtml, pageOf, takeReport } from './static-server.ts';

type AnswerSound = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown;

/** Tokens of signed links that are no longer good. */
export type ExpiredTokens = Set<string>;

/** Bytes with ranges, as a good server sends them. */
function sendRanges(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = range ? Number(range[1]) : 0;
  const end = range?.[2] ? Math.min(Number(range[2]), bytes.length - 1) : bytes.length - 1;
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

/** As many MiB as the address says, made while they are sent. */
function sendHuge(response: ServerResponse, url: URL): void {
  const size = Number(url.searchParams.get('mib')) * 2 ** 20;
  const chunk = Buffer.alloc(2 ** 18, 7);
  let left = size - 44;
  response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': size });
  response.write(SHORT.subarray(0, 44));
  const send = (): void => {
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
}

const reply =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): AnswerSound =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);

const WAV = { 'Content-Type': 'audio/wav' };

/** Answers by name, below `/sound/`. */
const soundsOf = (expired: ExpiredTokens): Readonly<Record<string, AnswerSound>> => ({
  'good.wav': (request, response) => sendRanges(request, response, SHORT),
  'long.wav': (request, response) => sendRanges(request, response, LONG),
  // Storage that lets other pages read.
  'open.wav': (request, response) =>
    sendRanges(request, response, SHORT, { 'Access-Control-Allow-Origin': '*' }),
  'huge.wav': (_request, response, url) => sendHuge(response, url),
  ...Object.fromEntries(
    Object.entries(BROKEN).map(([name, bytes]): [string, AnswerSound] => [
      name,
      (request, response) => sendRanges(request, response, bytes),
    ]),
  ),
  'no-range.wav': (_request, response) =>
    response
      .writeHead(200, { ...WAV, 'Content-Length': SHORT.length, 'Cache-Control': 'no-store' })
      .end(SHORT),
  'forbidden.wav': reply(403, {}, 'no'),
  'gone.wav': reply(410, {}, 'no'),
  'missing.wav': reply(404, {}, 'Y:/39/record/x.wav'),
  'broken.wav': reply(500, {}, 'stack trace'),
  'login.wav': reply(200, { 'Content-Type': 'text/html' }, '<!doctype html><title>Sign in</title>'),
  'moved.wav': reply(302, { Location: '/sound/login.wav' }),
  // To wherever the address says.
  'elsewhere.wav': (_request, response, url) =>
    response.writeHead(302, { Location: url.searchParams.get('to') ?? '' }).end(),
  'empty.wav': reply(200, WAV),
  'json.wav': reply(200, WAV, '{"error":"denied"}'),
  'dropped.wav': (request) => request.socket.destroy(),
  'signed.wav': (request, response, url) =>
    expired.has(url.searchParams.get('token') ?? '')
      ? response.writeHead(403).end('expired')
      : sendRanges(request, response, LONG),
  // Sends a little and then nothing, without closing.
  'stalls.wav': (_request, response) => {
    response.writeHead(200, { ...WAV, 'Content-Length': LONG.length });
    response.write(LONG.subarray(0, 9000));
  },
  // Promises more than there is.
  'short.wav': (_request, response) => response.writeHead(200, WAV).end(BEGINNING),
  'wrong-range.wav': (request, response) => {
    const range = /^bytes=(\d+)-/.exec(request.headers.range ?? '');
    const start = range ? Number(range[1]) : 0;
    response.writeHead(206, {
      ...WAV,
      'Content-Range': `bytes ${start + 7}-${SHORT.length}/${SHORT.length + 99}`,
    });
    response.end(SHORT.subarray(start));
  },
});

/** A service worker of a host that knows nothing of ranges. */
const HOST_WORKER = `
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => {
    if (!event.request.url.includes('/sound/')) return;
    event.respondWith(fetch(event.request.url).then(async (answer) =>
      new Response(await answer.blob(), { headers: { 'Content-Type': 'audio/wav' } })));
  });`;

/** Answers everything a test of sounds asks for; the page's scripts lie in `folder`. */
export function mediaAnswers(folder: string, expired: ExpiredTokens): RequestListener {
  const sounds = soundsOf(expired);
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, place = '', name = ''] = url.pathname.split('/');
    const sound = sounds[name];
    if (place === 'sound' && sound) {
      sound(request, response, url);
    } else if (place === 'format') {
      // As AICC sends files: without a word of what is in them.
      const headers = { 'Content-Type': 'application/octet-stream' };
      void readFile(new URL(`../../sounds/${name}`, import.meta.url)).then((bytes) =>
        sendRanges(request, response, bytes, headers),
      );
    } else if (place === 'worker.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(HOST_WORKER);
    } else if (place === 'page') {
      const policy = url.searchParams.get('csp');
      const headers = policy === null ? {} : { 'Content-Security-Policy': policy };
      answerHtml(response, pageOf('/media.js'), headers);
    } else if (place === 'csp-report') {
      void takeReport(request, response);
    } else if (place === 'favicon.ico') {
      response.writeHead(204).end();
    } else {
      void answerFile(folder, request, response);
    }
  };
}
