/** What the tests of one run share: made when it is first asked for, closed after the last test. */
const closings: (() => Promise<void>)[] = [];

/** The one `Value` of this run; `close` is called only if it was made. */
export function shared<Value>(
  make: () => Promise<Value>,
  close: (value: Value) => Promise<void> = () => Promise.resolve(),
): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    if (!made) {
      const making = (made = make());
      closings.push(async () => {
        made = undefined;
        await close(await making);
      });
    }
    return made;
  };
}

/** Closes what was made, the last thing first. */
export async function closeShared(): Promise<void> {
  for (const close of closings.splice(0).reverse()) await close().catch(console.error);
}
