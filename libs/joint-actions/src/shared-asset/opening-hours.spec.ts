import { instant } from '@jointly/kernel';
import { easyRules } from '../testing/asset-story';
import { quotaPeriod, slotText } from './local-time';
import { isOpen, openings } from './opening-hours';
import type { Opening, Slot, Weekday } from './schemas';

const slot = (start: string, end: string): Slot => ({ start: instant(start), end: instant(end) });

const open = (timeZone: string, ...openingHours: readonly Opening[]) => ({
  timeZone,
  rules: { ...easyRules, openingHours: [...openingHours] },
});

const on = (weekday: Weekday, from: string, until: string): Opening => ({ weekday, from, until });

const everyDay = (from: string, until: string): Opening[] =>
  (['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const).map((weekday) => on(weekday, from, until));

describe('opening hours', () => {
  it('are those of the asset’s time zone', () => {
    const addis = open('Africa/Addis_Ababa', on('MO', '08:00', '18:00'));
    expect(isOpen(addis, slot('2026-01-05T05:00Z', '2026-01-05T15:00Z'))).toBe(true);
    expect(isOpen(addis, slot('2026-01-05T04:59Z', '2026-01-05T15:00Z'))).toBe(false);
    expect(isOpen(addis, slot('2026-01-05T05:00Z', '2026-01-05T15:01Z'))).toBe(false);
    expect(isOpen(addis, slot('2026-01-06T06:00Z', '2026-01-06T07:00Z'))).toBe(false);
  });

  it('join at midnight, and not over a break', () => {
    const nights = open(
      'Europe/Berlin',
      on('MO', '20:00', '24:00'),
      on('TU', '00:00', '06:00'),
      on('TU', '07:00', '09:00'),
    );
    expect(isOpen(nights, slot('2026-01-05T20:00Z', '2026-01-06T05:00Z'))).toBe(true);
    expect(isOpen(nights, slot('2026-01-05T20:00Z', '2026-01-06T06:30Z'))).toBe(false);
  });

  it('that follow each other are one, whatever the order they were given in', () => {
    const split = open('UTC', on('MO', '12:00', '18:00'), on('MO', '08:00', '12:00'));
    expect([...openings(split, slot('2026-01-05T00:00Z', '2026-01-06T00:00Z'))]).toEqual([
      slot('2026-01-05T08:00Z', '2026-01-05T18:00Z'),
    ]);
  });

  it('are always, where none are given', () => {
    expect(isOpen(open('Europe/Berlin'), slot('2026-01-05T00:13Z', '2026-02-05T00:17Z'))).toBe(true);
  });

  it('keep to the clock on the wall over daylight saving: a night is an hour shorter, another an hour longer', () => {
    const berlin = open('Europe/Berlin', ...everyDay('00:00', '24:00'));
    const hoursOn = (day: Slot) => [...openings(berlin, day)].map(({ start, end }) => [start, end]);
    expect(hoursOn(slot('2026-03-28T23:00Z', '2026-03-29T22:00Z'))).toEqual([
      ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ]);
    const mornings = open('Europe/Berlin', ...everyDay('01:00', '04:00'));
    expect([...openings(mornings, slot('2026-03-29T00:00Z', '2026-03-29T12:00Z'))]).toEqual([
      slot('2026-03-29T00:00Z', '2026-03-29T02:00Z'),
    ]);
    expect([...openings(mornings, slot('2026-10-24T22:00Z', '2026-10-25T12:00Z'))]).toEqual([
      slot('2026-10-24T23:00Z', '2026-10-25T03:00Z'),
    ]);
  });

  it('that begin at a time which the clock skips begin when it has', () => {
    const skipped = open('Europe/Berlin', ...everyDay('02:30', '05:00'));
    expect([...openings(skipped, slot('2026-03-29T00:00Z', '2026-03-29T12:00Z'))]).toEqual([
      slot('2026-03-29T01:30Z', '2026-03-29T03:00Z'),
    ]);
  });

  it('at a time which the clock shows twice open at the first and close at the second', () => {
    const twice = open('Europe/Berlin', ...everyDay('02:15', '02:45'));
    expect([...openings(twice, slot('2026-10-24T22:00Z', '2026-10-25T12:00Z'))]).toEqual([
      slot('2026-10-25T00:15Z', '2026-10-25T01:45Z'),
    ]);
  });

  it('begin at the day’s first moment where its midnight doesn’t exist', () => {
    const santiago = open('America/Santiago', ...everyDay('00:00', '24:00'));
    expect([...openings(santiago, slot('2026-09-05T12:00Z', '2026-09-07T12:00Z'))]).toEqual([
      slot('2026-09-05T12:00Z', '2026-09-07T12:00Z'),
    ]);
  });
});

describe('a quota period', () => {
  it.each([
    ['DAY', '2026-01-05T21:30Z', '2026-01-06'],
    ['WEEK', '2026-01-05T00:00Z', '2026-W02'],
    ['WEEK', '2026-12-31T12:00Z', '2026-W53'],
    ['WEEK', '2027-01-02T12:00Z', '2026-W53'],
    ['MONTH', '2026-01-31T22:00Z', '2026-02'],
  ] as const)('by %s of %s is %s where clocks show UTC+3', (period, start, name) => {
    expect(quotaPeriod(instant(start), { quota: { period, minutes: 60 } }, 'Africa/Addis_Ababa')).toBe(name);
  });

  it('is none without a quota', () => {
    expect(quotaPeriod(instant('2026-01-05'), {}, 'Africa/Addis_Ababa')).toBeUndefined();
  });
});

describe('a slot in words', () => {
  it('names the second day only where there is one', () => {
    expect(slotText(slot('2026-01-05T06:00Z', '2026-01-05T07:30Z'), 'Africa/Addis_Ababa')).toBe(
      '2026-01-05 09:00–10:30',
    );
    expect(slotText(slot('2026-01-05T19:00Z', '2026-01-05T23:00Z'), 'Africa/Addis_Ababa')).toBe(
      '2026-01-05 22:00–2026-01-06 02:00',
    );
  });
});
