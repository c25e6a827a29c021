/** Refusals as typed errors. RFC 9457, RFC 9110. */
import * as v from 'valibot';
import {
  AdapterError,
  isAdapterErrorCode,
  type AdapterErrorCode,
  type AdapterOperation,
  type FieldError,
} from '../../adapter/errors.js';
import { codeOfStatus, retryAfterSeconds } from '../../adapter/http-error.js';
import { parseJson } from './body.js';
import { messageShape } from './shapes.js';

export interface Refusal {
  readonly error: AdapterError;
  /** The same key is still being worked on: ask again with it. */
  readonly isInProgress: boolean;
}

const MOST_FIELDS = 100;
const LONGEST_TEXT = 200;

const text = v.pipe(
  v.string(),
  v.transform((value) => value.slice(0, LONGEST_TEXT)),
);
const fieldShape = v.object({
  field: text,
  code: text,
  message: v.fallback(v.optional(text), undefined),
});
const problemShape = v.object({
  type: v.fallback(v.string(), ''),
  current: v.fallback(v.optional(messageShape), undefined),
  fields: v.fallback(v.array(v.unknown()), []),
});

/** What the same statuses mean where a recording is asked for, unless the problem says more. */
const RECORDING_CODES: Partial<Record<AdapterErrorCode, AdapterErrorCode>> = {
  forbidden: 'recording-forbidden',
  'not-found': 'recording-missing',
};

/**
 * Reads a refusal. Of the body only the type, `current` and `fields` are used; titles, details,
 * stack traces and markup are never kept. The body's `status` is not believed.
 */
export async function readRefusal(
  response: Response,
  operation: AdapterOperation,
  requestIdHeader: string,
): Promise<Refusal> {
  const { status, headers } = response;
  const problem = await readProblem(response);
  const word = /(?:^|\/)problems\/([a-z-]{1,40})$/.exec(problem?.type ?? '')?.[1];
  const requestId = readRequestId(headers.get(requestIdHeader));
  const wait = retryAfterSeconds(headers.get('Retry-After'), headers.get('Date'));
  const fields = readFields(problem?.fields ?? []);
  const code = codeOf(status, word, operation);
  const error = new AdapterError(code, {
    operation,
    ...(wait === null ? {} : { retryAfterSeconds: wait }),
    ...(code === 'conflict' && problem?.current ? { current: problem.current } : {}),
    ...(fields.length > 0 ? { fields } : {}),
    ...(requestId === null ? {} : { requestId }),
  });
  return { error, isInProgress: status === 409 && word === 'key-in-progress' };
}

async function readProblem(response: Response): Promise<v.InferOutput<typeof problemShape> | null> {
  if (!/json/i.test(response.headers.get('Content-Type') ?? '')) {
    void response.body?.cancel().catch(() => undefined);
    return null;
  }
  try {
    return v.parse(problemShape, parseJson(await response.arrayBuffer()));
  } catch {
    return null;
  }
}

/** The problem's type where it fits the status, else the status alone. */
function codeOf(
  status: number,
  word: string | undefined,
  operation: AdapterOperation,
): AdapterErrorCode {
  if (status === 401) return 'unauthenticated';
  if (word !== undefined && isAdapterErrorCode(word)) {
    const isServersFault = status >= 500;
    // A broken server's word is taken only for what servers can be at fault for.
    if (!isServersFault || /^(unavailable|timeout|unsupported|recording-.+)$/.test(word))
      return word;
  }
  const code = codeOfStatus(status);
  if (operation !== 'getRecording') return code;
  return status === 410 ? 'recording-purged' : (RECORDING_CODES[code] ?? code);
}

function readFields(rows: readonly unknown[]): FieldError[] {
  return rows.slice(0, MOST_FIELDS).flatMap((row) => {
    const read = v.safeParse(fieldShape, row);
    if (!read.success) return [];
    const { field, code, message } = read.output;
    return [{ field, code, ...(message === undefined ? {} : { message }) }];
  });
}

/** Kept only when it looks like an id: it is shown and copied. */
export function readRequestId(value: string | null): string | null {
  return value !== null && /^[\w.:/+=@-]{1,128}$/.test(value) ? value : null;
}
