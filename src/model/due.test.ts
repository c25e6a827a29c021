import { expect } from 'chai';
import { aMessage } from '../../test/support/messages.js';
import { dueTime, waitingOf, type DueRules } from './due.js';

const CREATED = '2026-11-27T09:00:00Z';
const created = Date.parse(CREATED);
const MINUTE = 60_000;
const message = aMessage({ status: 'unprocessed', createdAt: CREATED });
const iso = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString();

describe('how long a message waits', () => {
  it('counts from its creation until it is processed', () => {
    expect(waitingOf(message, created + 90 * MINUTE)).to.deep.equal({
      seconds: 5400,
      dueInSeconds: null,
      state: 'none',
    });
    expect(waitingOf({ ...message, status: 'processed' }, created)).to.equal(null);
  });

  it('never counts below zero when the clock of this computer is behind', () => {
    expect(waitingOf(message, created - MINUTE)?.seconds).to.equal(0);
  });

  it('says nothing of a message whose creation is not known', () => {
    expect(waitingOf({ ...message, createdAt: null }, created)).to.deep.equal({
      seconds: null,
      dueInSeconds: null,
      state: 'none',
    });
  });

  it('is in time, soon due and late by what the backend promises', () => {
    const promised = { ...message, dueAt: '2026-11-27T11:00:00Z' };
    const at = (minutes: number) => waitingOf(promised, created + minutes * MINUTE);
    expect(at(60)).to.include({ dueInSeconds: 3600, state: 'in-time' });
    expect(at(105)).to.include({ dueInSeconds: 900, state: 'soon' });
    expect(at(120)).to.include({ dueInSeconds: 0, state: 'soon' });
    expect(at(134)).to.include({ dueInSeconds: -840, state: 'late' });
  });
});

describe('a promise by rules of the host', () => {
  const rules: DueRules = {
    rules: [
      { status: 'to-be-allocated', channel: 'voice', hours: 1 },
      { channel: 'web', hours: 24 },
      { hours: 4 },
    ],
    soonMinutes: 30,
  };

  it('takes the first rule that fits', () => {
    const due = (overrides: Parameters<typeof aMessage>[0]) =>
      iso(dueTime(aMessage({ createdAt: CREATED, ...overrides }), rules));
    expect(due({ status: 'to-be-allocated', channel: 'voice' })).to.equal(
      '2026-11-27T10:00:00.000Z',
    );
    expect(due({ status: 'unprocessed', channel: 'voice' })).to.equal('2026-11-27T13:00:00.000Z');
    expect(due({ status: 'unprocessed', channel: 'web' })).to.equal('2026-11-28T09:00:00.000Z');
    expect(due({ status: 'processed', channel: 'web' })).to.equal(null);
  });

  it('gives way to what the backend promises', () => {
    expect(iso(dueTime({ ...message, dueAt: '2026-11-27T09:30:00Z' }, rules))).to.equal(
      '2026-11-27T09:30:00.000Z',
    );
  });

  it('counts business hours only, over a night, a weekend and a holiday', () => {
    const businessHours = {
      timeZone: 'Europe/Berlin',
      week: Object.fromEntries(
        (['mon', 'tue', 'wed', 'thu', 'fri'] as const).map((day) => [
          day,
          [
            ['09:00', '12:00'],
            ['13:00', '17:00'],
          ] as const,
        ]),
      ),
      holidays: ['2026-11-30'],
    };
    const four: DueRules = { rules: [{ hours: 4 }], businessHours };
    const due = (createdAt: string) => iso(dueTime({ ...message, createdAt }, four));
    // Friday 10:00 in Berlin: two hours before lunch, two after.
    expect(due('2026-11-27T09:00:00Z')).to.equal('2026-11-27T14:00:00.000Z');
    // Friday 16:00: one hour, then Tuesday from 9 to 12.
    expect(due('2026-11-27T15:00:00Z')).to.equal('2026-12-01T11:00:00.000Z');
    // Saturday night: all of it on Tuesday.
    expect(due('2026-11-28T22:30:00Z')).to.equal('2026-12-01T13:00:00.000Z');
  });

  it('keeps the length of a business day when clocks change', () => {
    // On 2026-03-29 clocks in Berlin jump from 2 to 3: the day has 23 hours.
    const always: DueRules = {
      rules: [{ hours: 24 }],
      businessHours: {
        timeZone: 'Europe/Berlin',
        week: Object.fromEntries(
          ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [
            day,
            [['00:00', '24:00']],
          ]),
        ),
      },
    };
    const start = '2026-03-28T23:00:00Z';
    expect(iso(dueTime({ ...message, createdAt: start }, always))).to.equal(
      '2026-03-29T23:00:00.000Z',
    );
  });

  it('promises nothing where the calendar is never open, a zone is unknown or an hour is no number', () => {
    const closed: DueRules = {
      rules: [{ hours: 1 }],
      businessHours: { week: {}, timeZone: 'UTC' },
    };
    expect(dueTime(message, closed)).to.equal(null);
    const nowhere: DueRules = {
      rules: [{ hours: 1 }],
      businessHours: { week: { fri: [['00:00', '24:00']] }, timeZone: 'Nowhere/Land' },
    };
    expect(dueTime(message, nowhere)).to.equal(null);
    expect(dueTime(message, { rules: [{ hours: Number.NaN }] })).to.equal(null);
  });
});
