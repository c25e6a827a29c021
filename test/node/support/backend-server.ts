/**
 * One server on loopback that serves a host page and the backend behind the published interface, and
 * windows of a real browser on it: each with its own user, all with the standing alarms on.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from 'playwright-core';
import { build } from 'vite';
import { agents } from '../../../mocks/data/people.js';
import type { BackendUser, MemoryBackend, MemoryBackendOptions } from '../../../mocks/memory.js';
import { chromiumFlags, findBrowser } from '../../../scripts/find-browser.mjs';
import { HttpBackend, type Fault, type SeenRequest } from '../http-backend.ts';
import { STRICT_POLICY } from './demo-page.ts';
import { answerFile } from './static-server.ts';

export interface RequestFilter {
  /** Employee ID of who asks. */
  readonly user?: string;
  readonly method?: string;
  readonly path?: RegExp;
}

export interface WindowOptions {
  /** Faults of the console that the test provokes on purpose. */
  readonly allow?: readonly RegExp[];
  /** Further words of the page's address, for example `events=none`. */
  readonly query?: string;
  /** Another window of the same browser profile. */
  readonly context?: BrowserContext;
  /** Installs a clock of the test's own before the page starts, at this time or now. */
  readonly clock?: boolean | Date;
  /** Questions of the browser that the test provokes on purpose; each is dismissed. */
  readonly dialogs?: boolean;
}

/** The requests of the interface that change something. */
export const WRITES: RequestFilter = {
  method: 'POST',
  path: /\/(allocations(\/undo)?|processing(\/(submission|release))?)$/,
};

/** Builds the host page once, starts one browser. */
export async function openHostPages(): Promise<HostPages> {
  const folder = await mkdtemp(join(tmpdir(), 'aicc-host-'));
  await build({
    root: fileURLToPath(new URL('host-page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    base: './',
    resolve: { conditions: ['module', 'browser'] },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
    },
  });
  const executablePath = await findBrowser();
  const browser = await chromium.launch({ executablePath, args: chromiumFlags() });
  return new HostPages(folder, browser);
}

export class HostPages {
  readonly #folder: string;
  readonly #browser: Browser;

  constructor(folder: string, browser: Browser) {
    this.#folder = folder;
    this.#browser = browser;
  }

  /** A backend of its own, served beside the page. */
  async serve(
    options: MemoryBackendOptions = {},
    connection: { readonly keepAlive?: boolean } = {},
  ): Promise<HostSite> {
    const site = new HostSite(this.#folder, this.#browser, options, connection.keepAlive ?? false);
    await site.start();
    return site;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

interface Rule {
  readonly filter: RequestFilter;
  readonly fault: Fault;
  times: number;
}

export class HostSite {
  readonly #browser: Browser;
  readonly #http: HttpBackend;
  readonly #reports: string[] = [];
  readonly #rules: Rule[] = [];
  readonly #contexts = new Set<BrowserContext>();
  /** Addresses that were asked for besides the interface. */
  readonly loaded: string[] = [];
  /** How often the page asked for a new session; it gets one while `canRenew`. */
  renewals = 0;
  canRenew = true;

  constructor(folder: string, browser: Browser, options: MemoryBackendOptions, keepAlive: boolean) {
    this.#browser = browser;
    const page = (request: IncomingMessage, response: ServerResponse): unknown => {
      this.loaded.push(request.url ?? '');
      if (request.url === '/session') {
        this.renewals += 1;
        return response.writeHead(this.canRenew ? 204 : 403).end();
      }
      if (request.url === '/favicon.ico') return response.writeHead(204).end();
      return answerFile(
        folder,
        { 'content-security-policy': STRICT_POLICY },
        this.#reports,
        request,
        response,
      );
    };
    this.#http = new HttpBackend(options, {
      page,
      keepAlive,
      // Links to recordings carry no header.
      wire: { user: (request) => userOf(request.headers.get('X-User') ?? '1001') },
    });
    this.#http.fault = (seen) => {
      const rule = this.#rules.find(({ times, filter }) => times > 0 && fits(seen, filter));
      if (!rule) return null;
      rule.times -= 1;
      return rule.fault;
    };
  }

  async start(): Promise<void> {
    await this.#http.start();
  }

  get backend(): MemoryBackend {
    return this.#http.backend;
  }

  get origin(): string {
    return this.#http.origin;
  }

  /** Requests of the interface so far that fit. */
  seen(filter: RequestFilter = {}): readonly SeenRequest[] {
    return this.#http.seen.filter((request) => fits(request, filter));
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
  async open(employeeId: string, options: WindowOptions = {}): Promise<HostWindow> {
    const context =
      options.context ??
      (await this.#browser.newContext({
        viewport: { width: 1280, height: 900 },
        locale: 'en-US',
        permissions: ['clipboard-read', 'clipboard-write'],
      }));
    this.#contexts.add(context);
    const page = await context.newPage();
    const window = new HostWindow(page, context, employeeId);
    window.watch(this.origin, options);
    if (options.clock instanceof Date) await page.clock.install({ time: options.clock });
    else if (options.clock) await page.clock.install();
    const query = options.query === undefined ? '' : `&${options.query}`;
    await page.goto(`${this.origin}/?user=${employeeId}${query}`);
    return window;
  }

  /** Ends everything; fails when the page broke its policy. */
  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    await this.#http.stop();
    assert.deepEqual(this.#reports, [], 'no policy report was sent');
  }
}

/** One window, and the words of the screen for what is in it. */
export class HostWindow {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly employeeId: string;
  /** Everything that sounded an alarm so far. */
  readonly alarms: string[] = [];
  /** Kinds of the browser's own questions so far. */
  readonly questions: string[] = [];

  constructor(page: Page, context: BrowserContext, employeeId: string) {
    this.page = page;
    this.context = context;
    this.employeeId = employeeId;
  }

  get list(): Locator {
    return this.page.locator('aicc-message-list');
  }

  get allocateDialog(): Locator {
    return this.page.getByRole('dialog', { name: /^Allocate/ });
  }

  get processDialog(): Locator {
    return this.page.getByRole('dialog', { name: /^Process/ });
  }

  get comments(): Locator {
    return this.processDialog.getByLabel('Handling Comments');
  }

  row(messageId: string): Locator {
    return this.list.locator(`tr[data-id="${messageId}"]`);
  }

  /** Opens the part of an action of a message. */
  async act(action: string, messageId: string): Promise<void> {
    await this.row(messageId)
      .getByRole('button', { name: new RegExp(`^${action}`) })
      .click();
  }

  /** Opens Process and waits until the message is being processed here. */
  async process(messageId: string): Promise<void> {
    await this.act('Process', messageId);
    await this.waitForText(this.processDialog.locator('.dialog-header'), /Processing/);
    await this.page.waitForFunction(() => {
      const list = document.querySelector('aicc-message-list');
      const dialog = list?.shadowRoot?.querySelector('aicc-process-dialog');
      return dialog?.shadowRoot?.querySelector('textarea')?.readOnly === false;
    });
  }

  /** Opens Allocate, chooses the agent and presses nothing more. */
  async chooseAgent(messageId: string, employeeId: string): Promise<void> {
    await this.act('Allocate', messageId);
    await this.search(employeeId);
  }

  /** Finds an agent in the open Allocate dialog and chooses it. */
  async search(employeeId: string): Promise<void> {
    const dialog = this.allocateDialog;
    await dialog.getByLabel('Employee ID').fill(employeeId);
    await dialog.getByLabel('Employee ID').press('Enter');
    await dialog.getByText('1–1 of 1').waitFor();
    await dialog.getByRole('radio', { name: new RegExp(employeeId) }).click();
  }

  async complete(): Promise<void> {
    await this.allocateDialog.getByRole('button', { name: 'Complete' }).click();
  }

  async submit(): Promise<void> {
    await this.processDialog.getByRole('button', { name: 'Submit' }).click();
  }

  /** Waits until the place holds the text, for a person to read. */
  async waitForText(place: Locator, text: RegExp): Promise<void> {
    await place.filter({ hasText: text }).first().waitFor();
  }

  /** How often the elements told the host of this so far; errors are told as `aicc-error <code>`. */
  told(type: string): Promise<number> {
    return this.page.evaluate(
      (name) => globalThis.told.filter((one) => one.startsWith(name)).length,
      type,
    );
  }

  watch(origin: string, { allow = [], dialogs = false }: WindowOptions): void {
    const sound = (text: string): void => {
      if (!allow.some((pattern) => pattern.test(text))) this.alarms.push(text);
    };
    this.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) sound(`console: ${message.text()}`);
    });
    this.page.on('pageerror', (error) => sound(`page error: ${error.message}`));
    this.page.on('dialog', (dialog) => {
      this.questions.push(dialog.type());
      if (!dialogs) sound(`dialog: ${dialog.type()}`);
      void (dialogs ? dialog.accept() : dialog.dismiss()).catch(() => undefined);
    });
    this.page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'blob:' && url.origin !== origin)
        sound(`foreign request: ${url.origin}`);
    });
  }

  /** Fails when an alarm has sounded, something was stored, or the screen shows rubbish. */
  async calm(): Promise<void> {
    const { stored, text } = await this.page.evaluate(() => ({
      stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie],
      text: document.body.innerText,
    }));
    assert.deepEqual(stored.filter(Boolean), [], 'nothing is stored in the browser');
    assert.doesNotMatch(text, /undefined|\bNaN\b|\[object Object\]|Invalid Date/);
    assert.deepEqual(this.alarms, [], 'no alarm sounded');
  }
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

// --- faults ------------------------------------------------------------------------------------------

/** The backend acts, and nothing ever comes back. */
export const answerNever: Fault = async ({ answer }) => {
  await answer();
};

/** Nothing is done and nothing ever comes back. */
export const holdForEver: Fault = () => undefined;

/** Nothing is done and the line drops. */
export const dropBefore: Fault = ({ response }) => {
  response.socket?.destroy();
};

/** The answer comes in so many bytes at a time. */
export function drip(bytes: number, everyMs: number): Fault {
  return async ({ response, answer }) => {
    const told = await answer();
    const body = Buffer.from(await told.arrayBuffer());
    response.writeHead(told.status, Object.fromEntries(told.headers));
    response.flushHeaders();
    let sent = 0;
    const timer = setInterval(() => {
      response.write(body.subarray(sent, sent + bytes));
      sent += bytes;
      if (sent >= body.length) response.end();
    }, everyMs);
    response.on('close', () => clearInterval(timer));
  };
}

/** The answer ends in the middle. */
export const truncate: Fault = async ({ response, answer }) => {
  const text = await (await answer()).text();
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(text.slice(0, text.length / 2));
};

/** Waits with the answer (`after` the act, or before it) until it is let go. */
export function hold(when: 'before' | 'after' = 'after'): Fault & { release: () => void } {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const fault: Fault = async ({ response, answer }) => {
    if (when === 'before') await released;
    const told = await answer();
    await released;
    response.writeHead(told.status, Object.fromEntries(told.headers));
    response.end(Buffer.from(await told.arrayBuffer()));
  };
  return Object.assign(fault, { release: () => release() });
}
