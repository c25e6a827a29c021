/** Files on loopback, with Range requests and whatever response headers a test wants. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
};

/** Promise S3: the strictest policy a host may have; S4: Trusted Types enforced, with our names only. */
export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "img-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html aicc-messages',
  'report-uri /csp-report',
].join('; ');

export interface LoopbackServer {
  readonly origin: string;
  close(): Promise<void>;
}

export async function serve(listener: RequestListener): Promise<LoopbackServer> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const reports: string[] = [];

/** Takes a report of a page that broke its policy. */
export async function takeReport(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  reports.push(text);
  response.writeHead(204).end();
}

/** The reports since this was asked last. */
export const newReports = (): readonly string[] => reports.splice(0);

/** A page of one script, and of what stands in its body. */
export function pageOf(script: string, body = '', lang = 'en'): string {
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Portal</title>
    <script type="module" src="${script}"></script><body>${body}</body></html>`;
}

export function answerHtml(
  response: ServerResponse,
  html: string,
  headers: Readonly<Record<string, string>> = {},
): ServerResponse {
  return response.writeHead(200, { ...headers, 'content-type': TYPES['.html'] }).end(html);
}

/** Answers one request with a file of `folder`. */
export async function answerFile(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = normalize(join(folder, decodeURIComponent(pathname)));
  const file = pathname.endsWith('/') ? join(path, 'index.html') : path;
  const facts = file.startsWith(folder + sep) ? await stat(file).catch(() => null) : null;
  if (!facts?.isFile()) {
    response.writeHead(404, headers).end();
    return;
  }
  const common = {
    ...headers,
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
  };
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (!range) {
    response.writeHead(200, { ...common, 'content-length': facts.size });
    createReadStream(file).pipe(response);
    return;
  }
  const start = Number(range[1]);
  const end = Math.min(range[2] ? Number(range[2]) : facts.size - 1, facts.size - 1);
  if (start > end) {
    response.writeHead(416, { ...common, 'content-range': `bytes */${String(facts.size)}` }).end();
    return;
  }
  response.writeHead(206, {
    ...common,
    'content-length': end - start + 1,
    'content-range': `bytes ${String(start)}-${String(end)}/${String(facts.size)}`,
  });
  createReadStream(file, { start, end }).pipe(response);
}
