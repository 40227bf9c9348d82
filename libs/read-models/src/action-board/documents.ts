import type { EnterpriseId, Instant, Money, PersonId, Quantity } from '@jointly/kernel';
import type {
  AllocatedLine,
  BulkPurchaseEvent,
  BulkPurchasePhase,
  Consent,
  Item,
  UnitPrice,
} from '@jointly/joint-actions';
import type { Placed } from '../documents';

type Data<Type extends BulkPurchaseEvent['type']> = Placed<Extract<BulkPurchaseEvent, { type: Type }>['data']>;

/** How much, by how many. */
export interface Volume {
  readonly quantity: Quantity;
  readonly members: number;
}

/** A joint action as a list shows it. */
export interface ActionDocument {
  /** The stream category: the kind of joint action. */
  readonly kind: 'bulkPurchase';
  readonly id: string;
  readonly clusterId: string;
  readonly title: string;
  readonly phase: BulkPurchasePhase;
  readonly item: Item;
  readonly currency: string;
  readonly termsVersion: number;
  readonly demandDeadline: Instant;
  readonly commitmentDeadline: Instant;
  readonly openedAt: Instant;
  readonly openedBy: PersonId;
  /** What commitments must reach. */
  readonly threshold: Volume;
  /** Intents under the terms in force; they count for nothing. */
  readonly demanded: Volume;
  readonly committed: Volume;
  readonly thresholdMet: boolean;
  /** What is missing to the threshold; zero where it is met. */
  readonly gap: Volume;
  readonly since: number;
}

export interface BaselineView extends Omit<Data<'BaselineDeclared'>, 'purchaseId'> {
  readonly status: 'DECLARED' | 'VERIFIED' | 'LOCKED';
  readonly declaredBy: PersonId;
  readonly verifiedBy: PersonId | null;
}

export interface OfferView extends Omit<Data<'OfferRecorded'>, 'purchaseId'> {
  readonly expired: boolean;
}

export interface AwardView extends Omit<Data<'AwardProposed'>, 'purchaseId'> {
  readonly proposedBy: PersonId;
  readonly approvedBy: readonly PersonId[];
  readonly approvalsOutstanding: number;
}

export interface DeliveryView extends Omit<Data<'DeliveryRecorded'>, 'purchaseId'> {
  readonly recordedAt: Instant;
  readonly recordedBy: PersonId;
  readonly inspection: Omit<Data<'DeliveryInspected'>, 'purchaseId' | 'deliveryId'> | null;
}

export interface InvoiceView extends Omit<Data<'InvoiceRecorded'>, 'purchaseId'> {
  readonly allocationId: string | null;
  /** Turned out wrong: it counts for nothing. */
  readonly voided: boolean;
}

/** A bulk purchase with all that is not a member's own. */
export interface PurchaseDocument {
  readonly id: string;
  readonly openedAt: Instant;
  readonly openedBy: PersonId;
  readonly since: number;
  readonly terms: Data<'BulkPurchaseOpened'>['terms'];
  readonly baselines: readonly BaselineView[];
  readonly offers: readonly OfferView[];
  readonly award: AwardView | null;
  readonly confirmation: (Pick<Data<'PurchaseConfirmed'>, 'unitPrice' | 'landedCost'> & Volume) | null;
  readonly failure: Omit<Data<'PurchaseFailed'>, 'purchaseId'> | null;
  readonly cancellation: Data<'BulkPurchaseCancelled'>['reason'] | null;
  readonly order: Omit<Data<'SupplyOrderPlaced'>, 'purchaseId'> | null;
  readonly deliveries: readonly DeliveryView[];
  /** All that was accepted, once nothing more is awaited. */
  readonly accepted: Quantity | null;
  readonly invoices: readonly InvoiceView[];
  readonly allocations: readonly Omit<Data<'CostsAllocated'>, 'purchaseId'>[];
}

export interface DemandView {
  readonly quantity: Quantity;
  readonly flexibleMaximum: Quantity | null;
  readonly maximumUnitPrice: UnitPrice | null;
  readonly termsVersion: number;
  readonly consent: Consent;
}

export interface CommitmentView {
  readonly quantity: Quantity;
  readonly maximumLandedUnitPrice: UnitPrice;
  readonly termsVersion: number;
  readonly estimatedCost: Money;
  readonly consent: Consent;
  readonly status: 'BINDING' | 'WITHDRAWN' | 'RELEASED';
}

/** A member's part of an allocation, line by line, and whether its charge is paid. */
export interface AllocationView {
  readonly allocationId: string;
  readonly chargeId: string;
  readonly acceptedQuantity: Quantity;
  readonly lines: readonly AllocatedLine[];
  readonly relief: Money;
  readonly amount: Money;
  readonly dueAt: Instant;
  readonly settled: boolean;
}

/** One member's part in one purchase: nobody else's to see, unless the association's rule says so. */
export interface ParticipantDocument {
  readonly purchaseId: string;
  readonly enterpriseId: EnterpriseId;
  readonly invited: boolean;
  readonly response: 'NONE' | 'JOINED' | 'DECLINED';
  readonly declineReason: string | null;
  readonly demand: DemandView | null;
  readonly commitment: CommitmentView | null;
  /** What the confirmed purchase comes to for this member. */
  readonly share: { readonly quantity: Quantity; readonly cost: Money } | null;
  readonly acceptedQuantity: Quantity | null;
  readonly allocations: readonly AllocationView[];
  readonly since: number;
}
