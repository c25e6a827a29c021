/** The standing alarms of Node: alarms.ts, and what only a process can do wrong. */
import { readFile } from 'node:fs/promises';
import Mocha from 'mocha';
import { failTestsBy, raiseAlarm, textOf, watch } from './alarms.js';

// --- failing a test that has passed ----------------------------------------------------------------

// Mocha hands its runner to nobody but reporters.
const { run } = Mocha.Runner.prototype;
Mocha.Runner.prototype.run = function (this: Mocha.Runner, ...words: Parameters<typeof run>) {
  const { fail } = this as unknown as {
    fail: (test: Mocha.Runnable, error: Error, force: boolean) => void;
  };
  failTestsBy((test, error) => {
    if (test.isFailed()) (test as { err?: Error }).err = error;
    else fail.call(this, test, error, true);
  });
  return run.apply(this, words);
};

// --- errors nobody caught --------------------------------------------------------------------------

process.setUncaughtExceptionCaptureCallback((error) => {
  // Mocha fails the running test at once; it need not know of one that the test expects.
  if (!raiseAlarm('uncaught error', textOf(error))) {
    (process as NodeJS.EventEmitter).emit('uncaughtException', error, 'uncaughtException');
  }
});

const rejected = new WeakSet<Promise<unknown>>();
process.on('unhandledRejection', (reason, promise) => {
  // Mocha emits what it is not to blame for a second time.
  if (rejected.has(promise)) return;
  rejected.add(promise);
  raiseAlarm('unhandled rejection', textOf(reason));
});

// --- requests --------------------------------------------------------------------------------------

const PUBLIC = new URL('../../public/', import.meta.url);
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Paths alone are those of public/, as the pages of the demo and of the browser tests serve them. */
async function publicFile(path: string): Promise<Response> {
  const file = new URL(path.slice(1), PUBLIC);
  if (!file.href.startsWith(PUBLIC.href)) return new Response(null, { status: 404 });
  try {
    return new Response(await readFile(file));
  } catch {
    return new Response(null, { status: 404 });
  }
}

const nativeFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const address = input instanceof Request ? input.url : String(input);
  const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
  signal?.throwIfAborted();
  if (address.startsWith('/')) return publicFile(address);
  if (/^https?:/.test(address) && !LOOPBACK.test(new URL(address).hostname)) {
    raiseAlarm('foreign request', `fetch ${address}`);
    throw new TypeError('fetch failed');
  }
  return nativeFetch(input, init);
};

// --- what is left over -----------------------------------------------------------------------------

/** Sockets, servers and processes; timers are Mocha's too. */
const leftOver = (): string[] =>
  process.getActiveResourcesInfo().filter((kind) => /^(TCP|UDP|Process|FSEvent)/.test(kind));

let resourcesBefore = 0;
watch({
  begin: () => {
    resourcesBefore = leftOver().length;
  },
  check: () => {
    const now = leftOver();
    if (now.length > resourcesBefore) raiseAlarm('left open', now.join(', '));
  },
});
