import { Map } from 'immutable';
import type { Happened } from '@jointly/kernel';
import { existing } from '../../existing';
import type { BulkPurchaseEvent, BulkPurchaseHappened } from '../events';
import type { BulkPurchaseState, Purchase } from '../state';
import { awardApproved, awardProposed, baselineDeclared, baselineMoved, offerExpired, offerRecorded } from './award';
import { committed, confirmed, freed } from './commitment';
import { demanded, responded } from './demand';
import { allocated, chargeSettled, deliveryInspected, deliveryRecorded, memberCostAllocated } from './settlement';

/** Events that a purchase consists of after it was opened. */
type Later = Happened<Exclude<BulkPurchaseEvent, { type: 'BulkPurchaseOpened' }>>;

export function evolveBulkPurchase(state: BulkPurchaseState, event: Happened<BulkPurchaseEvent>): BulkPurchaseState {
  return event.type === 'BulkPurchaseOpened' ? opened(event) : evolvePurchase(existing(state), event);
}

function evolvePurchase(purchase: Purchase, event: Later): Purchase {
  switch (event.type) {
    case 'TermsChanged':
      return { ...purchase, terms: event.data.terms, termsVersion: event.data.termsVersion, demandClosed: false };
    case 'EnterpriseInvited':
      return responded(purchase, event.data.enterpriseId, 'NONE');
    case 'InvitationDeclined':
      return responded(purchase, event.data.enterpriseId, 'DECLINED');
    case 'DemandRegistered':
    case 'DemandRevised':
      return demanded(purchase, event);
    case 'DemandWithdrawn':
      return { ...purchase, demands: purchase.demands.delete(event.data.enterpriseId) };
    case 'DemandClosed':
      return { ...purchase, demandClosed: true };
    case 'BaselineDeclared':
      return baselineDeclared(purchase, event);
    case 'BaselineVerified':
      return baselineMoved(purchase, event.data.baselineId, 'VERIFIED');
    case 'BaselineLocked':
      return baselineMoved(purchase, event.data.baselineId, 'LOCKED');
    case 'OfferRecorded':
      return offerRecorded(purchase, event);
    case 'OfferExpired':
      return offerExpired(purchase, event.data.offerId);
    case 'AwardProposed':
      return awardProposed(purchase, event);
    case 'AwardApproved':
      return awardApproved(purchase, event);
    case 'CommitmentMade':
      return committed(purchase, event);
    case 'CommitmentWithdrawn':
    case 'CommitmentReleased':
      return freed(purchase, event.data.enterpriseId);
    case 'CommitmentsClosed':
      return { ...purchase, commitmentsClosed: true };
    case 'PurchaseConfirmed':
      return confirmed(purchase, event);
    case 'PurchaseFailed':
      return { ...purchase, status: 'FAILED' };
    case 'SupplyOrderPlaced': {
      const { orderId, supplierId, quantity } = event.data;
      return { ...purchase, order: { orderId, supplierId, quantity } };
    }
    case 'DeliveryRecorded':
      return deliveryRecorded(purchase, event);
    case 'DeliveryInspected':
      return deliveryInspected(purchase, event);
    case 'DeliveryCompleted':
      return { ...purchase, accepted: Map(event.data.shares.map((share) => [share.enterpriseId, share.quantity])) };
    case 'InvoiceRecorded': {
      const { invoiceId, supplierId, number, lines, total } = event.data;
      return { ...purchase, invoices: purchase.invoices.set(invoiceId, { supplierId, number, lines, total }) };
    }
    case 'CostsAllocated':
      return allocated(purchase, event);
    case 'MemberCostAllocated':
      return memberCostAllocated(purchase, event);
    case 'ChargeSettlementRecorded':
      return chargeSettled(purchase, event.data.chargeId);
    case 'BulkPurchaseClosed':
      return { ...purchase, status: 'CLOSED' };
    case 'BulkPurchaseCancelled':
      return { ...purchase, status: 'CANCELLED' };
  }
}

function opened({ data }: BulkPurchaseHappened<'BulkPurchaseOpened'>): Purchase {
  return {
    ...data,
    status: 'UNDERWAY',
    invitations: Map(),
    demands: Map(),
    demandClosed: false,
    baselines: Map(),
    offers: Map(),
    commitments: Map(),
    committedQuantity: { value: '0', unit: data.item.unit },
    commitmentsClosed: false,
    deliveries: Map(),
    invoices: Map(),
    memberCosts: Map(),
    charges: Map(),
  };
}
