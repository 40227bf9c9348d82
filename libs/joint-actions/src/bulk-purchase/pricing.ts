import {
  currencyDigits,
  Decimal,
  moneyToDecimal,
  quantityToDecimal,
  type Currency,
  type EnterpriseId,
  type Quantity,
} from '@jointly/kernel';
import { priceTimes, type UnitPrice } from '../price';
import type { Tier } from './schemas';
import type { Offer, Purchase } from './state';

/** How much is bought together, and by how many. */
export interface Pool {
  readonly quantity: Decimal;
  readonly members: number;
}

/** What a pool costs landed, in whole minor units: what members share by quantity, and what they share by heads. */
export interface PoolCost {
  readonly byQuantity: Decimal;
  readonly byHead: Decimal;
}

/** The price of the highest tier reached (all-units tiers); undefined below the first one. */
export const unitPriceAt = (tiers: readonly Tier[], quantity: Decimal): UnitPrice | undefined =>
  tiers.findLast(({ from }) => quantity.gte(from))?.unitPrice;

/** The first tier that is not reached yet. */
export const nextTier = (tiers: readonly Tier[], quantity: Decimal): Tier | undefined =>
  tiers.find(({ from }) => quantity.lt(from));

/** The dearest of them, in major units: whatever tier a quantity falls to, it costs no more. */
export const highestPrice = (tiers: readonly Pick<Tier, 'unitPrice'>[]): Decimal =>
  Decimal.max(0, ...tiers.map(({ unitPrice }) => unitPrice.amount));

/** Major units as minor ones, not rounded. */
export const inMinor = (major: Decimal, currency: Currency): Decimal =>
  major.times(new Decimal(10).pow(currencyDigits(currency)));

/** Below the first tier nothing is ever confirmed, so an estimate there takes the first tier's price. */
const estimatedUnitPrice = (tiers: readonly Tier[], quantity: Decimal): UnitPrice =>
  unitPriceAt(tiers, quantity) ?? tiers[0]!.unitPrice;

/** Goods at the pool's tier, rounded once, and every charge of the offer, by the methods that the terms name. */
export function poolCost(offer: Offer, { terms, currency }: Purchase, quantity: Decimal): PoolCost {
  const goods = inMinor(priceTimes(estimatedUnitPrice(offer.tiers, quantity), quantity), currency).round();
  const isByHead = ({ kind }: Offer['charges'][number]): boolean => terms.allocation[kind] === 'EQUAL';
  const sum = (charges: Offer['charges']): Decimal =>
    Decimal.sum(0, ...charges.map(({ amount }) => inMinor(moneyToDecimal(amount), currency)));
  return {
    byQuantity: goods.plus(sum(offer.charges.filter((charge) => !isByHead(charge)))),
    byHead: sum(offer.charges.filter(isByHead)),
  };
}

/** The whole pool landed, in minor units. */
export const landedTotal = (offer: Offer, purchase: Purchase, quantity: Decimal): Decimal => {
  const { byQuantity, byHead } = poolCost(offer, purchase, quantity);
  return byQuantity.plus(byHead);
};

/**
 * The most that `taken` of a pool can come to when its cost is shared to the minor unit: shares round to one side or the
 * other, and nobody's is above this. What members are shown, and what their maximum prices are held against.
 */
export const highestShare = ({ byQuantity, byHead }: PoolCost, pool: Pool, taken: Decimal): Decimal =>
  byQuantity.times(taken).div(pool.quantity).ceil().plus(byHead.div(pool.members).ceil());

export const sumQuantities = (quantities: Iterable<Quantity>): Decimal => {
  let sum = new Decimal(0);
  for (const quantity of quantities) sum = sum.plus(quantityToDecimal(quantity));
  return sum;
};

/** In one order whatever way they came to be known: what is told in parts goes on where it stopped. */
export const byId = <Value>(entries: Iterable<readonly [EnterpriseId, Value]>): (readonly [EnterpriseId, Value])[] =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
