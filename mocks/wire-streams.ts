/** Responses other than JSON: events, and the bytes of recordings. */
import type { LiveEvent, RequestOptions, Unsubscribe } from '../src/adapter/adapter.js';
import { problemResponse } from './wire-problems.js';

/** Within the 20 seconds of the published interface. */
const COMMENT_EVERY_MS = 15_000;

type Subscribe = (listener: (event: LiveEvent) => void, options: RequestOptions) => Unsubscribe;

/** A stream of events that ends when the backend pauses; 503 while it is paused. */
export async function eventStreamResponse(
  subscribe: Subscribe,
  signal: AbortSignal,
): Promise<Response> {
  const text = new TextEncoder();
  let tellFirst: (event: LiveEvent) => void = () => undefined;
  const first = new Promise<LiveEvent>((resolve) => (tellFirst = resolve));
  let output: ReadableStreamDefaultController<Uint8Array> | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  const stop = new AbortController();
  const end = (): void => {
    stop.abort();
    clearInterval(timer);
    signal.removeEventListener('abort', end);
    output = null;
  };
  const send = (part: string): void => output?.enqueue(text.encode(part));

  const unsubscribe = subscribe(
    (event) => {
      tellFirst(event);
      if (event.type === 'connection') {
        if (event.state === 'paused' && output) {
          output.close();
          end();
        }
        return;
      }
      const { type, sequence, ...data } = event;
      const id = sequence === null ? '' : `id: ${sequence}\n`;
      send(`${id}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    { signal: stop.signal },
  );
  stop.signal.addEventListener('abort', unsubscribe);

  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      output = controller;
      send('retry: 1000\n\n');
      timer = setInterval(() => send(': still here\n\n'), COMMENT_EVERY_MS);
    },
    cancel: end,
  });
  signal.addEventListener('abort', end);
  const answer = await first;
  if (answer.type === 'connection' && answer.state === 'paused') {
    end();
    return problemResponse('unavailable');
  }
  return new Response(stream, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
  });
}

/** The bytes, or the requested range of them: without ranges browsers cannot seek. */
export function soundResponse(sound: Blob | undefined, request: Request): Response {
  if (!sound) return problemResponse('recording-expired');
  const headers = { 'Accept-Ranges': 'bytes', 'Content-Type': sound.type };
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('Range') ?? '');
  if (!range || (range[1] === '' && range[2] === '')) {
    return new Response(sound, { headers: { ...headers, 'Content-Length': String(sound.size) } });
  }
  const [, from = '', to = ''] = range;
  const start = from === '' ? Math.max(0, sound.size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? sound.size - 1 : Math.min(Number(to), sound.size - 1);
  if (start >= sound.size || end < start) {
    return new Response(null, {
      status: 416,
      headers: { 'Content-Range': `bytes */${sound.size}` },
    });
  }
  return new Response(sound.slice(start, end + 1, sound.type), {
    status: 206,
    headers: {
      ...headers,
      'Content-Length': String(end + 1 - start),
      'Content-Range': `bytes ${start}-${end}/${sound.size}`,
    },
  });
}
