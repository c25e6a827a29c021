/** Addresses of recordings: which may become the source of an audio element, and which are the page's own. */

export interface UrlRules {
  /** The page's address, which relative ones are resolved against. */
  readonly base: string;
  /** Origins beside the page's; `null` allows every http(s) origin (for the answer of the host's adapter). */
  readonly allowedOrigins: readonly string[] | null;
}

// The URL parser drops control characters and spaces, so they could hide a scheme.
// eslint-disable-next-line no-control-regex -- the pattern looks for them
const HIDDEN = /[\u0000-\u0020\u007f]/;

/** The absolute form of `raw`; `null` when it must not be loaded. */
export function checkMediaUrl(raw: string, { base, allowedOrigins }: UrlRules): string | null {
  if (raw === '' || HIDDEN.test(raw.trim()) || raw.includes('\\')) return null;
  let url: URL;
  let page: URL;
  try {
    page = new URL(base);
    url = new URL(raw.trim(), base);
  } catch {
    return null;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '') return null;
  if (url.origin === page.origin) return url.href;
  // The browser would block it anyhow, without an error.
  if (page.protocol === 'https:' && url.protocol === 'http:') return null;
  if (allowedOrigins === null || allowedOrigins.includes(url.origin)) return url.href;
  return null;
}

/** Whether `url` is on the page's own origin. */
export function isSameOrigin(url: string, document: Document): boolean {
  try {
    return new URL(url).origin === new URL(document.baseURI).origin;
  } catch {
    return false;
  }
}
