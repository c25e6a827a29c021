import { expect } from '@open-wc/testing';
import {
  DEFAULT_DRAFT,
  UNREADABLE,
  draftOf,
  readDraft,
  sameFilters,
  suggestRange,
} from './filter-form.js';
import { matchesFilters } from './matches.js';
import { aMessage } from '../../../test/support/messages.js';

const read = (change: Partial<typeof DEFAULT_DRAFT>) => readDraft({ ...DEFAULT_DRAFT, ...change });

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
    const range = readDraft(custom);
    expect(range.ok && draftOf(range.filters)).to.deep.equal(custom);
  });

  it('finds two sets of filters the same whatever their order', () => {
    const time = { kind: 'last', hours: 24 } as const;
    expect(
      sameFilters(
        { time, employeeId: '1', status: 'processed' },
        { status: 'processed', employeeId: '1', time },
      ),
    ).to.be.true;
    expect(sameFilters({ time, employeeId: '1' }, { time, employeeId: '2' })).to.be.false;
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
