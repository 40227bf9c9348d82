import { entry } from '../../entry';
import type { BulkPurchaseHappened } from '../events';
import type { Purchase } from '../state';

export function baselineDeclared(
  purchase: Purchase,
  { data, metadata }: BulkPurchaseHappened<'BaselineDeclared'>,
): Purchase {
  const { baselineId, basis, schedule = [], memberPrices = [] } = data;
  const baseline = { basis, schedule, memberPrices, declaredBy: metadata.actor, status: 'DECLARED' as const };
  return { ...purchase, baselines: purchase.baselines.set(baselineId, baseline) };
}

export const baselineMoved = (purchase: Purchase, id: string, status: 'VERIFIED' | 'LOCKED'): Purchase => ({
  ...purchase,
  baselines: purchase.baselines.set(id, { ...entry(purchase.baselines, id), status }),
});

export function offerRecorded(purchase: Purchase, { data }: BulkPurchaseHappened<'OfferRecorded'>): Purchase {
  const { offerId, supplierId, tiers, charges, minimumOrder, validUntil, termsVersion } = data;
  const offer = {
    offerId,
    supplierId,
    tiers,
    charges,
    ...(minimumOrder && { minimumOrder }),
    validUntil,
    termsVersion,
  };
  return { ...purchase, offers: purchase.offers.set(offerId, { ...offer, expired: false }) };
}

export const offerExpired = (purchase: Purchase, id: string): Purchase => ({
  ...purchase,
  offers: purchase.offers.set(id, { ...entry(purchase.offers, id), expired: true }),
});

export function awardProposed(purchase: Purchase, { data, metadata }: BulkPurchaseHappened<'AwardProposed'>): Purchase {
  const { offerId, approvalsNeeded, directAwardLimit: limit } = data;
  const award = { offerId, limit, proposedBy: metadata.actor, approvedBy: [], approvalsOutstanding: approvalsNeeded };
  return { ...purchase, award };
}

export function awardApproved(purchase: Purchase, { data, metadata }: BulkPurchaseHappened<'AwardApproved'>): Purchase {
  if (!purchase.award) return purchase;
  const approvedBy = [...purchase.award.approvedBy, metadata.actor];
  return { ...purchase, award: { ...purchase.award, approvedBy, approvalsOutstanding: data.approvalsOutstanding } };
}

/** As if it had never been proposed. */
export function awardRejected({ award: _, ...purchase }: Purchase): Purchase {
  return purchase;
}
