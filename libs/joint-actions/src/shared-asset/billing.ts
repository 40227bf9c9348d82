import {
  days,
  Decimal,
  earliest,
  later,
  money,
  partId,
  quantityOf,
  subtractMoney,
  type Instant,
  type Quantity,
  type Refusal,
} from '@jointly/kernel';
import { entry } from '../entry';
import { amountAt, priceTimes, type UnitPrice } from '../price';
import type { SharedAssetEvent, SharedAssetHappened } from './events';
import type { HireBasis } from './schemas';
import type { Asset, Booking, FeeCause, HireBaseline } from './state';
import { amountRefusal, fees, hours, inMinor, minutesBetween, oneBooking, priced, tariffAt } from './tariffs';

type Billed = SharedAssetHappened<'UsageBilled'>['data'];
type Bill = Pick<
  Billed,
  'interval' | 'tariffId' | 'basis' | 'rate' | 'quantity' | 'minimumApplied' | 'amount' | 'baselines'
>;

/** The charge of a booking's use: what a correction of its bill corrects. */
export const usageCharge = (bookingId: string): string => partId('charge', bookingId, 'use');

/** The bill for a use that is over; due so many days after `at`. */
export function billed(asset: Asset, booking: Booking, at: Instant): SharedAssetEvent[] {
  const chargeId = usageCharge(booking.bookingId);
  return [
    {
      type: 'UsageBilled',
      data: { ...of(asset, booking), chargeId, dueAt: dueAt(booking, at), ...bill(asset, booking) },
    },
  ];
}

/** What a bill comes to now that a reading it rests on was corrected, and by how much that differs. */
export function billCorrected(asset: Asset, booking: Booking, readingId: string, at: Instant): SharedAssetEvent[] {
  const { interval, ...now } = bill(asset, booking);
  if (!booking.bill || !interval) return [];
  const adjustmentId = partId('charge', booking.bookingId, `correction-${booking.bill.corrections + 1}`);
  const difference = subtractMoney(now.amount, booking.bill.amount);
  const adjustment = { readingId, adjustmentId, dueAt: dueAt(booking, at), interval, ...now, difference };
  return [{ type: 'UsageBillCorrected', data: { ...of(asset, booking), ...adjustment } }];
}

const feeParts: Readonly<Record<FeeCause, string>> = { NO_SHOW: 'no-show', LATE_RELEASE: 'late-release' };

/** The fee that the tariff in force at the booking's start asks for it, if any; no more than it asked when confirmed. */
export function feeFor(asset: Asset, booking: Booking, cause: FeeCause, at: Instant): SharedAssetEvent[] {
  const tariff = tariffAt(asset, booking.start);
  if (!tariff) return [];
  const amount = money(Math.min(fees(tariff)[cause], booking.feesAtMost?.[cause] ?? 0), asset.currency);
  if (amount.minor === 0) return [];
  const { tariffId } = tariff;
  const chargeId = partId('charge', booking.bookingId, feeParts[cause]);
  const data = { ...of(asset, booking), cause, tariffId, chargeId, amount, dueAt: dueAt(booking, at) };
  return [{ type: 'BookingFeeCharged', data }];
}

const of = ({ assetId }: Asset, { bookingId, enterpriseId }: Booking) => ({ assetId, bookingId, enterpriseId });

const dueAt = ({ paymentDueDays }: Booking, at: Instant): Instant => later(at, days(paymentDueDays));

/** What a use that is over costs, by the tariff in force at its hand-over and its readings as they stand. */
function bill(asset: Asset, booking: Booking): Bill {
  const tariff = tariffAt(asset, booking.usage!.handedOverAt);
  const interval = intervalOf(asset, booking);
  const baselines = baselineCosts(asset, booking);
  const more = { ...(interval && { interval }), baselines };
  if (!tariff) {
    const amount = { minor: 0, currency: asset.currency };
    return { quantity: hours(timeBilled(booking)), minimumApplied: false, amount, ...more };
  }
  const { tariffId, basis } = tariff;
  return { tariffId, basis, ...priced(tariff, booking.member, quantityBy(basis, asset, booking)), ...more };
}

function quantityBy(basis: 'HOUR' | 'METER' | 'BOOKING', asset: Asset, booking: Booking): Quantity {
  switch (basis) {
    case 'HOUR':
      return hours(timeBilled(booking));
    case 'METER':
      return unitsUsed(asset, booking) ?? { value: '0', unit: asset.meterUnit! };
    case 'BOOKING':
      return oneBooking;
  }
}

/**
 * From the booked start, or the hand-over where that was earlier, until the return: as long as nobody else could have
 * it. What is given back early is free for others.
 */
const timeBilled = ({ start, usage }: Booking): number =>
  minutesBetween(earliest(start, usage!.handedOverAt), usage!.returnedAt!);

/** From the opening reading to the closing one, as they stand. */
function intervalOf({ readings }: Asset, { usage }: Booking): { from: string; to: string } | undefined {
  const value = (id?: string): string | undefined => readings.findLast(({ readingId }) => readingId === id)?.value;
  const [from, to] = [value(usage?.outReadingId), value(usage?.inReadingId)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

function unitsUsed(asset: Asset, booking: Booking): Quantity | undefined {
  const interval = intervalOf(asset, booking);
  return interval && quantityOf(new Decimal(interval.to).minus(interval.from), asset.meterUnit!);
}

/**
 * The same use elsewhere or alone, by the latest baseline of each basis that was locked before the hand-over. A bill does
 * not wait for a comparison that is beyond all reason: it goes without.
 */
function baselineCosts(asset: Asset, booking: Booking): Bill['baselines'] {
  return (['HIRE_RATE', 'OWN_OWNERSHIP'] as const).flatMap((basis) => {
    const baseline = lockedBaseline(asset, basis, booking.usage!.handedOverAt);
    const quantity = baseline && usedBy(baseline, asset, booking);
    if (!quantity || amountRefusal(comesTo(baseline.rate, quantity), 'rate')) return [];
    return [{ baselineId: baseline.baselineId, basis, quantity, cost: amountAt(baseline.rate, quantity) }];
  });
}

/** The time used and not the time booked: what was not needed would not have been hired. */
const usedBy = ({ per }: HireBaseline, asset: Asset, booking: Booking): Quantity | undefined =>
  per === 'HOUR' ? hours(booking.usage!.usedMinutes ?? 0) : unitsUsed(asset, booking);

const lockedBaseline = ({ baselines }: Asset, basis: HireBasis, at: Instant): HireBaseline | undefined =>
  baselines
    .valueSeq()
    .filter((one) => one.basis === basis && one.verifiedAt !== undefined && one.verifiedAt <= at)
    .maxBy(({ verifiedAt }) => verifiedAt);

/** Why this use comes to more than an asset's books take, which no honest meter shows. */
export function useRefusal(asset: Asset, booking: Booking): Refusal | undefined {
  const tariff = tariffAt(asset, booking.usage!.handedOverAt);
  const units = tariff?.basis === 'METER' ? unitsUsed(asset, booking) : undefined;
  if (!tariff || !units) return undefined;
  return amountRefusal(comesTo(booking.member ? tariff.member : tariff.nonMember, units), 'reading');
}

/** In minor units, exact. */
const comesTo = (rate: UnitPrice, { value }: Quantity): Decimal =>
  inMinor(priceTimes(rate, new Decimal(value)), rate.currency);

/** A use is billed when the time to correct its readings is over, and paid for from when that is recorded. */
export const passReview = (asset: Asset, bookingId: string, now: Instant): SharedAssetEvent[] =>
  billed(asset, entry(asset.bookings, bookingId), now);
