import { localDay, localWeek } from './local-days';

const hours = ({ start, end }: { start: string; end: string }): number =>
  (Date.parse(end) - Date.parse(start)) / 3_600_000;

describe('a day in an asset’s time zone', () => {
  it('runs from local midnight to local midnight', () => {
    expect(localDay('2026-11-25', 'Africa/Addis_Ababa')).toEqual({
      date: '2026-11-25',
      start: '2026-11-24T21:00:00.000Z',
      end: '2026-11-25T21:00:00.000Z',
    });
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-03-30', 24],
    ['2026-10-25', 25],
  ])('of a clock that is put forward and back, %s has %i hours', (date, length) => {
    expect(hours(localDay(date, 'Europe/Istanbul')!)).toBe(24); // Turkey has kept one time since 2016
    expect(hours(localDay(date, 'Europe/Rome')!)).toBe(length);
  });

  it('begins after midnight where the clock skips that', () => {
    expect(localDay('2026-09-06', 'America/Santiago')!.start).toBe('2026-09-06T04:00:00.000Z');
  });

  it.each(['2026-02-30', '1899-12-31', '9999-12-31', '2026-13-01', 'tomorrow', ''])('does not exist for %p', (date) => {
    expect(localDay(date, 'Africa/Tunis')).toBeUndefined();
    expect(localWeek(date, 'Africa/Tunis')).toBeUndefined();
  });
});

describe('a week of ISO 8601', () => {
  it('runs from Monday to Sunday, whichever of its days is given', () => {
    for (const date of ['2026-11-23', '2026-11-25', '2026-11-29']) {
      const { week, days } = localWeek(date, 'Africa/Addis_Ababa')!;
      expect([week, days[0]!.date, days[6]!.date]).toEqual(['2026-W48', '2026-11-23', '2026-11-29']);
      for (const [index, day] of days.slice(1).entries()) expect(day.start).toBe(days[index]!.end);
    }
  });

  it('belongs to the year that most of it is in', () => {
    expect(localWeek('2027-01-01', 'Africa/Tunis')!.week).toBe('2026-W53');
    expect(localWeek('2024-12-30', 'Africa/Tunis')!.week).toBe('2025-W01');
  });
});
