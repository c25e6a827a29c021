/** The key of the word for a code, by rule: `status` and `to-be-allocated` give `statusToBeAllocated`. */
import { en } from './locales/en.js';
import type { StringKey } from './strings.js';

/** `to-be-allocated` → `ToBeAllocated`. */
type Pascal<Code extends string> = Code extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Code>;

/** The key for `code` in `area`; the compiler checks that each exists. */
export function codeKey<Area extends string, Code extends string>(
  area: Area,
  code: Code,
): `${Area}${Pascal<Code>}` {
  const words = code.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${area}${words.join('')}` as `${Area}${Pascal<Code>}`;
}

/** The key for a code from a backend, or `null` when there is no word for it: it is then shown as sent. */
export function wordKey(area: string, code: string): StringKey | null {
  const key = codeKey(area, code);
  return Object.hasOwn(en, key) ? (key as StringKey) : null;
}
