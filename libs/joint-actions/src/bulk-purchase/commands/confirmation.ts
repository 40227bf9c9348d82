import { accept, quantityOf, refusal } from '@jointly/kernel';
import { notCda, requiresRole } from '../../authority';
import { withAssociation } from '../../lookups';
import { idSchema, record } from '../../schemas';
import type { BulkPurchaseEvent } from '../events';
import { outlookOf, type FailureReason, type Outlook } from '../outlook';
import { awardedOffer } from '../pool';
import { exactly } from '../bounds';
import { landedTotal, unitPriceAt } from '../pricing';
import type { PurchaseRule } from '../rules';
import type { Terms } from '../schemas';
import { atOnce, contractEvents, partsOf } from '../sharing';
import type { Purchase } from '../state';
import { purchaseCommand } from './purchase-command';

const onePurchase = record({ purchaseId: idSchema });

const isUndecided: PurchaseRule<unknown> = ({ confirmation }) =>
  confirmation ? refusal('ALREADY_CONFIRMED', 'This purchase is confirmed already.') : undefined;

const canGoAhead: PurchaseRule<unknown> = (purchase) => {
  const { failure } = outlookOf(purchase);
  return failure && refusal(failure, whyNot(failure, purchase.terms));
};

function whyNot(failure: FailureReason, { minimumQuantity, minimumMembers }: Terms): string {
  switch (failure) {
    case 'NO_AWARD':
      return 'There is no approved award yet, so nothing can be confirmed.';
    case 'THRESHOLD_NOT_MET':
      return `Commitments do not reach ${minimumQuantity.value} ${minimumQuantity.unit} and ${minimumMembers} members yet.`;
    case 'MINIMUM_ORDER_NOT_REACHED':
      return 'Commitments do not reach what the supplier delivers at least.';
    case 'DIRECT_AWARD_LIMIT_EXCEEDED':
      return 'Commitments come to more than may be bought under a direct award. Members have to withdraw, or the purchase to be cancelled and tendered.';
  }
}

/** The cut-off, where it comes before the commitment deadline. Falls to the tier that the commitments reach. */
export const ConfirmPurchase = purchaseCommand({
  type: 'ConfirmPurchase',
  schema: onePurchase,
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR'), notCda],
  rules: [isUndecided, canGoAhead],
  decide: (_command, purchase) => {
    const outlook = outlookOf(purchase);
    const members = contractEvents(purchase, outlook);
    return accept<BulkPurchaseEvent>(confirmed(purchase, outlook, partsOf(members)), ...members.slice(0, atOnce()));
  },
});

function confirmed(purchase: Purchase, { pool, released }: Outlook, parts: number) {
  const offer = awardedOffer(purchase)!;
  return {
    type: 'PurchaseConfirmed' as const,
    data: {
      purchaseId: purchase.purchaseId,
      offerId: offer.offerId,
      quantity: quantityOf(pool.quantity, purchase.item.unit),
      members: pool.members,
      released: released.size,
      parts,
      unitPrice: unitPriceAt(offer.tiers, pool.quantity)!,
      landedCost: exactly(landedTotal(offer, purchase, pool.quantity), purchase),
    },
  };
}

const cannotGoAhead: PurchaseRule<unknown> = (purchase) =>
  outlookOf(purchase).failure
    ? undefined
    : refusal('THRESHOLD_IS_MET', 'The purchase can go ahead: confirm it, or cancel it with a reason.');

export const FailPurchase = purchaseCommand({
  type: 'FailPurchase',
  schema: onePurchase,
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [isUndecided, cannotGoAhead],
  decide: (_command, purchase) => accept(failed(purchase, outlookOf(purchase).failure!, 'COORDINATOR')),
});

/** What failing records, whoever or whatever says so. */
export const failed = (
  { purchaseId, committedQuantity, commitments }: Purchase,
  reason: FailureReason | 'NOT_CONFIRMED_IN_TIME',
  by: 'COORDINATOR' | 'DEADLINE',
) => ({
  type: 'PurchaseFailed' as const,
  data: {
    purchaseId,
    by,
    reason,
    committedQuantity,
    committedMembers: commitments.size,
  },
});
