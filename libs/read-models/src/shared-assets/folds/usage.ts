import type { usageEvents } from '@jointly/joint-actions';
import { Decimal, earliest, latest } from '@jointly/kernel';
import { keyOf, placed } from '../../documents';
import type { BillView, BookingDocument } from '../booking-documents';
import type { LedgerRow } from '../documents';
import type { AssetTables } from '../tables';
import { noteLength } from './booking';
import { amendBooking, amendFile, type AssetFolds, type Told, type TypesIn } from './fold';
import { correctReading, noteReading } from './readings';

export const usageFolds: AssetFolds<TypesIn<typeof usageEvents>> = {
  AssetHandedOver: (event, into) => {
    const { assetId: _, bookingId: __, enterpriseId: ___, ...handOver } = placed(event.data, event);
    amendBooking(event, into, ({ start, end }) => ({
      status: 'IN_USE',
      takenFrom: earliest(start, handOver.at),
      // It may have counted as missed until its hand-over was recorded.
      takenUntil: end,
      ending: null,
      handOver: { ...handOver, recordedBy: event.metadata.actor },
    }));
    noteUseReading(event, 'HAND_OVER', into);
    noteUseLength(event, into);
  },
  ReturnOverdue: (event, into) => amendBooking(event, into, () => ({ overdueAt: event.occurredAt })),
  AssetReturned: (event, into) => {
    const { assetId: _, bookingId: __, enterpriseId: ___, ...returned } = placed(event.data, event);
    amendBooking(event, into, ({ end, overdueAt }) => ({
      status: 'RETURNED',
      // It was back by then, and only the record of it was late.
      overdueAt: overdueAt !== null && returned.at <= overdueAt ? null : overdueAt,
      takenUntil: earliest(end, returned.at),
      return: { ...returned, recordedBy: event.metadata.actor },
    }));
    noteUseReading(event, 'RETURN', into);
    noteUseLength(event, into);
  },
  MeterRead: (event, into) => {
    const { readingId, at, reading } = event.data;
    noteReading(event, { readingId, of: 'READING', at, reading }, into);
  },
  MeterReadingCorrected: correctReading,
  UsageBilled: (event, into) => {
    const { assetId: _, bookingId: __, enterpriseId: ___, ...bill } = event.data;
    amendBooking(event, into, () => ({
      status: 'BILLED',
      bill: { ...bill, billedAt: event.occurredAt, corrections: [] },
    }));
    enterUse(event, 'USE', bill.amount.minor, unitsIn(bill.interval), into);
  },
  UsageBillCorrected: (event, into) => {
    const {
      assetId: _,
      bookingId: __,
      enterpriseId: ___,
      readingId,
      adjustmentId,
      dueAt,
      difference,
      ...bill
    } = event.data;
    const before = billOf(event, into);
    const correction = { readingId, adjustmentId, difference, dueAt, correctedAt: event.occurredAt };
    amendBooking(event, into, () => ({
      bill: { ...before, ...bill, corrections: [...before.corrections, correction] },
    }));
    const units = unitsIn(bill.interval).minus(unitsIn(before.interval));
    enterUse(event, 'CORRECTION', difference.minor, units, into);
  },
  BookingFeeCharged: (event, into) => {
    const { assetId: _, bookingId: __, enterpriseId: ___, ...fee } = event.data;
    amendBooking(event, into, () => ({ fee: { ...fee, waivedAt: null } }));
    enterUse(event, 'FEE', fee.amount.minor, null, into);
  },
  BookingFeeWaived: (event, into) => {
    // Given back now, whenever the hand-over was that made it wrong.
    const waivedAt = event.recordedAt;
    amendBooking(event, into, ({ fee }) => ({ fee: fee && { ...fee, waivedAt } }));
    enterUse({ ...event, occurredAt: waivedAt }, 'FEE', -event.data.amount.minor, null, into);
  },
  DamageReported: (event, into) => {
    const { assetId: _, ...damage } = placed(event.data, event);
    amendFile(event, into, ({ damages }) => ({ damages: [...damages, { ...damage, at: event.occurredAt }] }));
  },
};

function noteUseReading(
  event: Told<'AssetHandedOver' | 'AssetReturned'>,
  of: 'HAND_OVER' | 'RETURN',
  into: AssetTables,
): void {
  const { readingId, at, reading } = event.data;
  if (readingId !== undefined && reading !== undefined) noteReading(event, { readingId, of, at, reading }, into);
}

/** Fetched before its start or brought back after its end, a booking reaches further than its slot. */
function noteUseLength(event: Told<'AssetHandedOver' | 'AssetReturned'>, into: AssetTables): void {
  const { takenFrom, end } = bookingOf(event, into);
  noteLength(event, takenFrom, latest(end, event.data.at), into);
}

type Charged = Told<'UsageBilled' | 'UsageBillCorrected' | 'BookingFeeCharged' | 'BookingFeeWaived'>;

function enterUse(
  event: Charged,
  kind: LedgerRow['kind'],
  minor: number,
  units: Decimal | null,
  into: AssetTables,
): void {
  const { assetId, bookingId, enterpriseId } = event.data;
  into.ledger.append({
    asset: assetId,
    at: event.occurredAt,
    kind,
    enterprise: enterpriseId,
    member: bookingOf(event, into).member ? 1 : 0,
    reference: bookingId,
    minor,
    units: units?.toFixed() ?? null,
  });
}

const unitsIn = (interval: BillView['interval']): Decimal =>
  interval ? new Decimal(interval.to).minus(interval.from) : new Decimal(0);

const bookingOf = (
  { association, data }: Charged | Told<'AssetHandedOver' | 'AssetReturned'>,
  { bookings }: AssetTables,
): BookingDocument => bookings.existing(keyOf(association, data.bookingId));

/** Only what was billed is corrected. */
const billOf = (event: Told<'UsageBillCorrected'>, into: AssetTables): BillView => bookingOf(event, into).bill!;
