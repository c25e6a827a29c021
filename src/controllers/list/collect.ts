/** "All that match the filter": gathering the messages page by page, so that each is named before it is acted on. */
import type { Message } from '../../model/message.js';
import type { MessageQuery } from '../../model/query.js';
import type { AdapterClient } from '../../client/adapter-client.js';
import { trustedPage } from './paging.js';
import { canAllocate, type Selection } from './selection.js';

export interface CollectProgress {
  /** Messages looked at so far. */
  readonly seen: number;
  readonly total: number | null;
}

export interface CollectOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CollectProgress) => void;
}

const PAGE_SIZE = 100;

/** Selects at most `most` messages that match `query` and can be allocated. Rejects as `listMessages` does. */
export async function collectAllocatable(
  client: AdapterClient,
  query: MessageQuery,
  most: number,
  { signal, onProgress }: CollectOptions,
): Promise<Selection> {
  const found = new Map<string, Message>();
  let seen = 0;
  let cursor: string | undefined;
  for (let index = 0; found.size < most; index += 1) {
    const asked: MessageQuery = {
      ...query,
      page: { index, size: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) },
    };
    const page = await client.listMessages(asked, { signal });
    const { messages, total, hasMore } = trustedPage(page, asked);
    seen += messages.length;
    for (const message of messages) {
      if (found.size < most && canAllocate(message)) found.set(message.id, message);
    }
    onProgress({ seen, total });
    cursor = page.nextCursor ?? undefined;
    const isLast =
      messages.length === 0 ||
      (cursor === undefined &&
        !(hasMore ?? (total === null ? messages.length >= PAGE_SIZE : seen < total)));
    if (isLast) break;
  }
  // Cut short, how many there are is not known.
  const leftOut = found.size < most ? seen - found.size : 0;
  return { chosen: found, dropped: [], leftOut };
}
