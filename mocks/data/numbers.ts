/**
 * Telephone numbers that reach nobody: ranges that authorities keep free for fiction (US 555-01xx,
 * UK 020 7946 0xxx and 07700 900xxx, Australia 0491 570 xxx, France 01 99 00 xx xx, Germany
 * 030 23125 xxx), and numbers of that kind made up after the same pattern where there is no range.
 * `#` stands for a digit.
 */
import type { Random } from './random.js';

export const NUMBER_PATTERNS = {
  US: ['+1 212 555 01##', '+1 (415) 555-01##', '(617) 555-01##', '1-312-555-01##', '+120655501##'],
  GB: ['+44 20 7946 0###', '020 7946 0###', '+44 7700 900###', '07700 900###', '+442079460###'],
  AU: ['+61 491 570 ###', '0491 570 ###'],
  CA: ['+1 604 555 01##', '+1-514-555-01##'],
  CN: ['+86 10 5555 01##', '010-5555-01##', '+86 21 5555 01##', '0755-5555-01##'],
  HK: ['+852 5550 01##'],
  SG: ['+65 6555 01##'],
  ES: ['+34 910 555 1##', '910 55 51 ##'],
  MX: ['+52 55 5555 01##', '55 5555 01##'],
  AR: ['+54 11 5555-01##'],
  AE: ['+971 4 555 01##', '+971-4-555-01##'],
  SA: ['+966 11 555 01##'],
  EG: ['+20 2 5550 01##', '02 5550 01##'],
  FR: ['+33 1 99 00 ## ##', '01 99 00 ## ##', '+33 6 39 98 ## ##'],
  DE: ['+49 30 23125 ###', '030 23125-###', '+49 (0)40 66969 ###'],
  BR: ['+55 11 5555-01##', '(21) 5555-01##'],
  PT: ['+351 21 555 01##'],
  IN: ['+91 22 5550 01##', '022-5550 01##', '+91 80 5550 01##'],
  RU: ['+7 495 555-01-##', '8 (495) 555-01-##'],
  JP: ['+81 3-5550-01##', '03-5550-01##'],
  KR: ['+82 2-5550-01##'],
  IT: ['+39 06 5555 01##', '06 555501##'],
  JM: ['+1 876 555 01##'],
} as const;
export type Country = keyof typeof NUMBER_PATTERNS;

/** Number patterns by the first two letters of the language. */
const COUNTRIES: Readonly<Record<string, readonly Country[]>> = {
  en: ['US', 'US', 'GB', 'GB', 'AU', 'CA', 'SG'],
  zh: ['CN', 'CN', 'CN', 'HK', 'SG'],
  es: ['ES', 'MX', 'AR'],
  ar: ['AE', 'SA', 'EG'],
  fr: ['FR', 'FR', 'CA'],
  de: ['DE'],
  pt: ['BR', 'BR', 'PT'],
  hi: ['IN'],
  ru: ['RU'],
  ja: ['JP'],
  ko: ['KR'],
  it: ['IT'],
};

/** Never ends in 90 to 99: the simulated phone finds such numbers busy, not answering and so on. */
export function randomNumber(random: Random, language: string): string {
  const countries = COUNTRIES[language.slice(0, 2)] ?? COUNTRIES['en']!;
  return fillPattern(random.pick<string>(NUMBER_PATTERNS[random.pick(countries)]), (max) =>
    random.between(0, max),
  );
}

/** @param digit a number from 0 to `max` */
export function fillPattern(pattern: string, digit: (max: number) => number): string {
  const lastButOne = pattern.lastIndexOf('#', pattern.lastIndexOf('#') - 1);
  return pattern.replace(/#/g, (_, at: number) => String(digit(at === lastButOne ? 8 : 9)));
}
