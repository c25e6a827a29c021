/** Addresses that may be requested or loaded. */
import { AdapterError } from '../../adapter/errors.js';

/** Where recordings may come from. */
export interface RecordingOrigins {
  readonly baseUrl: URL;
  /** Origin of the page, or of the backend where there is no page. */
  readonly pageOrigin: string;
  readonly recordingOrigins: ReadonlySet<string>;
}

/** The address, or a text about its fault. The text never repeats the address: it may contain a secret. */
export function checkedUrl(address: string, base?: string): URL | string {
  if (typeof address !== 'string' || address.trim() === '') return 'is missing';
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    return 'is not an address (without a page it must be absolute)';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be http or https';
  if (url.username || url.password) return 'must not hold a user name or password';
  if (url.protocol === 'http:' && isSecurePage() && !isLoopback(url.hostname)) {
    return 'must be https on an https page';
  }
  return url;
}

function isSecurePage(): boolean {
  return typeof location !== 'undefined' && location.protocol === 'https:';
}

function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}

/** The address of a path below the interface. Each id becomes one segment, whatever it contains. */
export function endpoint(baseUrl: URL, path: string, messageId?: string): string {
  let filled = path;
  if (messageId !== undefined) {
    // The URL parser resolves these two, encoded or not.
    if (messageId === '' || messageId === '.' || messageId === '..') {
      throw new AdapterError('invalid', { fields: [{ field: 'messageId', code: 'required' }] });
    }
    filled = path.replace('{messageId}', () => encodeURIComponent(messageId));
  }
  return new URL(filled.slice(1), baseUrl).href;
}

/** The address of a recording and how to load it, or `null` when it may not be loaded. */
export function recordingUrl(
  address: string,
  { baseUrl, pageOrigin, recordingOrigins }: RecordingOrigins,
): { url: string; isSameOrigin: boolean } | null {
  const url = checkedUrl(address, baseUrl.href);
  if (typeof url === 'string' || !recordingOrigins.has(url.origin)) return null;
  return { url: url.href, isSameOrigin: url.origin === pageOrigin };
}
