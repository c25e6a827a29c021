/**
 * Settings of the run that started these tests, from its environment: `npm run test:model` sets
 * AICC_LONG_RUNS. In a page the bundler fills the variables in (scripts/wtr).
 */
export interface RunOptions {
  /** Long model runs: more cases, longer sequences. */
  long?: boolean;
  /** Repeats a random run. */
  seed?: number;
}

const seed = process.env['AICC_SEED'];

export const runOptions: RunOptions = {
  long: process.env['AICC_LONG_RUNS'] === '1',
  ...(seed ? { seed: Number(seed) } : {}),
};

/** How many cases a property test should try. */
export function runs(short: number, long: number = short * 50): number {
  return runOptions.long ? long : short;
}
