/** The mock backend behind a real server on loopback, with faults that only a real line has. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MemoryBackend, type MemoryBackendOptions } from '../../../mocks/memory.js';
import { Wire, type WireOptions } from '../../../mocks/wire.js';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
  /** What the backend answers; asking for it makes the backend act. */
  readonly answer: () => Promise<Response>;
}

/** Answers an exchange itself. */
export type Fault = (exchange: Exchange) => unknown;

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** It was answered to its end, or given up by who asked. */
  isOver: boolean;
}

export interface HttpBackendOptions {
  readonly wire?: WireOptions;
  /** Answers what is not below `/api`. */
  readonly page?: (request: IncomingMessage, response: ServerResponse) => unknown;
  /**
   * False: a new connection for each request. Chromium itself sends a request again, whatever its
   * method, when a connection that it uses once more drops. @default true
   */
  readonly keepAlive?: boolean;
}

export class HttpBackend {
  readonly backend: MemoryBackend;
  /** All requests so far. */
  readonly seen: SeenRequest[] = [];
  /** Asked before each request goes to the backend; the fault it names answers instead. */
  fault: ((request: SeenRequest) => Fault | null) | null = null;

  readonly #wire: Wire;
  readonly #server: Server;
  #address = '';

  constructor(
    options: MemoryBackendOptions = {},
    { wire, page, keepAlive = true }: HttpBackendOptions = {},
  ) {
    this.backend = new MemoryBackend(options);
    this.#wire = new Wire(this.backend, wire);
    this.#server = createServer((request, response) => {
      if (page && !request.url?.startsWith('/api/')) {
        void page(request, response);
        return;
      }
      void this.#serve(request, response).catch(() => response.destroy());
    });
    if (!keepAlive) this.#server.maxRequestsPerSocket = 1;
  }

  get baseUrl(): string {
    return `${this.#address}/api`;
  }

  get origin(): string {
    return this.#address;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.#address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The next request, or the next so many, meet this fault. */
  next(fault: Fault, times = 1): void {
    let left = times;
    this.fault = () => {
      if (left === 0) return null;
      left -= 1;
      return fault;
    };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { method = 'GET', url = '/', headers } = request;
    const seen: SeenRequest = { method, url, headers: { ...headers }, body, isOver: false };
    this.seen.push(seen);
    const stop = new AbortController();
    response.on('close', () => {
      seen.isOver = true;
      stop.abort();
    });
    const answer = (): Promise<Response> =>
      this.#wire.answer(
        new URL(url, this.#address).pathname.replace(/^\/api/, ''),
        new Request(new URL(url, this.#address), {
          method,
          headers: new Headers(
            Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
          ),
          signal: stop.signal,
          ...(method === 'GET' ? {} : { body }),
        }),
      );
    const fault = this.fault?.(seen);
    if (fault) await fault({ request, response, body, answer });
    else await send(response, await answer());
  }
}

/** Writes a `Response` out; `Response.error()` drops the line. */
async function send(response: ServerResponse, answer: Response): Promise<void> {
  if (answer.type === 'error') {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.flushHeaders();
  if (answer.body) {
    const reader = answer.body.getReader();
    response.on('close', () => void reader.cancel().catch(() => undefined));
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      response.write(value);
    }
  }
  response.end();
}

/** Answers with this and nothing else. */
export function reply(
  status: number,
  headers: Record<string, string> = {},
  body: string | Uint8Array = '',
): Fault {
  return ({ response }) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** A problem document. */
export function problem(
  status: number,
  type: string,
  more: object = {},
  headers: Record<string, string> = {},
): Fault {
  return reply(
    status,
    { 'Content-Type': 'application/problem+json', ...headers },
    JSON.stringify({ type: `/problems/${type}`, title: 'x', status, ...more }),
  );
}

/** The backend acts, and the line drops before its answer. */
export const dropAfterCommit: Fault = async ({ response, answer }) => {
  await answer();
  response.socket?.destroy();
};
