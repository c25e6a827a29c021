/** Puts the parts together, runs what runs by itself, and lets everything go in order. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Service } from './context.js';
import { openDatabase, type Database } from './db/database.js';
import { migrate } from './db/migrations.js';
import { EventFeed } from './events/feed.js';
import { giveBackExpired } from './processing.js';
import { openStore } from './recordings/store.js';
import { cleanUp } from './retention.js';
import { seedDemo } from './seed.js';
import { addRoutes, createApp } from './server.js';
import type { Settings } from './settings.js';

const LEASE_SWEEP_MS = 1_000;
const CLEAN_UP_MS = 10 * 60_000;
/** Connections that are idle or hang are cut when what is under way should long be done. */
const LONGEST_CLOSE_MS = 5_000;

export interface Running {
  readonly app: FastifyInstance;
  readonly service: Service;
  /** Address where it listens. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startService(settings: Settings): Promise<Running> {
  const app = createApp(settings);
  const database = openDatabase(settings);
  let feed: EventFeed | null = null;
  await migrate(database);
  const service: Service = {
    settings,
    database,
    store: openStore(settings),
    log: app.log,
    secret: await linkKey(database, settings),
    onCommit: () => feed?.wake(),
  };
  if (settings.seed === 'demo') await seedDemo(service);
  feed = new EventFeed(service);
  await feed.start();
  await addRoutes(app, service, feed);
  const timers = [
    repeat(LEASE_SWEEP_MS, service, () => giveBackExpired(service)),
    repeat(CLEAN_UP_MS, service, () => cleanUp(service)),
  ];
  const url = await app.listen({ port: settings.port, host: settings.host });
  return {
    app,
    service,
    url,
    async close() {
      // First no new requests and the end of the streams, then what is under way, then the database.
      await Promise.all(timers.map((stop) => stop()));
      const late = setTimeout(() => app.server.closeAllConnections(), LONGEST_CLOSE_MS);
      await app.close();
      clearTimeout(late);
      await database.db.destroy();
    },
  };
}

/** Does `act` again and again, never twice at once; its failure is logged and tried again. */
function repeat(everyMs: number, { log }: Service, act: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= act()
      .catch((error: unknown) => log.warn({ err: error }, 'will be tried again'))
      .finally(() => (running = null));
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Every process needs the same key: from the settings, or made by the first one and kept. */
async function linkKey({ db }: Database, { secret }: Settings): Promise<Buffer> {
  const made = randomBytes(32).toString('base64url');
  if (secret === null) {
    await db
      .insertInto('meta')
      .values({ name: 'secret', value: made })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
  }
  const kept =
    secret ??
    (
      await db
        .selectFrom('meta')
        .select('value')
        .where('name', '=', 'secret')
        .executeTakeFirstOrThrow()
    ).value;
  return createHash('sha256').update(kept).digest();
}
