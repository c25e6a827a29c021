/**
 * One server on loopback that serves a host page and the backend behind the published interface, and
 * windows of a real browser on it: each with its own user, all with the standing alarms on.
 */
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { agents } from '../../../mocks/data/people.js';
import {
  createSeed,
  type BackendUser,
  type MemoryBackend,
  type MemoryBackendOptions,
  type StoredMessage,
} from '../../../mocks/memory.js';
import { HttpBackend, type Fault, type SeenRequest } from '../../node/support/http-backend.ts';
import { takeWindow, useWindows } from './browser.ts';
import { testScripts } from './builds.ts';
import { HostWindow, type HostWindowOptions } from './host-window.ts';
import { answerFile, answerHtml, pageOf, STRICT_POLICY, takeReport } from './static-server.ts';

export const ROBIN = '1001';
export const AMELIA = '1002';
export const AMELIA_USER = userOf(AMELIA);

export interface RequestFilter {
  /** Employee ID of who asks. */
  readonly user?: string;
  readonly method?: string;
  readonly path?: RegExp;
}

/** The requests of the interface that change something. */
export const WRITES: RequestFilter = {
  method: 'POST',
  path: /\/(allocations(\/undo)?|processing(\/(submission|release))?)$/,
};
export const SEARCH: RequestFilter = { path: /messages\/search$/ };

export interface HostSiteOptions extends MemoryBackendOptions {
  /** @default false: a new connection for each request, since Chromium itself repeats what fails on an old one */
  readonly keepAlive?: boolean;
}

/** Call it inside `describe`. What it returns makes the site of one case, which is closed after it. */
export function useHostSites(): (options?: HostSiteOptions) => Promise<HostSite> {
  const sites: HostSite[] = [];
  useWindows();
  afterEach(async () => {
    for (const site of sites.splice(0)) await site.close();
  });
  return async (options = {}) => {
    const site = new HostSite((await testScripts()).folder, options);
    sites.push(site);
    return site.start();
  };
}

interface Rule {
  readonly filter: RequestFilter;
  readonly fault: Fault;
  times: number;
}

export class HostSite {
  /** Ten: the first is to be allocated, the second Robin's to process, the rest to be allocated. */
  readonly messages: readonly StoredMessage[];
  /** Addresses that were asked for besides the interface. */
  readonly loaded: string[] = [];
  /** How often the page asked for a new session. */
  renewals = 0;
  readonly #http: HttpBackend;
  readonly #rules: Rule[] = [];
  readonly #folder: string;

  constructor(folder: string, { keepAlive = false, ...options }: HostSiteOptions) {
    this.#folder = folder;
    const seed = createSeed();
    this.messages = tenMessages(seed.messages as readonly StoredMessage[]);
    this.#http = new HttpBackend(
      { seed: { ...seed, messages: this.messages }, ...options },
      {
        page: (request, response) => this.#answerPage(request, response),
        keepAlive,
        // Links to recordings carry no header.
        wire: { user: (request) => userOf(request.headers.get('X-User') ?? ROBIN) },
      },
    );
    this.#http.fault = (seen) => {
      const rule = this.#rules.find(({ times, filter }) => times > 0 && fits(seen, filter));
      if (!rule) return null;
      rule.times -= 1;
      return rule.fault;
    };
  }

  async start(): Promise<this> {
    await this.#http.start();
    return this;
  }

  async close(): Promise<void> {
    await this.#http.stop();
  }

  get backend(): MemoryBackend {
    return this.#http.backend;
  }

  idAt(place: number): string {
    return this.#at(place).id;
  }

  /** The version of a message before anybody works on it. */
  firstVersion(place: number): number {
    return this.#at(place).version;
  }

  /** A message as the backend has it now. */
  standing(place: number): StoredMessage {
    const message = this.backend.peek(this.idAt(place));
    assert.ok(message);
    return message;
  }

  /** Requests of the interface so far that fit. */
  seen(filter: RequestFilter = {}): readonly SeenRequest[] {
    return this.#http.seen.filter((request) => fits(request, filter));
  }

  /** The idempotency keys of the requests to that path. */
  keysOf(path: RegExp): readonly unknown[] {
    return this.seen({ path }).map(({ headers }) => headers['idempotency-key']);
  }

  /** The next request that fits, or the next so many, meet this fault. The returned function ends it. */
  strike(filter: RequestFilter, fault: Fault, times = 1): () => void {
    const rule = { filter, fault, times };
    this.#rules.push(rule);
    return () => {
      rule.times = 0;
    };
  }

  /** A window of `employeeId`. */
  async open(employeeId: string, options: HostWindowOptions = {}): Promise<HostWindow> {
    const { query, clock, beside, ...alarms } = options;
    const window = await takeWindow({
      ...alarms,
      origins: [this.#http.origin],
      clock,
      ...(beside && { beside: beside.context }),
    });
    const host = new HostWindow(window, employeeId);
    const words = query === undefined ? '' : `&${query}`;
    await window.page.goto(`${this.#http.origin}/?user=${employeeId}${words}`);
    return host;
  }

  #answerPage(request: IncomingMessage, response: ServerResponse): unknown {
    this.loaded.push(request.url ?? '');
    const headers = { 'content-security-policy': STRICT_POLICY };
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    switch (pathname) {
      case '/':
        return answerHtml(
          response,
          pageOf('host.js', '<aicc-message-list></aicc-message-list>'),
          headers,
        );
      case '/session':
        this.renewals += 1;
        return response.writeHead(204).end();
      case '/favicon.ico':
        return response.writeHead(204).end();
      case '/csp-report':
        return takeReport(request, response);
      default:
        return answerFile(this.#folder, request, response, headers);
    }
  }

  #at(place: number): StoredMessage {
    const message = this.messages[place];
    assert.ok(message, `there is no message ${String(place)}`);
    return message;
  }
}

function tenMessages(all: readonly StoredMessage[]): readonly StoredMessage[] {
  return all
    .filter(({ status }) => status === 'to-be-allocated')
    .slice(0, 10)
    .map((message, place) =>
      place === 1
        ? { ...message, status: 'unprocessed', employeeId: ROBIN, businessAccount: 'j100001' }
        : message,
    );
}

function fits(
  { headers, method, url }: SeenRequest,
  { user, method: wanted, path }: RequestFilter,
): boolean {
  return (
    (user === undefined || headers['x-user'] === user) &&
    (wanted === undefined || method === wanted) &&
    (path === undefined || path.test(new URL(url, 'http://localhost').pathname))
  );
}

/** Every agent of the seed may sign in here, as an administrator too. */
function userOf(employeeId: string): BackendUser {
  const agent = agents.find((one) => one.employeeId === employeeId);
  assert.ok(agent, `there is no agent ${employeeId}`);
  const { businessAccount, name } = agent;
  return {
    employeeId,
    businessAccount,
    name: name ?? employeeId,
    roles: ['administrator', 'agent'],
  };
}
