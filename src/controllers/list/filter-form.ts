/** The filter fields as the user fills them, and what they mean. */
import type { OptionalFilter } from '../../adapter/adapter.js';

import { DEFAULT_QUERY, type MessageFilters } from '../../model/query.js';
import { isKnownChannel, isKnownStatus } from '../../model/rules.js';
import {
  TIME_PRESETS,
  readLocalRange,
  toLocalInput,
  type TimeRange,
  type TimeRangeProblem,
} from '../../model/time-range.js';

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

/**
 * The filters that `draft` asks for, or what is wrong with it. Blanks around a value are not part of
 * it. Fields that the backend does not offer (any more) are left out.
 */
export function readDraft(
  draft: FilterDraft,
  offered: readonly OptionalFilter[] = [],
  timeZone?: string,
): DraftReading {
  const time = readTime(draft, timeZone);
  if (!time.ok) return time;
  const { status, channel } = draft;
  const text = (value: string): string | null => value.trim() || null;
  const contactNumber = text(draft.contactNumber);
  const employeeId = text(draft.employeeId);
  const organizationId = offered.includes('organization') ? text(draft.organizationId) : null;
  const processorAccount = offered.includes('processor-account')
    ? text(draft.processorAccount)
    : null;
  const skillQueueId = offered.includes('skill-queue') ? text(draft.skillQueueId) : null;
  return {
    ok: true,
    filters: {
      time: time.range,
      ...(contactNumber === null ? {} : { contactNumber }),
      ...(isKnownStatus(status) ? { status } : {}),
      ...(employeeId === null ? {} : { employeeId }),
      ...(isKnownChannel(channel) ? { channel } : {}),
      ...(organizationId === null
        ? {}
        : { organizationId, includeSubOrganizations: draft.includeSubOrganizations }),
      ...(processorAccount === null ? {} : { processorAccount }),
      ...(skillQueueId === null ? {} : { skillQueueId }),
    },
  };
}

function readTime(draft: FilterDraft, timeZone?: string): ReturnType<typeof readLocalRange> {
  if (draft.time === 'custom') return readLocalRange(draft.from, draft.to, timeZone);
  const preset = TIME_PRESETS.find(({ days }) => String(days) === draft.time);
  const range: TimeRange = preset ? { kind: 'last', hours: preset.hours } : DEFAULT_QUERY.time;
  return { ok: true, range };
}

/** The fields that show `filters`. Hours that are no preset become the next longer preset. */
export function draftOf(filters: Partial<MessageFilters>, timeZone?: string): FilterDraft {
  return {
    ...DEFAULT_DRAFT,
    ...timeFields(filters.time ?? DEFAULT_QUERY.time, timeZone),
    contactNumber: filters.contactNumber ?? '',
    status: filters.status ?? '',
    employeeId: filters.employeeId ?? '',
    channel: filters.channel ?? '',
    organizationId: filters.organizationId ?? '',
    includeSubOrganizations: filters.includeSubOrganizations ?? false,
    processorAccount: filters.processorAccount ?? '',
    skillQueueId: filters.skillQueueId ?? '',
  };
}

function timeFields(time: TimeRange, timeZone?: string): Pick<FilterDraft, 'time' | 'from' | 'to'> {
  if (time.kind === 'between') {
    const [from, to] = [new Date(time.from), new Date(time.to)];
    return {
      time: 'custom',
      from: Number.isNaN(from.getTime()) ? '' : toLocalInput(from, timeZone),
      to: Number.isNaN(to.getTime()) ? '' : toLocalInput(to, timeZone),
    };
  }
  const preset = TIME_PRESETS.find(({ hours }) => hours >= time.hours);
  return { time: (preset ? String(preset.days) : '7') as TimeChoice, from: '', to: '' };
}

/** A customized range to begin with: the preset that was chosen, as dates. */
export function suggestRange(
  time: TimeChoice,
  now: Date,
  timeZone?: string,
): Pick<FilterDraft, 'from' | 'to'> {
  const days = time === 'custom' ? 7 : Number(time);
  return {
    from: toLocalInput(new Date(now.getTime() - days * 24 * 3_600_000), timeZone),
    to: toLocalInput(now, timeZone),
  };
}

/** True when nothing restricts but the default time. */
export function isDefaultFilters(filters: MessageFilters): boolean {
  return JSON.stringify(filters) === JSON.stringify({ time: DEFAULT_QUERY.time });
}

/** Whether two sets of filters ask for the same, whatever the order of their members. */
export function sameFilters(a: MessageFilters, b: MessageFilters): boolean {
  const sorted = (filters: MessageFilters): string =>
    JSON.stringify(filters, (_key, value: unknown) =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)),
          )
        : value,
    );
  return sorted(a) === sorted(b);
}
