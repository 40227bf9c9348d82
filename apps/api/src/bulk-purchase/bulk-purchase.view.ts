import type { AssociationId } from '@jointly/kernel';
import type { ActionDocument, PurchaseDocument } from '@jointly/read-models';
import type { Opened } from '../reading/opened';
import { moneyObject } from '../graphql/money.graphql';
import type { Award, Baseline, Confirmation, Offer } from './award.graphql';
import type { BulkPurchaseObject } from './bulk-purchase.graphql';
import type { Delivery, Invoice, SupplyOrder } from './settlement.graphql';

type Purchase = Opened<PurchaseDocument>;

/** As a viewer sees it who may, or may not, see what all members come to together. */
export const purchaseView = (
  association: AssociationId,
  action: ActionDocument,
  seesTotals: boolean,
): BulkPurchaseObject => ({
  association,
  id: action.id,
  title: action.title,
  clusterId: action.clusterId,
  phase: action.phase,
  item: { ...action.item, specification: action.item.specification ?? null },
  currency: action.currency,
  termsVersion: action.termsVersion,
  demandDeadline: action.demandDeadline,
  commitmentDeadline: action.commitmentDeadline,
  openedAt: action.openedAt,
  threshold: action.threshold,
  thresholdMet: action.thresholdMet,
  demanded: seesTotals ? action.demanded : null,
  committed: seesTotals ? action.committed : null,
  gap: seesTotals ? action.gap : null,
});

export const baselineView = (baseline: Purchase['baselines'][number]): Baseline => ({
  id: baseline.baselineId,
  basis: baseline.basis,
  schedule: baseline.schedule ?? null,
  source: baseline.source,
  quotedAt: baseline.quotedAt,
  evidence: baseline.evidence,
  status: baseline.status,
  declaredById: baseline.declaredBy,
  verifiedById: baseline.verifiedBy,
});

export const offerView = (offer: Purchase['offers'][number]): Offer => ({
  id: offer.offerId,
  supplierId: offer.supplierId,
  tiers: offer.tiers,
  charges: offer.charges.map(({ kind, amount }) => ({ kind, amount: moneyObject(amount) })),
  minimumOrder: offer.minimumOrder ?? null,
  validUntil: offer.validUntil,
  expired: offer.expired,
  evidence: offer.evidence,
});

export const awardView = (award: NonNullable<Purchase['award']>): Award => ({
  offerId: award.offerId,
  supplierId: award.supplierId,
  reason: award.reason,
  proposedById: award.proposedBy,
  approvedByIds: [...award.approvedBy],
  approvalsOutstanding: award.approvalsOutstanding,
});

export const confirmationView = (
  { unitPrice, quantity, landedCost }: NonNullable<Purchase['confirmation']>,
  seesTotals: boolean,
): Confirmation => ({
  unitPrice,
  quantity: seesTotals ? quantity : null,
  landedCost: seesTotals ? moneyObject(landedCost) : null,
});

export const orderView = (order: NonNullable<Purchase['order']>): SupplyOrder => ({
  id: order.orderId,
  supplierId: order.supplierId,
  quantity: order.quantity,
  reference: order.reference ?? null,
});

export const deliveryView = ({ inspection, ...delivery }: Purchase['deliveries'][number]): Delivery => ({
  id: delivery.deliveryId,
  quantity: delivery.quantity,
  reference: delivery.reference ?? null,
  recordedAt: delivery.recordedAt,
  inspection: inspection && {
    accepted: inspection.accepted,
    rejected: inspection.rejected,
    rejectionReason: inspection.rejectionReason ?? null,
    remark: inspection.remark ?? null,
  },
});

export const invoiceView = (invoice: Purchase['invoices'][number]): Invoice => ({
  id: invoice.invoiceId,
  supplierId: invoice.supplierId,
  number: invoice.number,
  lines: invoice.lines.map(({ lineId, kind, description, amount }) => ({
    id: lineId,
    kind,
    description: description ?? null,
    amount: moneyObject(amount),
  })),
  total: moneyObject(invoice.total),
  dueAt: invoice.dueAt,
  voided: invoice.voided,
  allocationId: invoice.allocationId,
});
