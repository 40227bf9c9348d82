import { Decimal, moneyToDecimal, quantityToDecimal, type Quantity } from '@jointly/kernel';
import { priceTimes, type UnitPrice } from '../price';
import type { AllocationTerms, Tier } from './schemas';
import type { Offer } from './state';

/** How much is bought together, and by how many. */
export interface Pool {
  readonly quantity: Decimal;
  readonly members: number;
}

/** The price of the highest tier reached (all-units tiers); undefined below the first one. */
export const unitPriceAt = (tiers: readonly Tier[], quantity: Decimal): UnitPrice | undefined =>
  tiers.findLast(({ from }) => quantity.gte(from))?.unitPrice;

/** The first tier that is not reached yet. */
export const nextTier = (tiers: readonly Tier[], quantity: Decimal): Tier | undefined =>
  tiers.find(({ from }) => quantity.lt(from));

/** Below the first tier nothing is ever confirmed, so an estimate there takes the first tier's price. */
const estimatedUnitPrice = (tiers: readonly Tier[], quantity: Decimal): UnitPrice =>
  unitPriceAt(tiers, quantity) ?? tiers[0]!.unitPrice;

/**
 * What `quantity` of a pool costs landed under an offer, in major units: goods at the pool's tier and every charge,
 * each shared by the method that the terms name for its kind. One division only, so that it is exact wherever the
 * result has an end.
 */
export function landedCost(offer: Offer, terms: AllocationTerms, pool: Pool, quantity: Decimal): Decimal {
  const goods = priceTimes(estimatedUnitPrice(offer.tiers, pool.quantity), pool.quantity);
  const costs = [
    { kind: 'GOODS' as const, amount: goods },
    ...offer.charges.map(({ kind, amount }) => ({ kind, amount: moneyToDecimal(amount) })),
  ];
  const sum = (amounts: typeof costs): Decimal => Decimal.sum(0, ...amounts.map(({ amount }) => amount));
  const byHead = sum(costs.filter(({ kind }) => terms[kind] === 'EQUAL'));
  const byQuantity = sum(costs.filter(({ kind }) => terms[kind] !== 'EQUAL'));
  return byQuantity
    .times(quantity)
    .times(pool.members)
    .plus(byHead.times(pool.quantity))
    .div(pool.quantity.times(pool.members));
}

/** The whole pool landed, in major units. */
export const landedTotal = (offer: Offer, quantity: Decimal): Decimal =>
  priceTimes(estimatedUnitPrice(offer.tiers, quantity), quantity).plus(
    Decimal.sum(0, ...offer.charges.map(({ amount }) => moneyToDecimal(amount))),
  );

export const sumQuantities = (quantities: Iterable<Quantity>): Decimal => {
  let sum = new Decimal(0);
  for (const quantity of quantities) sum = sum.plus(quantityToDecimal(quantity));
  return sum;
};
