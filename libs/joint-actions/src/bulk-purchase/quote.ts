import {
  currencyDigits,
  Decimal,
  quantityOf,
  quantityToDecimal,
  roundMoney,
  type EnterpriseId,
  type Money,
  type Quantity,
} from '@jointly/kernel';
import { committedPool, expectedPool, plusMember } from './pool';
import { landedCost, landedTotal, nextTier, type Pool } from './pricing';
import type { Offer, Purchase } from './state';

/** A landed price per unit, rounded for people to read (two decimals more than the currency has), and what it comes to. */
export interface LandedPrice {
  readonly unitPrice: string;
  readonly total: Money;
}

/** The answer to "what will I pay?". Everything is landed: goods, freight and every other charge. */
export interface Quote {
  readonly offerId: string;
  /** Or the cheapest of the offers in force, as long as none is awarded. */
  readonly awarded: boolean;
  readonly quantity: Quantity;
  /** What all members are expected to take, this quantity included. */
  readonly pool: Quantity;
  readonly present: LandedPrice;
  /** The same quantity once the pool has grown by `gap`; absent at the highest tier. */
  readonly atNextTier?: LandedPrice & { readonly gap: Quantity };
  /** What one unit more would come to: at a tier's edge it may cost less than the unit before. */
  readonly oneUnitMore: LandedPrice;
  /** Of commitments alone: what is missing until the purchase can go ahead. */
  readonly threshold: { readonly met: boolean; readonly quantityGap: Quantity; readonly membersGap: number };
}

/**
 * What `quantity` would cost the enterprise now, in place of what it demanded or committed before. The pool counts every
 * commitment, and the demands of members who have not committed yet. Undefined while there is no offer in force.
 */
export function quote(purchase: Purchase, enterprise: EnterpriseId, quantity: Quantity): Quote | undefined {
  const others = expectedPool(purchase, enterprise);
  const taken = quantityToDecimal(quantity);
  const pool = plusMember(others, taken);
  const offer = offerFor(purchase, pool);
  if (!offer || taken.isZero()) return undefined;
  const landed = (at: Pool, own: Decimal): LandedPrice => priceAt(purchase, offer, at, own);
  return {
    offerId: offer.offerId,
    awarded: purchase.award?.offerId === offer.offerId,
    quantity,
    pool: quantityOf(pool.quantity, quantity.unit),
    present: landed(pool, taken),
    ...atNextTier(offer, pool, (larger) => landed(larger, taken), quantity.unit),
    oneUnitMore: landed(plusMember(others, taken.plus(1)), taken.plus(1)),
    threshold: thresholdOf(purchase),
  };
}

function offerFor({ award, offers }: Purchase, pool: Pool): Offer | undefined {
  if (award) return offers.get(award.offerId);
  return [...offers.values()]
    .filter(({ expired }) => !expired)
    .reduce<Offer | undefined>(
      (best, offer) => (best && landedTotal(best, pool.quantity).lte(landedTotal(offer, pool.quantity)) ? best : offer),
      undefined,
    );
}

function atNextTier(offer: Offer, pool: Pool, landed: (larger: Pool) => LandedPrice, unit: string) {
  const tier = nextTier(offer.tiers, pool.quantity);
  if (!tier) return {};
  const quantity = new Decimal(tier.from);
  return { atNextTier: { ...landed({ ...pool, quantity }), gap: quantityOf(quantity.minus(pool.quantity), unit) } };
}

function priceAt({ terms, currency }: Purchase, offer: Offer, pool: Pool, taken: Decimal): LandedPrice {
  const cost = landedCost(offer, terms.allocation, pool, taken);
  const decimals = Math.min(6, currencyDigits(currency) + 2);
  return { unitPrice: cost.div(taken).toDecimalPlaces(decimals).toFixed(), total: roundMoney(cost, currency) };
}

function thresholdOf(purchase: Purchase): Quote['threshold'] {
  const { quantity, members } = committedPool(purchase);
  const { minimumQuantity, minimumMembers } = purchase.terms;
  const missing = Decimal.max(0, quantityToDecimal(minimumQuantity).minus(quantity));
  const membersGap = Math.max(0, minimumMembers - members);
  const quantityGap = quantityOf(missing, minimumQuantity.unit);
  return { met: missing.isZero() && membersGap === 0, quantityGap, membersGap };
}
