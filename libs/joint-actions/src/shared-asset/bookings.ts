import { Set as Ids } from 'immutable';
import { earliest, later, type Instant } from '@jointly/kernel';
import { dayOf, freed, taken, type Block } from './calendar';
import type { Slot } from './schemas';
import type { Asset, Booking, BookingStatus } from './state';

/** What may still be given back, or displaced: the asset is not in the enterprise's hands yet. */
export const isAhead = ({ status }: Booking): boolean =>
  status === 'REQUESTED' || status === 'HELD' || status === 'CONFIRMED';

/** Takes its time in the calendar. */
const holding: readonly BookingStatus[] = ['REQUESTED', 'HELD', 'CONFIRMED', 'IN_USE', 'RETURNED', 'BILLED'];

/** Counts toward the quota: a booking that was missed was had nevertheless. */
const counted: readonly BookingStatus[] = [...holding, 'NO_SHOW'];

export const countsToQuota = ({ status }: Booking): boolean => counted.includes(status);

export const minutesOf = ({ start, end }: Slot): number => (Date.parse(end) - Date.parse(start)) / 60_000;

export const quotaKey = (enterpriseId: string, period: string): string => `${enterpriseId}|${period}`;

/**
 * The asset with a booking as it is now. Calendar, quota and agenda follow from the booking's status here and nowhere
 * else, so that they can't tell different stories.
 */
export function withBooking(asset: Asset, booking: Booking): Asset {
  const before = asset.bookings.get(booking.bookingId);
  const { dueAt: _, ...rest } = booking;
  const dueAt = dueOf(booking);
  const after = dueAt === undefined ? rest : { ...rest, dueAt };
  return { ...replaced(asset, before, after), bookings: asset.bookings.set(after.bookingId, after) };
}

/** The asset without a booking that is over for good, or an entry that waits no longer. */
export function withoutBooking(asset: Asset, bookingId: string): Asset {
  const before = asset.bookings.get(bookingId);
  return { ...replaced(asset, before, undefined), bookings: asset.bookings.delete(bookingId) };
}

function replaced(asset: Asset, before: Booking | undefined, after: Booking | undefined): Asset {
  const gone = before && blockOf(before);
  const come = after && blockOf(after);
  const cleared = gone ? freed(asset.calendar, gone) : asset.calendar;
  return {
    ...asset,
    calendar: come ? taken(cleared, come) : cleared,
    quotaUse: countedIn(countedIn(asset.quotaUse, before, -1), after, 1),
    agenda: onAgenda(offAgenda(asset.agenda, before), after),
  };
}

/** From the hand-over where that was before its start, until the return where that was before its end. */
export function blockOf(booking: Booking): Block | undefined {
  if (!holding.includes(booking.status)) return undefined;
  const { handedOverAt = booking.start, returnedAt = booking.end } = booking.usage ?? {};
  const start = earliest(booking.start, handedOverAt);
  const end = earliest(booking.end, returnedAt);
  return start < end ? { id: booking.bookingId, of: 'BOOKING', start, end } : undefined;
}

function countedIn(use: Asset['quotaUse'], booking: Booking | undefined, sign: 1 | -1): Asset['quotaUse'] {
  if (!booking || booking.quotaPeriod === undefined || !countsToQuota(booking)) return use;
  const key = quotaKey(booking.enterpriseId, booking.quotaPeriod);
  const minutes = use.get(key, 0) + sign * minutesOf(booking);
  return minutes === 0 ? use.delete(key) : use.set(key, minutes);
}

/** Whatever the rules have become since: a booking carries its own times. */
function dueOf(booking: Booking): Instant | undefined {
  switch (booking.status) {
    case 'REQUESTED':
    case 'HELD':
      return booking.expiresAt;
    case 'CONFIRMED':
      return booking.cutOffPassed ? booking.noShowAt : booking.cutOffAt;
    case 'WAITLISTED':
      return booking.start;
    case 'RETURNED':
      return booking.usage!.reviewUntil;
    case 'IN_USE':
      return booking.overdueBy ? undefined : graceEnd(booking);
    case 'BILLED':
    case 'RELEASED':
    case 'DECLINED':
    case 'LAPSED':
    case 'NO_SHOW':
    case 'DISPLACED':
      return undefined;
  }
}

/** Until when a return still counts for something. */
export const graceEnd = ({ end, returnGraceHours }: Booking): Instant => later(end, returnGraceHours * 3_600_000);

type Agenda = Asset['agenda'];

function onAgenda(agenda: Agenda, booking: Booking | undefined): Agenda {
  if (booking?.dueAt === undefined) return agenda;
  return agenda.update(dayOf(booking.dueAt), Ids<string>(), (ids) => ids.add(booking.bookingId));
}

function offAgenda(agenda: Agenda, booking: Booking | undefined): Agenda {
  if (booking?.dueAt === undefined) return agenda;
  const on = dayOf(booking.dueAt);
  const left = agenda.get(on, Ids<string>()).delete(booking.bookingId);
  return left.isEmpty() ? agenda.delete(on) : agenda.set(on, left);
}
