import fc from 'fast-check';
import { Type } from '@sinclair/typebox';
import { days, instant, instantSchema, isInstant, later, latest, wallClock } from './clock';
import { defineEvent } from './event';
import { EventRegistry, InvalidEvent } from './registry';
import { wellFormed } from './well-formed';

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

  test('is recognised as written here, and in no other way', () => {
    const time = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });
    fc.assert(fc.property(time, (at) => isInstant(instant(at))));
    fc.assert(fc.property(fc.string(), (text) => !isInstant(text)));
  });

  const dueAt = Type.Object({ dueAt: instantSchema });
  test.each([
    '2026-13-45T25:61:61.000Z',
    '2026-02-30T00:00:00.000Z',
    '2026-01-01T24:00:00.000Z',
    '2026-01-01T00:00:00Z',
    '2026-01-01',
    '+010000-01-01T00:00:00.000Z',
    '-000001-01-01T00:00:00.000Z',
  ])('%s passes neither for an input nor into an event', (text) => {
    const Due = defineEvent({ type: 'Due', description: '.', schema: dueAt });
    expect(wellFormed(dueAt)({ dueAt: text })).toMatchObject({ code: 'INVALID_INPUT', field: 'dueAt' });
    expect(() => new EventRegistry([Due]).validate({ type: 'Due', data: { dueAt: text } })).toThrow(InvalidEvent);
    expect(wellFormed(dueAt)({ dueAt: '2026-01-01T00:00:00.000Z' })).toBeUndefined();
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
