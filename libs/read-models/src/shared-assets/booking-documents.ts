import type { BookingStatus, Consent, Slot } from '@jointly/joint-actions';
import type { EnterpriseId, Instant, Money, PersonId, SealedAt } from '@jointly/kernel';
import type { Placed } from '../documents';
import type { Data } from './documents';

/** How a booking came to nothing. */
export interface BookingEnding {
  readonly at: Instant;
  readonly by: PersonId;
  /** A release after the cut-off. */
  readonly late: boolean;
  /** Of a lapse or of an end on the waitlist. */
  readonly cause: Data<'BookingLapsed' | 'WaitlistLeft'>['cause'] | null;
  readonly reason: SealedAt | null;
}

export interface BookingDisplacement {
  readonly cause: Data<'BookingDisplaced'>['cause'];
  readonly causeId: string | null;
  readonly alternatives: readonly Slot[];
}

/** That a no-show or a late release was nobody's fault. */
export interface BookingExcuse {
  readonly at: Instant;
  readonly by: PersonId;
  readonly reason: SealedAt;
}

type OfUse = 'assetId' | 'bookingId' | 'enterpriseId';

export interface HandOverView extends Omit<Data<'AssetHandedOver'>, OfUse> {
  readonly recordedBy: PersonId;
}

export interface ReturnView extends Omit<Data<'AssetReturned'>, OfUse> {
  readonly recordedBy: PersonId;
}

/** As it stands after corrections. */
export interface BillView extends Omit<Data<'UsageBilled'>, OfUse> {
  readonly billedAt: Instant;
  readonly corrections: readonly BillCorrectionView[];
}

export interface BillCorrectionView {
  readonly readingId: string;
  /** The further charge or, where the difference is negative, the credit. */
  readonly adjustmentId: string;
  readonly difference: Money;
  readonly dueAt: Instant;
  readonly correctedAt: Instant;
}

export interface FeeView extends Omit<Data<'BookingFeeCharged'>, OfUse> {
  /** When it was given back. */
  readonly waivedAt: Instant | null;
}

/** A booking or a place on the waitlist, from its request to its bill. */
export interface BookingDocument extends Slot {
  readonly of: 'BOOKING';
  readonly bookingId: string;
  readonly assetId: string;
  readonly enterpriseId: EnterpriseId;
  readonly status: BookingStatus;
  /** From when it takes the asset's time: its start, or the hand-over where that was before. */
  readonly takenFrom: Instant;
  /** Until when: its end, or the return where that was before; null where it takes none. */
  readonly takenUntil: Instant | null;
  readonly member: boolean;
  readonly cutOffAt: Instant;
  readonly cutOffPassed: boolean;
  readonly noShowAt: Instant;
  /** Until when a request waits for its decision, or a hold for its confirmation. */
  readonly expiresAt: Instant | null;
  /** What it would cost as booked: 0 where use is free; null where use alone will tell. */
  readonly expectedCharge: Money | null;
  readonly purpose: SealedAt | null;
  readonly consent: Placed<Consent>;
  readonly seriesId: string | null;
  readonly insteadOf: string | null;
  readonly requestedAt: Instant;
  readonly requestedBy: PersonId;
  readonly confirmation: {
    readonly at: Instant;
    readonly by: 'RULE' | 'ENTERPRISE' | 'APPROVAL';
    readonly confirmedBy: PersonId;
  } | null;
  readonly ending: BookingEnding | null;
  readonly excuse: BookingExcuse | null;
  readonly displacement: BookingDisplacement | null;
  readonly handOver: HandOverView | null;
  /** When its grace had passed and it was not back. */
  readonly overdueAt: Instant | null;
  readonly return: ReturnView | null;
  readonly bill: BillView | null;
  readonly fee: FeeView | null;
  /** When what became of it was recorded last. */
  readonly changedAt: Instant;
  readonly since: number;
}

/** Bookings that were asked for together by a rule. */
export interface SeriesDocument extends Data<'RecurringBookingRequested'> {
  /** What was said when what lay ahead of it was given back last. */
  readonly releasedBecause: SealedAt | null;
  readonly since: number;
}
