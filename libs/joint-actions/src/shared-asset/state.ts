import type { List, Map, Set } from 'immutable';
import type { Currency, EnterpriseId, EventId, Instant, Money, PersonId, Quantity } from '@jointly/kernel';
import type { UnitPrice } from '../price';
import type { Calendar } from './calendar';
import type { SharedAssetHappened } from './events';
import type {
  AccessRules,
  AssetKind,
  HireBasis,
  Owner,
  ShareCapital,
  Slot,
  SurplusMethod,
  TariffTerms,
} from './schemas';

export type BookingStatus =
  | 'REQUESTED'
  | 'HELD'
  | 'CONFIRMED'
  | 'IN_USE'
  | 'RETURNED'
  | 'BILLED'
  | 'WAITLISTED'
  | 'RELEASED'
  | 'DECLINED'
  | 'LAPSED'
  | 'NO_SHOW'
  | 'DISPLACED';

/** What was fixed when it was asked for: see the event `BookingRequested`. */
export interface BookingTerms extends Slot {
  readonly bookingId: string;
  readonly enterpriseId: EnterpriseId;
  readonly member: boolean;
  readonly quotaPeriod?: string;
  readonly cutOffAt: Instant;
  readonly noShowAt: Instant;
  readonly lateReleaseOutcome: string;
  readonly returnGraceHours: number;
  readonly expectedCharge: Money | null;
  readonly paymentDueDays: number;
  readonly reference: Money;
  readonly seriesId?: string;
}

/** The meter's opening and closing readings; empty for an asset without a meter. */
export interface Usage {
  readonly handedOverAt: Instant;
  readonly outReadingId?: string;
  readonly returnedAt?: Instant;
  readonly inReadingId?: string;
  readonly usedMinutes?: number;
  /** When it is billed, once returned. */
  readonly reviewUntil?: Instant;
  /** It went out of service while the enterprise had it and before the booking's end. */
  readonly brokeDown?: true;
}

export interface Bill {
  readonly chargeId: string;
  /** As it stands after corrections. */
  readonly amount: Money;
  readonly quantity: Quantity;
  readonly corrections: number;
  /** The event that billed it, or corrected it last. */
  readonly billedBy: EventId;
}

/** For a no-show or a late release, until it is waived. */
export interface Fee {
  readonly chargeId: string;
  readonly amount: Money;
}

export interface Booking extends BookingTerms {
  readonly status: BookingStatus;
  /** When a request or a hold runs out. */
  readonly expiresAt?: Instant;
  readonly cutOffPassed: boolean;
  readonly usage?: Usage;
  readonly bill?: Bill;
  readonly fee?: Fee;
  /** The event by which it counts as broken: a no-show or a late release, or the excuse for it. */
  readonly blamedBy?: EventId;
  readonly excused?: true;
  /** When it was recorded that it ended in one of the statuses that nothing follows but a correction. */
  readonly closedAt?: Instant;
  /** When time alone changes it next; `withBooking` sets it. */
  readonly dueAt?: Instant;
  /** The event that confirmed it; what a release supersedes. */
  readonly confirmedBy?: EventId;
  /** In minor units, by the tariff for its start when it was confirmed: no later tariff makes them more. */
  readonly feesAtMost?: Readonly<Record<FeeCause, number>>;
  /** The event that told it was not brought back; what a return that was recorded late supersedes. */
  readonly overdueBy?: EventId;
}

/** What a booking is charged for when it is not used. */
export type FeeCause = 'NO_SHOW' | 'LATE_RELEASE';

export interface Tariff extends TariffTerms {
  readonly tariffId: string;
}

export interface Reading {
  readonly readingId: string;
  readonly at: Instant;
  /** Canonical decimal, in the asset's meter unit. */
  readonly value: string;
  /** Whose hand-over or return it was taken at. */
  readonly bookingId?: string;
}

export interface HireBaseline {
  readonly baselineId: string;
  readonly basis: HireBasis;
  readonly per: 'HOUR' | 'METER';
  readonly rate: UnitPrice;
  readonly declaredBy: PersonId;
  readonly verifiedAt?: Instant;
}

export interface Downtime {
  readonly downtimeId: string;
  readonly start: Instant;
  readonly expectedEnd: Instant;
}

export interface Maintenance extends Slot {
  readonly maintenanceId: string;
}

export interface MaintenancePlan {
  readonly everyUnits?: string;
  readonly everyDays?: number;
  readonly sinceReading?: string;
  readonly since: Instant;
  /** By what it fell due, as long as it is neither scheduled nor done. */
  readonly due: 'DATE' | 'METER' | null;
}

export interface Pledge {
  readonly pledgeId: string;
  readonly amount: Money;
  readonly pledgedBy: EventId;
}

export interface Funding {
  readonly fundingId: string;
  readonly target: Money;
  readonly deadline: Instant;
  /** From the close to the due date of what is called. */
  readonly paymentDueDays: number;
  readonly pledges: Map<EnterpriseId, Pledge>;
  readonly granted: Money;
  readonly outcome?: 'REACHED' | 'FAILED';
  /** Members whose called contribution is not paid in full yet. */
  readonly unpaid: Set<EnterpriseId>;
}

/** As it was recorded; the books still know a voided one, and count it no longer. */
export interface AssetCost {
  readonly category: SharedAssetHappened<'AssetCostRecorded'>['data']['category'];
  readonly variable: boolean;
  readonly amount: Money;
  readonly supplierId?: string;
  readonly incurredAt: Instant;
  readonly voided?: true;
}

/** What came in and went out since the last surplus was shared. */
export interface Ledger {
  readonly since: Instant;
  /** Agreed before anything came in: how what is left of it is shared. */
  readonly method: SurplusMethod;
  readonly income: Money;
  readonly costs: Money;
  /** What the costs are made of, by id: until the books are closed each can be voided. */
  readonly recorded: Map<string, AssetCost>;
  /** What each member was billed for use: the weights of a sharing by use. */
  readonly billed: Map<EnterpriseId, number>;
}

export interface SurplusProposal {
  readonly distributionId: string;
  readonly method: SurplusMethod;
  readonly from: Instant;
  readonly until: Instant;
  readonly surplus: Money;
  readonly proposedBy: PersonId;
  /** Whole numbers, frozen when it was proposed. */
  readonly weights: Map<EnterpriseId, string>;
  /** The books that it closed; they are opened again where it is rejected. */
  readonly ledger: Ledger;
}

export interface Acquisition {
  readonly acquiredAt: Instant;
  readonly price: Money;
  readonly salvage: Money;
  readonly lifeYears: number;
}

export interface Run extends Slot {
  readonly runId: string;
  readonly joinBy: Instant;
  readonly capacity: Quantity;
  readonly minimum?: Quantity;
  readonly sharing: 'PROPORTIONAL' | 'EQUAL';
  readonly estimatedCost: Money;
  readonly paymentDueDays: number;
  readonly reference: Money;
  readonly participants: Map<EnterpriseId, { readonly quantity: Quantity; readonly joinedBy: EventId }>;
  readonly joiningClosed: boolean;
  /** When it was recorded that it took place or was cancelled: what is told of it afterwards is its members' shares. */
  readonly closedAt?: Instant;
}

/**
 * Everything that a shared asset consists of. Its phase is derived, see `assetPhase`. What is over for good is forgotten
 * (see `forget`), so that its size follows what is ahead and not how long the asset has been shared.
 */
export interface Asset {
  readonly status: 'SHARED' | 'RETIRED';
  readonly assetId: string;
  readonly clusterId: string;
  readonly kind: AssetKind;
  readonly owner: Owner;
  readonly custodians: Set<PersonId>;
  readonly meterUnit?: string;
  readonly shareCapital?: ShareCapital;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly rules: AccessRules;
  readonly rulesVersion: number;
  readonly acquisition?: Acquisition;
  readonly commissionedAt?: Instant;
  /** In the order of `validFrom`; those that no use can be billed by any more are gone, but for the one in force. */
  readonly tariffs: List<Tariff>;
  /** Every block of time that is taken: bookings, maintenance, downtime, runs. */
  readonly calendar: Calendar;
  /** Bookings ahead or under way, and those closed a short while ago. */
  readonly bookings: Map<string, Booking>;
  /** Bookings that time alone will change, by the UTC day of their `dueAt`. */
  readonly agenda: Map<number, Set<string>>;
  /** The UTC day on which what is over for good was forgotten last. */
  readonly day: number;
  /** In the order in which they joined. */
  readonly waitlist: List<string>;
  /** Minutes that an enterprise has or had in a quota period, by `<enterprise>|<period>`. */
  readonly quotaUse: Map<string, number>;
  /** In order of time; those before the earliest that can still be corrected are gone. */
  readonly readings: List<Reading>;
  readonly baselines: Map<string, HireBaseline>;
  readonly downtime?: Downtime;
  readonly maintenance: Map<string, Maintenance>;
  readonly plan?: MaintenancePlan;
  readonly funding?: Funding;
  readonly shares: Map<EnterpriseId, number>;
  readonly ledger: Ledger;
  readonly surplus?: SurplusProposal;
  readonly runs: Map<string, Run>;
  /** Who has given an enterprise's word on this asset: in its uses and bills they decide in a matter of their own. */
  readonly delegates: Map<EnterpriseId, Set<PersonId>>;
}

export type SharedAssetState = { readonly status: 'ABSENT' } | Asset;

export const noAsset: SharedAssetState = { status: 'ABSENT' };
