/** Words for a player on the page of media-pages.ts. */
import type { MediaPage } from './media-pages.ts';

export async function play({ page }: MediaPage): Promise<void> {
  await page
    .locator('aicc-voice-player')
    .getByRole('button', { name: 'Play', exact: true })
    .click();
}

/** Waits until it plays at a place behind `seconds`, or has played to its end. */
export async function soundsPast({ page }: MediaPage, seconds: number): Promise<void> {
  await page.waitForFunction((at) => {
    const { state, currentTime, ended } = window.element;
    return currentTime > at && (state === 'playing' || ended);
  }, seconds);
}

export async function seekTo({ page }: MediaPage, seconds: number): Promise<void> {
  await page.evaluate((to) => (window.element.currentTime = to), seconds);
}

export const position = ({ page }: MediaPage): Promise<number> =>
  page.evaluate(() => window.element.currentTime);

/** Waits for the failure; answers its cause, and all that the player says then. */
export async function failureOf({
  page,
}: MediaPage): Promise<readonly [cause: string | null, text: string]> {
  await page.waitForFunction(() => window.element.state === 'failed');
  return page.evaluate(
    () => [window.element.failureCause, window.element.shadowRoot.textContent] as const,
  );
}

/** Names of what can be tried after a failure. */
export const recoveryActions = ({ page }: MediaPage): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...window.element.shadowRoot.querySelectorAll('[part=failure] .actions > *')].flatMap(
      (action) =>
        action instanceof HTMLSlotElement
          ? action.assignedElements().map((offered) => offered.textContent)
          : [action.textContent.trim()],
    ),
  );
