import type { BulkPurchaseEvent } from '@jointly/joint-actions';
import type { EnterpriseId } from '@jointly/kernel';
import type { Documents, Recorded } from '@jointly/projections';
import { keyOf } from '../documents';
import type { AllocationView, CommitmentView, DemandView, ParticipantDocument } from './documents';

type Event = Recorded<BulkPurchaseEvent>;
type Of<Type extends BulkPurchaseEvent['type']> = Recorded<Extract<BulkPurchaseEvent, { type: Type }>>;
type Participants = Documents<ParticipantDocument>;

/** Keeps each member's own part of a purchase. */
export function foldParticipants(event: Event, participants: Participants): void {
  const note = (
    enterprise: EnterpriseId,
    change: (known: ParticipantDocument) => Partial<ParticipantDocument>,
  ): void => {
    const key = keyOf(event.association, event.data.purchaseId, enterprise);
    const known = participants.get(key) ?? newcomer(event, enterprise);
    participants.put(key, { ...known, ...change(known) });
  };
  switch (event.type) {
    case 'EnterpriseInvited':
      return note(event.data.enterpriseId, () => ({ invited: true }));
    case 'InvitationDeclined':
      return note(event.data.enterpriseId, () => ({ response: 'DECLINED', declineReason: event.data.reason }));
    case 'DemandRegistered':
    case 'DemandRevised':
      return note(event.data.enterpriseId, () => ({
        response: 'JOINED',
        declineReason: null,
        demand: demandOf(event),
      }));
    case 'DemandWithdrawn':
      return note(event.data.enterpriseId, () => ({ demand: null }));
    case 'CommitmentMade':
      return note(event.data.enterpriseId, () => ({
        response: 'JOINED',
        declineReason: null,
        commitment: commitmentOf(event),
      }));
    case 'CommitmentWithdrawn':
      return note(event.data.enterpriseId, (known) => ended(known, 'WITHDRAWN'));
    case 'CommitmentReleased':
      return note(event.data.enterpriseId, (known) => ended(known, 'RELEASED'));
    case 'MemberShareConfirmed': {
      const { enterpriseId, quantity, cost } = event.data;
      return note(enterpriseId, () => ({ share: { quantity, cost } }));
    }
    case 'MemberDeliveryShared':
      return note(event.data.enterpriseId, () => ({ acceptedQuantity: event.data.quantity }));
    case 'MemberCostAllocated':
      return note(event.data.enterpriseId, (known) => ({ allocations: [...known.allocations, allocationOf(event)] }));
    case 'ChargeSettlementRecorded':
      return note(event.data.enterpriseId, (known) => ({
        allocations: settled(known.allocations, event.data.chargeId),
      }));
    case 'BulkPurchaseOpened':
    case 'TermsChanged':
    case 'DemandClosed':
    case 'BaselineDeclared':
    case 'BaselineVerified':
    case 'BaselineLocked':
    case 'OfferRecorded':
    case 'OfferExpired':
    case 'AwardProposed':
    case 'AwardApproved':
    case 'AwardRejected':
    case 'CommitmentsClosed':
    case 'PurchaseConfirmed':
    case 'PurchaseFailed':
    case 'SupplyOrderPlaced':
    case 'DeliveryRecorded':
    case 'DeliveryInspected':
    case 'DeliveryCompleted':
    case 'InvoiceRecorded':
    case 'InvoiceVoided':
    case 'CostsAllocated':
    case 'BulkPurchaseClosed':
    case 'BulkPurchaseCancelled':
      return;
  }
}

const newcomer = ({ data, sequence }: Event, enterpriseId: EnterpriseId): ParticipantDocument => ({
  purchaseId: data.purchaseId,
  enterpriseId,
  invited: false,
  response: 'NONE',
  declineReason: null,
  demand: null,
  commitment: null,
  share: null,
  acceptedQuantity: null,
  allocations: [],
  since: sequence,
});

function demandOf({ data }: Of<'DemandRegistered' | 'DemandRevised'>): DemandView {
  const { quantity, flexibleMaximum = null, maximumUnitPrice = null, termsVersion, consent } = data;
  return { quantity, flexibleMaximum, maximumUnitPrice, termsVersion, consent };
}

function commitmentOf({ data }: Of<'CommitmentMade'>): CommitmentView {
  const { quantity, maximumLandedUnitPrice, termsVersion, estimatedCost, consent } = data;
  return { quantity, maximumLandedUnitPrice, termsVersion, estimatedCost, consent, status: 'BINDING' };
}

const ended = (
  { commitment }: ParticipantDocument,
  status: CommitmentView['status'],
): Partial<ParticipantDocument> => ({
  commitment: commitment && { ...commitment, status },
});

function allocationOf({ data }: Of<'MemberCostAllocated'>): AllocationView {
  const { purchaseId: _, enterpriseId: __, ...allocation } = data;
  return { ...allocation, settled: data.amount.minor === 0 };
}

const settled = (allocations: readonly AllocationView[], chargeId: string): AllocationView[] =>
  allocations.map((allocation) => (allocation.chargeId === chargeId ? { ...allocation, settled: true } : allocation));
