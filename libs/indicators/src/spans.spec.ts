import fc from 'fast-check';
import { instant } from '@jointly/kernel';
import type { Period } from './membership';
import { common, hoursOf, united, without, type Spans } from './spans';

/** Hours of one day. */
const spans = (...hours: (readonly [number, number])[]): Period[] =>
  hours.map(([from, until]) => ({ from: at(from), until: at(until) }));
const at = (hour: number) => instant(Date.UTC(2026, 0, 1, hour));

test('time that is told twice is counted once', () => {
  expect(united(spans([9, 11], [8, 10], [11, 12], [14, 14]))).toEqual(spans([8, 12]));
});

test('what two have in common, and what one has alone, are stretches of time again', () => {
  const [open, down] = [united(spans([8, 12], [14, 18])), united(spans([7, 9], [11, 15], [18, 19]))];
  expect(common(open, down)).toEqual(spans([8, 9], [11, 12], [14, 15]));
  expect(without(open, down)).toEqual(spans([9, 11], [15, 18]));
  expect(without(open, [])).toEqual(open);
});

test('each hour of one is either common to both or its own', () => {
  const some = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })))
    .map((pairs) => united(spans(...pairs)));
  const covers = (hour: number) => (periods: Spans) =>
    periods.some(({ from, until }) => from <= at(hour) && at(hour) < until);
  fc.assert(
    fc.property(some, some, fc.integer({ min: 0, max: 40 }), (a, b, hour) => {
      const within = covers(hour);
      expect(within(common(a, b))).toBe(within(a) && within(b));
      expect(within(without(a, b))).toBe(within(a) && !within(b));
      expect(
        hoursOf(common(a, b))
          .plus(hoursOf(without(a, b)))
          .eq(hoursOf(a)),
      ).toBe(true);
    }),
  );
});
