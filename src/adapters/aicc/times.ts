/**
 * AICC's times: `yyyy-MM-dd HH:mm:ss` without a zone in some subsystems, milliseconds since 1970 in
 * others, sometimes as text. AICC does not publish the zone of the first kind, so the host must name
 * it; it is never guessed.
 */
import type { Instant } from '../../model/message.js';
import { clockOffsetMs, zoneClock } from '../../model/zone-clock.js';

/** A fixed offset (`+08:00`, `Z`) or an IANA zone (`America/Sao_Paulo`). */
export type AiccZone = string;

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,3})?$/;
const OFFSET = /^([+-])(\d{2}):?(\d{2})$/;
/** A smaller number (before March 1973) is a number of seconds, or no time at all. */
const FIRST_MS = 1e11;
const LAST_MS = Date.UTC(9999, 11, 31);

/**
 * The instant of a time as AICC writes it, or `null` when it cannot be read.
 * @throws TypeError when `zone` is no zone
 */
export function readAiccTime(value: unknown, zone: AiccZone): Instant | null {
  const offsetMs = zoneOffset(zone);
  const number = typeof value === 'string' && /^\d{12,14}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number') {
    return number >= FIRST_MS && number <= LAST_MS ? new Date(number).toISOString() : null;
  }
  const parts =
    typeof value === 'string' ? LOCAL.exec(value.trim())?.slice(1).map(Number) : undefined;
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  // February 30 is not a day, although the arithmetic accepts it.
  if (year < 1970 || formatUtc(local) !== value?.toString().trim().slice(0, 19).replace('T', ' '))
    return null;
  // The offset at that local time; computed twice, because it may change in between.
  const first = local - offsetMs(local);
  return new Date(local - offsetMs(first)).toISOString();
}

/**
 * An instant as AICC writes it in that zone, for queries.
 * @throws TypeError when `zone` is no zone, RangeError when `instant` is no instant
 */
export function toAiccTime(instant: Instant, zone: AiccZone): string {
  const time = Date.parse(instant);
  return formatUtc(time + zoneOffset(zone)(time));
}

function formatUtc(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** Offset of the zone from UTC at a time, in milliseconds. */
function zoneOffset(zone: AiccZone): (time: number) => number {
  if (zone === 'Z' || zone === 'UTC') return () => 0;
  const fixed = OFFSET.exec(zone);
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3]);
    if (minutes > 14 * 60)
      throw new TypeError('zone must be an offset like +08:00 or an IANA zone');
    return () => (fixed[1] === '-' ? -1 : 1) * minutes * 60_000;
  }
  const clock = zoneClock(zone);
  if (clock === null) throw new TypeError('zone must be an offset like +08:00 or an IANA zone');
  return (time) => clockOffsetMs(clock, new Date(time)) ?? NaN;
}
