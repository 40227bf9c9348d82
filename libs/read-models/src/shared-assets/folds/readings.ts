import { sealedAt } from '@jointly/kernel';
import { keyOf } from '../../documents';
import type { ReadingDocument } from '../documents';
import type { AssetTables } from '../tables';
import type { Told } from './fold';

type Read = Told<'AssetCommissioned' | 'AssetHandedOver' | 'AssetReturned' | 'MeterRead'>;

export function noteReading(
  { association, data, metadata, sequence }: Read,
  reading: Pick<ReadingDocument, 'readingId' | 'of' | 'at' | 'reading'>,
  { readings }: AssetTables,
): void {
  readings.put(keyOf(association, data.assetId, reading.readingId), {
    ...reading,
    assetId: data.assetId,
    bookingId: 'bookingId' in data ? data.bookingId : null,
    recordedBy: metadata.actor,
    corrections: [],
    since: sequence,
  });
}

/** The wrong one stays on record; the hand-over or return that it was read at shows the right one. */
export function correctReading(event: Told<'MeterReadingCorrected'>, into: AssetTables): void {
  const { association, data } = event;
  const key = keyOf(association, data.assetId, data.readingId);
  const known = into.readings.existing(key);
  const reason = sealedAt(data.reason, event);
  const correction = { was: data.was, correctedBy: data.correctedBy, correctedAt: event.occurredAt, reason };
  const { reading } = data;
  into.readings.put(key, { ...known, reading, corrections: [...known.corrections, correction] });
  if (known.bookingId !== null)
    into.bookings.amend(keyOf(association, known.bookingId), (booking) => ({
      ...booking,
      handOver: booking.handOver && withReading(booking.handOver, data.readingId, reading),
      return: booking.return && withReading(booking.return, data.readingId, reading),
    }));
}

const withReading = <Read extends { readonly readingId?: string; readonly reading?: string }>(
  read: Read,
  readingId: string,
  reading: string,
): Read => (read.readingId === readingId ? { ...read, reading } : read);
