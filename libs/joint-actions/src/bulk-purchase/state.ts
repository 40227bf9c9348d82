import type { Map, Set } from 'immutable';
import type { Currency, EnterpriseId, EventId, Instant, Money, PersonId, Quantity } from '@jointly/kernel';
import type { UnitPrice } from '../price';
import type {
  BaselineBasis,
  FrozenBaseline,
  InvoiceLine,
  Item,
  MemberPrice,
  OfferCharge,
  Terms,
  Tier,
} from './schemas';

export interface Invitation {
  readonly response: 'NONE' | 'JOINED' | 'DECLINED';
}

export interface Demand {
  readonly quantity: Quantity;
  readonly flexibleMaximum?: Quantity;
  readonly maximumUnitPrice?: UnitPrice;
  readonly termsVersion: number;
  /** The event that stated it last. */
  readonly statedBy: EventId;
}

export interface Baseline {
  readonly basis: BaselineBasis;
  readonly schedule: readonly Tier[];
  readonly memberPrices: readonly MemberPrice[];
  readonly declaredBy: PersonId;
  readonly status: 'DECLARED' | 'VERIFIED' | 'LOCKED';
}

export interface Offer {
  readonly offerId: string;
  readonly supplierId: string;
  readonly tiers: readonly Tier[];
  readonly charges: readonly OfferCharge[];
  readonly minimumOrder?: Quantity;
  readonly validUntil: Instant;
  readonly termsVersion: number;
  readonly expired: boolean;
}

export interface Award {
  readonly offerId: string;
  /** No more than this may be bought under it. */
  readonly limit: Money;
  readonly proposedBy: PersonId;
  readonly approvedBy: readonly PersonId[];
  readonly approvalsOutstanding: number;
}

export interface Commitment {
  readonly quantity: Quantity;
  readonly maximumLandedUnitPrice: UnitPrice;
  readonly baselines: readonly FrozenBaseline[];
  readonly estimatedCost: Money;
  /** It binds to nothing: the price came out above its maximum. */
  readonly released?: true;
  /** The event that made it. */
  readonly madeBy: EventId;
}

export interface Share {
  readonly quantity: Quantity;
  readonly cost: Money;
}

export interface Confirmation {
  readonly quantity: Quantity;
  readonly landedCost: Money;
  /** Those told so far, see `Sharing`. */
  readonly shares: Map<EnterpriseId, Share>;
}

/** Members' events that belong to one decision and are told in several appends. */
export interface Sharing {
  /** Among commitments, accepted goods, or the costs of an allocation. */
  readonly of: 'CONTRACT' | 'DELIVERY' | { readonly allocationId: string };
  readonly all: number;
  readonly told: number;
}

export interface SupplyOrder {
  readonly orderId: string;
  readonly supplierId: string;
  readonly quantity: Quantity;
}

export interface Delivery {
  readonly quantity: Quantity;
  readonly recordedBy: PersonId;
  readonly inspection?: { readonly accepted: Quantity; readonly rejected: Quantity };
}

export interface Invoice {
  readonly supplierId: string;
  readonly number: string;
  readonly lines: readonly InvoiceLine[];
  readonly total: Money;
  readonly allocationId?: string;
  readonly voided?: true;
}

/** What all allocations so far come to for one member. */
export interface MemberCost {
  /** Before relief. */
  readonly cost: Money;
  readonly charged: Money;
  /** Some of it is for goods, not only for freight or fees. */
  readonly includesGoods: boolean;
}

export interface Charge {
  readonly enterpriseId: EnterpriseId;
  readonly amount: Money;
  readonly settled: boolean;
}

export interface CostAllocation {
  readonly invoiceIds: readonly string[];
  readonly dueAt: Instant;
}

/** Everything that a purchase consists of. Its phase is derived, see `phaseOf`. */
export interface Purchase {
  readonly status: 'UNDERWAY' | 'FAILED' | 'CANCELLED' | 'CLOSED';
  readonly purchaseId: string;
  readonly clusterId: string;
  readonly openedAt: Instant;
  readonly title: string;
  readonly item: Item;
  readonly currency: Currency;
  readonly terms: Terms;
  readonly termsVersion: number;
  readonly invitations: Map<EnterpriseId, Invitation>;
  readonly demands: Map<EnterpriseId, Demand>;
  /** Who has given a member's word in this purchase as its delegate: in part it is a matter of their own. */
  readonly delegates: Set<PersonId>;
  readonly demandClosed: boolean;
  readonly baselines: Map<string, Baseline>;
  readonly offers: Map<string, Offer>;
  readonly award?: Award;
  readonly commitments: Map<EnterpriseId, Commitment>;
  /** Σ of the commitments in force. */
  readonly committedQuantity: Quantity;
  readonly commitmentsClosed: boolean;
  readonly confirmation?: Confirmation;
  readonly order?: SupplyOrder;
  readonly deliveries: Map<string, Delivery>;
  /** Set once the delivery is complete: what each member gets of what was accepted, as far as told. */
  readonly accepted?: Map<EnterpriseId, Quantity>;
  /** Of what was accepted: beyond all commitments. */
  readonly surplus?: Quantity;
  readonly sharing?: Sharing;
  readonly invoices: Map<string, Invoice>;
  readonly allocations: Map<string, CostAllocation>;
  readonly memberCosts: Map<EnterpriseId, MemberCost>;
  readonly charges: Map<string, Charge>;
}

export type BulkPurchaseState = { readonly status: 'ABSENT' } | Purchase;

export const noPurchase: BulkPurchaseState = { status: 'ABSENT' };
