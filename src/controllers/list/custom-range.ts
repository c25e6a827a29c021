/** The customized time of the filter fields: read, shown and suggested. Loaded when one is chosen. */
import { readLocalRange, toLocalInput } from '../../model/local-range.js';
import type { LocalRange, TimeRange, TimeRangeProblem } from '../../model/time-range.js';
import type { FilterDraft, TimeChoice } from './filter-form.js';

export type RangeFields = Pick<FilterDraft, 'from' | 'to'>;

export function readRange({ from, to }: RangeFields, timeZone?: string): LocalRange {
  return readLocalRange(from, to, timeZone);
}

/** The fields that show `range`. */
export function rangeFields(
  range: TimeRange & { readonly kind: 'between' },
  timeZone?: string,
): RangeFields {
  const field = (instant: string): string => {
    const date = new Date(instant);
    return Number.isNaN(date.getTime()) ? '' : toLocalInput(date, timeZone);
  };
  return { from: field(range.from), to: field(range.to) };
}

/**
 * What to put into the fields of a customized time when it is chosen or set by the host and they are
 * empty: the preset that was chosen before, or what the host set.
 */
export function fillRange(
  draft: FilterDraft,
  before: TimeChoice | null,
  told: TimeRange | undefined,
  timeZone?: string,
): Partial<RangeFields> {
  if (draft.time !== 'custom' || draft.from || draft.to) return {};
  if (before) return suggestRange(before, new Date(), timeZone);
  return told?.kind === 'between' ? rangeFields(told) : {};
}

/** What was said about a field is taken back when it is changed, and said again by Query. */
export function problemsAfter(
  change: Partial<FilterDraft>,
  problems: readonly TimeRangeProblem[],
): readonly TimeRangeProblem[] {
  const touched = Object.keys(change);
  return problems.filter(
    (problem) =>
      !touched.some((field) => problem.startsWith(field)) && problem !== 'to-before-from',
  );
}

/** A customized range to begin with: the preset that was chosen, as dates. */
export function suggestRange(time: TimeChoice, now: Date, timeZone?: string): RangeFields {
  const days = time === 'custom' ? 7 : Number(time);
  return {
    from: toLocalInput(new Date(now.getTime() - days * 24 * 3_600_000), timeZone),
    to: toLocalInput(now, timeZone),
  };
}
