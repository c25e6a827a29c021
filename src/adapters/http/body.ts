/** Bodies of answers. */
import { AdapterError, type AdapterOperation } from '../../adapter/errors.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON from bytes that must be UTF-8 (a byte order mark is allowed). Throws when they are not. */
export function parseJson(bytes: ArrayBuffer): unknown {
  return JSON.parse(utf8.decode(bytes));
}

/**
 * The JSON of a successful answer. Rejects with `malformed` for anything else, and with `network`
 * when the connection broke on the way.
 */
export async function readJson(response: Response, operation: AdapterOperation): Promise<unknown> {
  if (!isJson(response)) {
    void response.body?.cancel().catch(() => undefined);
    throw new AdapterError('malformed', { operation });
  }
  let bytes: ArrayBuffer;
  try {
    bytes = await response.arrayBuffer();
  } catch (error) {
    throw new AdapterError('network', { operation, cause: error });
  }
  try {
    return parseJson(bytes);
  } catch {
    // Without the cause: its message quotes the body.
    throw new AdapterError('malformed', { operation });
  }
}

/** True for JSON by its media type, or without a media type. */
function isJson(response: Response): boolean {
  return /^$|^application\/([\w.-]+\+)?json\b/i.test(response.headers.get('Content-Type') ?? '');
}

/**
 * True for a session that has ended: 401, or a redirect or sign-in page instead of the answer
 * (single sign-on does so). The host's own `fetch` may have followed the redirect.
 */
export function isSignIn(response: Response): boolean {
  const { status, type, redirected, ok, headers } = response;
  if (status === 401 || type === 'opaqueredirect' || (status >= 300 && status < 400)) return true;
  if (!ok) return false;
  const mediaType = headers.get('Content-Type') ?? '';
  return /^text\/html\b/i.test(mediaType) || (redirected && !/json|event-stream/i.test(mediaType));
}
