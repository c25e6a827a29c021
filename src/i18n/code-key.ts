/** Which word belongs to a code, by rule: loads no table. */

/** `to-be-allocated` → `ToBeAllocated`: how keys are made of codes. */
type Pascal<Code extends string> = Code extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Code>;

/** The key for `code` among those that begin with `area`. The compiler sees to it that each exists. */
export function codeKey<Area extends string, Code extends string>(
  area: Area,
  code: Code,
): `${Area}${Pascal<Code>}` {
  const words = code.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${area}${words.join('')}` as `${Area}${Pascal<Code>}`;
}
