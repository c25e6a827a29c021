/**
 * Standing alarms: what no test may let happen, whatever it is about. This module holds what is
 * the same everywhere; alarms.browser.ts and alarms.node.ts add what their world can do wrong. The
 * test runners load one of the two before everything else (scripts/wtr, .mocharc.json).
 *
 * A test that provokes one on purpose says so first: `expectAlarm(/no adapter/)`. It then fails when
 * that alarm does not come.
 */

export interface Alarm {
  kind: string;
  text: string;
}

interface Expectation {
  pattern: RegExp;
  seen: Alarm[];
}

/** What one part of a world adds to every test. */
export interface Watch {
  /** Before each test: remembers how things are. */
  begin?: () => void;
  /** After each test: raises an alarm for what is not as it was. */
  check?: () => void;
}

/** What the test runner says besides, about a rejection that is caught below. */
const RUNNERS_OWN_WORDS = 'An error was thrown in a Promise outside a test';

/** New global names that are not ours: Lit's version markers and the tools of the tests. */
const ALLOWED_GLOBALS = [
  /^lit[A-Z]/,
  /^reactiveElement/,
  /^(axe|axeFunction|chai|__core-js_shared__)$/,
  /^__(wtr|coverage|playwright|pw|WTR)/i,
  /^(mocha|Mocha|describe|it|before|after|beforeEach|afterEach|context|specify|run|suite|test|setup|teardown|xdescribe|xcontext|xit|xspecify)$/,
];

const nativeSetTimeout = globalThis.setTimeout.bind(globalThis);

let alarms: Alarm[] = [];
let expectations: Expectation[] = [];
const watches: Watch[] = [];

/** Raises an alarm; answers whether the current test expects it. */
export function raiseAlarm(kind: string, text: string): boolean {
  const alarm = { kind, text };
  const line = describeAlarm(alarm);
  const matching = expectations.filter(({ pattern }) => pattern.test(line));
  for (const expectation of matching) expectation.seen.push(alarm);
  if (matching.length === 0) alarms.push(alarm);
  return matching.length > 0;
}

const describeAlarm = ({ kind, text }: Alarm): string => `${kind}: ${text}`;

/** In a page the runner reads how tests went when all are over. */
let failTest = (test: Mocha.Runnable, error: Error): void => {
  test.state = 'failed';
  (test as { err?: Error }).err = error;
};

/** Says how a test is made to fail after it has passed. */
export function failTestsBy(fail: typeof failTest): void {
  failTest = fail;
}

/** Adds something to look at before and after every test. */
export function watch(added: Watch): void {
  watches.push(added);
}

/**
 * Says that the current test provokes an alarm on purpose. The pattern is matched against
 * "kind: text", for example "console.warn: no adapter …". The test fails when it does not come.
 * @returns what has been seen so far
 */
export function expectAlarm(pattern: RegExp): { readonly seen: readonly Alarm[] } {
  const expectation = {
    pattern: new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')),
    seen: [],
  };
  expectations.push(expectation);
  return expectation;
}

/** An error, or anything else, as the text of an alarm. */
export function textOf(value: unknown): string {
  if (value instanceof Error) {
    // Chromium alone puts the message into the stack.
    const stack = value.stack ?? '';
    return stack.includes(value.message) ? stack : `${String(value)}\n${stack}`;
  }
  if (typeof value === 'object' && value !== null) {
    try {
      return JSON.stringify(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  }
  return String(value);
}

for (const level of ['error', 'warn'] as const) {
  const original = console[level].bind(console);
  console[level] = (...parts: unknown[]) => {
    const text = parts.map(textOf).join(' ');
    if (text.startsWith(RUNNERS_OWN_WORDS)) return;
    const expected = raiseAlarm(`console.${level}`, text);
    if (!expected) original(...parts);
  };
}

const knownGlobals = new Set(Object.getOwnPropertyNames(globalThis));
watch({
  check: () => {
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      if (knownGlobals.has(name) || /^\d+$/.test(name)) continue;
      knownGlobals.add(name);
      if (!ALLOWED_GLOBALS.some((allowed) => allowed.test(name))) raiseAlarm('new global', name);
    }
  },
});

/** Lets rejections and resource entries that are under way arrive; they are tasks of their own. */
async function pendingTasks(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => nativeSetTimeout(resolve, 0));
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }
}

/** What there is to say about the test that ends now: lines, and where it came from. */
async function collect(): Promise<{ lines: string[]; stacks: string[] }> {
  await pendingTasks();
  for (const { check } of watches) check?.();
  const lines: string[] = [];
  const stacks: string[] = [];
  for (const alarm of alarms) {
    const [, first, stack] = /^(.*?)((?:\n\s*at .*|\n\S*@.*)*)$/s.exec(describeAlarm(alarm))!;
    lines.push(`Alarm — ${first}`);
    if (stack) stacks.push(stack.slice(1));
  }
  for (const { pattern, seen } of expectations) {
    if (seen.length === 0) lines.push(`Expected alarm ${String(pattern)} did not come`);
  }
  alarms = [];
  expectations = [];
  return { lines, stacks };
}

beforeEach(function standingAlarms() {
  for (const { begin } of watches) begin?.();
});

afterEach(async function standingAlarms() {
  const { lines, stacks } = await collect();
  const test = this.currentTest;
  if (lines.length === 0 || !test) return;
  // Throwing in a hook would end the whole file; the test alone is at fault.
  const earlier = test.state === 'failed' && test.err ? [test.err.message] : [];
  const error = new Error([...earlier, ...lines].join('\n'));
  error.name = test.err?.name ?? 'Alarm';
  // The runner finds the sources of what is in the stack, not of what is in the message.
  error.stack = [test.err?.stack ?? error.message, ...stacks].join('\n');
  failTest(test, error);
});

after(async function standingAlarms() {
  const { lines } = await collect();
  if (lines.length > 0) throw new Error(`After the last test:\n${lines.join('\n')}`);
});
