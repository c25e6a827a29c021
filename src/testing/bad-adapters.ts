/**
 * Adapters with the faults of real ones, made from a good adapter. The elements survive all of them
 * with a plain error or fewer fields; a host can try its own pages with them.
 */
import type { LiveEvent, MessageAdapter } from '../adapter/adapter.js';
import { AdapterError } from '../adapter/errors.js';

export interface BadAdapter {
  /** Stable, for example `never-settles`. */
  readonly id: string;
  /** What it does, as the end of "an adapter that …". */
  readonly title: string;
  /** The bad adapter around `good`, which stays unchanged. */
  readonly make: (good: MessageAdapter) => MessageAdapter;
}

type Call = () => Promise<unknown>;
type Method = Exclude<keyof MessageAdapter, 'subscribe' | 'dispose'>;

const METHODS: readonly Method[] = [
  'getCapabilities',
  'listMessages',
  'getMessage',
  'listAgents',
  'allocateMessages',
  'undoAllocation',
  'startProcessing',
  'renewLease',
  'submitProcessing',
  'releaseProcessing',
  'getRecording',
  'getListening',
  'saveListening',
];

/** `good` with every request method replaced; `call` makes the real call. */
function around(
  good: MessageAdapter,
  replace: (call: Call, method: Method) => unknown,
): MessageAdapter {
  const bad: Record<string, unknown> = {};
  for (const method of METHODS) {
    const real = good[method] as ((...args: unknown[]) => Promise<unknown>) | undefined;
    if (!real) continue;
    bad[method] = (...args: unknown[]) => replace(() => real.apply(good, args), method);
  }
  if (good.subscribe) bad['subscribe'] = good.subscribe.bind(good);
  if (good.dispose) bad['dispose'] = good.dispose.bind(good);
  return bad as unknown as MessageAdapter;
}

/** `good` whose answers are changed. */
function answering(
  good: MessageAdapter,
  change: (answer: unknown, method: Method) => unknown,
): MessageAdapter {
  return around(good, (call, method) => call().then((answer) => change(copy(answer), method)));
}

/** A plain copy; blobs are not copied. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null || value instanceof Blob) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]));
}

/** The answer with every value that is no object replaced. */
function leaves(
  value: unknown,
  replace: (leaf: unknown, key: string) => unknown,
  key = '',
): unknown {
  if (Array.isArray(value)) return value.map((part) => leaves(part, replace, key));
  if (typeof value !== 'object' || value === null || value instanceof Blob) {
    return replace(value, key);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, leaves(part, replace, name)]),
  );
}

const HUGE_TEXT = 'W'.repeat(100_000);

/** Ids must match, or the answer would be refused as a whole. */
const KEPT = /^(id|messageId|employeeId|ok|url)$/;

/** The answer with every object replaced, from the inside out. */
function objects(value: unknown, replace: (object: object) => unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => objects(part, replace));
  if (typeof value !== 'object' || value === null || value instanceof Blob) return value;
  return replace(
    Object.fromEntries(Object.entries(value).map(([key, part]) => [key, objects(part, replace)])),
  );
}

function freeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !(value instanceof Blob)) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

/** The page with its rows replaced. */
function rows(answer: unknown, replace: (rows: unknown[]) => unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  for (const key of ['messages', 'agents'] as const) {
    const list = (answer as Record<string, unknown>)[key];
    if (Array.isArray(list)) return { ...answer, [key]: replace(list as unknown[]) };
  }
  return answer;
}

function rejecting(reason: () => unknown): (good: MessageAdapter) => MessageAdapter {
  return (good) => around(good, () => Promise.reject(reason()));
}

export const badAdapters: readonly BadAdapter[] = [
  {
    id: 'throws-synchronously',
    title: 'throws instead of rejecting',
    make: (good) =>
      around(good, () => {
        throw new TypeError('client is not defined');
      }),
  },
  { id: 'rejects-undefined', title: 'rejects with undefined', make: rejecting(() => undefined) },
  { id: 'rejects-string', title: 'rejects with a string', make: rejecting(() => '<b>failed</b>') },
  {
    id: 'rejects-dom-exception',
    title: 'rejects with an AbortError although nobody aborted',
    make: rejecting(() => new DOMException('aborted', 'AbortError')),
  },
  {
    id: 'rejects-broken-error',
    title: 'rejects with an AdapterError whose parts are rubbish',
    make: rejecting(() =>
      Object.assign(new AdapterError('conflict'), {
        current: 'yes',
        fields: { length: -1 },
        retryAfterSeconds: Number.NaN,
        requestId: { toString: null },
      }),
    ),
  },
  {
    id: 'rejects-unreadable',
    title: 'rejects with something that throws when it is looked at',
    make: rejecting(() => revoked()),
  },
  {
    id: 'never-settles',
    title: 'never answers and ignores its signal',
    make: (good) => around(good, () => new Promise(() => undefined)),
  },
  {
    id: 'settles-twice',
    title: 'settles twice, with different answers',
    make: (good) =>
      around(good, (call) => ({
        // Not a real promise, which settles once.
        then(resolve: (value: unknown) => void, reject: (reason: unknown) => void) {
          void call().then((answer) => {
            resolve(answer);
            resolve({ messages: [] });
            reject(new Error('too late'));
          }, reject);
        },
      })),
  },
  {
    id: 'answers-at-once',
    title: 'returns a value instead of a promise',
    make: (good) => around(good, () => ({ messages: [], agents: [], total: 0 })),
  },
  {
    id: 'answers-nothing',
    title: 'resolves with undefined',
    make: (good) => around(good, () => Promise.resolve(undefined)),
  },
  {
    id: 'freezes',
    title: 'answers deeply frozen objects',
    make: (good) => answering(good, freeze),
  },
  {
    id: 'calls-back-late',
    title: 'calls its listener after unsubscribing, twice and with rubbish',
    make: (good) => {
      const bad = around(good, (call) => call());
      bad.subscribe = (listener) => {
        const emit = listener as (event: unknown) => void;
        const stop = good.subscribe?.((event) => emit(event), {});
        return () => {
          stop?.();
          for (const event of [
            { type: 'changed', sequence: 1, messageId: 'm-1', version: 1, message: null },
            null,
            revoked(),
          ] as (LiveEvent | object | null)[]) {
            queueMicrotask(() => emit(event));
            setTimeout(() => emit(event));
          }
        };
      };
      return bad;
    },
  },
  {
    id: 'changes-answers-later',
    title: 'changes what it answered afterwards',
    make: (good) =>
      answering(good, (answer) => {
        setTimeout(() => scramble(answer));
        return answer;
      }),
  },
  {
    id: 'wrong-types',
    title: 'answers values of other types than promised',
    make: (good) =>
      answering(good, (answer) =>
        leaves(answer, (leaf, key) =>
          KEPT.test(key) ? leaf : typeof leaf === 'number' ? String(leaf) : { value: leaf },
        ),
      ),
  },
  {
    id: 'huge-values',
    title: 'answers texts of a hundred thousand letters and numbers beyond all bounds',
    make: (good) =>
      answering(good, (answer) =>
        leaves(answer, (leaf, key) =>
          KEPT.test(key)
            ? leaf
            : typeof leaf === 'number'
              ? Number.MAX_VALUE
              : typeof leaf === 'string'
                ? HUGE_TEXT
                : leaf,
        ),
      ),
  },
  {
    id: 'no-numbers',
    title: 'answers NaN, Infinity and negative numbers',
    make: (good) => {
      const numbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, -0];
      let at = 0;
      return answering(good, (answer) =>
        leaves(answer, (leaf) =>
          typeof leaf === 'number' ? numbers[at++ % numbers.length] : leaf,
        ),
      );
    },
  },
  {
    id: 'pollutes-prototypes',
    title: 'answers objects with `__proto__` and `constructor` of their own',
    make: (good) =>
      answering(good, (answer) =>
        objects(answer, (object) => {
          const evil: unknown = JSON.parse(
            '{"__proto__":{"polluted":true,"allowed":true},"constructor":{"prototype":{"polluted":true}}}',
          );
          return Object.defineProperties(
            {},
            {
              ...Object.getOwnPropertyDescriptors(object),
              ...Object.getOwnPropertyDescriptors(evil as object),
            },
          );
        }),
      ),
  },
  {
    id: 'cycles',
    title: 'answers objects that contain themselves',
    make: (good) =>
      answering(good, (answer) =>
        objects(answer, (object) => Object.assign(object, { self: object, history: [object] })),
      ),
  },
  {
    id: 'throwing-getters',
    title: 'answers objects whose properties throw when they are read',
    make: (good) =>
      answering(good, (answer) =>
        objects(answer, (object) => {
          for (const key of Object.keys(object)) {
            if (KEPT.test(key) || key === 'messages' || key === 'agents') continue;
            Object.defineProperty(object, key, {
              enumerable: true,
              get() {
                throw new Error('disposed');
              },
            });
          }
          return object;
        }),
      ),
  },
  {
    id: 'revoked-proxies',
    title: 'answers proxies that were revoked',
    make: (good) =>
      answering(good, (answer) =>
        Array.isArray(answer)
          ? answer.map(() => revoked())
          : rows(
              leaves(answer, (leaf, key) => (key === 'text' ? revoked() : leaf)),
              (list) => list.map(() => revoked()),
            ),
      ),
  },
  {
    id: 'thenables',
    title: 'answers objects with a `then` that never calls back',
    make: (good) =>
      answering(good, (answer) => Object.assign(answer as object, { then: () => undefined })),
  },
  {
    id: 'sparse-lists',
    title: 'answers lists with holes and of enormous length',
    make: (good) =>
      answering(good, (answer) => {
        if (Array.isArray(answer)) return sparse(answer as unknown[]);
        return rows(answer, sparse);
      }),
  },
  {
    id: 'other-messages',
    title: 'answers with other messages than asked for',
    make: (good) =>
      answering(good, (answer, method) =>
        /List|list/.test(method)
          ? answer
          : leaves(answer, (leaf, key) =>
              /^(id|messageId)$/.test(key) ? `other-${String(leaf)}` : leaf,
            ),
      ),
  },
  {
    id: 'twins',
    title: 'answers each row three times, in different versions',
    make: (good) =>
      answering(good, (answer) =>
        rows(answer, (list) =>
          list.flatMap((row) => [1, 0, 2].map((more) => ({ ...(row as object), version: more }))),
        ),
      ),
  },
  {
    id: 'lying-totals',
    title: 'answers totals that are negative, and pages without end',
    make: (good) =>
      answering(good, (answer) =>
        typeof answer === 'object' && answer !== null && 'total' in answer
          ? { ...answer, total: -1, hasMore: true, nextCursor: 'again' }
          : answer,
      ),
  },
];

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function sparse(list: unknown[]): unknown[] {
  const holes: unknown[] = [];
  list.forEach((row, index) => (holes[index * 2] = row));
  holes.length = 200_000;
  return holes;
}

/** Changes every value of an answer in place. */
function scramble(value: unknown): void {
  if (typeof value !== 'object' || value === null || value instanceof Blob) return;
  for (const key of Object.keys(value)) {
    scramble((value as Record<string, unknown>)[key]);
    (value as Record<string, unknown>)[key] = 'changed later';
  }
}
