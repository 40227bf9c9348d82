import fc from 'fast-check';
import { days, instant, later, latest, wallClock } from './clock';

describe('A point in time', () => {
  test.each([
    ['2025-03-01', '2025-03-01T00:00:00.000Z'],
    ['2025-03-01T08:30Z', '2025-03-01T08:30:00.000Z'],
    ['2025-03-01T08:30:15.5+03:00', '2025-03-01T05:30:15.500Z'],
    ['2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59.999Z'],
  ])('%s is kept as %s', (written, kept) => {
    expect(instant(written)).toBe(kept);
  });

  test.each([
    ['nonsense', 'soon'],
    ['a day that does not exist', '2025-02-30'],
    ['a day that does not exist, with a time', '2025-04-31T10:00:00Z'],
    ['an hour that does not exist', '2025-04-30T25:00:00Z'],
    ['a time without a zone, which every machine reads differently', '2025-03-01T08:30:00'],
    ['a way of writing that depends on the reader', '03/01/2025'],
    ['a year that would not sort as text', '+012025-01-01T00:00:00Z'],
    ['a number of milliseconds beyond the year 9999', 253_402_300_800_000],
    ['a number of milliseconds before the year 0', -62_167_219_200_001],
    ['no number', NaN],
  ])('can not be %s', (_, value) => {
    expect(() => instant(value)).toThrow(RangeError);
  });

  test('compares as text', () => {
    const time = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });
    fc.assert(
      fc.property(time, time, (a, b) => {
        expect(instant(a) < instant(b)).toBe(a < b);
        expect(Date.parse(latest(instant(a), instant(b)))).toBe(Math.max(a, b));
      }),
    );
  });

  test('moves by days', () => {
    expect(later(instant('2024-02-28'), days(2))).toBe('2024-03-01T00:00:00.000Z');
  });

  test('comes from the wall clock as of now', () => {
    const before = Date.now();
    const now = Date.parse(wallClock.now());
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
});
