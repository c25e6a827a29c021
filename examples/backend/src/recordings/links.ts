/** Short-lived links: sealed, so that they say nothing and cannot be made by anybody else. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface Link {
  readonly recordingId: string;
  readonly expiresAt: number;
}

const NONCE = 12;
const TAG = 16;

export function sealLink(secret: Buffer, { recordingId, expiresAt }: Link): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce);
  const text = Buffer.concat([cipher.update(`${expiresAt} ${recordingId}`), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** Null for a token that this service did not make. */
export function openLink(secret: Buffer, token: string): Link | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length <= NONCE + TAG) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, NONCE));
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    const text = Buffer.concat([
      decipher.update(bytes.subarray(NONCE + TAG)),
      decipher.final(),
    ]).toString();
    const [expiresAt = '', recordingId = ''] = text.split(' ');
    return { recordingId, expiresAt: Number(expiresAt) };
  } catch {
    return null;
  }
}
