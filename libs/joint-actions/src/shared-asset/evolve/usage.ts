import { addMoney, money, type EventOf, type Happened, type Instant, type Money } from '@jointly/kernel';
import { entry } from '../../entry';
import { withBooking } from '../bookings';
import type { SharedAssetHappened, usageEvents } from '../events';
import { readingCorrected, withReading } from '../meter';
import type { Asset, Bill, Booking } from '../state';
import { withoutFalseAlarm } from '../wear';

type Heard = Happened<EventOf<(typeof usageEvents)[number]>>;

export function evolveUsage(asset: Asset, event: Heard): Asset {
  switch (event.type) {
    case 'AssetHandedOver':
      return handedOver(asset, event.data);
    case 'ReturnOverdue': {
      const booking = entry(asset.bookings, event.data.bookingId);
      return withBooking(asset, { ...booking, overdueBy: event.eventId });
    }
    case 'AssetReturned':
      return returned(asset, event.data);
    case 'MeterRead':
      return read(asset, event.data);
    case 'MeterReadingCorrected':
      return withoutFalseAlarm(readingCorrected(asset, event.data.readingId, event.data.reading));
    case 'UsageBilled': {
      const { chargeId, amount, quantity } = event.data;
      const bill = { chargeId, amount, quantity, corrections: 0, billedBy: event.eventId };
      const booked = billedAs(asset, event, bill, event.recordedAt);
      return withIncome(booked, amount, entry(asset.bookings, event.data.bookingId));
    }
    case 'UsageBillCorrected': {
      const { amount, quantity, difference } = event.data;
      const before = entry(asset.bookings, event.data.bookingId).bill!;
      const bill = { ...before, amount, quantity, corrections: before.corrections + 1, billedBy: event.eventId };
      const booked = billedAs(asset, event, bill);
      return withIncome(booked, difference, entry(asset.bookings, event.data.bookingId));
    }
    case 'BookingFeeCharged': {
      const { bookingId, chargeId, amount } = event.data;
      const booking = { ...entry(asset.bookings, bookingId), fee: { chargeId, amount } };
      return withIncome(withBooking(asset, booking), amount);
    }
    case 'BookingFeeWaived': {
      const { fee: _, ...booking } = entry(asset.bookings, event.data.bookingId);
      return withIncome(withBooking(asset, booking), negated(event.data.amount));
    }
    // Told to people; nothing is decided by it.
    case 'DamageReported':
      return asset;
  }
}

function handedOver(asset: Asset, data: SharedAssetHappened<'AssetHandedOver'>['data']): Asset {
  const { bookingId, at, readingId } = data;
  const usage = { handedOverAt: at, ...(readingId !== undefined && { outReadingId: readingId }) };
  // What had counted as missed is not over any more.
  const { closedAt: _, blamedBy: __, excused: ___, ...booking } = entry(asset.bookings, bookingId);
  return withBooking(read(asset, data), { ...booking, status: 'IN_USE', usage });
}

function returned(asset: Asset, data: SharedAssetHappened<'AssetReturned'>['data']): Asset {
  const { bookingId, at, readingId, usedMinutes, reviewUntil } = data;
  const booking = entry(asset.bookings, bookingId);
  const closing = readingId !== undefined && { inReadingId: readingId };
  const usage = { ...booking.usage!, returnedAt: at, usedMinutes, reviewUntil, ...closing };
  return withBooking(read(asset, data), { ...booking, status: 'RETURNED', usage });
}

interface Shown {
  readonly at: Instant;
  readonly readingId?: string;
  readonly reading?: string;
  readonly bookingId?: string;
}

function read(asset: Asset, { at, readingId, reading: value, bookingId }: Shown): Asset {
  if (readingId === undefined || value === undefined) return asset;
  return withReading(asset, { readingId, at, value, ...(bookingId !== undefined && { bookingId }) });
}

function billedAs(
  asset: Asset,
  { data }: { readonly data: { readonly bookingId: string } },
  bill: Bill,
  closedAt?: Instant,
): Asset {
  const booking = { ...entry(asset.bookings, data.bookingId), status: 'BILLED' as const, bill };
  return withBooking(asset, closedAt === undefined ? booking : { ...booking, closedAt });
}

const negated = ({ minor, currency }: Money): Money => money(-minor, currency);

/** What a member paid for its `use` earns it a part of a surplus; fees, and what others paid, bring something in alone. */
function withIncome(asset: Asset, amount: Money, use?: Booking): Asset {
  const { ledger } = asset;
  const billed = use?.member
    ? ledger.billed.update(use.enterpriseId, 0, (minor) => minor + amount.minor)
    : ledger.billed;
  return { ...asset, ledger: { ...ledger, income: addMoney(ledger.income, amount), billed } };
}
