import { lateOutcome, neutral, type EventId, type Instant, type NewFact } from '@jointly/kernel';
import { existing } from '../../existing';
import { graceEnd } from '../bookings';
import type { SharedAssetHappened } from '../events';
import type { HireBasis } from '../schemas';
import type { Booking, SharedAssetState } from '../state';
import { about } from './about';
import { bookingIn, discharged, judged, owed } from './bookings';

/** A hire rate rests on evidence of what somebody charges; what owning one would cost is computed from estimates. */
export const hireBaselineClass: Readonly<Record<HireBasis, 'HARD' | 'SOFT'>> = {
  HIRE_RATE: 'HARD',
  OWN_OWNERSHIP: 'SOFT',
};

/** The booking is kept, and the asset has to come back. */
export function handedOver(before: SharedAssetState, event: SharedAssetHappened<'AssetHandedOver'>): NewFact[] {
  const asset = existing(before);
  const booking = bookingIn(asset, event);
  return [
    ...judged(asset, booking, event, { outcome: '1', at: event.data.at }),
    ...owed(asset, booking, 'RETURN', event.association),
  ];
}

/** Nothing more is waited for. */
export function overdue(before: SharedAssetState, event: SharedAssetHappened<'ReturnOverdue'>): NewFact[] {
  const asset = existing(before);
  const booking = bookingIn(asset, event);
  const seen = { outcome: brokeDown(booking) ? neutral : '0', at: graceEnd(booking), id: overdueBy(event.eventId) };
  return discharged(asset, booking, 'RETURN', seen);
}

/**
 * By its time alone: damage is a claim until somebody decides on it. One that was overdue has told already what it tells,
 * unless it turns out to have been in time, and recorded late.
 */
export function returned(before: SharedAssetState, event: SharedAssetHappened<'AssetReturned'>): NewFact[] {
  const asset = existing(before);
  const booking = bookingIn(asset, event);
  const { at } = event.data;
  const outcome = returnOutcome(booking, at);
  if (booking.overdueBy === undefined) return discharged(asset, booking, 'RETURN', { outcome, at });
  return outcome === '0'
    ? []
    : discharged(asset, booking, 'RETURN', { outcome, at, supersedes: overdueBy(booking.overdueBy) });
}

const overdueBy = (event: EventId): string => `${event}/overdue`;

/** An asset that broke down in somebody's hands, before it was due back, is not late. */
function returnOutcome(booking: Booking, at: Instant): string {
  const { end, returnGraceHours } = booking;
  return at > end && brokeDown(booking) ? neutral : lateOutcome(end, at, returnGraceHours * 3_600_000);
}

const brokeDown = ({ usage }: Booking): boolean => usage?.brokeDown === true;

/** What the use saved against each baseline; a corrected bill states all of it anew. */
export function saved(
  before: SharedAssetState,
  { data, eventId }: SharedAssetHappened<'UsageBilled' | 'UsageBillCorrected'>,
): NewFact[] {
  const { enterpriseId: enterprise, bookingId, amount: jointCost } = data;
  const earlier = existing(before).bookings.get(bookingId)?.bill?.billedBy;
  return data.baselines.map(({ baselineId: baseline, basis, quantity, cost: baselineCost }) => {
    const against = { baseline, basis, class: hireBaselineClass[basis], quantity, baselineCost };
    const names = {
      id: savingBy(eventId, basis),
      ...(earlier !== undefined && { supersedes: savingBy(earlier, basis) }),
    };
    return about(data, { fact: 'saving', stage: 'REALISED', enterprise, ...against, jointCost, ...names }, bookingId);
  });
}

const savingBy = (event: EventId, basis: HireBasis): string => `${event}/saving/${basis}`;

export const locked = (_before: SharedAssetState, { data }: SharedAssetHappened<'HireBaselineVerified'>): NewFact[] => {
  const { baselineId: baseline, basis } = data;
  return [about(data, { fact: 'baselineLocked', baseline, basis, class: hireBaselineClass[basis] })];
};
