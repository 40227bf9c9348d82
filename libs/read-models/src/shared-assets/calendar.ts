import type { Period } from '@jointly/indicators';
import { emptyCalendar, taken, type Calendar, type Slot } from '@jointly/joint-actions';
import { instant, latest, type AssociationId, type Instant } from '@jointly/kernel';
import type { Kysely } from 'kysely';
import { parse } from '../documents';
import type { BlockDocument } from './block-documents';
import type { BookingDocument } from './booking-documents';
import type { SharedAssetSchema } from './projection';

type Database = Kysely<SharedAssetSchema>;

/** What takes an asset's time from start to end. */
export interface CalendarEntry extends Slot {
  readonly by: BookingDocument | BlockDocument;
}

/** Where to look for what takes an asset's time. */
export interface CalendarQuestion {
  readonly association: AssociationId;
  readonly asset: string;
  readonly period: Period;
  /** See `AssetFile.longestBooking`. */
  readonly longestBooking: number;
  /** How long something has lasted that should have been over. */
  readonly now: Instant;
}

/** All that takes an asset's time somewhere in the period, in the order of its start. */
export async function calendar(database: Database, asked: CalendarQuestion): Promise<CalendarEntry[]> {
  const [bookings, blocks] = await Promise.all([
    bookingsIn(database, asked).select('document').execute(),
    blocksTaken(database, asked),
  ]);
  const booked = bookings.map(parse<BookingDocument>).map((by) => ({ start: by.takenFrom, end: by.takenUntil!, by }));
  return [...booked, ...blocks].sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** The same as the domain keeps it, to ask the domain what is free; bookings by their columns, for there may be many. */
export async function takenTime(database: Database, asked: CalendarQuestion): Promise<Calendar> {
  const [bookings, blocks] = await Promise.all([
    bookingsIn(database, asked).select(['key', 'takenFrom', 'takenUntil']).execute(),
    blocksTaken(database, asked),
  ]);
  return [
    ...bookings.map(({ key, ...row }) => ({ id: key, of: 'BOOKING' as const, ...slotIn(row) })),
    ...blocks.map(({ start, end, by }) => ({ id: by.id, of: by.of, start, end })),
  ].reduce(taken, emptyCalendar);
}

const slotIn = (row: { readonly takenFrom: unknown; readonly takenUntil: unknown }): Slot => ({
  start: row.takenFrom as Instant,
  end: row.takenUntil as Instant,
});

const bookingsIn = (database: Database, asked: CalendarQuestion) =>
  bookingsAround(database, asked)
    .where('takenUntil', '>', asked.period.from)
    .where('takenFrom', '<', asked.period.until);

/** A downtime that lasts is found in any period, and may be expected to end before it. */
async function blocksTaken(database: Database, asked: CalendarQuestion): Promise<(Slot & { by: BlockDocument })[]> {
  const found = await blocksIn(database, asked).select('document').execute();
  return found
    .map(parse<BlockDocument>)
    .map((by) => ({ ...slotOf(by, asked.now), by }))
    .filter(({ end }) => end > asked.period.from);
}

/**
 * Bookings that may have to do with a period. An index finds them by their start alone, so that a period costs as much
 * as what is near it, however many bookings there are before and after.
 */
export const bookingsAround = (
  database: Database,
  { association, asset, period, longestBooking }: Omit<CalendarQuestion, 'now'>,
) =>
  database
    .selectFrom('bookings')
    .where('association', '=', association)
    .where('asset', '=', asset)
    .where('start', '>', instant(Date.parse(period.from) - longestBooking - 1))
    .where('start', '<', instant(Date.parse(period.until) + longestBooking))
    .orderBy('start');

export const blocksIn = (
  database: Database,
  { association, asset, period }: Pick<CalendarQuestion, 'association' | 'asset' | 'period'>,
) =>
  database
    .selectFrom('blocks')
    .where('association', '=', association)
    .where('asset', '=', asset)
    .where('takesTime', '=', 1)
    .where('end', '>', period.from)
    .where('start', '<', period.until);

/** While a downtime lasts, it takes the asset's time until it is expected to end, or until now. */
export const slotOf = (block: BlockDocument, now: Instant): Slot => ({
  start: block.start,
  end: block.of === 'DOWNTIME' ? (block.end ?? latest(block.expectedEnd, now)) : block.end,
});
