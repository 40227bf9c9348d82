import type { EventOf, Happened } from '@jointly/kernel';
import { entry } from '../../entry';
import { withBooking, withoutBooking } from '../bookings';
import type { bookingEvents, SharedAssetHappened } from '../events';
import type { Asset, Booking, BookingStatus, BookingTerms } from '../state';
import { fees, tariffAt } from '../tariffs';

type Heard = Happened<EventOf<(typeof bookingEvents)[number]>>;

export function evolveBooking(asset: Asset, event: Heard): Asset {
  switch (event.type) {
    case 'BookingRequested': {
      const { decideBy } = event.data;
      const wait = decideBy === undefined ? {} : { expiresAt: decideBy };
      return withBooking(asset, { ...termsOf(event), status: 'REQUESTED', cutOffPassed: false, ...wait });
    }
    case 'BookingHeld':
      return held(asset, event.data);
    case 'BookingPromoted':
      return held(waitsNoLonger(asset, event.data.bookingId), event.data);
    case 'BookingConfirmed': {
      const { expiresAt: _, ...booking } = bookingIn(asset, event);
      const tariff = tariffAt(asset, booking.start);
      const feesAtMost = tariff && { feesAtMost: fees(tariff) };
      return withBooking(asset, { ...booking, status: 'CONFIRMED', confirmedBy: event.eventId, ...feesAtMost });
    }
    case 'ReleaseCutOffPassed':
      return withBooking(asset, { ...bookingIn(asset, event), cutOffPassed: true });
    case 'BookingDeclined':
      return closed(asset, event, 'DECLINED');
    case 'BookingLapsed':
      return closed(asset, event, 'LAPSED');
    case 'BookingReleased':
      return event.data.late ? blamed(asset, event, 'RELEASED') : closed(asset, event, 'RELEASED');
    case 'BookingMissed':
      return blamed(asset, event, 'NO_SHOW');
    case 'BookingExcused':
      return withBooking(asset, { ...bookingIn(asset, event), excused: true, blamedBy: event.eventId });
    case 'BookingDisplaced':
      return closed(asset, event, 'DISPLACED');
    // Its bookings have an event each.
    case 'RecurringBookingRequested':
    case 'SeriesReleased':
      return asset;
    case 'WaitlistJoined': {
      const waiting = { ...asset, waitlist: asset.waitlist.push(event.data.bookingId) };
      return withBooking(waiting, { ...termsOf(event), status: 'WAITLISTED', cutOffPassed: false });
    }
    case 'WaitlistLeft':
      return waitsNoLonger(withoutBooking(asset, event.data.bookingId), event.data.bookingId);
  }
}

type OfBooking = { readonly data: { readonly bookingId: string } };

const bookingIn = ({ bookings }: Asset, { data }: OfBooking): Booking => entry(bookings, data.bookingId);

/** Without what is sealed, and what is asked of the request alone. */
function termsOf({ data }: SharedAssetHappened<'BookingRequested' | 'WaitlistJoined'>): BookingTerms {
  const { assetId: _, rulesVersion: _version, purpose: _purpose, consent: _consent, ...terms } = data;
  if (!('decideBy' in terms || 'insteadOf' in terms)) return terms;
  const { decideBy: _decideBy, insteadOf: _insteadOf, ...rest } = terms;
  return rest;
}

function held(asset: Asset, data: SharedAssetHappened<'BookingHeld'>['data']): Asset {
  return withBooking(asset, { ...entry(asset.bookings, data.bookingId), status: 'HELD', expiresAt: data.expiresAt });
}

const waitsNoLonger = (asset: Asset, bookingId: string): Asset => ({
  ...asset,
  waitlist: asset.waitlist.filter((waiting) => waiting !== bookingId),
});

function closed(asset: Asset, event: OfBooking & Pick<Happened, 'recordedAt'>, status: BookingStatus): Asset {
  const { expiresAt: _, ...booking } = bookingIn(asset, event);
  return withBooking(asset, { ...booking, status, closedAt: event.recordedAt });
}

function blamed(
  asset: Asset,
  event: OfBooking & Pick<Happened, 'recordedAt' | 'eventId'>,
  status: BookingStatus,
): Asset {
  const after = closed(asset, event, status);
  return withBooking(after, { ...bookingIn(after, event), blamedBy: event.eventId });
}
