import type { BulkPurchaseEvent } from '@jointly/joint-actions';
import type { Documents, Recorded } from '@jointly/projections';
import type { SealPlace } from '@jointly/kernel';
import { placed, type Placed } from '../documents';
import type { PurchaseDocument } from './documents';

type Event = Recorded<BulkPurchaseEvent>;
type Of<Type extends BulkPurchaseEvent['type']> = Recorded<Extract<BulkPurchaseEvent, { type: Type }>>;

/** Keeps the part of a purchase that is not a member's own. */
export function foldPurchase(event: Event, key: string, purchases: Documents<PurchaseDocument>): void {
  if (event.type === 'BulkPurchaseOpened') return purchases.put(key, opened(event));
  const known = purchases.existing(key);
  const next = changed(known, event);
  if (next !== known) purchases.put(key, next);
}

const opened = ({ data, occurredAt, metadata, sequence }: Of<'BulkPurchaseOpened'>): PurchaseDocument => ({
  id: data.purchaseId,
  openedAt: occurredAt,
  openedBy: metadata.actor,
  since: sequence,
  terms: data.terms,
  baselines: [],
  offers: [],
  award: null,
  confirmation: null,
  failure: null,
  cancellation: null,
  order: null,
  deliveries: [],
  accepted: null,
  invoices: [],
  allocations: [],
});

function changed(purchase: PurchaseDocument, event: Exclude<Event, Of<'BulkPurchaseOpened'>>): PurchaseDocument {
  switch (event.type) {
    case 'TermsChanged':
      return { ...purchase, terms: event.data.terms };
    case 'BaselineDeclared':
    case 'BaselineVerified':
    case 'BaselineLocked':
      return { ...purchase, baselines: baselines(purchase, event) };
    case 'OfferRecorded':
    case 'OfferExpired':
      return { ...purchase, offers: offers(purchase, event) };
    case 'AwardProposed':
    case 'AwardApproved':
      return { ...purchase, award: award(purchase, event) };
    case 'AwardRejected':
      return { ...purchase, award: null };
    case 'PurchaseConfirmed': {
      const { unitPrice, landedCost, quantity, members } = event.data;
      return { ...purchase, confirmation: { unitPrice, landedCost, quantity, members } };
    }
    case 'PurchaseFailed':
      return { ...purchase, failure: without(event) };
    case 'BulkPurchaseCancelled':
      return { ...purchase, cancellation: event.data.reason };
    case 'SupplyOrderPlaced':
      return { ...purchase, order: without(event) };
    case 'DeliveryRecorded':
    case 'DeliveryInspected':
      return { ...purchase, deliveries: deliveries(purchase, event) };
    case 'DeliveryCompleted':
      return { ...purchase, accepted: event.data.accepted };
    case 'InvoiceRecorded':
      return {
        ...purchase,
        invoices: [...purchase.invoices, { ...without(event), allocationId: null, voided: false }],
      };
    case 'InvoiceVoided':
      return { ...purchase, invoices: voided(purchase, event.data.invoiceId) };
    case 'CostsAllocated':
      return allocated(purchase, event);
    case 'EnterpriseInvited':
    case 'InvitationDeclined':
    case 'DemandRegistered':
    case 'DemandRevised':
    case 'DemandWithdrawn':
    case 'DemandClosed':
    case 'CommitmentMade':
    case 'CommitmentWithdrawn':
    case 'CommitmentReleased':
    case 'CommitmentsClosed':
    case 'MemberShareConfirmed':
    case 'MemberDeliveryShared':
    case 'MemberCostAllocated':
    case 'ChargeSettlementRecorded':
    case 'BulkPurchaseClosed':
      return purchase;
  }
}

function baselines(
  { baselines: known }: PurchaseDocument,
  event: Of<'BaselineDeclared' | 'BaselineVerified' | 'BaselineLocked'>,
): PurchaseDocument['baselines'] {
  const { actor } = event.metadata;
  const change = (to: object) =>
    known.map((one) => (one.baselineId === event.data.baselineId ? { ...one, ...to } : one));
  switch (event.type) {
    case 'BaselineDeclared':
      return [...known, { ...without(event), status: 'DECLARED', declaredBy: actor, verifiedBy: null }];
    case 'BaselineVerified':
      return change({ status: 'VERIFIED', verifiedBy: actor });
    case 'BaselineLocked':
      return change({ status: 'LOCKED' });
  }
}

const offers = (
  { offers: known }: PurchaseDocument,
  event: Of<'OfferRecorded' | 'OfferExpired'>,
): PurchaseDocument['offers'] =>
  event.type === 'OfferRecorded'
    ? [...known, { ...without(event), expired: false }]
    : known.map((offer) => (offer.offerId === event.data.offerId ? { ...offer, expired: true } : offer));

function award(
  { award: known }: PurchaseDocument,
  event: Of<'AwardProposed' | 'AwardApproved'>,
): PurchaseDocument['award'] {
  const { actor } = event.metadata;
  if (event.type === 'AwardProposed') {
    const approvals = { approvedBy: [], approvalsOutstanding: event.data.approvalsNeeded };
    return { ...without(event), proposedBy: actor, ...approvals };
  }
  const { approvalsOutstanding } = event.data;
  return known && { ...known, approvedBy: [...known.approvedBy, actor], approvalsOutstanding };
}

function deliveries(
  { deliveries: known }: PurchaseDocument,
  event: Of<'DeliveryRecorded' | 'DeliveryInspected'>,
): PurchaseDocument['deliveries'] {
  if (event.type === 'DeliveryRecorded') {
    const recorded = { recordedAt: event.occurredAt, recordedBy: event.metadata.actor, inspection: null };
    return [...known, { ...without(event), ...recorded }];
  }
  const { deliveryId, ...inspection } = without(event);
  return known.map((delivery) => (delivery.deliveryId === deliveryId ? { ...delivery, inspection } : delivery));
}

const voided = ({ invoices }: PurchaseDocument, id: string): PurchaseDocument['invoices'] =>
  invoices.map((invoice) => (invoice.invoiceId === id ? { ...invoice, voided: true } : invoice));

function allocated(purchase: PurchaseDocument, event: Of<'CostsAllocated'>): PurchaseDocument {
  const { allocationId, invoiceIds } = event.data;
  const invoices = purchase.invoices.map((invoice) =>
    invoiceIds.includes(invoice.invoiceId) ? { ...invoice, allocationId } : invoice,
  );
  return { ...purchase, invoices, allocations: [...purchase.allocations, without(event)] };
}

/** An event's data for a document that stands under its purchase anyway. */
function without<Data extends { readonly purchaseId: string }>(
  event: SealPlace & { readonly data: Data },
): Placed<Omit<Data, 'purchaseId'>> {
  const { purchaseId: _, ...data } = event.data;
  return placed(data, event);
}
