/** The standing alarms of a page: alarms.ts, and what only a page can do wrong. */
import { raiseAlarm, textOf, watch } from './alarms.js';

const ALLOWED_STORAGE_KEYS = [/^__msw-cookie-store__$/];

// --- errors nobody caught --------------------------------------------------------------------------

window.addEventListener('error', (event) => {
  // Load errors of elements do not bubble; what arrives here is a script's.
  const expected = raiseAlarm('uncaught error', textOf(event.error ?? event.message));
  if (expected) {
    // Otherwise the test framework fails the test that waits for this very error.
    event.stopImmediatePropagation();
    event.preventDefault();
  }
});

window.addEventListener('unhandledrejection', (event) => {
  const expected = raiseAlarm('unhandled rejection', textOf(event.reason));
  if (expected) {
    event.stopImmediatePropagation();
    event.preventDefault();
  }
});

document.addEventListener('securitypolicyviolation', (event) => {
  raiseAlarm(
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
  if (isForeign(address)) raiseAlarm('foreign request', `${how} ${String(address)}`);
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
      raiseAlarm('foreign request', `${entry.initiatorType} ${entry.name}`);
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
    raiseAlarm('browser storage', `setItem ${key}`);
  }
  nativeSetItem.call(this, key, value);
};

const nativeDatabaseOpen = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (this: IDBFactory, name: string, version?: number) {
  raiseAlarm('browser storage', `indexedDB.open ${name}`);
  return version === undefined
    ? nativeDatabaseOpen.call(this, name)
    : nativeDatabaseOpen.call(this, name, version);
};

if ('CacheStorage' in window) {
  const nativeCacheOpen = CacheStorage.prototype.open;
  CacheStorage.prototype.open = function (this: CacheStorage, name: string) {
    raiseAlarm('browser storage', `caches.open ${name}`);
    return nativeCacheOpen.call(this, name);
  };
}

const nativeCookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
if (nativeCookie) {
  Object.defineProperty(Document.prototype, 'cookie', {
    ...nativeCookie,
    set(this: Document, value: string) {
      raiseAlarm('browser storage', `document.cookie = ${value}`);
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
  raiseAlarm('browser dialog', `alert ${String(message)}`);
};
window.confirm = (message?: string) => {
  raiseAlarm('browser dialog', `confirm ${String(message)}`);
  return false;
};
window.prompt = (message?: string) => {
  raiseAlarm('browser dialog', `prompt ${String(message)}`);
  return null;
};

// --- the page around our elements ------------------------------------------------------------------

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

let pageBefore: Record<string, string | null> = {};
let keysBefore: string[] = [];

watch({
  begin: () => {
    pageBefore = pageState();
    keysBefore = storedKeys();
  },
  check: () => {
    checkResources(resources.takeRecords());
    for (const [what, value] of Object.entries(pageState())) {
      if (pageBefore[what] !== undefined && pageBefore[what] !== value) {
        raiseAlarm('page changed', `${what} was ${String(pageBefore[what])}, is ${String(value)}`);
      }
    }
    for (const key of storedKeys()) {
      if (!keysBefore.includes(key)) raiseAlarm('browser storage', `key ${key}`);
    }
    // What the page is like after the last test is nobody's.
    pageBefore = {};
  },
});
