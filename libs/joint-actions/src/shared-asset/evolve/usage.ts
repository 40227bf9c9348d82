import { addMoney, type EnterpriseId, type EventOf, type Happened, type Instant, type Money } from '@jointly/kernel';
import { entry } from '../../entry';
import { withBooking } from '../bookings';
import type { SharedAssetHappened, usageEvents } from '../events';
import { readingCorrected, withReading } from '../meter';
import type { Asset, Bill } from '../state';
import { withoutFalseAlarm } from '../upkeep';

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
      return withIncome(booked, amount, { of: event.data.enterpriseId, use: amount });
    }
    case 'UsageBillCorrected': {
      const { amount, quantity, difference } = event.data;
      const before = entry(asset.bookings, event.data.bookingId).bill!;
      const bill = { ...before, amount, quantity, corrections: before.corrections + 1, billedBy: event.eventId };
      const booked = billedAs(asset, event, bill);
      return withIncome(booked, difference, { of: event.data.enterpriseId, use: difference });
    }
    case 'BookingFeeCharged':
      return withIncome(asset, event.data.amount);
    // Told to people; nothing is decided by it.
    case 'DamageReported':
      return asset;
  }
}

function handedOver(asset: Asset, data: SharedAssetHappened<'AssetHandedOver'>['data']): Asset {
  const { bookingId, at, readingId } = data;
  const usage = { handedOverAt: at, ...(readingId !== undefined && { outReadingId: readingId }) };
  const booking = { ...entry(asset.bookings, bookingId), status: 'IN_USE' as const, usage };
  return withBooking(read(asset, data), booking);
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

/** `use` is what of it was paid for use, and by whom: fees bring something in and earn no part of a surplus. */
function withIncome(asset: Asset, amount: Money, paid?: { readonly of: EnterpriseId; readonly use: Money }): Asset {
  const { ledger } = asset;
  const billed = paid ? ledger.billed.update(paid.of, 0, (minor) => minor + paid.use.minor) : ledger.billed;
  return { ...asset, ledger: { ...ledger, income: addMoney(ledger.income, amount), billed } };
}
