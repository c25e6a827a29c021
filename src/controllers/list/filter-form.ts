/** The filter fields: how the user fills them, and which filters they ask for. */
import type { ReactiveControllerHost } from 'lit';
import type { Capabilities, OptionalFilter } from '../../adapter/adapter.js';
import { readLocalRange, toLocalInput } from '../../model/local-range.js';
import { isSameId, normalizeContactNumber, normalizeSearchText } from '../../model/search-text.js';
import { DEFAULT_QUERY, type MessageFilters } from '../../model/query.js';
import { isKnownChannel, isKnownStatus } from '../../model/rules.js';
import {
  TIME_PRESETS,
  type LocalRange,
  type TimeRange,
  type TimeRangeProblem,
} from '../../model/time-range.js';

/** One of the presets, by days, or a customized range. */
export type TimeChoice = '1' | '3' | '7' | 'custom';

/** Every field as text; an empty one does not restrict. */
export interface FilterFormState {
  readonly time: TimeChoice;
  /** `datetime-local` values; {@link UNREADABLE} for text that the browser cannot read. */
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
  readonly late: boolean;
}

/** The value of a date-time field whose text cannot be read. */
export const UNREADABLE = '?';

export const DEFAULT_FORM_STATE: FilterFormState = {
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
  late: false,
};

/** The filters that a form asks for, or what is wrong with its fields. */
export type FiltersReading =
  | { readonly ok: true; readonly filters: MessageFilters }
  | { readonly ok: false; readonly problems: readonly TimeRangeProblem[] };

type RangeFields = Pick<FilterFormState, 'from' | 'to'>;
type CustomRange = TimeRange & { readonly kind: 'between' };

type TextField =
  'contactNumber' | 'employeeId' | 'organizationId' | 'processorAccount' | 'skillQueueId';

const HOUR_MS = 3_600_000;

/** Fields that only some backends have. */
const OPTIONAL_FIELDS: Readonly<Partial<Record<TextField, OptionalFilter>>> = {
  organizationId: 'organization',
  processorAccount: 'processor-account',
  skillQueueId: 'skill-queue',
};

/** Reads the fields. Marks that nobody sees are no part of a value; fields that the backend does not offer are left out. */
export function readFilters(
  state: FilterFormState,
  offered: readonly OptionalFilter[] = [],
  timeZone?: string,
): FiltersReading {
  const time = readTime(state, timeZone);
  if (!time.ok) return time;
  const { status, channel, includeSubOrganizations } = state;
  const text = (field: TextField): Partial<MessageFilters> => {
    const value = searchText(field, state[field]);
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
      ...(state.late && offered.includes('late') ? { late: true } : {}),
    },
  };
}

/** What a text field asks for; it goes on to show what was typed. */
function searchText(field: TextField, typed: string): string {
  if (field === 'contactNumber') return normalizeContactNumber(typed);
  // Ids of choices are the backend's own.
  return field === 'employeeId' || field === 'processorAccount'
    ? normalizeSearchText(typed)
    : typed.trim();
}

function readTime({ time, from, to }: FilterFormState, timeZone: string | undefined): LocalRange {
  if (time === 'custom') return readLocalRange(from, to, timeZone);
  const preset = TIME_PRESETS.find(({ days }) => String(days) === time);
  const range: TimeRange = preset ? { kind: 'last', hours: preset.hours } : DEFAULT_QUERY.time;
  return { ok: true, range };
}

/** The fields that show `filters`. Hours that are no preset become the next longer preset. */
export function formStateOf(filters: Partial<MessageFilters>, timeZone?: string): FilterFormState {
  const time = filters.time ?? DEFAULT_QUERY.time;
  const isCustom = time.kind === 'between';
  const preset = isCustom ? undefined : TIME_PRESETS.find(({ hours }) => hours >= time.hours);
  const given = Object.entries(filters).filter(
    ([name, value]) => Object.hasOwn(DEFAULT_FORM_STATE, name) && (value ?? null) !== null,
  );
  return {
    ...DEFAULT_FORM_STATE,
    ...(Object.fromEntries(given) as Partial<FilterFormState>),
    time: isCustom ? 'custom' : preset ? (String(preset.days) as TimeChoice) : '7',
    ...(isCustom ? rangeFields(time, timeZone) : {}),
  };
}

/** The fields that show `range`. */
export function rangeFields(range: CustomRange, timeZone?: string): RangeFields {
  const field = (instant: string): string => {
    const date = new Date(instant);
    return Number.isNaN(date.getTime()) ? '' : toLocalInput(date, timeZone);
  };
  return { from: field(range.from), to: field(range.to) };
}

/** The first customized range: the preset that was chosen before it, up to `now`. */
export function suggestRange(time: TimeChoice, now: Date): CustomRange {
  const days = time === 'custom' ? 7 : Number(time);
  const from = new Date(now.getTime() - days * 24 * HOUR_MS);
  return { kind: 'between', from: from.toISOString(), to: now.toISOString() };
}

/** True when nothing but the default time restricts. */
export function isDefaultFilters(filters: MessageFilters): boolean {
  return sameFilters(filters, { time: DEFAULT_QUERY.time });
}

/** Whether two sets of filters, both read from fields, ask for the same: their members are in one order. */
export function sameFilters(a: MessageFilters, b: MessageFilters): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The filter form of one list. */
export class FilterForm {
  readonly #host: ReactiveControllerHost;
  #state = DEFAULT_FORM_STATE;
  #problems: readonly TimeRangeProblem[] = [];
  #offered: Pick<Capabilities, 'filters' | 'timeZone'> = {};
  /** The range that From and To show, as long as nobody has typed into them. */
  #shownRange: CustomRange | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get state(): FilterFormState {
    return this.#state;
  }

  /** What the last {@link submit} found wrong and the user has not changed since. */
  get problems(): readonly TimeRangeProblem[] {
    return this.#problems;
  }

  /** Takes the filters and the time zone that the backend offers. They arrive after the first query. */
  offer({ filters, timeZone }: Capabilities): void {
    const isOtherZone = timeZone !== this.#offered.timeZone;
    this.#offered = {
      ...(filters === undefined ? {} : { filters }),
      ...(timeZone === undefined ? {} : { timeZone }),
    };
    // The same instants, as that zone writes them.
    if (isOtherZone && this.#shownRange) {
      this.#state = { ...this.#state, ...rangeFields(this.#shownRange, timeZone) };
    }
  }

  /** Shows `filters`; all other fields get their defaults. */
  show(filters: Partial<MessageFilters>): void {
    this.#shownRange = filters.time?.kind === 'between' ? filters.time : null;
    this.#set(formStateOf(filters, this.#offered.timeZone), []);
  }

  /** Takes what the user typed or chose. The problem of a field goes when the field changes. */
  change(change: Partial<FilterFormState>): void {
    const fields = Object.keys(change);
    const problems = this.#problems.filter(
      (problem) =>
        problem !== 'to-before-from' && !fields.some((field) => problem.startsWith(field)),
    );
    if (change.from !== undefined || change.to !== undefined) this.#shownRange = null;
    this.#set({ ...this.#state, ...change }, problems);
  }

  /** Chooses a preset, or a customized range, which begins as the former preset in dates. */
  chooseTime(time: TimeChoice): void {
    const before = this.#state;
    if (time === 'custom' && before.from === '' && before.to === '') {
      const range = suggestRange(before.time, new Date());
      this.#shownRange = range;
      this.#set({ ...before, time, ...rangeFields(range, this.#offered.timeZone) }, []);
    } else this.#set({ ...before, time }, []);
  }

  /** Whether a text field holds something else than `filters`, those in force. */
  isUnasked(
    field: 'contactNumber' | 'employeeId' | 'processorAccount',
    filters: MessageFilters,
  ): boolean {
    return searchText(field, this.#state[field]) !== (filters[field] ?? '');
  }

  /** Whether only messages of `employeeId` are asked for. */
  isMine(employeeId: string): boolean {
    return isSameId(employeeId, this.#state.employeeId);
  }

  toggleMine(employeeId: string): void {
    this.change({ employeeId: this.isMine(employeeId) ? '' : employeeId });
  }

  /** How many fields restrict, other than time and status. */
  get activeCount(): number {
    const { contactNumber, employeeId, channel, organizationId, processorAccount, skillQueueId } =
      this.#state;
    return [
      contactNumber,
      employeeId,
      channel,
      organizationId,
      processorAccount,
      skillQueueId,
    ].filter((value) => value.trim() !== '').length;
  }

  /** The filters that the fields ask for. */
  read(): FiltersReading {
    return readFilters(this.#state, this.#offered.filters, this.#offered.timeZone);
  }

  /** Reads the fields for a query; `null` when something is wrong with them, which the fields then say. */
  submit(): MessageFilters | null {
    const reading = this.read();
    this.#set(this.#state, reading.ok ? [] : reading.problems);
    return reading.ok ? reading.filters : null;
  }

  #set(state: FilterFormState, problems: readonly TimeRangeProblem[]): void {
    this.#state = state;
    this.#problems = problems;
    this.#host.requestUpdate();
  }
}
