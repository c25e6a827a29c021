/** The HTTP side: who asks, how often, what is answered when something goes wrong, and which handler does what. */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import rateLimit from '@fastify/rate-limit';
import serveFiles from '@fastify/static';
import Fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { allocateMessages, undoAllocation } from './allocation.js';
import { searchAgents } from './agents.js';
import { readAudit } from './audit.js';
import type { Service, Session } from './context.js';
import { isLockTimeout, isUnreachable } from './db/database.js';
import type { EventFeed } from './events/feed.js';
import { streamEvents } from './events/stream.js';
import { getListening, saveListening } from './listening.js';
import { getMessage, searchMessages } from './messages.js';
import { routeDocument, type Handler } from './openapi.js';
import { chooseAuthentication, numbersFor, userOf } from './people.js';
import { Problem } from './problems.js';
import {
  releaseProcessing,
  renewLease,
  startProcessing,
  submitProcessing,
  type MessageCommand,
} from './processing.js';
import { loadRecording, requestRecording } from './recordings/recordings.js';
import { revealContactNumber } from './reveal.js';
import type { Settings } from './settings.js';
import type { Wire } from './wire.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever asks; absent on what needs no session. */
    session: Session | null;
  }
  interface FastifyContextConfig {
    isPublic?: boolean;
    operation?: string;
  }
}

const PREFIX = '/api';
/** Enough for somebody who calls back, too few for somebody who collects numbers. */
const REVEALS_PER_MINUTE = 30;
const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export function createApp(settings: Settings): FastifyInstance {
  return Fastify({
    logger: {
      level: settings.logLevel,
      // No address, no headers, no body: of an error its kind and where it happened, never its words.
      serializers: {
        err: (error: Error & { code?: string }) => ({
          type: error.name,
          code: error.code ?? '',
          message: '',
          stack: (error.stack ?? '')
            .split('\n')
            .filter((line) => /^\s+at /.test(line))
            .join('\n'),
        }),
      },
    },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 512 },
  });
}

export async function addRoutes(
  app: FastifyInstance,
  service: Service,
  feed: EventFeed,
): Promise<void> {
  const { settings, database } = service;
  const authenticate = chooseAuthentication(settings);
  let isClosing = false;

  // JSON alone: a form on another site can send no JSON without being asked first.
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('session', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('X-Request-Id', request.id);
    reply.header('Cache-Control', 'no-store');
    if (request.routeOptions.config.isPublic !== false && !request.url.startsWith(`${PREFIX}/`))
      return;
    if (request.routeOptions.config.isPublic) return;
    const user = await userOf(database, await authenticate(request));
    if (settings.auth === 'demo' && CHANGING.has(request.method)) refuseOtherSites(request);
    request.session = { ...service, user, requestId: request.id };
  });
  app.addHook('onResponse', async (request, reply) => {
    const { url: route } = request.routeOptions;
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method: request.method, route, status: reply.statusCode, ms }, 'answered');
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    await feed.close();
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => answerError(new Problem('not-found'), request, reply));
  await app.register(rateLimit, {
    // Each process counts for itself: with several of them the limit is so many times as high.
    global: true,
    hook: 'preHandler',
    max: settings.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ session, ip }) => session?.user.employeeId ?? ip,
    allowList: ({ url }) => !url.startsWith(`${PREFIX}/`),
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem('rate-limited', { retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)) }),
  });

  app.get('/health', async () => ({ ok: true }));
  app.get('/ready', async (_request, reply) => {
    if (isClosing) throw new Problem('unavailable', { retryAfterSeconds: 1 });
    await database.db.selectFrom('event_counter').select('last').execute();
    return reply.send({ ok: true });
  });

  routeDocument(app, PREFIX, handlers(service, feed), {
    revealContactNumber: { rateLimit: { max: REVEALS_PER_MINUTE } },
  });
  addExtensions(app);
  await addPage(app, settings);
}

function handlers(service: Service, feed: EventFeed): Record<string, Handler> {
  const { settings } = service;
  return {
    searchMessages: async (request) =>
      searchMessages(who(request), request.body as Wire['MessageQuery']),
    getMessage: async (request, reply) =>
      message(reply, await getMessage(who(request), messageId(request))),
    searchAgents: async (request) => searchAgents(who(request), request.body as Wire['AgentQuery']),

    allocateMessages: async (request) => {
      const body = request.body as Wire['AllocationRequest'];
      return { results: await allocateMessages(who(request), command(request, body), body) };
    },
    undoAllocation: async (request) => {
      const body = request.body as Wire['UndoRequest'];
      return { results: await undoAllocation(who(request), command(request, body), body) };
    },

    startProcessing: async (request, reply) =>
      message(
        reply,
        await startProcessing(
          who(request),
          messageCommand(request),
          request.body as Wire['StartRequest'],
        ),
      ),
    renewLease: async (request) =>
      renewLease(who(request), messageId(request), request.body as Wire['LeaseRequest']),
    submitProcessing: async (request, reply) =>
      message(
        reply,
        await submitProcessing(
          who(request),
          messageCommand(request),
          request.body as Wire['SubmissionRequest'],
        ),
      ),
    releaseProcessing: async (request, reply) =>
      message(
        reply,
        await releaseProcessing(
          who(request),
          messageCommand(request),
          request.body as Wire['ReleaseRequest'],
        ),
      ),

    requestRecording: async (request) =>
      requestRecording(who(request), messageId(request), request.body as Wire['RecordingRequest']),
    loadRecording: async ({ params, headers }, reply) => {
      const { token } = params as { token: string };
      const answer = await loadRecording(service, token, headers.range);
      return reply
        .code(answer.status)
        .headers(answer.headers)
        .send(answer.stream ?? undefined);
    },
    revealContactNumber: async (request) => {
      const { purpose } = request.body as { purpose: string };
      return revealContactNumber(who(request), messageId(request), purpose);
    },
    getListening: async (request) => getListening(who(request), messageId(request)),
    saveListening: async (request) => {
      const { spans } = request.body as { spans: { startSeconds: number; endSeconds: number }[] };
      return saveListening(who(request), messageId(request), spans);
    },

    getCapabilities: async (request) => {
      const { user } = who(request);
      const { db } = service.database;
      const { contactNumbers: _, ...limits } = settings;
      const contactNumber = numbersFor(user, settings);
      return {
        filters: ['late', 'organization', 'processor-account', 'skill-queue'],
        organizations: await db
          .selectFrom('organizations')
          .select(['id', 'name'])
          .orderBy('id')
          .execute(),
        skillQueues: await db
          .selectFrom('skill_queues')
          .select(['id', 'name'])
          .orderBy('id')
          .execute(),
        commentLimit: { max: limits.commentLimit, unit: 'utf16' },
        ...(limits.timeZone ? { timeZone: limits.timeZone } : {}),
        employeeId: user.employeeId,
        downloadNeedsReason: limits.downloadNeedsReason,
        downloadNeedsPassword: false,
        maxAssignments: limits.maxAssignments,
        undoSeconds: limits.undoSeconds,
        heardBeforeSubmitPercent: limits.heardBeforeSubmitPercent,
        statusCounts: true,
        reallocation: limits.reallocation,
        privacy: {
          contactNumber,
          ...(contactNumber === 'masked-with-reveal'
            ? { revealSeconds: limits.revealSeconds }
            : {}),
        },
      };
    },
    streamEvents: async (request, reply) => {
      reply.hijack();
      const lastEventId = request.headers['last-event-id'];
      await streamEvents(
        who(request),
        feed,
        reply.raw,
        lastEventId === undefined ? undefined : String(lastEventId),
      );
    },
  };
}

/** What the published document does not have yet. */
function addExtensions(app: FastifyInstance): void {
  app.get(`${PREFIX}/audit`, async (request) => {
    const session = who(request);
    if (!session.user.roles.has('supervisor')) throw new Problem('forbidden');
    return readAudit(session, request.query as { messageId?: string; before?: string });
  });
}

async function addPage(app: FastifyInstance, { s3 }: Settings): Promise<void> {
  const media = s3 ? ` ${new URL(s3.bucketUrl).origin}` : '';
  const policy = [
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'",
    `connect-src 'self'${media}; media-src 'self' blob:${media}; frame-ancestors 'self'`,
  ].join('; ');
  const setHeaders = (response: { setHeader(name: string, value: string): unknown }): void => {
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-cache');
  };
  const home = dirname(createRequire(import.meta.url).resolve('aicc-messages/package.json'));
  await app.register(serveFiles, {
    root: join(import.meta.dirname, '../page'),
    prefix: '/',
    setHeaders,
  });
  await app.register(serveFiles, {
    root: join(home, 'dist'),
    prefix: '/aicc/',
    setHeaders,
    decorateReply: false,
  });
  app.get('/page-settings.json', async () => ({
    recordingOrigins: media === '' ? [] : [media.trim()],
  }));
}

function who({ session }: FastifyRequest): Session {
  if (!session) throw new Problem('unauthenticated');
  return session;
}

function messageId({ params }: FastifyRequest): string {
  return (params as { messageId: string }).messageId;
}

function message(reply: FastifyReply, answer: Wire['Message']): Wire['Message'] {
  reply.header('ETag', `"${answer.version}"`);
  return answer;
}

function command(request: FastifyRequest, content: unknown) {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length < 16 || key.length > 128) {
    throw new Problem('invalid', {
      status: 400,
      fields: [{ field: 'Idempotency-Key', code: 'required' }],
    });
  }
  return { operation: request.routeOptions.config.operation ?? '', key, content };
}

function messageCommand(request: FastifyRequest): MessageCommand {
  const version = /^"(\d{1,15})"$/.exec(request.headers['if-match'] ?? '')?.[1];
  if (version === undefined) {
    throw new Problem('conflict', {
      status: 428,
      fields: [{ field: 'If-Match', code: 'required' }],
    });
  }
  const expectedVersion = Number(version);
  const id = messageId(request);
  return {
    ...command(request, { messageId: id, expectedVersion, body: request.body }),
    messageId: id,
    expectedVersion,
  };
}

/** With a cookie any site could make a browser ask: only this service's own pages may change something. */
function refuseOtherSites({ headers, host }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  const isOurs =
    site !== undefined
      ? site === 'same-origin'
      : origin === undefined || origin.replace(/^https?:\/\//, '') === host;
  if (!isOurs) throw new Problem('forbidden');
}

async function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const problem = problemOf(error);
  if (problem.status >= 500) request.log.error({ err: error }, 'failed');
  const { retryAfterSeconds } = problem.details;
  if (retryAfterSeconds !== undefined) reply.header('Retry-After', String(retryAfterSeconds));
  return reply.code(problem.status).type('application/problem+json').send(problem.body);
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isLockTimeout(error) || isUnreachable(error))
    return new Problem('unavailable', { retryAfterSeconds: 2 });
  const { statusCode } = error as { statusCode?: number };
  // What Fastify itself refuses: a body that is no JSON, or too long.
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Problem('invalid', {
      status: statusCode === 413 ? 413 : 400,
      fields: [{ field: 'body', code: 'unreadable' }],
    });
  }
  return new Problem('unavailable', { status: 500 });
}
