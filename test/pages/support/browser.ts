/** One Chromium for the whole run, and windows of it that one case after another uses. */
import assert from 'node:assert/strict';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Download,
  type Page,
} from 'playwright-core';
import { chromiumFlags, findBrowser } from '../../../scripts/find-browser.mjs';
import { shared } from '../../node/support/shared.ts';
import { whenTimeIsUp } from '../../node/support/test-limit.ts';
import { until } from '../../node/support/waits.ts';
import { PageAlarms, type AlarmOptions } from './page-alarms.ts';
import { newReports } from './static-server.ts';

/** A page in a browser profile, with the standing alarms on. */
export interface BrowserWindow {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly alarms: PageAlarms;
  /** Files that the page saved in the present case. */
  readonly downloads: Download[];
}

/** The test moves the time of a window: it goes on by itself too, or stands still, or begins at a time. */
export type WindowClock = 'running' | 'stopped' | Date;

export interface WindowOptions extends AlarmOptions {
  /** For this case alone, for what cannot be undone, such as a service worker. */
  readonly isFresh?: boolean;
  readonly clock?: WindowClock | undefined;
  /** Files that cannot be loaded, until the test calls `page.unrouteAll()`. */
  readonly without?: ((path: string) => boolean) | undefined;
  /** One more window of a profile that is in use. */
  readonly beside?: BrowserContext;
}

const OPTIONS: BrowserContextOptions = {
  viewport: { width: 1280, height: 900 },
  locale: 'en-US',
  permissions: ['clipboard-read', 'clipboard-write'],
};

const sharedBrowser = shared(
  async () => chromium.launch({ executablePath: await findBrowser(), args: chromiumFlags() }),
  (browser: Browser) => browser.close(),
);

/** Windows that wait for a case, each the only one of its profile; a clock cannot be taken out again. */
const free: BrowserWindow[] = [];
const freeWithClock: BrowserWindow[] = [];
/** Windows of the present case, and where they go after it. */
const taken: { readonly window: BrowserWindow; readonly pool: BrowserWindow[] | null }[] = [];

/** Call it inside `describe`: after each case its windows are looked at and given back. */
export function useWindows(): void {
  afterEach(async function standingAlarms() {
    const hasPassed = this.currentTest?.state === 'passed';
    const windows = taken.splice(0);
    const alarms = newReports().map((report) => `policy report: ${report}`);
    if (hasPassed) {
      for (const { window } of windows) alarms.push(...(await window.alarms.collect()));
    }
    for (const { window, pool } of windows) {
      window.alarms.end();
      if (hasPassed && pool && (await canBeEmptied(window))) pool.push(window);
      else await window.context.close();
    }
    if (hasPassed) assert.deepEqual(alarms, [], 'no alarm sounded');
  });
}

/** A window for the present case. It holds nothing of earlier ones. */
export async function takeWindow({
  isFresh = false,
  clock,
  without,
  beside,
  ...alarms
}: WindowOptions): Promise<BrowserWindow> {
  const pool = isFresh || beside ? null : clock === undefined ? free : freeWithClock;
  const kept = pool?.pop();
  const window = kept ?? (await openWindow(beside));
  taken.push({ window, pool });
  // Everything that waits in the window fails then, and says what it waited for.
  whenTimeIsUp(() => {
    void window.context.close({ reason: 'The time of the test is up' }).catch(() => undefined);
  });
  if (without) {
    await window.page.route(
      ({ pathname }) => without(pathname),
      (route) => route.abort(),
    );
  }
  if (clock !== undefined) await setClock(window.page, clock, kept !== undefined);
  window.alarms.begin(alarms);
  window.downloads.length = 0;
  return window;
}

/** Lets the time of a window with a clock pass, so much at a time, until the fact holds. */
export async function passTime(
  page: Page,
  what: string,
  fact: () => boolean | Promise<boolean>,
  stepMs = 500,
): Promise<void> {
  await until(what, async () => {
    if (await fact()) return true;
    await page.clock.fastForward(stepMs);
    return false;
  });
}

const HOUR_MS = 3_600_000;

async function setClock(page: Page, clock: WindowClock, hasClock: boolean): Promise<void> {
  // It can be stopped at a time to come only.
  const before = new Date(Date.now() - HOUR_MS);
  if (hasClock) await page.clock.setSystemTime(before);
  else await page.clock.install({ time: before });
  if (clock === 'stopped') {
    await page.clock.pauseAt(new Date());
  } else {
    await page.clock.setSystemTime(clock === 'running' ? new Date() : clock);
    await page.clock.resume();
  }
}

async function openWindow(beside: BrowserContext | undefined): Promise<BrowserWindow> {
  const context = beside ?? (await newContext());
  const page = await context.newPage();
  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  return { page, context, alarms: new PageAlarms(page), downloads };
}

async function newContext(): Promise<BrowserContext> {
  const context = await (await sharedBrowser()).newContext(OPTIONS);
  // Only the limit of the test ends a waiting.
  context.setDefaultTimeout(0);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  return context;
}

/** Makes the window as good as new, where it can. */
async function canBeEmptied({ page, context }: BrowserWindow): Promise<boolean> {
  if (page.isClosed() || context.pages().length !== 1) return false;
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await context.setOffline(false);
  await page.goto('about:blank');
  return true;
}
