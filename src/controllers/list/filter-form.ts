/** The filter fields as the user fills them, and what they mean. */
import type { OptionalFilter } from '../../adapter/adapter.js';
import { DEFAULT_QUERY, type MessageFilters } from '../../model/query.js';
import { isKnownChannel, isKnownStatus } from '../../model/rules.js';
import {
  TIME_PRESETS,
  type LocalRange,
  type TimeRange,
  type TimeRangeProblem,
} from '../../model/time-range.js';

/** The code for customized times, which is loaded when one is chosen. */
export type RangeCode = Pick<typeof import('./custom-range.js'), 'readRange' | 'rangeFields'>;

/** One of the presets, by days, or the customized range. */
export type TimeChoice = '1' | '3' | '7' | 'custom';

/** Every field as text; an empty one does not restrict. */
export interface FilterDraft {
  readonly time: TimeChoice;
  /** `datetime-local` values; `?` stands for something typed that the browser cannot read. */
  readonly from: string;
  readonly to: string;
  readonly contactNumber: string;
  readonly status: string;
  readonly employeeId: string;
  readonly channel: string;
  readonly organizationId: string;
  readonly includeSubOrganizations: boolean;
  readonly processorAccount: string;
  readonly skillQueueId: string;
}

/** What a date-time field holds when its text cannot be read. */
export const UNREADABLE = '?';

export const DEFAULT_DRAFT: FilterDraft = {
  time: '7',
  from: '',
  to: '',
  contactNumber: '',
  status: '',
  employeeId: '',
  channel: '',
  organizationId: '',
  includeSubOrganizations: false,
  processorAccount: '',
  skillQueueId: '',
};

export type DraftReading =
  | { readonly ok: true; readonly filters: MessageFilters }
  | { readonly ok: false; readonly problems: readonly TimeRangeProblem[] };

type TextField =
  'contactNumber' | 'employeeId' | 'organizationId' | 'processorAccount' | 'skillQueueId';

/** Fields that only some backends have. */
const OPTIONAL_FIELDS: Readonly<Partial<Record<TextField, OptionalFilter>>> = {
  organizationId: 'organization',
  processorAccount: 'processor-account',
  skillQueueId: 'skill-queue',
};

/**
 * The filters that `draft` asks for, or what is wrong with it. Blanks around a value are not part of
 * it. Fields that the backend does not offer (any more) are left out. A customized time cannot be
 * read before its code is here, and nothing is wrong with it then.
 */
export function readDraft(
  draft: FilterDraft,
  offered: readonly OptionalFilter[] = [],
  timeZone?: string,
  ranges: RangeCode | null = null,
): DraftReading {
  const time = readTime(draft, timeZone, ranges);
  if (!time.ok) return time;
  const { status, channel, includeSubOrganizations } = draft;
  const text = (field: TextField): Partial<MessageFilters> => {
    const value = draft[field].trim();
    const needs = OPTIONAL_FIELDS[field];
    return value !== '' && (!needs || offered.includes(needs)) ? { [field]: value } : {};
  };
  const organization = text('organizationId');
  return {
    ok: true,
    filters: {
      time: time.range,
      ...text('contactNumber'),
      ...(isKnownStatus(status) ? { status } : {}),
      ...text('employeeId'),
      ...(isKnownChannel(channel) ? { channel } : {}),
      ...organization,
      ...(organization.organizationId ? { includeSubOrganizations } : {}),
      ...text('processorAccount'),
      ...text('skillQueueId'),
    },
  };
}

function readTime(
  draft: FilterDraft,
  timeZone: string | undefined,
  ranges: RangeCode | null,
): LocalRange {
  if (draft.time === 'custom') {
    return ranges?.readRange(draft, timeZone) ?? { ok: false, problems: [] };
  }
  const preset = TIME_PRESETS.find(({ days }) => String(days) === draft.time);
  const range: TimeRange = preset ? { kind: 'last', hours: preset.hours } : DEFAULT_QUERY.time;
  return { ok: true, range };
}

/** The fields that show `filters`. Hours that are no preset become the next longer preset. */
export function draftOf(
  filters: Partial<MessageFilters>,
  timeZone?: string,
  ranges: RangeCode | null = null,
): FilterDraft {
  const time = filters.time ?? DEFAULT_QUERY.time;
  const isCustom = time.kind === 'between';
  const preset = isCustom ? undefined : TIME_PRESETS.find(({ hours }) => hours >= time.hours);
  const told = Object.entries(filters).filter(
    ([name, value]) => Object.hasOwn(DEFAULT_DRAFT, name) && (value ?? null) !== null,
  );
  return {
    ...DEFAULT_DRAFT,
    ...(Object.fromEntries(told) as Partial<FilterDraft>),
    time: isCustom ? 'custom' : preset ? (String(preset.days) as TimeChoice) : '7',
    ...(isCustom ? ranges?.rangeFields(time, timeZone) : {}),
  };
}

/** True when nothing restricts but the default time. */
export function isDefaultFilters(filters: MessageFilters): boolean {
  return JSON.stringify(filters) === JSON.stringify({ time: DEFAULT_QUERY.time });
}

/** Whether two sets of filters, both read from fields, ask for the same: their members are in one order. */
export function sameFilters(a: MessageFilters, b: MessageFilters): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
