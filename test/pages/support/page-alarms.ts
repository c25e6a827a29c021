/** The standing alarms of a page: what no test may let happen, whatever it is about. */
import type { Page } from 'playwright-core';

export interface AlarmOptions {
  /** Where the page may load from; anything else is a foreign request. */
  readonly origins: readonly string[];
  /** Faults of the console that the test provokes on purpose. */
  readonly allow?: readonly RegExp[];
  /** The test provokes questions of the browser on purpose; each is answered with yes. */
  readonly asksQuestions?: boolean;
}

export class PageAlarms {
  /** Kinds of the browser's own questions so far. */
  readonly questions: string[] = [];
  readonly #page: Page;
  #sounded: string[] = [];
  #options: AlarmOptions | null = null;

  constructor(page: Page) {
    this.#page = page;
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.#sound(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#sound(`page error: ${error.message}`));
    page.on('dialog', (dialog) => {
      const isExpected = this.#options?.asksQuestions ?? true;
      if (this.#options) this.questions.push(dialog.type());
      if (!isExpected) this.#sound(`dialog: ${dialog.type()}`);
      void (isExpected ? dialog.accept() : dialog.dismiss()).catch(() => undefined);
    });
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (!/^https?:$/.test(protocol) || this.#options?.origins.includes(origin)) return;
      this.#sound(`foreign request: ${origin}`);
    });
  }

  /** A case begins. */
  begin(options: AlarmOptions): void {
    this.#options = options;
    this.#sounded = [];
    this.questions.length = 0;
  }

  /** The case is over: whatever comes from now on is no part of it. */
  end(): void {
    this.#options = null;
  }

  /** Everything that is wrong with the case so far. */
  async collect(): Promise<readonly string[]> {
    const found = [...this.#sounded];
    if (this.#page.isClosed()) return found;
    const { stored, text } = await this.#page.evaluate(() => {
      // A page of an opaque origin has no storage to look at.
      if (location.protocol === 'about:') return { stored: [], text: '' };
      return {
        stored: [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie],
        text: document.body.innerText,
      };
    });
    for (const key of stored) {
      // What the mock service worker keeps for its own use.
      if (key !== '' && !key.startsWith('__msw')) found.push(`stored in the browser: ${key}`);
    }
    const rubbish = /undefined|\bNaN\b|\[object Object\]|Invalid Date/.exec(text)?.[0];
    if (rubbish !== undefined) found.push(`on screen: ${rubbish}`);
    return found;
  }

  #sound(text: string): void {
    if (!this.#options || this.#options.allow?.some((pattern) => pattern.test(text))) return;
    this.#sounded.push(text);
  }
}
