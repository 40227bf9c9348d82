import { accept, quantityOf, refusal, roundMoney, sumMoney, type Decimal } from '@jointly/kernel';
import { notCda, requiresRole } from '../../authority';
import { withAssociation } from '../../lookups';
import { priceTimes } from '../../price';
import { idSchema, record } from '../../schemas';
import type { BulkPurchaseEvent } from '../events';
import { outlookOf, type FailureReason, type Outlook } from '../outlook';
import { awardedOffer } from '../pool';
import { unitPriceAt } from '../pricing';
import type { PurchaseRule } from '../rules';
import type { Terms } from '../schemas';
import { shareCosts, type CostLine } from '../sharing';
import type { Offer, Purchase } from '../state';
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
    return accept<BulkPurchaseEvent>(...released(purchase, outlook), confirmed(purchase, outlook));
  },
});

const released = ({ purchaseId }: Purchase, outlook: Outlook) =>
  [...outlook.released].map(([enterpriseId, { maximumLandedUnitPrice }]) => ({
    type: 'CommitmentReleased' as const,
    data: { purchaseId, enterpriseId, maximumLandedUnitPrice, reason: 'ABOVE_MAXIMUM_PRICE' as const },
  }));

function confirmed(purchase: Purchase, { bound, pool }: Outlook) {
  const { purchaseId, currency, item } = purchase;
  const offer = awardedOffer(purchase)!;
  const costs = contractedCosts(purchase, offer, pool.quantity);
  const shares = shareCosts(purchase, costs, new Map([...bound].map(([id, { quantity }]) => [id, quantity])));
  return {
    type: 'PurchaseConfirmed' as const,
    data: {
      purchaseId,
      offerId: offer.offerId,
      quantity: quantityOf(pool.quantity, item.unit),
      members: pool.members,
      unitPrice: unitPriceAt(offer.tiers, pool.quantity)!,
      landedCost: sumMoney(
        costs.map(({ amount }) => amount),
        currency,
      ),
      shares: [...bound].map(([id, { quantity }]) => ({ enterpriseId: id, quantity, cost: shares.get(id)! })),
    },
  };
}

function contractedCosts({ currency }: Purchase, offer: Offer, quantity: Decimal): CostLine[] {
  const goods = roundMoney(priceTimes(unitPriceAt(offer.tiers, quantity)!, quantity), currency);
  return [
    { line: 'contract/goods', kind: 'GOODS', amount: goods },
    ...offer.charges.map(({ kind, amount }, index) => ({ line: `contract/${index}`, kind, amount })),
  ];
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
  decide: (_command, purchase) => accept(failed(purchase, outlookOf(purchase), 'COORDINATOR')),
});

/** What failing records, whoever or whatever says so. */
export const failed = (
  { purchaseId, committedQuantity, commitments }: Purchase,
  { failure }: Outlook,
  by: 'COORDINATOR' | 'DEADLINE',
) => ({
  type: 'PurchaseFailed' as const,
  data: {
    purchaseId,
    by,
    reason: failure ?? 'THRESHOLD_NOT_MET',
    committedQuantity,
    committedMembers: commitments.size,
  },
});
