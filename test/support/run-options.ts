/**
 * Settings of the run that started these tests; `npm run test:model` sets `long`, the variable
 * AICC_SEED sets `seed`. The test runner fills the braces in.
 */
export interface RunOptions {
  /** Long model runs: more cases, longer sequences. */
  long?: boolean;
  /** Repeats a random run. */
  seed?: number;
}

export const runOptions: RunOptions = /* run options */ {};

/** How many cases a property test should try. */
export function runs(short: number, long: number = short * 50): number {
  return runOptions.long ? long : short;
}
