import { partId, refusal, type Instant, type Refusal } from '@jointly/kernel';
import { blocking, overlap } from './calendar';
import type { SharedAssetEvent, SharedAssetHappened } from './events';
import type { Slot } from './schemas';
import type { Asset, Booking } from './state';

/** Why a booking that was missed can’t have been handed over then, only recorded late. */
export function notFetchedThen(asset: Asset, booking: Booking, at: Instant): Refusal | undefined {
  if (at >= booking.noShowAt)
    return refusal(
      'NOT_CONFIRMED',
      `This booking was missed: the asset was not handed over before ${booking.noShowAt}. If nobody is to blame, excuse the booking instead.`,
      'occurredAt',
    );
  const time = { start: at, end: booking.end };
  return blocking(asset.calendar, time).length > 0 || somebodyHadIt(asset, booking, time)
    ? refusal(
        'NOT_CONFIRMED',
        'This booking was missed, and its time is somebody else’s by now. Excuse the booking instead.',
        'bookingId',
      )
    : undefined;
}

/** Also beyond what was booked. */
const somebodyHadIt = ({ bookings }: Asset, { bookingId }: Booking, time: Slot): boolean =>
  bookings.some(
    ({ bookingId: other, usage }) =>
      other !== bookingId &&
      usage !== undefined &&
      overlap({ start: usage.handedOverAt, end: usage.returnedAt ?? time.end }, time),
  );

/** The fee is given back, where one was charged. */
export function feeWaived(
  { assetId }: Asset,
  { bookingId, enterpriseId, fee }: Booking,
  cause: SharedAssetHappened<'BookingFeeWaived'>['data']['cause'],
): SharedAssetEvent[] {
  if (!fee) return [];
  const { chargeId, amount } = fee;
  const creditId = partId('credit', chargeId, 'waived');
  return [{ type: 'BookingFeeWaived', data: { assetId, bookingId, enterpriseId, chargeId, creditId, amount, cause } }];
}
