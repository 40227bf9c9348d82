import { Map } from 'immutable';
import { quantityOf, quantityToDecimal, type EnterpriseId, type Quantity } from '@jointly/kernel';
import type { BulkPurchaseHappened } from '../events';
import type { Purchase } from '../state';
import { responded } from './demand';

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
  const { quantity, landedCost } = data;
  const shares = Map(data.shares.map((share) => [share.enterpriseId, { quantity: share.quantity, cost: share.cost }]));
  return { ...purchase, commitmentsClosed: true, confirmation: { quantity, landedCost, shares } };
}

const plus = (a: Quantity, b: Quantity): Quantity =>
  quantityOf(quantityToDecimal(a).plus(quantityToDecimal(b)), a.unit);

const minus = (a: Quantity, b: Quantity): Quantity =>
  quantityOf(quantityToDecimal(a).minus(quantityToDecimal(b)), a.unit);
