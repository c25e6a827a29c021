/** One subscriber: server-sent events with ids, from the outbox, as fast as the client reads them. */
import type { ServerResponse } from 'node:http';
import type { Session } from '../context.js';
import { view } from '../view.js';
import type { EventFeed, FedEvent } from './feed.js';

/** A client that does not take what was sent for so long is let go: it comes back and reads again. */
const SLOW_MS = 10_000;
const RETRY_MS = 1_000;

export async function streamEvents(
  session: Session,
  feed: EventFeed,
  response: ServerResponse,
  lastEventId: string | undefined,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.on('error', () => gone.abort());
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
    // With the stream ends its connection, so that a process that stops waits for nobody.
    Connection: 'close',
    'X-Request-Id': session.requestId,
  });
  const send = (text: string): boolean => response.write(text);
  const heartbeat = setInterval(() => send(': still here\n\n'), session.settings.heartbeatMs);

  // Without an id the stream begins with what comes next; an id that cannot be read is too old.
  let position =
    lastEventId === undefined
      ? feed.last
      : /^\d{1,15}$/.test(lastEventId)
        ? Number(lastEventId)
        : -1;
  send(`retry: ${RETRY_MS}\n${position >= 0 ? `id: ${position}\n` : ''}\n`);
  try {
    while (!gone.signal.aborted && !feed.isOver) {
      const events = position < 0 ? null : await feed.after(position, gone.signal);
      let isTaken: boolean;
      if (events === null) {
        // Some are not kept any more: the client reads everything once, and goes on from here.
        position = feed.last;
        isTaken = send(`id: ${position}\nevent: reset\ndata: {}\n\n`);
      } else {
        isTaken = events.length === 0 || send(write(session, events));
        position = events.at(-1)?.sequence ?? position;
      }
      if (!isTaken && !(await drained(response, gone.signal))) break;
    }
  } catch {
    // The database is away: the client connects again.
  } finally {
    clearInterval(heartbeat);
    if (response.writableNeedDrain) response.destroy();
    else response.end();
  }
}

function write(session: Session, events: readonly FedEvent[]): string {
  return events
    .map(({ sequence, type, message_id: messageId, version, reason, row }) => {
      const message = row && view(session, row);
      const data =
        type === 'changed' ? { messageId, version, message } : { messageId, version, reason };
      return `id: ${sequence}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
    })
    .join('');
}

function drained(response: ServerResponse, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isDrained: boolean) => () => {
      clearTimeout(timer);
      response.off('drain', drain);
      signal.removeEventListener('abort', abort);
      resolve(isDrained);
    };
    const drain = settle(true);
    const abort = settle(false);
    const timer = setTimeout(abort, SLOW_MS);
    response.once('drain', drain);
    signal.addEventListener('abort', abort, { once: true });
  });
}
