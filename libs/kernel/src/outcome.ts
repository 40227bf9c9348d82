import { days, later, type Instant } from './clock';
import { Decimal } from './decimal';
import { moneyToDecimal, type Money } from './money';
import { quantityToDecimal, type Quantity } from './quantity';

/** The outcome of an obligation that counts neither for nor against: excused, supplier's fault, under dispute. */
export const neutral = 'NEUTRAL';

/** Outcomes and shares are decimal strings from 0 to 1 with this many decimals at most. */
export const shareDecimals = 6;

/** 1 when paid by the due time, falling in a straight line to 0 at the end of the grace period, which may be none. */
export const paymentOutcome = (dueAt: Instant, paidAt: Instant, graceDays: number): string =>
  lateOutcome(dueAt, paidAt, days(graceDays));

/** The same for whatever can be late: the grace period is in milliseconds. */
export function lateOutcome(dueAt: Instant, at: Instant, grace: number): string {
  const late = Date.parse(at) - Date.parse(dueAt);
  if (late <= 0) return '1';
  return outcome(new Decimal(1).minus(new Decimal(late).div(grace)));
}

/** min(1, taken / committed). Nothing committed is nothing broken: 1. */
export function quantityOutcome(taken: Quantity, committed: Quantity): string {
  const whole = quantityToDecimal(committed);
  return whole.isZero() ? '1' : outcome(quantityToDecimal(taken).div(whole));
}

/** What share of an obligation's value a part of it discharges, for `obligationDischarged.share`. */
export const shareOfValue = (part: Money, whole: Money): string =>
  whole.minor === 0 ? '1' : outcome(moneyToDecimal(part).div(moneyToDecimal(whole)));

/** When an obligation has shown what it will show: at discharge, at the latest at due + grace. */
export const observedAt = (dueAt: Instant, dischargedAt: Instant, graceDays: number): Instant =>
  observedWithin(dueAt, dischargedAt, days(graceDays));

/** The same with a grace period in milliseconds. */
export function observedWithin(dueAt: Instant, dischargedAt: Instant, grace: number): Instant {
  const lapses = later(dueAt, grace);
  return dischargedAt < lapses ? dischargedAt : lapses;
}

const outcome = (value: Decimal): string =>
  Decimal.max(0, Decimal.min(1, value)).toDecimalPlaces(shareDecimals).toFixed();
