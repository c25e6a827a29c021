/** The host's options for its backend, checked once. */
import { checkedUrl, type RecordingOrigins } from './urls.js';

/** Methods that a backend may not offer. */
export type OptionalMethod =
  | 'getCapabilities'
  | 'undoAllocation'
  | 'renewLease'
  | 'releaseProcessing'
  | 'getListening'
  | 'saveListening';

export interface HttpAdapterOptions {
  /** Address of the interface; a relative one counts from the page's base address. */
  readonly baseUrl: string;
  /** @default the browser's */
  readonly fetch?: typeof fetch;
  /** Headers of every request, for example `Authorization`; called for each one. */
  readonly headers?: () =>
    Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /**
   * Renews the session after a 401 or a redirect to a sign-in page. After `true` every refused request
   * is sent again, commands with the same key. Called once for any number of requests that are
   * refused at the same time.
   */
  readonly onAuthRequired?: () => Promise<boolean>;
  /** Whether cookies are sent. @default 'same-origin' */
  readonly credentials?: RequestCredentials;
  /** @default 'Idempotency-Key' */
  readonly idempotencyHeader?: string;
  /** Response header with the id for the support desk. @default 'X-Request-Id' */
  readonly requestIdHeader?: string;
  /** Seconds after which a request fails with `timeout`. @default 15 */
  readonly timeoutSeconds?: number;
  /** @default 'sse' */
  readonly events?: 'sse' | 'none';
  /** Seconds without any data after which the event connection is opened again. @default 45 */
  readonly eventSilenceSeconds?: number;
  /**
   * Origins that recordings may come from besides those of the page and of `baseUrl`, for example
   * `https://obs.example.com`.
   */
  readonly recordingOrigins?: readonly string[];
  /** Methods that this backend does not offer; the screen leaves out the features that need them. */
  readonly without?: readonly OptionalMethod[];
}

export interface Settings extends RecordingOrigins {
  readonly fetch: typeof fetch;
  readonly headers: NonNullable<HttpAdapterOptions['headers']>;
  readonly onAuthRequired: HttpAdapterOptions['onAuthRequired'];
  readonly credentials: RequestCredentials;
  readonly idempotencyHeader: string;
  readonly requestIdHeader: string;
  readonly timeoutSeconds: number | undefined;
  readonly events: 'sse' | 'none';
  readonly eventSilenceMs: number;
  readonly without: ReadonlySet<OptionalMethod>;
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;

/** The options with their defaults. Throws a `TypeError` that names an unusable one and says why. */
export function readOptions(options: HttpAdapterOptions): Settings {
  const given: HttpAdapterOptions | null | undefined = options;
  const page = pageAddress();
  const baseUrl = checkedUrl(given?.baseUrl ?? '', page);
  if (typeof baseUrl === 'string') fail('baseUrl', baseUrl);
  if (baseUrl.search || baseUrl.hash) fail('baseUrl', 'must have no query and no fragment');
  if (!baseUrl.pathname.endsWith('/')) baseUrl.pathname += '/';

  const { idempotencyHeader = 'Idempotency-Key', requestIdHeader = 'X-Request-Id' } = options;
  for (const [name, value] of Object.entries({ idempotencyHeader, requestIdHeader })) {
    if (!HEADER_NAME.test(value)) fail(name, 'must be the name of a header');
  }
  for (const name of ['fetch', 'headers', 'onAuthRequired'] as const) {
    if (options[name] !== undefined && typeof options[name] !== 'function') {
      fail(name, 'must be a function');
    }
  }
  const { events = 'sse', eventSilenceSeconds = 45 } = options;
  if (events !== 'sse' && events !== 'none') fail('events', "must be 'sse' or 'none'");
  if (!(eventSilenceSeconds > 0)) fail('eventSilenceSeconds', 'must be above 0');
  const { timeoutSeconds } = options;
  if (timeoutSeconds !== undefined && !(timeoutSeconds > 0)) {
    fail('timeoutSeconds', 'must be above 0');
  }

  const recordingOrigins = (options.recordingOrigins ?? []).map((origin) => {
    const url = checkedUrl(origin);
    if (typeof url === 'string') fail('recordingOrigins', url);
    return url.origin;
  });
  const pageOrigin = page?.startsWith('http') ? new URL(page).origin : baseUrl.origin;
  return {
    baseUrl,
    pageOrigin,
    // Looked up at each call: the host may replace it later.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    headers: options.headers ?? (() => ({})),
    onAuthRequired: options.onAuthRequired,
    credentials: options.credentials ?? 'same-origin',
    idempotencyHeader,
    requestIdHeader,
    timeoutSeconds,
    events,
    eventSilenceMs: eventSilenceSeconds * 1000,
    recordingOrigins: new Set([pageOrigin, baseUrl.origin, ...recordingOrigins]),
    without: new Set(options.without),
  };
}

function fail(name: string, reason: string): never {
  throw new TypeError(`createHttpAdapter: ${name} ${reason}`);
}

function pageAddress(): string | undefined {
  return typeof document === 'undefined' ? undefined : document.baseURI;
}
