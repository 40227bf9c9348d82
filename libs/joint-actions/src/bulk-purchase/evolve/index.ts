import { Map, Set } from 'immutable';
import type { Happened } from '@jointly/kernel';
import { existing } from '../../existing';
import type { BulkPurchaseEvent, BulkPurchaseHappened } from '../events';
import type { BulkPurchaseState, Purchase } from '../state';
import {
  awardApproved,
  awardProposed,
  awardRejected,
  baselineDeclared,
  baselineMoved,
  offerExpired,
  offerRecorded,
} from './award';
import { committed, confirmed, freed, released, shareConfirmed } from './commitment';
import { demanded, responded } from './demand';
import * as settlement from './settlement';

/** Events that a purchase consists of after it was opened. */
type Later = Happened<Exclude<BulkPurchaseEvent, { type: 'BulkPurchaseOpened' }>>;

export function evolveBulkPurchase(state: BulkPurchaseState, event: Happened<BulkPurchaseEvent>): BulkPurchaseState {
  return event.type === 'BulkPurchaseOpened' ? opened(event) : heard(evolvePurchase(existing(state), event), event);
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
    case 'AwardRejected':
      return awardRejected(purchase);
    case 'CommitmentMade':
      return committed(purchase, event);
    case 'CommitmentWithdrawn':
      return freed(purchase, event.data.enterpriseId);
    case 'CommitmentReleased':
      return released(purchase, event.data.enterpriseId);
    case 'CommitmentsClosed':
      return { ...purchase, commitmentsClosed: true };
    case 'PurchaseConfirmed':
      return confirmed(purchase, event);
    case 'MemberShareConfirmed':
      return shareConfirmed(purchase, event);
    case 'PurchaseFailed':
      return { ...purchase, status: 'FAILED' };
    case 'SupplyOrderPlaced': {
      const { orderId, supplierId, quantity } = event.data;
      return { ...purchase, order: { orderId, supplierId, quantity } };
    }
    case 'DeliveryRecorded':
      return settlement.deliveryRecorded(purchase, event);
    case 'DeliveryInspected':
      return settlement.deliveryInspected(purchase, event);
    case 'DeliveryCompleted':
      return settlement.deliveryCompleted(purchase, event);
    case 'MemberDeliveryShared':
      return settlement.deliveryShared(purchase, event);
    case 'InvoiceRecorded':
      return settlement.invoiceRecorded(purchase, event);
    case 'InvoiceVoided':
      return settlement.invoiceVoided(purchase, event.data.invoiceId);
    case 'CostsAllocated':
      return settlement.allocated(purchase, event);
    case 'MemberCostAllocated':
      return settlement.memberCostAllocated(purchase, event);
    case 'ChargeSettlementRecorded':
      return settlement.chargeSettled(purchase, event.data.chargeId);
    case 'BulkPurchaseClosed':
      return { ...purchase, status: 'CLOSED' };
    case 'BulkPurchaseCancelled':
      return { ...purchase, status: 'CANCELLED' };
  }
}

/** Whoever gave a member's word as its delegate is known from then on. */
function heard(purchase: Purchase, { data, metadata }: Later): Purchase {
  const isDelegate = 'consent' in data && data.consent.how === 'DELEGATE';
  return isDelegate ? { ...purchase, delegates: purchase.delegates.add(metadata.actor) } : purchase;
}

function opened({ data, occurredAt }: BulkPurchaseHappened<'BulkPurchaseOpened'>): Purchase {
  return {
    ...data,
    openedAt: occurredAt,
    status: 'UNDERWAY',
    invitations: Map(),
    demands: Map(),
    delegates: Set(),
    demandClosed: false,
    baselines: Map(),
    offers: Map(),
    commitments: Map(),
    committedQuantity: { value: '0', unit: data.item.unit },
    commitmentsClosed: false,
    deliveries: Map(),
    invoices: Map(),
    allocations: Map(),
    memberCosts: Map(),
    charges: Map(),
  };
}
