/** Faults that a line between a page and the backend has; http-backend.ts has those of an answer. */
import type { Fault } from '../../node/support/http-backend.ts';

/** The backend acts, and nothing ever comes back. */
export const answerNever: Fault = async ({ answer }) => {
  await answer();
};

/** Nothing is done and nothing ever comes back. */
export const holdForEver: Fault = () => undefined;

/** Nothing is done and the line drops. */
export const dropBefore: Fault = ({ response }) => {
  response.socket?.destroy();
};

/** The answer comes in so many bytes at a time. */
export function drip(bytes: number, everyMs: number): Fault {
  return async ({ response, answer }) => {
    const told = await answer();
    const body = Buffer.from(await told.arrayBuffer());
    response.writeHead(told.status, Object.fromEntries(told.headers));
    response.flushHeaders();
    let sent = 0;
    const timer = setInterval(() => {
      response.write(body.subarray(sent, sent + bytes));
      sent += bytes;
      if (sent >= body.length) response.end();
    }, everyMs);
    response.on('close', () => clearInterval(timer));
  };
}

/** The answer ends in the middle. */
export const truncate: Fault = async ({ response, answer }) => {
  const text = await (await answer()).text();
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(text.slice(0, text.length / 2));
};

/** Waits with the answer (`after` the act, or before it) until it is let go. */
export function hold(when: 'before' | 'after' = 'after'): Fault & { release: () => void } {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const fault: Fault = async ({ response, answer }) => {
    if (when === 'before') await released;
    const told = await answer();
    await released;
    response.writeHead(told.status, Object.fromEntries(told.headers));
    response.end(Buffer.from(await told.arrayBuffer()));
  };
  return Object.assign(fault, { release: () => release() });
}
