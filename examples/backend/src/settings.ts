/** Everything that the environment can set, with its default. `--port` wins over `PORT`. */
import { parseArgs } from 'node:util';

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** A `postgres://` address; without it the messages are in one SQLite file. */
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  readonly sqliteFile: string;
  /** `demo`: users are switched on the page. `oidc`: bearer tokens of an OpenID Connect issuer. */
  readonly auth: 'demo' | 'oidc';
  readonly oidcIssuer: string | null;
  readonly oidcAudience: string | null;
  /** Signs recording links, the same in each process. A random one is kept in the database without it. */
  readonly secret: string | null;
  /** `demo` fills an empty database. */
  readonly seed: 'demo' | 'none';
  readonly seedMessages: number;
  readonly leaseSeconds: number;
  readonly undoSeconds: number;
  readonly commentLimit: number;
  readonly maxAssignments: number;
  readonly heardBeforeSubmitPercent: number;
  readonly reallocation: boolean;
  readonly downloadNeedsReason: boolean;
  readonly contactNumbers: 'shown' | 'masked' | 'masked-with-reveal';
  readonly revealSeconds: number;
  readonly timeZone: string | null;
  readonly keyHours: number;
  readonly eventHours: number;
  /** Days after which a recording is deleted; its message stays. 0: never. */
  readonly recordingDays: number;
  /** Days after which a message is erased with all that belongs to it. 0: never. */
  readonly messageDays: number;
  readonly requestsPerMinute: number;
  readonly linkSeconds: number;
  readonly recordingFolder: string;
  readonly s3: S3Settings | null;
  readonly heartbeatMs: number;
  readonly pollMs: number;
  readonly logLevel: string;
}

export interface S3Settings {
  /** Address of the bucket, for example `https://s3.example.com/recordings`. */
  readonly bucketUrl: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readSettings(env: Environment = process.env, args: string[] = []): Settings {
  const { values } = parseArgs({ args, options: { port: { type: 'string' } }, strict: true });
  const number = (name: string, fallback: number): number => {
    const value = Number(env[name] ?? fallback);
    if (!Number.isFinite(value) || value < 0) throw new Error(`${name} must be a number from 0 on`);
    return value;
  };
  const choice = <Value extends string>(
    name: string,
    values: readonly [Value, ...Value[]],
  ): Value => {
    const value = values.find((known) => known === (env[name] ?? values[0]));
    if (value === undefined) throw new Error(`${name} must be one of: ${values.join(', ')}`);
    return value;
  };
  const needed = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is missing`);
    return value;
  };
  const auth = choice('AUTH', ['demo', 'oidc']);
  return {
    port: Number(values.port ?? number('PORT', 8080)),
    host: env['HOST'] ?? 'localhost',
    databaseUrl: env['DATABASE_URL'] || null,
    databasePool: number('DATABASE_POOL', 10),
    sqliteFile: env['SQLITE_FILE'] ?? 'data/messages.db',
    auth,
    oidcIssuer: auth === 'oidc' ? needed('OIDC_ISSUER') : null,
    oidcAudience: auth === 'oidc' ? needed('OIDC_AUDIENCE') : null,
    secret: env['SECRET'] || null,
    seed: auth === 'oidc' ? choice('SEED', ['none', 'demo']) : choice('SEED', ['demo', 'none']),
    seedMessages: number('SEED_MESSAGES', 10_000),
    leaseSeconds: number('LEASE_SECONDS', 600),
    undoSeconds: number('UNDO_SECONDS', 8),
    commentLimit: number('COMMENT_LIMIT', 500),
    maxAssignments: number('MAX_ASSIGNMENTS', 200),
    heardBeforeSubmitPercent: number('HEARD_BEFORE_SUBMIT_PERCENT', 0),
    reallocation: choice('REALLOCATION', ['off', 'on']) === 'on',
    downloadNeedsReason: choice('DOWNLOAD_NEEDS_REASON', ['off', 'on']) === 'on',
    contactNumbers: choice('CONTACT_NUMBERS', ['shown', 'masked', 'masked-with-reveal']),
    revealSeconds: number('REVEAL_SECONDS', 30),
    timeZone: env['TIME_ZONE'] || null,
    keyHours: number('KEY_HOURS', 24),
    eventHours: number('EVENT_HOURS', 24),
    recordingDays: number('RECORDING_DAYS', 0),
    messageDays: number('MESSAGE_DAYS', 0),
    requestsPerMinute: number('REQUESTS_PER_MINUTE', 1200),
    linkSeconds: number('LINK_SECONDS', 120),
    recordingFolder: env['RECORDING_FOLDER'] ?? 'data/recordings',
    s3: env['S3_BUCKET_URL']
      ? {
          bucketUrl: env['S3_BUCKET_URL'].replace(/\/$/, ''),
          region: env['S3_REGION'] ?? 'us-east-1',
          accessKeyId: needed('S3_ACCESS_KEY_ID'),
          secretAccessKey: needed('S3_SECRET_ACCESS_KEY'),
        }
      : null,
    heartbeatMs: number('HEARTBEAT_MS', 15_000),
    pollMs: number('POLL_MS', 200),
    logLevel: env['LOG_LEVEL'] ?? 'info',
  };
}
