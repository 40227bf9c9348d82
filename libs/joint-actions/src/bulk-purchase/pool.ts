import { Decimal, quantityToDecimal, type EnterpriseId } from '@jointly/kernel';
import type { AssociationState } from '../association/state';
import { sumQuantities, type Pool } from './pricing';
import type { Demand, Offer, Purchase } from './state';

/** Demands made under the terms in force; the others wait for renewed consent and count for nothing. */
export const standingDemands = ({ demands, termsVersion }: Purchase) =>
  demands.filter((demand: Demand) => demand.termsVersion === termsVersion);

/** What members intend to buy under the terms in force. */
export function demandPool(purchase: Purchase): Pool {
  const standing = standingDemands(purchase);
  return { quantity: sumQuantities([...standing.values()].map(({ quantity }) => quantity)), members: standing.size };
}

/** What members are bound to. */
export const committedPool = ({ committedQuantity, commitments }: Purchase): Pool => ({
  quantity: quantityToDecimal(committedQuantity),
  members: commitments.count(({ released }) => !released),
});

/**
 * What can be expected now: every commitment, and the demands of those who have not committed yet. `except` leaves one
 * member out, for what it would find if it came anew.
 */
export function expectedPool(purchase: Purchase, except?: EnterpriseId): Pool {
  const open = standingDemands(purchase).filter((_, id) => id !== except && !purchase.commitments.has(id));
  const own = except === undefined ? undefined : purchase.commitments.get(except);
  const committed = committedPool(purchase);
  return {
    quantity: committed.quantity
      .minus(own ? quantityToDecimal(own.quantity) : 0)
      .plus(sumQuantities([...open.values()].map(({ quantity }) => quantity))),
    members: committed.members - (own ? 1 : 0) + open.size,
  };
}

/**
 * What a member's expected price is quoted on, with its own `taken`. Among competitors whose quantities are not to be
 * seen it is the lower edge of the band that the others' pool is in, or the declared threshold below three others: a
 * price of the pool itself could be solved for it, charges being shared by quantity. The band follows from the others
 * alone, so that asking for one quantity after another finds no edge.
 */
export function quotedPool(purchase: Purchase, enterprise: EnterpriseId, taken: Decimal, banded: boolean): QuotedPool {
  const others = expectedPool(purchase, enterprise);
  if (!banded) return { ...plusMember(others, taken), basis: 'EXPECTED' };
  const { minimumQuantity, minimumMembers } = purchase.terms;
  const threshold = quantityToDecimal(minimumQuantity);
  const seen = others.members >= fewestOthers ? others.quantity : threshold;
  const edges = [...purchase.offers.values()].flatMap(({ tiers }) => tiers.map(({ from }) => new Decimal(from)));
  const edge = Decimal.max(threshold, ...edges.filter((each) => each.lte(seen)));
  return {
    quantity: Decimal.max(taken, edge),
    members: minimumMembers,
    basis: edge.gt(threshold) ? 'BAND' : 'THRESHOLD',
  };
}

const fewestOthers = 3;

/** Members see nothing of each other but the band that prices are quoted on, unless the association's rule opens the list to them. */
export const isBanded = (association: AssociationState): boolean =>
  association.status === 'ABSENT' || association.rules.disclosure === 'BANDED';

export type QuotedPool = Pool & { readonly basis: 'EXPECTED' | 'BAND' | 'THRESHOLD' };

export const plusMember = (pool: Pool, quantity: Decimal): Pool => ({
  quantity: pool.quantity.plus(quantity),
  members: pool.members + 1,
});

/** The offer that commitments are made under, once its award is approved. */
export function awardedOffer({ award, offers }: Purchase): Offer | undefined {
  return award?.approvalsOutstanding === 0 ? offers.get(award.offerId) : undefined;
}
