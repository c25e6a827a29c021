/** The wall time of a time zone, and its offset from UTC. */

/** An instant as wall time, `2026-11-22T09:30:00`, or `null` when it is no instant. */
export type ZoneClock = (date: Date) => string | null;

/** The clock of an IANA zone, or `null` when the zone is unknown here. */
export function zoneClock(timeZone: string): ZoneClock | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    return null;
  }
  return (date) => {
    if (Number.isNaN(date.getTime())) return null;
    const parts = format.formatToParts(date);
    const part = (type: Intl.DateTimeFormatPartTypes): string =>
      parts.find((found) => found.type === type)?.value ?? '';
    const day = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
    return `${day}T${part('hour')}:${part('minute')}:${part('second')}`;
  };
}

/** Milliseconds by which the clock is ahead of UTC at `date`, or `null` when it is no instant. */
export function clockOffsetMs(clock: ZoneClock, date: Date): number | null {
  const wall = clock(date);
  return wall === null ? null : Date.parse(`${wall}Z`) - Math.floor(date.getTime() / 1000) * 1000;
}
