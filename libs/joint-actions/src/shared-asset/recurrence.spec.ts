import { instant, type Instant } from '@jointly/kernel';
import { occurrences } from './recurrence';
import { patienceWith } from './recurrence-cost';
import { occurrenceLimit, type Slot } from './schemas';

const slot = (start: string, end: string): Slot => ({ start: instant(start), end: instant(end) });
const horizon = instant('2027-12-31');

const startsOf = (rule: string, first: Slot, timeZone = 'Europe/Berlin'): Instant[] | string => {
  const slots = occurrences({ rule, first, timeZone, horizon });
  return 'code' in slots ? slots.code : slots.map(({ start }) => start);
};

const tuesday = slot('2026-03-24T08:00Z', '2026-03-24T10:00Z');

describe('a series', () => {
  it('keeps its time of day when the clocks go forward, and its length', () => {
    const slots = occurrences({ rule: 'FREQ=WEEKLY;COUNT=2', first: tuesday, timeZone: 'Europe/Berlin', horizon });
    expect(slots).toEqual([tuesday, slot('2026-03-31T07:00Z', '2026-03-31T09:00Z')]);
  });

  it('keeps its time of day when the clocks go back', () => {
    const first = slot('2026-10-20T07:00Z', '2026-10-20T09:00Z');
    expect(startsOf('FREQ=WEEKLY;COUNT=2', first)).toEqual([first.start, instant('2026-10-27T08:00Z')]);
  });

  it('leaves out a night whose 02:30 doesn’t exist', () => {
    const night = slot('2026-03-28T01:30Z', '2026-03-28T02:30Z');
    expect(startsOf('FREQ=DAILY;COUNT=2', night)).toEqual([night.start, instant('2026-03-30T00:30Z')]);
  });

  it('takes the first of a 02:30 that exists twice', () => {
    const night = slot('2026-10-24T00:30Z', '2026-10-24T01:30Z');
    expect(startsOf('FREQ=DAILY;COUNT=2', night)).toEqual([night.start, instant('2026-10-25T00:30Z')]);
  });

  it('may begin at the second of them', () => {
    const night = slot('2026-10-25T01:30Z', '2026-10-25T02:00Z');
    expect(startsOf('FREQ=DAILY;COUNT=2', night)).toEqual([night.start, instant('2026-10-26T01:30Z')]);
  });

  it('without COUNT or UNTIL goes as far as can be booked', () => {
    const slots = occurrences({ rule: 'FREQ=WEEKLY', first: tuesday, timeZone: 'UTC', horizon: instant('2026-04-08') });
    expect(slots).toHaveLength(3);
  });

  it('goes on after the horizon where its rule says when to end, so that somebody is told', () => {
    const slots = occurrences({ rule: 'FREQ=WEEKLY;COUNT=4', first: tuesday, timeZone: 'UTC', horizon: tuesday.end });
    expect(slots).toHaveLength(4);
  });

  it('may be the last Friday of each month', () => {
    const first = slot('2026-01-30T08:00Z', '2026-01-30T09:00Z');
    expect(startsOf('FREQ=MONTHLY;BYDAY=-1FR;COUNT=2', first)).toEqual([first.start, instant('2026-02-27T08:00Z')]);
  });

  it.each([
    ['nonsense'],
    ['FREQ=MINUTELY'],
    ['FREQ=SECONDLY;COUNT=2'],
    ['FREQ=DAILY;INTERVAL=0'],
    ['FREQ=DAILY;COUNT=0'],
    ['FREQ=DAILY;COUNT=-1'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20260401T000000Z'],
    ['FREQ=DAILY;UNTIL=20260401'],
    ['FREQ=DAILY;UNTIL=20261345T000000Z'],
    ['FREQ=DAILY;FREQ=WEEKLY'],
    ['FREQ=DAILY;BYHOUR=25'],
    ['FREQ=DAILY;COLOUR=RED'],
    ['FREQ=DAILY;'],
    ['FREQ=DAILY\nRDATE:20260401T080000Z'],
    ['RRULE:FREQ=DAILY'],
    ['FREQ=WEEKLY;BYDAY=1TU'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
    ['FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30'],
    ['FREQ=WEEKLY;BYDAY=MO'],
    ['FREQ=DAILY;UNTIL=20260101T000000Z'],
  ])('is refused for the rule %j', (rule) => {
    expect(startsOf(rule, tuesday)).toBe('RECURRENCE_RULE_INVALID');
  });

  const all = (from: number, to: number): string => Array.from({ length: to - from + 1 }, (_, n) => from + n).join(',');

  it.each([
    [`FREQ=MONTHLY;BYMONTHDAY=${all(1, 28)};BYHOUR=${all(0, 23)};BYMINUTE=${all(0, 59)};BYSETPOS=-999;COUNT=300`],
    [`FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=8,12,16;COUNT=300`],
    [`FREQ=MONTHLY;BYMONTHDAY=${all(1, 31)};BYHOUR=${all(0, 23)};BYMINUTE=0,30;COUNT=300`],
  ])('is refused before it keeps anybody waiting for the rule %j', (rule) => {
    const answer = occurrences({ rule, first: tuesday, timeZone: 'UTC', horizon });
    expect(answer).toMatchObject({
      code: 'RECURRENCE_RULE_INVALID',
      message: expect.stringContaining('too many times') as string,
    });
  });

  it('that can’t come about is given up before it keeps anybody waiting', () => {
    expect(patienceWith('FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-366')).toBe(28);
    expect(patienceWith('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).toBe(1000);
  });

  it('may have several times a day', () => {
    const short = slot('2026-03-24T08:00Z', '2026-03-24T08:30Z');
    expect(startsOf('FREQ=DAILY;BYHOUR=9,12,15;BYMINUTE=0,30;COUNT=6', short)).toHaveLength(6);
  });

  it('has so many bookings at most', () => {
    const first = slot('2026-01-01T08:00Z', '2026-01-01T09:00Z');
    expect(startsOf(`FREQ=DAILY;COUNT=${occurrenceLimit}`, first)).toHaveLength(occurrenceLimit);
    expect(startsOf(`FREQ=DAILY;COUNT=${occurrenceLimit + 1}`, first)).toBe('TOO_MANY_OCCURRENCES');
    expect(startsOf('FREQ=DAILY', first)).toBe('TOO_MANY_OCCURRENCES');
  });

  it('has no two that overlap', () => {
    expect(startsOf('FREQ=HOURLY;COUNT=3', tuesday)).toBe('OCCURRENCES_OVERLAP');
    expect(startsOf('FREQ=HOURLY;INTERVAL=2;COUNT=3', tuesday)).toHaveLength(3);
  });
});
