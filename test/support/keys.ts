/** Real input, given by the browser itself. */
import {
  emulateMedia as emulate,
  executeServerCommand,
  resetMouse,
  sendKeys,
  sendMouse,
} from '@web/test-runner-commands';

/** Presses one key or chord: `Tab`, `Shift+Tab`, `Enter`, `ArrowDown`. */
export async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await executeServerCommand('aicc-press', { key });
}

/** Types text into what has the focus. */
export async function typeText(text: string): Promise<void> {
  await sendKeys({ type: text });
}

/** Clicks in the middle of an element with the real mouse, and takes the pointer away again. */
export async function clickOn(element: Element): Promise<void> {
  element.scrollIntoView({ block: 'center', inline: 'center' });
  const { left, top, width, height } = element.getBoundingClientRect();
  await sendMouse({
    type: 'click',
    position: [Math.round(left + width / 2), Math.round(top + height / 2)],
  });
  await resetMouse();
}

/** Sets the size of the page, in every browser the tests run in. */
export async function setViewport(size: { width: number; height: number }): Promise<void> {
  await executeServerCommand('aicc-viewport', size);
}

/**
 * Emulates what a person prefers. Only Chromium can; elsewhere it answers false and changes nothing,
 * and a test that depends on it skips itself.
 */
export async function emulateMedia(media: Parameters<typeof emulate>[0]): Promise<boolean> {
  if (browserName() !== 'chromium') return false;
  await emulate(media);
  return true;
}

/** The element that has the focus, inside shadow roots too. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** The browser that runs this test. */
export function browserName(): 'chromium' | 'firefox' | 'webkit' {
  if (navigator.userAgent.includes('Firefox')) return 'firefox';
  if (navigator.userAgent.includes('Chrome')) return 'chromium';
  return 'webkit';
}

/** Tab leads from a dialog into the browser's own bars, and on into the page: a page without the focus spoils later tests. */
export async function backIntoPage(): Promise<void> {
  for (let step = 0; step < 40 && !document.hasFocus(); step += 1) await press('Tab');
}

/** Moves the focus with Tab until `wanted` has it. */
export async function tabTo(wanted: () => Element): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    if (focused() === wanted()) return;
    await press('Tab');
  }
  throw new Error(`not reached by Tab: ${wanted().outerHTML.slice(0, 120)}`);
}
