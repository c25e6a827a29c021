/** Messages to AICC's frames: always to one named origin, never to whatever page is in the frame. */

/**
 * The origin in `value`, for example `https://aicc.example.com`; a path is left out.
 * @throws TypeError when it names none: missing, `*`, `/`, `null`, or not http(s)
 */
export function explicitOrigin(value: unknown, name: string): string {
  const message = `${name} must name one origin, for example https://aicc.example.com`;
  if (typeof value !== 'string') throw new TypeError(message);
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    throw new TypeError(message);
  }
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '')
    throw new TypeError(message);
  return url.origin;
}

/** The published `callout` message (cec_05_1705, cec_05_1313). */
export interface CalloutMessage {
  readonly name: 'callout';
  readonly param: readonly [number: string, mode: 'audio'];
}

export function calloutMessage(digits: string): CalloutMessage {
  return { name: 'callout', param: [digits, 'audio'] };
}
