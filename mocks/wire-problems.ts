/** Errors of the backend as problem details. */
import { AdapterError, type AdapterErrorCode } from '../src/adapter/errors.js';

const STATUS: Readonly<Record<AdapterErrorCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  invalid: 422,
  'rate-limited': 429,
  unavailable: 503,
  timeout: 504,
  network: 0,
  malformed: 200,
  unsupported: 501,
  'recording-expired': 410,
  'recording-missing': 404,
  'recording-purged': 410,
  'recording-forbidden': 403,
  'recording-format': 422,
  'recording-storage-offline': 503,
};

export function invalidRequest(field: string, code: string): AdapterError {
  return new AdapterError('invalid', { fields: [{ field, code }] });
}

/**
 * The response for an error. `network` is `Response.error()` (no response at all), `malformed` half a
 * response.
 * @param ifMatch the version that the request was based on, to choose between 412 and 409
 */
export function problemResponse(
  problem: AdapterError | AdapterErrorCode,
  ifMatch: string | null = null,
): Response {
  const error = typeof problem === 'string' ? new AdapterError(problem) : problem;
  const { code, current, fields, retryAfterSeconds } = error;
  if (code === 'network') return Response.error();
  if (code === 'malformed') {
    return new Response('{"messages":[{"id":', { headers: { 'Content-Type': 'application/json' } });
  }
  const [field] = fields;
  const isMissingVersion = field?.field === 'If-Match';
  const isInProgress = field?.field === 'idempotencyKey' && field.code === 'in-progress';
  const isOtherVersion =
    code === 'conflict' && current && ifMatch !== null && ifMatch !== `"${current.version}"`;
  const type = isInProgress ? 'key-in-progress' : isMissingVersion ? 'conflict' : code;
  const status = isMissingVersion ? 428 : isOtherVersion ? 412 : STATUS[code];
  return new Response(
    JSON.stringify({
      type: `/problems/${type}`,
      title: type.replaceAll('-', ' '),
      status,
      ...(current ? { current } : {}),
      ...(fields.length > 0 && !isInProgress ? { fields } : {}),
    }),
    {
      status,
      headers: {
        'Content-Type': 'application/problem+json',
        ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
      },
    },
  );
}
