/** Preloaded: the clock of this process is wrong, as clocks of machines are. */
const skewMs = Number(process.env['CLOCK_SKEW_MS'] ?? 0);
const RealDate = Date;
if (skewMs !== 0) {
  const now = RealDate.now.bind(RealDate);
  globalThis.Date = class extends RealDate {
    constructor(...args: [] | [number | string | Date]) {
      if (args.length === 0) super(now() + skewMs);
      else super(...args);
    }

    static override now(): number {
      return now() + skewMs;
    }
  } as DateConstructor;
}
