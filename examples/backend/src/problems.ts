/** Refusals as problem details (RFC 9457), with the types and statuses of the published document. */
import type { Wire } from './wire.js';

const STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'key-in-progress': 409,
  invalid: 422,
  'rate-limited': 429,
  unavailable: 503,
  unsupported: 501,
  'recording-expired': 410,
  'recording-missing': 404,
  'recording-purged': 410,
  'recording-forbidden': 403,
  'recording-format': 422,
  'recording-storage-offline': 503,
} as const;

export type ProblemCode = keyof typeof STATUS;

export interface ProblemDetails {
  readonly status?: number;
  readonly current?: Wire['Message'];
  readonly fields?: readonly { readonly field: string; readonly code: string }[];
  readonly retryAfterSeconds?: number;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code);
    this.code = code;
    this.status = details.status ?? STATUS[code];
    this.details = details;
  }

  get body(): Record<string, unknown> {
    const { current, fields } = this.details;
    return {
      type: `/problems/${this.code}`,
      title: this.code.replaceAll('-', ' '),
      status: this.status,
      ...(current ? { current } : {}),
      ...(fields ? { fields } : {}),
    };
  }
}

export function invalid(field: string, code: string): Problem {
  return new Problem('invalid', { fields: [{ field, code }] });
}
