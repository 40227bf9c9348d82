import { Map } from 'immutable';
import { quantityOf, quantityToDecimal, type EnterpriseId, type Quantity } from '@jointly/kernel';
import type { BulkPurchaseHappened } from '../events';
import type { Purchase, Share } from '../state';
import { entry } from '../../entry';
import { responded } from './demand';
import { oneTold, toTell } from './sharing';

export function committed(purchase: Purchase, { data, eventId }: BulkPurchaseHappened<'CommitmentMade'>): Purchase {
  const { enterpriseId, quantity, maximumLandedUnitPrice, baselines, estimatedCost } = data;
  const commitment = { quantity, maximumLandedUnitPrice, baselines, estimatedCost, madeBy: eventId };
  const joined = responded(freed(purchase, enterpriseId), enterpriseId, 'JOINED');
  return {
    ...joined,
    commitments: joined.commitments.set(enterpriseId, commitment),
    committedQuantity: plus(joined.committedQuantity, quantity),
  };
}

export function freed(purchase: Purchase, enterprise: EnterpriseId): Purchase {
  const commitment = purchase.commitments.get(enterprise);
  if (!commitment) return purchase;
  return {
    ...purchase,
    commitments: purchase.commitments.delete(enterprise),
    committedQuantity: minus(purchase.committedQuantity, commitment.quantity),
  };
}

export function confirmed(purchase: Purchase, { data }: BulkPurchaseHappened<'PurchaseConfirmed'>): Purchase {
  const { quantity, landedCost, members, released } = data;
  const confirmation = { quantity, landedCost, shares: Map<EnterpriseId, Share>() };
  return toTell({ ...purchase, commitmentsClosed: true, confirmation }, 'CONTRACT', members + released);
}

export function shareConfirmed(purchase: Purchase, { data }: BulkPurchaseHappened<'MemberShareConfirmed'>): Purchase {
  const { enterpriseId, quantity, cost } = data;
  const confirmation = purchase.confirmation!;
  const shares = confirmation.shares.set(enterpriseId, { quantity, cost });
  return oneTold({ ...purchase, confirmation: { ...confirmation, shares } });
}

/** Kept, since who is bound follows from all commitments together, for as long as it is still being told. */
export function released(purchase: Purchase, enterprise: EnterpriseId): Purchase {
  const commitment = entry(purchase.commitments, enterprise);
  return oneTold({
    ...purchase,
    commitments: purchase.commitments.set(enterprise, { ...commitment, released: true }),
    committedQuantity: minus(purchase.committedQuantity, commitment.quantity),
  });
}

const plus = (a: Quantity, b: Quantity): Quantity =>
  quantityOf(quantityToDecimal(a).plus(quantityToDecimal(b)), a.unit);

const minus = (a: Quantity, b: Quantity): Quantity =>
  quantityOf(quantityToDecimal(a).minus(quantityToDecimal(b)), a.unit);
