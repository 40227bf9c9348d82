import { Decimal, money, quantityToDecimal, refusal, type Money, type Quantity, type Refusal } from '@jointly/kernel';
import { priceTimes, type UnitPrice } from '../price';
import { highestPrice, inMinor } from './pricing';
import type { Baseline, Offer, Purchase } from './state';

// What is accepted must never make a later decision, a deadline or a translation meet a number that it can't keep.

/** So many members a purchase has at most: what is decided on all of them at once stays bounded. */
export const mostMembers = 2_000;

/**
 * What one member may take, in the item's unit. That of all members twice over is still a quantity, which is what
 * demands beside commitments, or a delivery with its tolerance, may come to. A bound of each, not of their sum: it
 * costs nothing to check, and refusing it tells nobody what the others take.
 */
const largestShare = new Decimal(10).pow(11).div(mostMembers);

/** What a purchase may come to, in minor units: far below what is exact, so that sums over purchases are exact too. */
const largestAmount = new Decimal(10).pow(14);

export const shareRefusal = (quantity: Quantity | undefined, field: string): Refusal | undefined =>
  !quantity || quantityToDecimal(quantity).lte(largestShare)
    ? undefined
    : refusal('QUANTITY_TOO_LARGE', `One member takes ${largestShare.toFixed()} ${quantity.unit} at most.`, field);

/** `amount` in minor units. */
export const amountRefusal = (amount: Decimal, field: string): Refusal | undefined =>
  amount.lte(largestAmount)
    ? undefined
    : refusal('AMOUNT_TOO_LARGE', 'This comes to more than one purchase takes. Check quantities and prices.', field);

/** Whatever tier the pool ends at. */
export function dearestTotal(
  { tiers, charges }: Pick<Offer, 'tiers' | 'charges'>,
  { currency }: Purchase,
  pool: Decimal,
) {
  const goods = inMinor(highestPrice(tiers).times(pool), currency);
  return goods.plus(Decimal.sum(0, ...charges.map(({ amount }) => amount.minor)));
}

/** What any locked baseline could say that a quantity costs alone, in minor units. */
export function dearestAlone({ baselines, currency }: Purchase, quantity: Decimal): Decimal {
  const prices = ({ schedule, memberPrices }: Baseline) => highestPrice([...schedule, ...memberPrices]);
  const dearest = Decimal.max(0, ...[...baselines.values()].map(prices));
  return inMinor(dearest.times(quantity), currency);
}

/** What a price and a quantity come to, in minor units. */
export const comesTo = (price: UnitPrice, quantity: { readonly value: string; readonly unit: string }): Decimal =>
  inMinor(priceTimes(price, quantityToDecimal(quantity)), price.currency);

/** Minor units that were bounded before. */
export const exactly = (minor: Decimal, { currency }: Pick<Purchase, 'currency'>): Money =>
  money(minor.toNumber(), currency);
