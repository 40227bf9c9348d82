import {
  Decimal,
  neutral,
  observedWithin,
  quantityOf,
  type AssociationId,
  type EnterpriseId,
  type EventId,
  type Instant,
  type NewFact,
  type Quantity,
} from '@jointly/kernel';
import { entry } from '../../entry';
import { existing } from '../../existing';
import type { SharedAssetHappened } from '../events';
import type { Slot } from '../schemas';
import type { Asset, Booking, SharedAssetState } from '../state';
import { about, bound, joined, unbound, type Bond } from './about';

/** An intent, waiting included: nobody is bound before the booking is confirmed. */
export function asked(
  before: SharedAssetState,
  { data }: SharedAssetHappened<'BookingRequested' | 'WaitlistJoined'>,
): NewFact[] {
  const asset = existing(before);
  const { enterpriseId: enterprise, bookingId } = data;
  const intended = about(asset, { fact: 'intended', enterprise, quantity: hoursOf(data) }, bookingId);
  return [...joined(asset, enterprise), intended];
}

export function confirmed(before: SharedAssetState, event: SharedAssetHappened<'BookingConfirmed'>): NewFact[] {
  const asset = existing(before);
  const booking = bookingIn(asset, event);
  return [
    ...bound(asset, bondOf(booking), event.eventId, undefined, booking.bookingId),
    ...owed(asset, booking, 'BOOKING', event.association),
  ];
}

/** Released before its cut-off a booking is kept; after it, it counts what the rules of its time said. */
export function released(before: SharedAssetState, event: SharedAssetHappened<'BookingReleased'>): NewFact[] {
  const asset = existing(before);
  const booking = bookingIn(asset, event);
  return letGo(asset, booking, event, event.data.late ? booking.lateReleaseOutcome : '1');
}

/** Never the enterprise's fault. */
export const displaced = (before: SharedAssetState, event: SharedAssetHappened<'BookingDisplaced'>): NewFact[] =>
  letGo(existing(before), bookingIn(existing(before), event), event, neutral);

export function missed(before: SharedAssetState, event: SharedAssetHappened<'BookingMissed'>): NewFact[] {
  const booking = bookingIn(existing(before), event);
  return judged(existing(before), booking, event, { outcome: '0', at: booking.noShowAt });
}

/** The miss or the late release counts neither way any more. */
export function excused(before: SharedAssetState, event: SharedAssetHappened<'BookingExcused'>): NewFact[] {
  const booking = bookingIn(existing(before), event);
  const { status, noShowAt, closedAt } = booking;
  const at = status === 'NO_SHOW' ? noShowAt : closedAt!;
  return judged(existing(before), booking, event, { outcome: neutral, at });
}

/** What its enterprise made of a booking, in place of what was thought of it before. */
export const judged = (
  asset: Asset,
  booking: Booking,
  { eventId }: Pick<SharedAssetHappened, 'eventId'>,
  seen: Seen,
): NewFact[] => {
  const names = {
    id: judgementBy(eventId),
    ...(booking.blamedBy !== undefined && { supersedes: judgementBy(booking.blamedBy) }),
  };
  return discharged(asset, booking, 'BOOKING', { ...seen, ...names });
};

const judgementBy = (event: EventId): string => `${event}/booking`;

/** Only what was confirmed had bound anybody. */
const letGo = (
  asset: Asset,
  booking: Booking,
  event: SharedAssetHappened<'BookingReleased' | 'BookingDisplaced'>,
  outcome: string,
): NewFact[] =>
  booking.status === 'CONFIRMED' && booking.confirmedBy
    ? [
        ...unbound(asset, bondOf(booking), event.eventId, booking.confirmedBy, booking.bookingId),
        ...judged(asset, booking, event, { outcome, at: event.occurredAt }),
      ]
    : [];

export const bookingIn = ({ bookings }: Asset, { data }: { readonly data: { readonly bookingId: string } }): Booking =>
  entry(bookings, data.bookingId);

const bondOf = (booking: Booking): Bond => ({
  enterprise: booking.enterpriseId,
  quantity: hoursOf(booking),
  value: booking.expectedCharge,
});

const hoursOf = ({ start, end }: Slot): Quantity =>
  quantityOf(new Decimal(Date.parse(end) - Date.parse(start)).div(3_600_000).toDecimalPlaces(6), 'h');

/** To be there for one's booking, and to bring the asset back when it ends. */
type Duty = 'BOOKING' | 'RETURN';

const dutyOf = ({ bookingId, start, end, noShowAt, returnGraceHours }: Booking, duty: Duty) =>
  duty === 'BOOKING'
    ? { obligation: bookingId, dueAt: start, grace: Date.parse(noShowAt) - Date.parse(start) }
    : { obligation: `${bookingId}_return`, dueAt: end, grace: returnGraceHours * 3_600_000 };

/** To whom an enterprise owes a duty; an owner owes itself nothing, and proves nothing by it. */
function counterpartyOf({ owner }: Asset, enterprise: EnterpriseId, association: AssociationId) {
  if (owner.kind !== 'ENTERPRISE') return { counterparty: association };
  return owner.enterpriseId === enterprise
    ? undefined
    : { counterparty: owner.enterpriseId, betweenMembers: true as const };
}

export function owed(asset: Asset, booking: Booking, duty: Duty, association: AssociationId): NewFact[] {
  const { enterpriseId: enterprise, expectedCharge: value, reference, bookingId } = booking;
  const to = counterpartyOf(asset, enterprise, association);
  if (!to) return [];
  const { obligation, dueAt } = dutyOf(booking, duty);
  const due = { obligation, of: duty, enterprise, ...to, dueAt, graceDays: 0, value, reference };
  return [about(asset, { fact: 'obligationDue', ...due }, bookingId)];
}

/** What was seen of a duty; named where a later fact may supersede it. */
interface Seen {
  readonly outcome: string;
  readonly at: Instant;
  readonly id?: string;
  readonly supersedes?: string;
}

export function discharged(asset: Asset, booking: Booking, duty: Duty, { at, ...what }: Seen): NewFact[] {
  const { enterpriseId: enterprise, bookingId } = booking;
  if (asset.owner.kind === 'ENTERPRISE' && asset.owner.enterpriseId === enterprise) return [];
  const { obligation, dueAt, grace } = dutyOf(booking, duty);
  const seen = { ...what, share: '1', observedAt: observedWithin(dueAt, at, grace) };
  return [about(asset, { fact: 'obligationDischarged', obligation, enterprise, ...seen }, bookingId)];
}
