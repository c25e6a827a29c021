/** Who asks, and what their role lets them see. */
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { FastifyRequest } from 'fastify';
import type { Database } from './db/database.js';
import { Problem } from './problems.js';
import type { Settings } from './settings.js';

export const ROLES = ['administrator', 'agent', 'supervisor'] as const;
/**
 * `administrator` allocates, and may process whatever is allocated to whom; `agent` processes what is
 * allocated to them; `supervisor` reads, listens and reads the audit. One person may have several.
 */
export type Role = (typeof ROLES)[number];

export interface User {
  readonly employeeId: string;
  readonly businessAccount: string;
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
}

/**
 * The one place to plug your session in: answers the employee ID and the roles of the person behind a
 * request, or null when nobody is signed in.
 */
export type Authenticate = (request: FastifyRequest) => Promise<Identity | null>;
export interface Identity {
  readonly employeeId: string;
  /** Left out: the roles in the table of agents. */
  readonly roles?: readonly string[];
}

export function chooseAuthentication(settings: Settings): Authenticate {
  return settings.oidcIssuer !== null ? openIdConnect(settings) : demoUsers;
}

const DEMO_COOKIE = /(?:^|;\s*)demo-user=([\w-]{1,32})(?:;|$)/;
/** For development: the page chooses who one is. The first administrator unless it says otherwise. */
const demoUsers: Authenticate = async ({ headers }) => {
  const employeeId = DEMO_COOKIE.exec(headers.cookie ?? '')?.[1] ?? '1001';
  return employeeId === 'nobody' ? null : { employeeId };
};

/**
 * Bearer tokens of an OpenID Connect issuer, as the portal's sign-in gives them to its pages. The
 * claims `employee_id` and `roles` are an example: map your own.
 */
function openIdConnect({ oidcIssuer, oidcAudience }: Settings): Authenticate {
  const issuer = oidcIssuer!.replace(/\/$/, '');
  let keys: ReturnType<typeof createRemoteJWKSet> | null = null;
  return async ({ headers }) => {
    const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) return null;
    if (!keys) {
      const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
        signal: AbortSignal.timeout(5_000),
      });
      const { jwks_uri: address } = (await answer.json()) as { jwks_uri: string };
      keys = createRemoteJWKSet(new URL(address));
    }
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: oidcIssuer!,
        audience: oidcAudience!,
      });
      const { employee_id: employeeId, roles } = payload;
      if (typeof employeeId !== 'string') return null;
      return { employeeId, roles: Array.isArray(roles) ? roles.map(String) : [] };
    } catch {
      return null;
    }
  };
}

/** The person behind an identity. Somebody without a row in `agents` is not known here. */
export async function userOf({ db }: Database, identity: Identity | null): Promise<User> {
  if (!identity) throw new Problem('unauthenticated');
  const agent = await db
    .selectFrom('agents')
    .selectAll()
    .where('employee_id', '=', identity.employeeId)
    .executeTakeFirst();
  if (!agent) throw new Problem('forbidden');
  const words = identity.roles ?? agent.roles.split(' ');
  return {
    employeeId: agent.employee_id,
    businessAccount: agent.business_account,
    name: agent.name,
    roles: new Set(ROLES.filter((role) => words.includes(role))),
  };
}

/** Whether this person sees contact numbers. A number that may not be seen never leaves the service. */
export function numbersFor(user: User, settings: Settings): Settings['contactNumbers'] {
  const mayWork = user.roles.has('administrator') || user.roles.has('agent');
  return mayWork ? settings.contactNumbers : 'masked';
}
