/** Which addresses may become a media element's source. */

export interface UrlRules {
  /** The page's address, which relative ones refer to. */
  readonly base: string;
  /** Further origins; `null` allows every http(s) origin (what an adapter of the host's own answers). */
  readonly allowedOrigins: readonly string[] | null;
}

// Control characters and blanks are dropped by the URL parser, so they could hide a scheme.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const HIDDEN = /[\u0000-\u0020\u007f]/;

/** The absolute form of `raw`, or `null` when it must not be loaded. */
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
  // The browser would block it anyhow, without saying so.
  if (page.protocol === 'https:' && url.protocol === 'http:') return null;
  if (allowedOrigins === null || allowedOrigins.includes(url.origin)) return url.href;
  return null;
}
