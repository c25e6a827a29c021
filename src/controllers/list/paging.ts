/** Where one can go from a page: with totals, with estimates, with cursors, or with nothing but "there is more". */
import type { Message } from '../../model/message.js';
import type { MessagePage, MessageQuery } from '../../model/query.js';

export interface PagingState {
  readonly index: number;
  readonly size: number;
  readonly rowCount: number;
  readonly total: number | null;
  readonly totalIsEstimate: boolean;
  readonly hasMore: boolean | null;
  /** Cursors known so far, by page index; empty where the backend pages by index. */
  readonly cursors: readonly (string | undefined)[];
}

export interface PagerModel {
  /** Numbers of the rows shown, from 1; `null` when there are none. */
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly canGoBack: boolean;
  readonly canGoOn: boolean;
  /** Page indexes to offer, in order; `gap` stands for those left out. Empty when pages cannot be counted. */
  readonly pages: readonly (number | 'gap')[];
  /** How many pages there are; `null` when unknown or estimated. */
  readonly pageCount: number | null;
}

export function pagerModel(paging: PagingState): PagerModel {
  const { index, size, rowCount, total, hasMore, cursors } = paging;
  const shownUpTo = index * size + rowCount;
  const byCursor = cursors.some((cursor) => cursor !== undefined);
  const counted = total === null ? null : Math.max(1, Math.ceil(total / size));
  const pageCount = paging.totalIsEstimate ? null : counted;
  const canGoOn = byCursor
    ? cursors[index + 1] !== undefined
    : (hasMore ?? (total === null ? rowCount >= size : shownUpTo < total));
  return {
    range: rowCount === 0 ? null : { from: index * size + 1, to: shownUpTo },
    canGoBack: index > 0,
    canGoOn,
    pages: byCursor
      ? reachable(cursors, index)
      : counted === null
        ? []
        : around(index, Math.max(counted, index + 1 + (canGoOn ? 1 : 0)), paging.totalIsEstimate),
    pageCount,
  };
}

/** With cursors one can go where one has been, and one page further. */
function reachable(cursors: readonly (string | undefined)[], index: number): (number | 'gap')[] {
  let known = 1;
  while (cursors[known] !== undefined) known += 1;
  return around(index, Math.max(known, index + 1), false);
}

/** First, last and the neighbours of the present page; always the same count of places, so that buttons stay put. */
function around(index: number, count: number, isEstimate: boolean): (number | 'gap')[] {
  const places = 7;
  if (count <= places) return Array.from({ length: count }, (_, page) => page);
  // The end of an estimate may not exist.
  const last: (number | 'gap')[] = isEstimate ? ['gap'] : ['gap', count - 1];
  if (index < 4) return [0, 1, 2, 3, 4, ...last];
  if (index > count - 5) return [0, 'gap', ...Array.from({ length: 5 }, (_, n) => count - 5 + n)];
  return [0, 'gap', index - 1, index, index + 1, ...last];
}

/**
 * Totals that the rows themselves disprove count as unknown; a backend that answers more rows than
 * asked does not page at all, and is paged here.
 */
export function trustedPage(
  page: MessagePage,
  { page: { index, size } }: MessageQuery,
): Pick<MessagePage, 'total' | 'totalIsEstimate' | 'hasMore'> & {
  readonly messages: readonly Message[];
} {
  const { messages, hasMore, totalIsEstimate } = page;
  if (messages.length > size) {
    const rows = messages.slice(index * size, (index + 1) * size);
    return { messages: rows, total: messages.length, totalIsEstimate: false, hasMore: null };
  }
  const isLie =
    page.total !== null && messages.length > 0 && page.total < index * size + messages.length;
  return { messages, total: isLie ? null : page.total, totalIsEstimate, hasMore };
}

/** The page to go back to when page `index` turned out to be beyond the end, or `null` when it is not. */
export function pageBeforeEnd(page: MessagePage, query: MessageQuery): number | null {
  const { index, size } = query.page;
  if (index === 0 || trustedPage(page, query).messages.length > 0) return null;
  if (page.total === null) return index - 1;
  return Math.min(index - 1, Math.max(0, Math.ceil(page.total / size) - 1));
}
