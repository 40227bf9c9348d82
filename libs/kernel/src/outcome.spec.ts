import fc from 'fast-check';
import { days, instant, later } from './clock';
import { Decimal } from './decimal';
import { money } from './money';
import { observedAt, paymentOutcome, quantityOutcome, shareOfValue } from './outcome';
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

describe('What share of an obligation a payment discharges', () => {
  test('a part of the value', () => {
    expect(shareOfValue(money(25_000, 'ETB'), money(100_000, 'ETB'))).toBe('0.25');
    expect(shareOfValue(money(0, 'XOF'), money(0, 'XOF'))).toBe('1');
  });

  test('three thirds make a whole', () => {
    const shares = [0, 1, 2].map((paid) => shareOfValue(money(1, 'XOF'), money(3, 'XOF'), money(paid, 'XOF')));
    expect(shares).toEqual(['0.333333', '0.333334', '0.333333']);
  });

  test('instalments that pay the whole add up to exactly 1', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1 }), (instalments) => {
        const whole = money(
          instalments.reduce((a, b) => a + b),
          'TND',
        );
        let paid = 0;
        const shares = instalments.map((minor) => {
          const share = shareOfValue(money(minor, 'TND'), whole, money(paid, 'TND'));
          paid += minor;
          return new Decimal(share);
        });
        expect(shares.reduce((a, b) => a.plus(b)).toFixed()).toBe('1');
      }),
    );
  });
});
