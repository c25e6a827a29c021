/** A plain file server on loopback, with Range requests and whatever response headers a test wants. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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

export interface StaticServer {
  readonly origin: string;
  /** Bodies that browsers posted to `/csp-report`. */
  readonly reports: readonly string[];
  close(): Promise<void>;
}

export async function serveFolder(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<StaticServer> {
  const reports: string[] = [];
  const server = createServer((request, response) => {
    void answerFile(folder, headers, reports, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    reports,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Answers one request with a file of `folder`, or takes a policy report. */
export async function answerFile(
  folder: string,
  headers: Readonly<Record<string, string>>,
  reports: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/csp-report') {
    for await (const chunk of request) reports.push(String(chunk));
    response.writeHead(204).end();
    return;
  }
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
