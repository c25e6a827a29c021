/** Runs the checks of the adapter contract on an adapter, in any test runner or without one. */
import {
  CheckContext,
  CheckSkipped,
  type ConformanceCheck,
  type Fixtures,
  type MakeAdapter,
} from './check-context.js';
import { behaviorChecks } from './checks-behavior.js';
import { eventChecks } from './checks-events.js';
import { agentChecks, readChecks, recordingChecks } from './checks-reading.js';
import { allocationChecks, processingChecks } from './checks-writing.js';
import { listeningChecks } from './checks-listening.js';

export interface ConformanceOptions {
  /** Messages that may be used; without them the checks search with `listMessages`. */
  readonly fixtures?: Fixtures;
  /** False leaves out everything that changes messages. @default true */
  readonly writes?: boolean;
  /** Longest time of one check, in milliseconds. @default 10000 */
  readonly timeoutMs?: number;
}

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly ok: boolean;
  /** Why it could not be checked here, for example because the adapter does not offer it. */
  readonly skipped?: string;
  /** The fault that was found. */
  readonly detail?: string;
}

export interface ConformanceReport {
  /** True when no fault was found. */
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly results: readonly CheckResult[];
  /** The results as plain text, one line each. */
  toString(): string;
}

export const conformanceChecks: readonly ConformanceCheck[] = [
  ...readChecks,
  ...agentChecks,
  ...recordingChecks,
  ...listeningChecks,
  ...behaviorChecks,
  ...eventChecks,
  ...allocationChecks,
  ...processingChecks,
];

/** Runs all checks one after the other. Never rejects. */
export async function runConformance(
  makeAdapter: MakeAdapter,
  options: ConformanceOptions = {},
): Promise<ConformanceReport> {
  const used = new Set<string>();
  const results: CheckResult[] = [];
  for (const check of conformanceChecks) {
    results.push(await runCheck(check, makeAdapter, options, used));
  }
  const count = (fits: (result: CheckResult) => boolean): number => results.filter(fits).length;
  const failed = count(({ ok }) => !ok);
  const skipped = count((result) => result.skipped !== undefined);
  return {
    ok: failed === 0,
    passed: results.length - failed - skipped,
    failed,
    skipped,
    results,
    toString: () => results.map(lineOf).join('\n'),
  };
}

/** Runs one check. @param used ids of messages that earlier checks have changed */
export async function runCheck(
  check: ConformanceCheck,
  makeAdapter: MakeAdapter,
  options: ConformanceOptions = {},
  used = new Set<string>(),
): Promise<CheckResult> {
  const { id, title } = check;
  if (check.writes && options.writes === false) {
    return { id, title, ok: true, skipped: 'writes are left out' };
  }
  let context: CheckContext | null = null;
  try {
    context = new CheckContext(makeAdapter, options.fixtures ?? {}, used);
    const { timeoutMs = 10_000 } = options;
    await within(timeoutMs, Promise.resolve(context).then(check.run));
    return { id, title, ok: true };
  } catch (error) {
    return { id, title, ...outcomeOf(error) };
  } finally {
    await context?.dispose();
  }
}

type Describe = (title: string, body: () => void) => unknown;
type It = (title: string, body: (this: unknown, ...rest: unknown[]) => Promise<void>) => unknown;

/**
 * One test for each check, in mocha, vitest, jest or node:test:
 * `describeConformance(describe, it, () => createMyAdapter())`.
 */
export function describeConformance(
  describe: Describe,
  it: It,
  makeAdapter: MakeAdapter,
  options: ConformanceOptions & { readonly title?: string } = {},
): void {
  describe(options.title ?? 'adapter contract', () => {
    const used = new Set<string>();
    for (const check of conformanceChecks) {
      // Without a named parameter: mocha would wait for it to be called.
      it(`${check.id}: ${check.title}`, async function (this: unknown, ...rest: unknown[]) {
        const result = await runCheck(check, makeAdapter, options, used);
        if (!result.ok) throw new Error(result.detail);
        if (result.skipped !== undefined) skip(this, rest[0], result.skipped);
      });
    }
  });
}

/** Skips the test in the way of the runner. */
function skip(test: unknown, context: unknown, reason: string): void {
  for (const target of [context, test]) {
    const able = target as { skip?: (reason: string) => void } | null | undefined;
    if (typeof able?.skip === 'function') {
      able.skip(reason);
      return;
    }
  }
}

function lineOf({ id, title, ok, skipped, detail }: CheckResult): string {
  const word = !ok ? 'FAIL' : skipped === undefined ? 'ok  ' : 'skip';
  const more = detail ?? skipped;
  return `${word} ${id}: ${title}${more === undefined ? '' : ` (${more})`}`;
}

/** The result of a check's rejection, which may be anything, even a value that cannot be inspected. */
function outcomeOf(error: unknown): Pick<CheckResult, 'ok' | 'skipped' | 'detail'> {
  try {
    if (error instanceof CheckSkipped) return { ok: true, skipped: error.message };
    if (error instanceof Error) return { ok: false, detail: error.message };
  } catch {
    // A revoked proxy, for example.
  }
  return { ok: false, detail: 'rejected with something that is no Error' };
}

async function within(ms: number, promise: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`did not end within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
