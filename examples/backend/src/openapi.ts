/**
 * The published document is the router: each of its operations becomes a route, whose requests and
 * answers are checked by its schemas. It comes out of the package, so both sides read the same one.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parse } from 'yaml';
import { Problem } from './problems.js';

interface Operation {
  operationId: string;
  security?: unknown[];
  parameters?: { $ref?: string; name?: string }[];
  requestBody?: { content: Record<string, { schema: { $ref: string } }> };
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: object }> }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: {
    responses: Record<string, Operation['responses'][string]>;
    schemas: Record<string, object>;
  };
}

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

const METHODS = ['get', 'post', 'put', 'delete'];
const ROOT = 'aicc';

export function readDocument(): Document {
  const home = dirname(createRequire(import.meta.url).resolve('aicc-messages/package.json'));
  return parse(readFileSync(join(home, 'openapi/aicc-messages.yaml'), 'utf8')) as Document;
}

/** Registers every operation; one without a handler is an error, so that nothing is forgotten. */
export function routeDocument(
  app: FastifyInstance,
  prefix: string,
  handlers: Readonly<Record<string, Handler>>,
  configs: Readonly<Record<string, object>> = {},
): void {
  const document = readDocument();
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: ROOT, components: document.components });

  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (!METHODS.includes(method)) continue;
      const handler = handlers[operation.operationId];
      if (!handler) throw new Error(`no handler for ${operation.operationId}`);
      const checkBody = bodyCheck(ajv, operation);
      const checkAnswer = answerChecks(ajv, document, operation);
      app.route({
        method: method.toUpperCase() as 'GET',
        url: prefix + path.replaceAll(/\{(\w+)\}/g, ':$1'),
        config: {
          ...configs[operation.operationId],
          isPublic: operation.security?.length === 0,
          operation: operation.operationId,
        },
        preHandler: async ({ body }) => {
          if (checkBody && !checkBody(body)) throw unreadable(checkBody);
        },
        preSerialization: async (_request, reply, payload) => {
          const check = checkAnswer.get(reply.statusCode);
          if (check && !check(payload)) {
            const faults = check.errors?.map(
              ({ instancePath, keyword }) => `${instancePath} ${keyword}`,
            );
            throw new Error(
              `${operation.operationId} would break the document: ${faults?.join(', ')}`,
            );
          }
          return payload;
        },
        handler,
        // A media element may ask for the head of a sound; a head of a stream or a page helps nobody.
        exposeHeadRoute: operation.operationId === 'loadRecording',
      });
    }
  }
}

function bodyCheck(ajv: Ajv2020, { requestBody }: Operation): ValidateFunction | null {
  const schema = requestBody?.content['application/json']?.schema;
  return schema ? ajv.compile(absolute(schema)) : null;
}

function answerChecks(
  ajv: Ajv2020,
  document: Document,
  { responses }: Operation,
): Map<number, ValidateFunction> {
  const checks = new Map<number, ValidateFunction>();
  for (const [status, told] of Object.entries(responses)) {
    const response = told.$ref ? document.components.responses[told.$ref.split('/').at(-1)!] : told;
    const schema =
      response?.content?.['application/json']?.schema ??
      response?.content?.['application/problem+json']?.schema;
    if (schema) checks.set(Number(status), ajv.compile(absolute(schema)));
  }
  return checks;
}

/** References of the document, as seen from outside of it. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', `"$ref":"${ROOT}#`)) as object;
}

/** 400 for a body that does not fit the document; what fits and is refused all the same gets 422. */
function unreadable({ errors }: ValidateFunction): Problem {
  const fields = (errors ?? []).slice(0, 20).map(({ instancePath, keyword, params }) => {
    const missing = (params as { missingProperty?: string }).missingProperty;
    const path = [...instancePath.split('/').slice(1), ...(missing ? [missing] : [])].join('.');
    return { field: path || 'body', code: keyword === 'required' ? 'required' : 'unreadable' };
  });
  return new Problem('invalid', { status: 400, fields });
}
