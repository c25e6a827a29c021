/** Words for working with the list on a page as a person does. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

export const list = (page: Page): Locator => page.locator('aicc-message-list');
export const rows = (page: Page): Locator => page.locator('aicc-message-list tbody tr');

/** Sets filters by their labels and queries. */
export async function query(page: Page, filters: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(filters)) {
    const field = list(page).getByLabel(label, { exact: true });
    if ((await field.evaluate((element) => element.localName)) === 'select') {
      await field.selectOption({ label: value });
    } else {
      await field.fill(value);
    }
  }
  await page.getByRole('button', { name: 'Query', exact: true }).click();
}

/** What the cells of a column say, from top to bottom, once the table is not busy. */
export async function column(page: Page, name: string): Promise<readonly string[]> {
  return page.evaluate((wanted) => {
    const table = document.querySelector('aicc-message-list')?.shadowRoot?.querySelector('table');
    if (
      !table ||
      table.closest('[aria-busy="true"]') ||
      table.querySelector('[aria-busy="true"]')
    ) {
      return [];
    }
    const heads = [...table.querySelectorAll('thead th')];
    const index = heads.findIndex((head) => head.textContent.trim().startsWith(wanted));
    return [...table.querySelectorAll('tbody tr')].map((row) => {
      const cell = row.children[index];
      const time = ['Created', 'Updated'].includes(wanted) ? cell?.querySelector('time') : null;
      return time?.dateTime ?? cell?.textContent.trim() ?? '';
    });
  }, name);
}

/** Waits until the column has cells and all of them satisfy `fact`. */
export async function everyCell(
  page: Page,
  name: string,
  fact: (text: string) => boolean,
): Promise<readonly string[]> {
  const end = Date.now() + 10_000;
  for (;;) {
    const cells = await column(page, name);
    if (cells.length > 0 && cells.every(fact)) return cells;
    assert.ok(Date.now() < end, `column ${name} says ${JSON.stringify(cells)}`);
    await page.waitForTimeout(50);
  }
}

export function columnOfTimes(cells: readonly string[]): readonly number[] {
  return cells.map((cell) => Date.parse(cell));
}
