import { expect } from 'chai';
import type { ReactiveControllerHost } from 'lit';
import {
  DEFAULT_FORM_STATE,
  FilterForm,
  UNREADABLE,
  formStateOf,
  rangeFields,
  readFilters,
  sameFilters,
  suggestRange,
  type FilterFormState,
} from './filter-form.js';
import type { MessageFilters } from '../../model/query.js';
import { matchesFilters } from './matches.js';
import { aMessage } from '../../../test/support/messages.js';

const aHost = (): ReactiveControllerHost => ({
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
});

const read = (change: Partial<FilterFormState>) =>
  readFilters({ ...DEFAULT_FORM_STATE, ...change });

describe('filter form', () => {
  it('starts with 7 Days and restricts nothing else', () => {
    expect(readFilters(DEFAULT_FORM_STATE)).to.deep.equal({
      ok: true,
      filters: { time: { kind: 'last', hours: 168 } },
    });
  });

  it('sends presets as relative hours, never as times of this clock (W15)', () => {
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

  it('names what is wrong with a customized range, by field', () => {
    const problems = (from: string, to: string) => {
      const reading = read({ time: 'custom', from, to });
      return reading.ok ? [] : reading.problems;
    };
    expect(problems('', '')).to.deep.equal(['from-missing', 'to-missing']);
    expect(problems(UNREADABLE, '2026-11-20T10:00')).to.deep.equal(['from-unreadable']);
    expect(problems('2026-11-20T10:00', '2026-11-20T10:00')).to.deep.equal(['to-before-from']);
    expect(problems('2026-11-20T10:00', '2026-11-20T10:01')).to.deep.equal([]);
  });

  it('leaves out blanks, unknown words and filters that the backend does not offer', () => {
    expect(
      read({ contactNumber: '  ', employeeId: ' 1001 ', status: 'escalated', skillQueueId: 'q1' }),
    ).to.deep.equal({
      ok: true,
      filters: { time: { kind: 'last', hours: 168 }, employeeId: '1001' },
    });
  });

  it('restores the fields that gave the filters', () => {
    const state = {
      ...DEFAULT_FORM_STATE,
      time: '3',
      contactNumber: '+44',
      status: 'processed',
      channel: 'web',
    } as const;
    const reading = readFilters(state);
    expect(reading.ok && formStateOf(reading.filters)).to.deep.equal(state);
    const custom = {
      ...DEFAULT_FORM_STATE,
      time: 'custom',
      ...rangeFields(suggestRange('3', new Date())),
    } as const;
    const range = readFilters(custom);
    expect(range.ok && formStateOf(range.filters)).to.deep.equal(custom);
  });

  it('takes filters that a host sets to null for filters that are not set', () => {
    const filters = { status: undefined, employeeId: null } as unknown as Partial<MessageFilters>;
    expect(formStateOf(filters)).to.deep.equal(DEFAULT_FORM_STATE);
  });

  it('reads customized times in the tenant’s zone, through nights of clock change too (W16)', () => {
    const instants = (timeZone: string, from: string, to: string) => {
      const state = { ...DEFAULT_FORM_STATE, time: 'custom', from, to } as const;
      const reading = readFilters(state, [], timeZone);
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

  it('shows a range in the zone that it is read in (W16)', () => {
    for (const zone of ['Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC']) {
      const custom = {
        ...DEFAULT_FORM_STATE,
        time: 'custom',
        ...rangeFields(suggestRange('7', new Date('2026-11-22T10:00:00Z')), zone),
      } as const;
      const reading = readFilters(custom, [], zone);
      expect(reading.ok && formStateOf(reading.filters, zone)).to.deep.equal(custom);
    }
  });

  it('keeps the instants of a range when the tenant’s zone arrives after it (W16)', () => {
    const form = new FilterForm(aHost());
    const time = {
      kind: 'between',
      from: '2026-11-20T00:00:00.000Z',
      to: '2026-11-21T00:00:00.000Z',
    };
    form.show({ time } as Partial<MessageFilters>);
    form.offer({ timeZone: 'Asia/Kathmandu' });
    expect(form.state.from).to.equal('2026-11-20T05:45');
    expect(form.read()).to.deep.equal({ ok: true, filters: { time } });
    form.change({ from: '2026-11-20T06:00' });
    form.offer({ timeZone: 'UTC' });
    expect(form.state.from).to.equal('2026-11-20T06:00');
  });

  it('begins a customized range as the preset before it, and keeps what was typed', () => {
    const form = new FilterForm(aHost());
    form.chooseTime('1');
    form.chooseTime('custom');
    const reading = form.read();
    const { time } = reading.ok ? reading.filters : expect.fail('not read');
    expect(time.kind === 'between' && Date.parse(time.to) - Date.parse(time.from)).to.equal(
      24 * 3_600_000,
    );
    form.change({ from: '2026-11-20T06:00' });
    form.chooseTime('7');
    form.chooseTime('custom');
    expect(form.state.from).to.equal('2026-11-20T06:00');
  });

  it('finds filters equal that were read from equal fields, in whatever order the fields were set', () => {
    const filters = (change: Partial<FilterFormState>): MessageFilters => {
      const reading = read(change);
      return reading.ok ? reading.filters : expect.fail('not read');
    };
    const inForce = filters({ employeeId: '1', status: 'processed' });
    expect(sameFilters(inForce, filters({ status: 'processed', employeeId: ' 1 ' }))).to.be.true;
    expect(sameFilters(inForce, filters({ status: 'processed', employeeId: '2' }))).to.be.false;
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

  it('lets masked numbers match: they cannot be compared', () => {
    expect(
      matchesFilters(aMessage({ contactNumber: '+44 •••• 0952' }), { time, contactNumber: '7700' }),
    ).to.be.true;
  });
});
