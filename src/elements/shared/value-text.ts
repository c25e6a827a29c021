/** Numbers of the player in words: a time as "1 minute 5 seconds", a speed as "0.75x". */

const formats = new Map<string, Intl.NumberFormat>();

function unit(locale: string, name: 'hour' | 'minute' | 'second', value: number): string {
  const key = `${locale} ${name}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(`${locale}-u-nu-latn`, {
      style: 'unit',
      unit: name,
      unitDisplay: 'long',
    });
    formats.set(key, format);
  }
  return format.format(value);
}

/** Whole seconds as words; '' for a length that is not known. */
export function spokenDuration(seconds: number, locale: string): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '';
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = whole % 60;
  const words: string[] = [];
  if (hours > 0) words.push(unit(locale, 'hour', hours));
  if (minutes > 0) words.push(unit(locale, 'minute', minutes));
  if (rest > 0 || words.length === 0) words.push(unit(locale, 'second', rest));
  return words.join(' ');
}

/** A speed as the player shows it: `0.75x`, `1x`. */
export function speedLabel(rate: number): string {
  return `${String(Math.round(rate * 100) / 100)}x`;
}
