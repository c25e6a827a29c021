import { expect } from 'chai';
import * as ranges from './custom-range.js';
import { suggestRange } from './custom-range.js';
import {
  DEFAULT_DRAFT,
  UNREADABLE,
  draftOf,
  readDraft,
  sameFilters,
  type FilterDraft,
} from './filter-form.js';
import type { MessageFilters } from '../../model/query.js';
import { matchesFilters } from './matches.js';
import { aMessage } from '../../../test/support/messages.js';

const read = (change: Partial<typeof DEFAULT_DRAFT>) =>
  readDraft({ ...DEFAULT_DRAFT, ...change }, [], undefined, ranges);

describe('filter form', () => {
  it('starts with 7 Days and restricts nothing else', () => {
    expect(readDraft(DEFAULT_DRAFT)).to.deep.equal({
      ok: true,
      filters: { time: { kind: 'last', hours: 168 } },
    });
  });

  it('W15 sends presets as relative hours, never as times of this clock', () => {
    for (const [time, hours] of [
      ['1', 24],
      ['3', 72],
      ['7', 168],
    ] as const) {
      expect(read({ time })).to.deep.equal({
        ok: true,
        filters: { time: { kind: 'last', hours } },
      });
    }
  });

  it('names what is wrong with a customized range, per field', () => {
    const problems = (from: string, to: string) => {
      const reading = read({ time: 'custom', from, to });
      return reading.ok ? [] : reading.problems;
    };
    expect(problems('', '')).to.deep.equal(['from-missing', 'to-missing']);
    expect(problems(UNREADABLE, '2026-11-20T10:00')).to.deep.equal(['from-unreadable']);
    expect(problems('2026-11-20T10:00', '2026-11-20T10:00')).to.deep.equal(['to-before-from']);
    expect(problems('2026-11-20T10:00', '2026-11-20T10:01')).to.deep.equal([]);
  });

  it('leaves blanks, unknown words and filters the backend does not offer out', () => {
    expect(
      read({ contactNumber: '  ', employeeId: ' 1001 ', status: 'escalated', skillQueueId: 'q1' }),
    ).to.deep.equal({
      ok: true,
      filters: { time: { kind: 'last', hours: 168 }, employeeId: '1001' },
    });
  });

  it('gives back the fields that made the filters', () => {
    const draft = {
      ...DEFAULT_DRAFT,
      time: '3',
      contactNumber: '+44',
      status: 'processed',
      channel: 'web',
    } as const;
    const reading = readDraft(draft);
    expect(reading.ok && draftOf(reading.filters)).to.deep.equal(draft);
    const custom = { ...DEFAULT_DRAFT, time: 'custom', ...suggestRange('3', new Date()) } as const;
    const range = readDraft(custom, [], undefined, ranges);
    expect(range.ok && draftOf(range.filters, undefined, ranges)).to.deep.equal(custom);
  });

  it('neither reads a customized time nor finds fault with it before the code for it is here', () => {
    const between = {
      kind: 'between',
      from: '2026-11-20T00:00Z',
      to: '2026-11-21T00:00Z',
    } as const;
    expect(draftOf({ time: between, employeeId: '7' })).to.include({
      time: 'custom',
      from: '',
      employeeId: '7',
    });
    expect(readDraft({ ...DEFAULT_DRAFT, time: 'custom' })).to.deep.equal({
      ok: false,
      problems: [],
    });
  });

  it('takes filters that a host sets to nothing as not set', () => {
    const filters = { status: undefined, employeeId: null } as unknown as Parameters<
      typeof draftOf
    >[0];
    expect(draftOf(filters)).to.deep.equal(DEFAULT_DRAFT);
  });

  it('W16 reads customized times in the tenant’s zone, through nights of clock change too', () => {
    const instants = (timeZone: string, from: string, to: string) => {
      const draft = { ...DEFAULT_DRAFT, time: 'custom', from, to } as const;
      const reading = readDraft(draft, [], timeZone, ranges);
      return reading.ok && reading.filters.time.kind === 'between'
        ? [reading.filters.time.from, reading.filters.time.to]
        : [];
    };
    expect(instants('Asia/Kathmandu', '2026-11-20T00:00', '2026-11-21T00:00')).to.deep.equal([
      '2026-11-19T18:15:00.000Z',
      '2026-11-20T18:15:00.000Z',
    ]);
    // The night of 4 October 2026 is half an hour shorter on Lord Howe Island.
    expect(instants('Australia/Lord_Howe', '2026-10-04T00:00', '2026-10-05T00:00')).to.deep.equal([
      '2026-10-03T13:30:00.000Z',
      '2026-10-04T13:00:00.000Z',
    ]);
    // 02:30 does not exist on 8 March 2026 in St John's: the offset before the change decides.
    expect(instants('America/St_Johns', '2026-03-08T02:30', '2026-11-01T01:30')).to.deep.equal([
      '2026-03-08T06:00:00.000Z',
      '2026-11-01T04:00:00.000Z',
    ]);
    expect(instants('No/Such_Zone', '2026-11-20T00:00', '2026-11-21T00:00')).to.have.length(2);
  });

  it('W16 shows a range in the zone that it is read in', () => {
    for (const zone of ['Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC']) {
      const custom = {
        ...DEFAULT_DRAFT,
        time: 'custom',
        ...suggestRange('7', new Date('2026-11-22T10:00:00Z'), zone),
      } as const;
      const reading = readDraft(custom, [], zone, ranges);
      expect(reading.ok && draftOf(reading.filters, zone, ranges)).to.deep.equal(custom);
    }
  });

  it('finds what was read from the same fields the same, however they were set', () => {
    const filters = (change: Partial<FilterDraft>): MessageFilters => {
      const reading = read(change);
      return reading.ok ? reading.filters : expect.fail('not read');
    };
    const asked = filters({ employeeId: '1', status: 'processed' });
    expect(sameFilters(asked, filters({ status: 'processed', employeeId: ' 1 ' }))).to.be.true;
    expect(sameFilters(asked, filters({ status: 'processed', employeeId: '2' }))).to.be.false;
  });
});

describe('matching', () => {
  const time = { kind: 'last', hours: 24 } as const;

  it('judges status, channel, employee and number', () => {
    const message = aMessage({
      status: 'processed',
      channel: 'web',
      employeeId: '1001',
      contactNumber: '+44 7700 900952',
    });
    expect(
      matchesFilters(message, { time, status: 'processed', channel: 'web', employeeId: '1001' }),
    ).to.be.true;
    expect(matchesFilters(message, { time, contactNumber: '7700900' })).to.be.true;
    expect(matchesFilters(message, { time, status: 'unprocessed' })).to.be.false;
    expect(matchesFilters(message, { time, contactNumber: '123' })).to.be.false;
  });

  it('does not judge what it cannot know: masked numbers', () => {
    expect(
      matchesFilters(aMessage({ contactNumber: '+44 •••• 0952' }), { time, contactNumber: '7700' }),
    ).to.be.true;
  });
});
