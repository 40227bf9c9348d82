import type { List } from 'immutable';
import { days, earliest, instant, latest, type Happened, type Instant } from '@jointly/kernel';
import { countsToQuota, withoutBooking } from './bookings';
import { dayOf } from './calendar';
import type { Asset, Booking } from './state';

/** Longer than any quota period: what an enterprise had in the one under way is still known. */
const keptDays = 32;

const everyDays = 7;

/**
 * Drops what is over for good: nothing is decided by it any more, and the log has it. An asset then is as big as what lies
 * ahead of it and a month or so behind, however long it has been shared. Done once a week and not with every event, since
 * it looks at all that is kept.
 */
export function forget(asset: Asset, { recordedAt }: Pick<Happened, 'recordedAt'>): Asset {
  const day = dayOf(recordedAt);
  if (day < asset.day + everyDays) return asset;
  const before = instant(Date.parse(recordedAt) - days(keptDays));
  return withoutOldTerms(withoutOldTime({ ...asset, day }, before), before);
}

function withoutOldTime(asset: Asset, before: Instant): Asset {
  const over = [...asset.bookings.values()].filter((booking) => isOver(booking, before));
  const left = over.reduce((state, { bookingId }) => withoutBooking(state, bookingId), asset);
  const firstDay = dayOf(before);
  return {
    ...left,
    calendar: { byDay: left.calendar.byDay.filter((_, on) => on >= firstDay) },
    runs: left.runs.filter(({ closedAt }) => closedAt === undefined || closedAt >= before),
  };
}

const isOver = (booking: Booking, before: Instant): boolean =>
  booking.closedAt !== undefined && forgettableFrom(booking, booking.closedAt) < before;

const forgettableFrom = (booking: Booking, closedAt: Instant): Instant =>
  countsToQuota(booking) ? latest(closedAt, booking.end) : closedAt;

/** Readings that a bill may still be corrected by, and tariffs that a use or a fee may still be billed by, stay. */
function withoutOldTerms(asset: Asset, before: Instant): Asset {
  const needed = asset.bookings.reduce(
    (first, { start, usage }) => earliest(first, earliest(start, usage?.handedOverAt ?? start)),
    before,
  );
  return {
    ...asset,
    readings: fromLast(asset.readings, ({ at }) => at <= needed),
    tariffs: fromLast(asset.tariffs, ({ validFrom }) => validFrom <= needed),
  };
}

/** What follows the last that holds, and that one. */
function fromLast<One>(list: List<One>, holds: (one: One) => boolean): List<One> {
  const last = list.findLastIndex(holds);
  return last <= 0 ? list : list.slice(last);
}
