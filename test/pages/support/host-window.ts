/** One window of the host page, and the words of the screen for what is in it. */
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { passTime, type BrowserWindow, type WindowClock } from './browser.ts';

export interface HostWindowOptions {
  /** Faults of the console that the test provokes on purpose. */
  readonly allow?: readonly RegExp[];
  /** Questions of the browser that the test provokes on purpose; each is answered with yes. */
  readonly asksQuestions?: boolean;
  /** Further words of the page's address, for example `events=none`. */
  readonly query?: string;
  /** Another window of the same browser profile. */
  readonly beside?: HostWindow;
  readonly clock?: WindowClock;
  /** Files that cannot be loaded, until the test calls `page.unrouteAll()`. */
  readonly without?: (path: string) => boolean;
}

export class HostWindow {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly employeeId: string;
  readonly #window: BrowserWindow;

  constructor(window: BrowserWindow, employeeId: string) {
    this.#window = window;
    this.page = window.page;
    this.context = window.context;
    this.employeeId = employeeId;
  }

  /** Kinds of the browser's own questions so far. */
  get questions(): readonly string[] {
    return this.#window.alarms.questions;
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

  /** Opens the part of an action of a message: by its button in the row, or from the row's menu. */
  async act(action: string, messageId: string): Promise<void> {
    const name = new RegExp(`^${action}`);
    const button = this.row(messageId).getByRole('button', { name });
    const more = this.row(messageId).getByRole('button', { name: /^More actions/ });
    await button.or(more).first().waitFor();
    if ((await button.count()) > 0) {
      await button.click();
      return;
    }
    await more.click();
    await this.list.getByRole('menuitem', { name }).click();
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

  /** Lets the window's time pass, so much at a time, until the fact holds. */
  passTime(what: string, fact: () => boolean | Promise<boolean>, stepMs?: number): Promise<void> {
    return passTime(this.page, what, fact, stepMs);
  }
}
