/** One request to the host's own proxy, the only place that has AICC's keys. */
import { AdapterError, type AdapterOperation } from '../../adapter/errors.js';
import { errorOfAnswer } from '../../adapter/http-error.js';

/** Options of every piece. */
export interface ProxyOptions {
  /** Address of your proxy for this one interface, for example `/aicc/agents`. */
  readonly url: string;
  /** @default the page's own `fetch` */
  readonly fetch?: typeof fetch;
  /** Whether the session's cookies are sent, as in `fetch`. @default 'same-origin' */
  readonly credentials?: RequestCredentials;
}

const CREDENTIALS: readonly unknown[] = ['omit', 'same-origin', 'include'];
/** Names of address parameters that hold secrets; for the error message, not as protection. */
const SECRET = /key|secret|token|passw|pwd|signature|^ak$|^sk$/i;

/**
 * Refuses unknown options, so that a key or password passed by mistake is an error in the host's code,
 * not a secret in the browser.
 * @throws TypeError naming the option, never its value
 */
export function checkOptions(name: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    throw new TypeError(
      `${name}: there is no option "${key}"; keys, tokens and passwords of AICC belong to your server`,
    );
  }
  const { url, credentials } = options as { url?: unknown; credentials?: unknown };
  if (typeof url !== 'string' || url === '') throw new TypeError(`${name}: url is missing`);
  const address = readAddress(url);
  if (!address || !['http:', 'https:'].includes(address.protocol)) {
    throw new TypeError(`${name}: url must be an http or https address`);
  }
  if (address.username !== '' || address.password !== '') {
    throw new TypeError(`${name}: url must not hold a user name or password`);
  }
  if ([...address.searchParams.keys()].some((key) => SECRET.test(key))) {
    throw new TypeError(`${name}: url must not hold a key, token or password`);
  }
  if (credentials !== undefined && !CREDENTIALS.includes(credentials)) {
    throw new TypeError(`${name}: credentials must be omit, same-origin or include`);
  }
}

function readAddress(url: string): URL | null {
  const base = (globalThis as { document?: Document }).document?.baseURI ?? 'http://localhost/';
  try {
    return new URL(url, base);
  } catch {
    return null;
  }
}

/** Posts JSON and returns the response, whose status is a success. Never follows a redirect. */
export async function requestFromProxy(
  options: ProxyOptions,
  body: unknown,
  operation: AdapterOperation,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const send = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  let response: Response;
  try {
    response = await send(options.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=UTF-8' },
      body: JSON.stringify(body),
      credentials: options.credentials ?? 'same-origin',
      cache: 'no-store',
      redirect: 'manual',
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw new AdapterError('network', { operation, cause: error });
  }
  const failed = errorOfAnswer(response, operation);
  if (failed) throw failed;
  return response;
}
