/** The page of in-page/media.ts, on the server of media-server.ts and a second one as another origin. */
import type { BrowserContext, Download, Frame, Page } from 'playwright-core';
import { shared } from '../../node/support/shared.ts';
import { until } from '../../node/support/waits.ts';
import { takeWindow, useWindows, type BrowserWindow, type WindowClock } from './browser.ts';
import { testScripts } from './builds.ts';
import type { RecordingAnswers, ShownProperties } from './in-page/media.ts';
import { mediaAnswers, type ExpiredTokens } from './media-server.ts';
import { serve } from './static-server.ts';

/** What Chromium says about an answer that fails, a line that drops, a place that may not be read. */
const FAULTS = [/Failed to load resource/, /net::ERR_/, /blocked by CORS policy/];

export interface MediaOptions {
  /** The Content-Security-Policy of the page. */
  readonly policy?: string;
  /** Further faults of the console that the test provokes on purpose. */
  readonly allow?: readonly RegExp[];
  readonly clock?: WindowClock;
  /** Files that cannot be loaded, until the test calls `page.unrouteAll()`. */
  readonly without?: (path: string) => boolean;
  /** A browser profile for this case alone. */
  readonly isFresh?: boolean;
}

/** The recording below `/sound/`. */
export const sound = (name: string): { url: string } => ({ url: `/sound/${name}` });

const expiredTokens: ExpiredTokens = new Set();
const servers = shared(
  async () => {
    const { folder } = await testScripts();
    const [own, foreign] = [
      await serve(mediaAnswers(folder, expiredTokens)),
      await serve(mediaAnswers(folder, expiredTokens)),
    ];
    return { own, foreign };
  },
  async ({ own, foreign }) => {
    await own.close();
    await foreign.close();
  },
);

export interface MediaBench {
  /** Opens the page without an element on it. */
  open(options?: MediaOptions): Promise<MediaPage>;
  /** Tokens of signed links that are no longer good; none when a case begins. */
  readonly expired: ExpiredTokens;
}

/** Call it inside `describe`. */
export function useMediaPages(): MediaBench {
  useWindows();
  beforeEach(() => expiredTokens.clear());
  return {
    expired: expiredTokens,
    async open({ policy, allow = [], ...options } = {}) {
      const { own, foreign } = await servers();
      const window = await takeWindow({
        ...options,
        origins: [own.origin, foreign.origin],
        allow: [...FAULTS, ...allow],
      });
      const media = new MediaPage(window, own.origin, foreign.origin);
      await media.load(policy);
      return media;
    },
  };
}

/** The page, and the words of the tests for what is on it. */
export class MediaPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly origin: string;
  /** Files that the page saved so far. */
  readonly downloads: readonly Download[];
  /** The other origin. */
  readonly foreign: string;

  constructor({ page, context, downloads }: BrowserWindow, origin: string, foreign: string) {
    this.page = page;
    this.context = context;
    this.downloads = downloads;
    this.origin = origin;
    this.foreign = foreign;
  }

  /** Loads the page, under a Content-Security-Policy where one is given. */
  async load(policy?: string): Promise<void> {
    const query = policy === undefined ? '' : `?csp=${encodeURIComponent(policy)}`;
    await this.page.goto(`${this.origin}/page${query}`);
    await isReady(this.page);
  }

  /** Puts an element on the page; recordings are answered like that. */
  async show(answers: RecordingAnswers, properties: ShownProperties = {}): Promise<void> {
    await this.page.evaluate(([given, more]) => window.show(given, more), [
      answers,
      properties,
    ] as const);
  }

  /** The page once more, in a sandboxed frame that forbids downloads. */
  async openFrame(address = '/page'): Promise<Frame> {
    await this.page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.sandbox.add('allow-scripts', 'allow-same-origin');
      frame.src = src;
      frame.width = '600';
      frame.height = '700';
      document.body.append(frame);
    }, address);
    const frame = await until('the frame', () => this.page.frames()[1]);
    await isReady(frame);
    return frame;
  }

  /** Waits until the element says it, anywhere in it. */
  async says(words: RegExp): Promise<void> {
    await this.page.waitForFunction(
      (source) => new RegExp(source, 'u').test(window.element.shadowRoot.textContent),
      words.source,
    );
  }

  text(): Promise<string> {
    return this.page.evaluate(() => window.element.shadowRoot.textContent);
  }

  /** How often a recording was asked for. */
  askedTimes(): Promise<number> {
    return this.page.evaluate(() => window.asked.length);
  }
}

async function isReady(page: Page | Frame): Promise<void> {
  await page.waitForFunction(() => window.ready === true);
}
