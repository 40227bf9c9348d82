import {
  committedPool,
  demandPool,
  phaseOf,
  type BulkPurchasePhase,
  type BulkPurchaseState,
  type Pool,
  type Purchase,
} from '@jointly/joint-actions';
import { Decimal, quantityOf } from '@jointly/kernel';
import type { ActionDocument, PurchaseDocument, Volume } from './documents';

type Opening = Pick<PurchaseDocument, 'openedAt' | 'openedBy' | 'since'>;

/** A purchase's entry in the list of joint actions, from the very state that decisions are taken on. */
export function actionOf(state: BulkPurchaseState, { openedAt, openedBy, since }: Opening): ActionDocument {
  const purchase = state as Purchase;
  const { terms, item } = purchase;
  const committed = committedPool(purchase);
  const gap = {
    quantity: Decimal.max(0, new Decimal(terms.minimumQuantity.value).minus(committed.quantity)),
    members: Math.max(0, terms.minimumMembers - committed.members),
  };
  const volume = ({ quantity, members }: Pool): Volume => ({ quantity: quantityOf(quantity, item.unit), members });
  return {
    kind: 'bulkPurchase',
    id: purchase.purchaseId,
    clusterId: purchase.clusterId,
    title: purchase.title,
    phase: phaseOf(state) as BulkPurchasePhase,
    item,
    currency: purchase.currency,
    termsVersion: purchase.termsVersion,
    demandDeadline: terms.demandDeadline,
    commitmentDeadline: terms.commitmentDeadline,
    openedAt,
    openedBy,
    threshold: { quantity: terms.minimumQuantity, members: terms.minimumMembers },
    demanded: volume(demandPool(purchase)),
    committed: volume(committed),
    thresholdMet: gap.quantity.isZero() && gap.members === 0,
    gap: volume(gap),
    since,
  };
}
