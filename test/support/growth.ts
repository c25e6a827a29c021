/** How the time of some work grows with its input, whatever the speed of the machine. */
const RUNS = 5;

async function shortest(work: () => unknown): Promise<number> {
  let best = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    const before = performance.now();
    await work();
    best = Math.min(best, performance.now() - before);
  }
  // Clocks of browsers are coarse.
  return Math.max(best, 0.1);
}

/**
 * How many times as long `work` takes on an input of `factor` times the size: about `factor` where
 * it looks at everything once, its square where it starts over at every place. The shortest of
 * several runs counts, so that other work on the machine does not.
 */
export async function growth(
  work: (size: number) => unknown,
  size: number,
  factor: number,
): Promise<number> {
  const small = await shortest(() => work(size));
  return (await shortest(() => work(size * factor))) / small;
}
