import {
  currencyDigits,
  days,
  Decimal,
  money,
  moneyToDecimal,
  quantityOf,
  refusal,
  roundMoney,
  type Instant,
  type Money,
  type Quantity,
  type Refusal,
} from '@jointly/kernel';
import { priceTimes, type UnitPrice } from '../price';
import { isAhead } from './bookings';
import type { Slot, TariffTerms } from './schemas';
import type { Asset, FeeCause, Tariff } from './state';

/** What a use comes to by a tariff. */
export interface Priced {
  readonly rate: UnitPrice;
  readonly quantity: Quantity;
  /** Rounded once, or the minimum charge. */
  readonly amount: Money;
  readonly minimumApplied: boolean;
}

/** The tariff in force at that moment. */
export const tariffAt = ({ tariffs }: Pick<Asset, 'tariffs'>, at: Instant): Tariff | undefined =>
  tariffs.findLast(({ validFrom }) => validFrom <= at);

/** In minor units. */
export const fees = ({ noShowFee, lateReleaseFee }: TariffTerms): Readonly<Record<FeeCause, number>> => ({
  NO_SHOW: noShowFee?.minor ?? 0,
  LATE_RELEASE: lateReleaseFee?.minor ?? 0,
});

/** For somebody or in some case this one asks more than that one, or by another measure, which nobody can compare. */
export const isDearer = (tariff: TariffTerms, than: TariffTerms): boolean =>
  tariff.basis !== than.basis ||
  (['member', 'nonMember'] as const).some((side) => new Decimal(tariff[side].amount).gt(than[side].amount)) ||
  (tariff.minimumCharge?.minor ?? 0) > (than.minimumCharge?.minor ?? 0) ||
  fees(tariff).NO_SHOW > fees(than).NO_SHOW ||
  fees(tariff).LATE_RELEASE > fees(than).LATE_RELEASE;

/** How long ahead a dearer tariff is set: whoever has booked has a day to give it back free of charge. */
export const noticeOf = ({ rules, bookings }: Asset): number =>
  bookings.reduce(
    (longest, booking) =>
      isAhead(booking) ? Math.max(longest, Date.parse(booking.start) - Date.parse(booking.cutOffAt)) : longest,
    rules.cutOffHours * 3_600_000,
  ) + days(1);

export function priced(tariff: Tariff, member: boolean, quantity: Quantity): Priced {
  const rate = member ? tariff.member : tariff.nonMember;
  const exact = priceTimes(rate, new Decimal(quantity.value));
  const { minimumCharge } = tariff;
  const minimumApplied = minimumCharge !== undefined && exact.lt(moneyToDecimal(minimumCharge));
  const amount = minimumApplied ? minimumCharge : roundMoney(exact, rate.currency);
  return { rate, quantity, amount, minimumApplied };
}

type Charging = Pick<Asset, 'tariffs' | 'meterUnit' | 'currency'>;

/**
 * What a booking of that slot would cost as booked: nothing where use is free. By a meter that counts hours it is what the
 * hours booked would come to, by another one the minimum charge; null where use alone will tell.
 */
export function expectedCharge(asset: Charging, slot: Slot, member: boolean): Money | null {
  const tariff = tariffAt(asset, slot.start);
  if (!tariff) return money(0, asset.currency);
  const { basis, minimumCharge } = tariff;
  if (basis === 'METER' && asset.meterUnit !== hourUnit) return minimumCharge?.minor ? minimumCharge : null;
  return priced(tariff, member, basis === 'BOOKING' ? oneBooking : hours(minutesBetween(slot.start, slot.end))).amount;
}

const hourUnit = 'h';

export const oneBooking: Quantity = { value: '1', unit: 'booking' };

/** Whole minutes; what was begun and not completed is not counted. */
export const minutesBetween = (from: Instant, until: Instant): number =>
  Math.max(0, Math.floor((Date.parse(until) - Date.parse(from)) / 60_000));

/** To 6 decimals: 50 minutes are 0.833333 h. */
export const hours = (minutes: number): Quantity =>
  quantityOf(new Decimal(minutes).div(60).toDecimalPlaces(6), hourUnit);

/** What one amount on an asset may be, in minor units: far below what is exact, so that sums are exact too. */
const largestAmount = new Decimal(10).pow(13);

/** So many units of a rate are still such an amount: ten thousand hours are more than a year. */
const mostUnits = 10_000;

/** Why this price or amount is none of the asset's, or more than its books take. */
export function moneyRefusal(
  { currency }: Pick<Asset, 'currency'>,
  amount: UnitPrice | Money | undefined,
  field: string,
): Refusal | undefined {
  if (!amount) return undefined;
  if (amount.currency !== currency)
    return refusal('WRONG_CURRENCY', `This asset’s books are in ${currency}. Give the amount in ${currency}.`, field);
  const most =
    'minor' in amount ? new Decimal(amount.minor) : inMinor(priceTimes(amount, new Decimal(mostUnits)), currency);
  return amountRefusal(most, field);
}

/** `amount` in minor units. */
export const amountRefusal = (amount: Decimal, field: string): Refusal | undefined =>
  amount.lte(largestAmount)
    ? undefined
    : refusal('AMOUNT_TOO_LARGE', 'This comes to more than an asset’s books take. Check the figures.', field);

export const inMinor = (amount: Decimal, currency: string): Decimal =>
  amount.times(new Decimal(10).pow(currencyDigits(currency)));
