/**
 * Reads values of unknown shape: own properties only. Nothing here throws, whatever a getter or a
 * proxy does.
 */

/** Rows of one answer beyond this many are not read: no screen requests so many. */
const MAX_ROWS = 100_000;

/** Stands for a field that throws when it is read; of no type that any reader expects. */
const UNREADABLE: unique symbol = Symbol('unreadable');

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** `Array.isArray` throws for a revoked proxy. */
export function isList(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** Own properties only: nothing is inherited from a polluted prototype. A getter may throw. */
export function own(source: object, key: string | number): unknown {
  try {
    return Object.hasOwn(source, key)
      ? (source as Record<string | number, unknown>)[key]
      : undefined;
  } catch {
    return UNREADABLE;
  }
}

/** The first members of a list of any kind; readers leave out holes and members that throw. */
export function listOf(value: unknown, most = MAX_ROWS): readonly unknown[] | null {
  if (!isList(value)) return null;
  const length = own(value, 'length');
  if (typeof length !== 'number') return null;
  return Array.from({ length: Math.min(length, most) }, (_, index) => own(value, index));
}
