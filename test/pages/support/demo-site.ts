/** The built demo under the strictest policy, in windows of a real browser. */
import type { Page } from 'playwright-core';
import { shared } from '../../node/support/shared.ts';
import { takeWindow, useWindows, type WindowClock } from './browser.ts';
import { demoFolder } from './builds.ts';
import {
  answerFile,
  serve,
  STRICT_POLICY,
  takeReport,
  type LoopbackServer,
} from './static-server.ts';

export interface DemoOptions {
  /** Faults of the console that the test provokes on purpose. */
  readonly allow?: readonly RegExp[];
  readonly clock?: WindowClock;
}

const demoServer = shared(
  async () => {
    const folder = await demoFolder();
    const headers = { 'content-security-policy': STRICT_POLICY };
    return serve((request, response) => {
      if (request.url === '/csp-report') void takeReport(request, response);
      else void answerFile(folder, request, response, headers);
    });
  },
  (server: LoopbackServer) => server.close(),
);

/** Call it inside `describe`. What it returns opens the demo; `query` is the address without the question mark. */
export function useDemo(): (query?: string, options?: DemoOptions) => Promise<Page> {
  useWindows();
  return async (query = '', options = {}) => {
    const { origin } = await demoServer();
    const { page } = await takeWindow({ ...options, origins: [origin] });
    await page.goto(`${origin}/${query === '' ? '' : `?${query}`}`);
    return page;
  };
}
