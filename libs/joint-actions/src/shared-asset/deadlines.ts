import type { Deadline, Instant } from '@jointly/kernel';
import { entry } from '../entry';
import { existing } from '../existing';
import { feeFor, passReview } from './billing';
import type { SharedAssetEvent } from './events';
import { displaced, withPromotions } from './freeing';
import { isUnderway } from './phase';
import { fundingDeadlines, passFunding } from './funding';
import { inHand } from './rules';
import { joiningEnded } from './runs';
import { nextFreeSlots } from './slots';
import type { Asset, Booking, SharedAssetState } from './state';
import { passMaintenanceDue, upkeepDeadlines } from './upkeep';

/**
 * What time alone will change next in a shared asset. Only the earliest: whoever passes it asks again, and a full
 * calendar has thousands.
 */
export function assetDeadlines(state: SharedAssetState): readonly Deadline[] {
  if (state.status === 'ABSENT') return [];
  const all = [...nextOnAgenda(state), ...joining(state), ...fundingDeadlines(state), ...upkeepDeadlines(state)];
  const next = earliestOf(all);
  return next ? [next] : [];
}

const earliestOf = (deadlines: readonly Deadline[]): Deadline | undefined =>
  deadlines.reduce<Deadline | undefined>((first, next) => (first && !isBefore(next, first) ? first : next), undefined);

const isBefore = (a: Deadline, b: Deadline): boolean => a.due < b.due || (a.due === b.due && a.name < b.name);

/** Those of the first day on which anything comes due. */
function nextOnAgenda({ agenda, bookings }: Asset): Deadline[] {
  const day = agenda.keySeq().min();
  const ids = day === undefined ? undefined : agenda.get(day);
  return [...(ids ?? [])].map((id) => deadlineOf(entry(bookings, id)));
}

const deadlineOf = (booking: Booking): Deadline => ({
  name: `${kindOf(booking)}:${booking.bookingId}`,
  due: booking.dueAt!,
});

type Kind = 'decision' | 'hold' | 'cutoff' | 'noshow' | 'overdue' | 'waitlist' | 'review';

function kindOf({ status, cutOffPassed }: Booking): Kind {
  if (status === 'REQUESTED') return 'decision';
  if (status === 'HELD') return 'hold';
  if (status === 'WAITLISTED') return 'waitlist';
  if (status === 'IN_USE') return 'overdue';
  if (status === 'RETURNED') return 'review';
  return cutOffPassed ? 'noshow' : 'cutoff';
}

const joining = ({ runs }: Asset): Deadline[] =>
  runs
    .valueSeq()
    .filter((run) => isUnderway(run) && !run.joiningClosed)
    .map(({ runId, joinBy }) => ({ name: `joining:${runId}`, due: joinBy }))
    .toArray();

/**
 * What is blamed or closed is so as of when it was due, however much later that is noticed. What is promised or offered
 * on the strength of it runs from `now`: nobody could have known before.
 */
export function passAssetDeadline(
  state: SharedAssetState,
  deadline: Deadline,
  now: Instant,
): readonly SharedAssetEvent[] {
  const asset = existing(state);
  return withPromotions(asset, passed(asset, deadline, now), now);
}

function passed(asset: Asset, { name }: Deadline, now: Instant): SharedAssetEvent[] {
  const [kind, id = ''] = name.split(':');
  switch (kind as Kind | 'joining' | 'funding' | 'maintenance') {
    case 'decision':
      return [{ type: 'BookingLapsed', data: { ...of(asset, id), cause: 'NOT_DECIDED' } }];
    case 'hold':
      return [{ type: 'BookingLapsed', data: { ...of(asset, id), cause: 'HOLD_EXPIRED' } }];
    case 'cutoff':
      return [{ type: 'ReleaseCutOffPassed', data: of(asset, id) }];
    case 'noshow':
      return notFetched(asset, entry(asset.bookings, id), now);
    case 'overdue':
      return [{ type: 'ReturnOverdue', data: of(asset, id) }];
    case 'waitlist':
      return [{ type: 'WaitlistLeft', data: { ...of(asset, id), cause: 'TIME_CAME' } }];
    case 'review':
      return passReview(asset, id, now);
    case 'joining':
      return [joiningEnded(asset, entry(asset.runs, id))];
    case 'funding':
      return passFunding(asset, now);
    case 'maintenance':
      return passMaintenanceDue(asset);
  }
}

const of = ({ assetId, bookings }: Asset, bookingId: string) => {
  const { enterpriseId } = entry(bookings, bookingId);
  return { assetId, bookingId, enterpriseId };
};

/** Nobody is blamed for not fetching what was not there: out of service, or not brought back by whoever had it. */
function notFetched(asset: Asset, booking: Booking, now: Instant): SharedAssetEvent[] {
  const { start, end, bookingId } = booking;
  const alternatives = nextFreeSlots(asset, start, end, now);
  if (asset.downtime) return [displaced(asset, booking, 'DOWNTIME', asset.downtime.downtimeId, alternatives)];
  const kept = inHand(asset);
  if (kept) return [displaced(asset, booking, 'LATE_RETURN', kept.bookingId, alternatives)];
  return [{ type: 'BookingMissed', data: of(asset, bookingId) }, ...feeFor(asset, booking, 'NO_SHOW', now)];
}
