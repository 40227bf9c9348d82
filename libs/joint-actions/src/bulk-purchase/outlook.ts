import { Decimal, quantityToDecimal, type EnterpriseId } from '@jointly/kernel';
import { atMost } from '../price';
import { highestShare, landedTotal, poolCost, sumQuantities, unitPriceAt, type Pool } from './pricing';
import { awardedOffer } from './pool';
import type { Commitment, Offer, Purchase } from './state';

export type FailureReason =
  'NO_AWARD' | 'THRESHOLD_NOT_MET' | 'MINIMUM_ORDER_NOT_REACHED' | 'DIRECT_AWARD_LIMIT_EXCEEDED';

/** What would become of the purchase if it were decided on now. */
export interface Outlook {
  /** Those who would be bound, and no one of them above the own maximum price. */
  readonly bound: ReadonlyMap<EnterpriseId, Commitment>;
  /** Those whose maximum price the landed price exceeds. */
  readonly released: ReadonlyMap<EnterpriseId, Commitment>;
  readonly pool: Pool;
  /** Why it could not go ahead. */
  readonly failure?: FailureReason;
}

/**
 * A price is too high for whom its share, rounded up, exceeds the maximum price times the quantity, rounded down: the
 * luck of rounding neither binds nor releases anybody. Starts from everybody and releases, round by
 * round, those whom the price at the pool of the rest is too high for, until it suits all who are left. Who leaves may
 * move the pool to a dearer tier, hence the rounds.
 */
export function outlookOf(purchase: Purchase): Outlook {
  const offer = awardedOffer(purchase);
  const bound = new Map(purchase.commitments);
  const released = new Map<EnterpriseId, Commitment>();
  for (let above = tooDear(purchase, offer, bound); above.length > 0; above = tooDear(purchase, offer, bound))
    for (const [id, commitment] of above) {
      bound.delete(id);
      released.set(id, commitment);
    }
  const pool = poolOf(bound);
  const failure = failureOf(purchase, offer, pool);
  return { bound, released, pool, ...(failure && { failure }) };
}

function tooDear(
  purchase: Purchase,
  offer: Offer | undefined,
  bound: ReadonlyMap<EnterpriseId, Commitment>,
): [EnterpriseId, Commitment][] {
  if (!offer) return [];
  const pool = poolOf(bound);
  const cost = poolCost(offer, purchase, pool.quantity);
  return [...bound].filter(([, { quantity, maximumLandedUnitPrice }]) =>
    highestShare(cost, pool, quantityToDecimal(quantity)).gt(atMost(maximumLandedUnitPrice, quantity)),
  );
}

const poolOf = (bound: ReadonlyMap<EnterpriseId, Commitment>): Pool => ({
  quantity: sumQuantities([...bound.values()].map(({ quantity }) => quantity)),
  members: bound.size,
});

function failureOf(purchase: Purchase, offer: Offer | undefined, pool: Pool): FailureReason | undefined {
  const { terms, award } = purchase;
  if (!offer || !award) return 'NO_AWARD';
  if (pool.members < terms.minimumMembers || pool.quantity.lt(terms.minimumQuantity.value)) return 'THRESHOLD_NOT_MET';
  const least = Decimal.max(offer.tiers[0]!.from, offer.minimumOrder?.value ?? 0);
  if (pool.quantity.lt(least) || !unitPriceAt(offer.tiers, pool.quantity)) return 'MINIMUM_ORDER_NOT_REACHED';
  return landedTotal(offer, purchase, pool.quantity).gt(award.limit.minor) ? 'DIRECT_AWARD_LIMIT_EXCEEDED' : undefined;
}
