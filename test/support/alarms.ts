/**
 * Standing alarms: what no test may let happen, whatever it is about. The test runner imports this
 * module before everything else in every test file (scripts/wtr/plugins.mjs).
 *
 * A test that provokes one on purpose says so first: `expectAlarm(/no adapter/)`. It then fails when
 * that alarm does not come.
 */

export interface Alarm {
  kind: string;
  text: string;
}

interface Expectation {
  pattern: RegExp;
  seen: Alarm[];
}

/** New names on `window` that are not ours: Lit's version markers and the tools of the tests. */
const ALLOWED_GLOBALS = [
  /^lit[A-Z]/,
  /^reactiveElement/,
  /^(axe|axeFunction|chai|__core-js_shared__)$/,
  /^__(wtr|coverage|playwright|pw|WTR)/i,
  /^(mocha|Mocha|describe|it|before|after|beforeEach|afterEach|context|specify|run|suite|test|setup|teardown|xdescribe|xcontext|xit|xspecify)$/,
];

/** What the test runner says besides, about a rejection that is caught below. */
const RUNNERS_OWN_WORDS = 'An error was thrown in a Promise outside a test';

const ALLOWED_STORAGE_KEYS = [/^__msw-cookie-store__$/];

const nativeSetTimeout = window.setTimeout.bind(window);

let alarms: Alarm[] = [];
let expectations: Expectation[] = [];

function sound(kind: string, text: string): boolean {
  const alarm = { kind, text };
  const line = describeAlarm(alarm);
  const matching = expectations.filter(({ pattern }) => pattern.test(line));
  for (const expectation of matching) expectation.seen.push(alarm);
  if (matching.length === 0) alarms.push(alarm);
  return matching.length > 0;
}

const describeAlarm = ({ kind, text }: Alarm): string => `${kind}: ${text}`;

/**
 * Says that the current test provokes an alarm on purpose. The pattern is matched against
 * "kind: text", for example "console.warn: no adapter …". The test fails when it does not come.
 * @returns what has been seen so far
 */
export function expectAlarm(pattern: RegExp): { readonly seen: readonly Alarm[] } {
  const expectation = {
    pattern: new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')),
    seen: [],
  };
  expectations.push(expectation);
  return expectation;
}

// --- the console -----------------------------------------------------------------------------------

function textOf(value: unknown): string {
  if (value instanceof Error) {
    // Chromium alone puts the message into the stack.
    const stack = value.stack ?? '';
    return stack.includes(value.message) ? stack : `${String(value)}\n${stack}`;
  }
  if (typeof value === 'object' && value !== null) {
    try {
      return JSON.stringify(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  }
  return String(value);
}

for (const level of ['error', 'warn'] as const) {
  const original = console[level].bind(console);
  console[level] = (...parts: unknown[]) => {
    const text = parts.map(textOf).join(' ');
    if (text.startsWith(RUNNERS_OWN_WORDS)) return;
    const expected = sound(`console.${level}`, text);
    if (!expected) original(...parts);
  };
}

// --- errors nobody caught --------------------------------------------------------------------------

window.addEventListener('error', (event) => {
  // Load errors of elements do not bubble; what arrives here is a script's.
  const expected = sound('uncaught error', textOf(event.error ?? event.message));
  if (expected) {
    // Otherwise the test framework fails the test that waits for this very error.
    event.stopImmediatePropagation();
    event.preventDefault();
  }
});

window.addEventListener('unhandledrejection', (event) => {
  const expected = sound('unhandled rejection', textOf(event.reason));
  if (expected) {
    event.stopImmediatePropagation();
    event.preventDefault();
  }
});

document.addEventListener('securitypolicyviolation', (event) => {
  sound(
    'security policy violation',
    `${event.violatedDirective} ${event.blockedURI} ${event.sample}`,
  );
});

// --- requests to other origins ---------------------------------------------------------------------

function isForeign(address: string | URL): boolean {
  let url: URL;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    return false;
  }
  if (!['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol)) return false;
  return url.host !== location.host;
}

function checkAddress(how: string, address: string | URL): void {
  if (isForeign(address)) sound('foreign request', `${how} ${String(address)}`);
}

const nativeFetch = window.fetch.bind(window);
window.fetch = (input, init) => {
  checkAddress('fetch', input instanceof Request ? input.url : input);
  return nativeFetch(input, init);
};

const nativeOpen = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...parts: unknown[]) {
  checkAddress('XMLHttpRequest', parts[1] as string | URL);
  (nativeOpen as (...all: unknown[]) => void).apply(this, parts);
};

const nativeBeacon = navigator.sendBeacon.bind(navigator);
navigator.sendBeacon = (address, data) => {
  checkAddress('sendBeacon', address);
  return nativeBeacon(address, data);
};

const NativeEventSource = window.EventSource;
window.EventSource = class extends NativeEventSource {
  constructor(address: string | URL, init?: EventSourceInit) {
    checkAddress('EventSource', address);
    super(address, init);
  }
};

const reported = new Set<PerformanceEntry>();
function checkResources(entries: PerformanceEntryList): void {
  for (const entry of entries) {
    if (reported.has(entry)) continue;
    reported.add(entry);
    if (entry instanceof PerformanceResourceTiming && isForeign(entry.name)) {
      // fetch and XMLHttpRequest were reported when they were called.
      if (entry.initiatorType === 'fetch' || entry.initiatorType === 'xmlhttprequest') continue;
      sound('foreign request', `${entry.initiatorType} ${entry.name}`);
    }
  }
}
performance.setResourceTimingBufferSize(5000);
const resources = new PerformanceObserver((list) => {
  checkResources(list.getEntries());
});
resources.observe({ type: 'resource', buffered: true });

// --- things kept in the browser --------------------------------------------------------------------

const nativeSetItem = Storage.prototype.setItem;
Storage.prototype.setItem = function (this: Storage, key: string, value: string) {
  if (!ALLOWED_STORAGE_KEYS.some((allowed) => allowed.test(key))) {
    sound('browser storage', `setItem ${key}`);
  }
  nativeSetItem.call(this, key, value);
};

const nativeDatabaseOpen = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (this: IDBFactory, name: string, version?: number) {
  sound('browser storage', `indexedDB.open ${name}`);
  return version === undefined
    ? nativeDatabaseOpen.call(this, name)
    : nativeDatabaseOpen.call(this, name, version);
};

if ('CacheStorage' in window) {
  const nativeCacheOpen = CacheStorage.prototype.open;
  CacheStorage.prototype.open = function (this: CacheStorage, name: string) {
    sound('browser storage', `caches.open ${name}`);
    return nativeCacheOpen.call(this, name);
  };
}

const nativeCookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
if (nativeCookie) {
  Object.defineProperty(Document.prototype, 'cookie', {
    ...nativeCookie,
    set(this: Document, value: string) {
      sound('browser storage', `document.cookie = ${value}`);
      nativeCookie.set?.call(this, value);
    },
  });
}

function storedKeys(): string[] {
  return [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(
    (key) => !ALLOWED_STORAGE_KEYS.some((allowed) => allowed.test(key)),
  );
}

// --- dialogs of the browser ------------------------------------------------------------------------

window.alert = (message?: unknown) => {
  sound('browser dialog', `alert ${String(message)}`);
};
window.confirm = (message?: string) => {
  sound('browser dialog', `confirm ${String(message)}`);
  return false;
};
window.prompt = (message?: string) => {
  sound('browser dialog', `prompt ${String(message)}`);
  return null;
};

// --- the page around our elements ------------------------------------------------------------------

const knownGlobals = new Set(Object.getOwnPropertyNames(window));
function newGlobals(): string[] {
  const found: string[] = [];
  for (const name of Object.getOwnPropertyNames(window)) {
    if (knownGlobals.has(name) || /^\d+$/.test(name)) continue;
    knownGlobals.add(name);
    if (!ALLOWED_GLOBALS.some((allowed) => allowed.test(name))) found.push(name);
  }
  return found;
}

function pageState(): Record<string, string | null> {
  return {
    'style or link in the head': String(document.head.querySelectorAll('style, link').length),
    'adopted style sheets of the document': String(document.adoptedStyleSheets.length),
    'class of <html>': document.documentElement.getAttribute('class'),
    'style of <html>': document.documentElement.getAttribute('style'),
    'class of <body>': document.body.getAttribute('class'),
    'style of <body>': document.body.getAttribute('style'),
  };
}

// --- the hooks -------------------------------------------------------------------------------------

let pageBefore: Record<string, string | null> = {};
let keysBefore: string[] = [];

beforeEach(function standingAlarms() {
  pageBefore = pageState();
  keysBefore = storedKeys();
});

/** Lets rejections and resource entries that are under way arrive; they are tasks of their own. */
async function pendingTasks(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => nativeSetTimeout(resolve, 0));
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }
}

async function collect(): Promise<string[]> {
  await pendingTasks();
  checkResources(resources.takeRecords());
  for (const name of newGlobals()) sound('new global', `window.${name}`);
  for (const [what, value] of Object.entries(pageState())) {
    if (pageBefore[what] !== undefined && pageBefore[what] !== value) {
      sound('page changed', `${what} was ${String(pageBefore[what])}, is ${String(value)}`);
    }
  }
  for (const key of storedKeys()) {
    if (!keysBefore.includes(key)) sound('browser storage', `key ${key}`);
  }
  const lines = alarms.map((alarm) => `Alarm — ${describeAlarm(alarm)}`);
  for (const { pattern, seen } of expectations) {
    if (seen.length === 0) lines.push(`Expected alarm ${String(pattern)} did not come`);
  }
  alarms = [];
  expectations = [];
  return lines;
}

afterEach(async function standingAlarms() {
  const lines = await collect();
  const test = this.currentTest;
  if (lines.length === 0 || !test) return;
  // Throwing in a hook would end the whole file; the test alone is at fault.
  const earlier = test.state === 'failed' && test.err ? `${test.err.message}\n` : '';
  const error = new Error(earlier + lines.join('\n'));
  error.name = test.err?.name ?? 'Alarm';
  error.stack = test.err?.stack ?? '';
  test.state = 'failed';
  test.err = error;
});

after(async function standingAlarms() {
  pageBefore = {};
  const lines = await collect();
  if (lines.length > 0) throw new Error(`After the last test:\n${lines.join('\n')}`);
});
