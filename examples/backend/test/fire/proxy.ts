/** A round-robin proxy that now and then cuts a connection after the write: done, but nobody hears of it. */
import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Proxy {
  readonly url: string;
  readonly cuts: number;
  close(): Promise<void>;
}

export async function startProxy(ports: readonly number[], cutShare: number): Promise<Proxy> {
  let next = 0;
  let cuts = 0;
  const server: Server = createServer((request, response) => {
    next = (next + 1) % ports.length;
    const upstream = ask(
      {
        host: '127.0.0.1',
        port: ports[next],
        method: request.method,
        path: request.url,
        headers: request.headers,
        agent: false,
      },
      (answer) => {
        const isStream = answer.headers['content-type']?.startsWith('text/event-stream') ?? false;
        // Streams are cut by time, everything else once the answer is there.
        if (!isStream && request.method !== 'GET' && Math.random() < cutShare) {
          cuts += 1;
          answer.destroy();
          response.destroy();
          return;
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        answer.on('error', () => response.destroy());
        answer.on('aborted', () => response.destroy());
        if (isStream) setTimeout(() => response.destroy(), 1_000 + Math.random() * 8_000).unref();
      },
    );
    upstream.on('error', () => response.destroy());
    response.on('close', () => upstream.destroy());
    request.on('error', () => upstream.destroy());
    request.pipe(upstream);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get cuts() {
      return cuts;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
