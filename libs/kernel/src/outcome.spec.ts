import fc from 'fast-check';
import { days, instant, later } from './clock';
import { money } from './money';
import { lateOutcome, observedAt, observedWithin, paymentOutcome, quantityOutcome, shareOfValue } from './outcome';
import { quantity } from './quantity';

const due = instant('2025-03-01T00:00:00Z');
const after = (count: number) => later(due, days(count));

describe('What a payment says of who paid it', () => {
  test.each([
    ['early', -5, '1'],
    ['on the dot', 0, '1'],
    ['a third of the grace period late', 10, '0.666667'],
    ['half of the grace period late', 15, '0.5'],
    ['at the end of the grace period', 30, '0'],
    ['long after', 400, '0'],
  ])('paid %s (%i days after it was due, 30 days of grace) counts %s', (_, daysLate, outcome) => {
    expect(paymentOutcome(due, after(daysLate), 30)).toBe(outcome);
  });

  test('without grace a payment is on time or it is not', () => {
    expect(paymentOutcome(due, due, 0)).toBe('1');
    expect(paymentOutcome(due, later(due, 1), 0)).toBe('0');
  });

  test('paying later never counts more', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e10 }), fc.nat(1e9), fc.nat(60), (paid, delay, grace) => {
        const sooner = paymentOutcome(due, later(due, paid), grace);
        const longer = paymentOutcome(due, later(due, paid + delay), grace);
        expect(Number(longer)).toBeLessThanOrEqual(Number(sooner));
      }),
    );
  });

  test('what can be late by hours is judged alike', () => {
    const hours = (count: number) => later(due, count * 3_600_000);
    expect([hours(-1), hours(1), hours(4), hours(9)].map((at) => lateOutcome(due, at, 4 * 3_600_000))).toEqual([
      '1',
      '0.75',
      '0',
      '0',
    ]);
    expect(observedWithin(due, hours(9), 4 * 3_600_000)).toBe(hours(4));
  });

  test('it is observed when paid, at the latest when grace ends', () => {
    expect(observedAt(due, after(-3), 30)).toBe(after(-3));
    expect(observedAt(due, after(12), 30)).toBe(after(12));
    expect(observedAt(due, after(45), 30)).toBe(after(30));
  });
});

describe('What taking a quantity says', () => {
  test.each([
    ['900', '1000', '0.9'],
    ['1000', '1000', '1'],
    ['1100', '1000', '1'],
    ['0', '1000', '0'],
    ['1', '3', '0.333333'],
    ['0', '0', '1'],
  ])('%s of %s committed counts %s', (taken, committed, outcome) => {
    expect(quantityOutcome(quantity(taken, 'kg'), quantity(committed, 'kg'))).toBe(outcome);
  });
});

test.each([
  [25_000, 100_000, '0.25'],
  [1, 3, '0.333333'],
  [0, 0, '1'],
])('%d of %d santim owed discharge a share of %s', (part, whole, share) => {
  expect(shareOfValue(money(part, 'ETB'), money(whole, 'ETB'))).toBe(share);
});
