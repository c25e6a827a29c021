/** Words for working with the list on a page as a person does. */
import type { Locator, Page } from 'playwright-core';
import { until } from '../../node/support/waits.ts';

export const list = (page: Page): Locator => page.locator('aicc-message-list');
export const rows = (page: Page): Locator => page.locator('aicc-message-list tbody tr');

/** How many messages the list says that there are. */
export async function total(page: Page): Promise<number> {
  const text = await list(page)
    .getByText(/^[\d,]+ messages?$/)
    .first()
    .innerText();
  return Number(text.replace(/\D/g, ''));
}

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
async function column(page: Page, name: string): Promise<readonly string[]> {
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

/** Waits until the column has cells that all together satisfy `fact`. */
export async function cellsWhere(
  page: Page,
  name: string,
  fact: (cells: readonly string[]) => boolean,
): Promise<readonly string[]> {
  let cells: readonly string[] = [];
  try {
    return await until(`the column ${name}`, async () => {
      cells = await column(page, name);
      return cells.length > 0 && fact(cells) ? cells : null;
    });
  } catch (error) {
    throw new Error(`The column ${name} says ${JSON.stringify(cells)}`, { cause: error });
  }
}

/** Waits until the column has cells and each of them satisfies `fact`. */
export const everyCell = (
  page: Page,
  name: string,
  fact: (text: string) => boolean,
): Promise<readonly string[]> => cellsWhere(page, name, (cells) => cells.every(fact));

export function timesOf(cells: readonly string[]): readonly number[] {
  return cells.map((cell) => Date.parse(cell));
}
