import {
  days,
  deadlineEventId,
  later,
  systemActor,
  type AssociationId,
  type Happened,
  type Instant,
} from '@jointly/kernel';
import { sharedAssetStream } from '../streams';
import { holdUntil, quotaRefusal } from './booking-terms';
import { isAhead, minutesOf } from './bookings';
import { overlap, taken } from './calendar';
import { evolveSharedAsset } from './evolve';
import type { SharedAssetEvent, SharedAssetHappened } from './events';
import type { Slot } from './schemas';
import { freeSlots, isTaken, obstacle } from './slots';
import { isUnderway } from './phase';
import type { Asset, Booking } from './state';

export type DisplacementCause = Exclude<SharedAssetHappened<'BookingDisplaced'>['data']['cause'], 'LATE_RETURN'>;

/**
 * Whatever stands in a slot that the asset can't be had in after all: bookings that are not in use yet are displaced and
 * offered other slots, runs are cancelled. What they took beyond the slot comes free: see `withPromotions`. A run that
 * has begun by now took place, whatever is recorded afterwards: it is still completed, or a coordinator cancels it.
 */
export function displacing(
  asset: Asset,
  slot: Slot,
  now: Instant,
  cause: DisplacementCause,
  causeId?: string,
): SharedAssetEvent[] {
  const bookings = byStart(asset.bookings.valueSeq().filter((one) => isAhead(one) && overlap(one, slot)));
  const runs = byStart(
    asset.runs.valueSeq().filter((run) => isUnderway(run) && overlap(run, slot) && run.start >= now),
  );
  const offered = cause === 'RETIREMENT' ? bookings.map(() => []) : alternatives(asset, slot, bookings);
  return [
    ...bookings.map((booking, index) => displaced(asset, booking, cause, causeId, offered[index]!)),
    ...runs.map(({ runId }): SharedAssetEvent => {
      return { type: 'RunCancelled', data: { assetId: asset.assetId, runId, cause } };
    }),
  ];
}

const byStart = <One extends Slot>(all: Iterable<One>): One[] => [...all].sort((a, b) => (a.start < b.start ? -1 : 1));

export function displaced(
  { assetId }: Asset,
  { bookingId, enterpriseId }: Booking,
  cause: SharedAssetHappened<'BookingDisplaced'>['data']['cause'],
  causeId: string | undefined,
  offered: readonly Slot[],
): SharedAssetEvent {
  const why = { cause, ...(causeId !== undefined && { causeId }), alternatives: [...offered] };
  return { type: 'BookingDisplaced', data: { assetId, bookingId, enterpriseId, ...why } };
}

/** Whoever comes later is not offered first what somebody before was offered first. */
function alternatives(asset: Asset, slot: Slot, bookings: readonly Booking[]): Slot[][] {
  let calendar = taken(asset.calendar, { id: 'displacing', of: 'DOWNTIME', ...slot });
  return bookings.map((booking) => {
    const found = freeSlots(
      { rules: asset.rules, timeZone: asset.timeZone, calendar },
      { from: slot.end, until: later(slot.end, days(31)), minutes: minutesOf(booking), count: 3 },
    );
    if (found[0]) calendar = taken(calendar, { id: booking.bookingId, of: 'BOOKING', ...found[0] });
    return found;
  });
}

/**
 * The events, and a promotion for whoever waits for a slot that is free once they happened: in the order of joining,
 * as far as the quota allows. Every decision that frees time ends with it.
 */
export function withPromotions(
  asset: Asset,
  events: readonly SharedAssetEvent[],
  now: Instant,
): readonly SharedAssetEvent[] {
  const promotions: SharedAssetEvent[] = [];
  let then = foreseen(asset, events, now);
  if (then.status !== 'SHARED' || obstacle(then, now)) return events;
  for (const waiting of then.waitlist) {
    const entry = then.bookings.get(waiting)!;
    if (entry.start <= now || isTaken(then, entry) || quotaRefusal(then, entry.enterpriseId, entry)) continue;
    const promotion = promoted(then, entry, now);
    promotions.push(promotion);
    then = foreseen(then, [promotion], now);
  }
  return [...events, ...promotions];
}

function promoted(asset: Asset, entry: Booking, now: Instant): SharedAssetEvent {
  const { bookingId, enterpriseId } = entry;
  const expiresAt = holdUntil(asset, entry, now);
  return { type: 'BookingPromoted', data: { assetId: asset.assetId, bookingId, enterpriseId, expiresAt } };
}

/** The asset as it will be once these are recorded. The log's own ids are not there yet: nothing here asks for them. */
export const foreseen = (asset: Asset, events: readonly SharedAssetEvent[], now: Instant): Asset =>
  events.reduce<Asset>((state, event) => evolveSharedAsset(state, ahead(asset, event, now)) as Asset, asset);

const foresight = 'foreseen' as AssociationId;

function ahead({ assetId }: Asset, event: SharedAssetEvent, now: Instant): Happened<SharedAssetEvent> {
  const stream = sharedAssetStream(foresight, assetId);
  const id = deadlineEventId(stream, event.type, now);
  return {
    ...event,
    eventId: id,
    stream,
    association: foresight,
    revision: 0,
    occurredAt: now,
    recordedAt: now,
    metadata: { actor: systemActor, authority: [], correlationId: id, causationId: id, clock: 'wall', salt: '' },
  };
}
