import type { Period } from '@jointly/indicators';
import type { BookingStatus } from '@jointly/joint-actions';
import type { AssociationId, Instant } from '@jointly/kernel';
import type { Kysely } from 'kysely';
import { parse } from '../documents';
import type { BlockDocument } from './block-documents';
import { blocksIn, bookingsAround, slotOf, type CalendarQuestion } from './calendar';
import type { LedgerRow } from './documents';
import type { SharedAssetSchema } from './projection';

/** A booking's times, without what else is known of it. */
export interface BookedTime {
  readonly status: BookingStatus;
  readonly member: boolean;
  readonly start: Instant;
  /** What it took of the asset's time. */
  readonly taken: Period | undefined;
  /** From hand-over to return, or until now while the asset is not back. */
  readonly used: Period | undefined;
}

/** What an asset's statement for a period is computed from. */
export interface PeriodOfAsset {
  readonly period: Period;
  readonly bookings: readonly BookedTime[];
  readonly maintenance: readonly Period[];
  readonly downtime: readonly Period[];
  /** Joint runs, those that are ahead too. */
  readonly runs: readonly (Period & { readonly completed: boolean })[];
  readonly ledger: readonly LedgerRow[];
}

export async function periodOfAsset(
  database: Kysely<SharedAssetSchema>,
  asked: CalendarQuestion,
): Promise<PeriodOfAsset> {
  const [bookings, blocks, ledger] = await Promise.all([
    bookedTimes(database, asked),
    blocksIn(database, asked).select('document').execute(),
    ledgerIn(database, asked.association, asked.asset, asked.period),
  ]);
  const taken = blocks.map(parse<BlockDocument>).map((block) => {
    const { start, end } = slotOf(block, asked.now);
    return { from: start, until: end, of: block.of, completed: block.of === 'RUN' && block.status === 'COMPLETED' };
  });
  const of = (kind: BlockDocument['of']) => taken.filter((block) => block.of === kind);
  const blocked = { maintenance: of('MAINTENANCE'), downtime: of('DOWNTIME'), runs: of('RUN') };
  return { period: asked.period, bookings, ...blocked, ledger };
}

const times = ['status', 'member', 'start', 'takenFrom', 'takenUntil', 'usedFrom', 'usedUntil'] as const;

/** From the columns alone: a year may have thousands of bookings. */
async function bookedTimes(database: Kysely<SharedAssetSchema>, asked: CalendarQuestion): Promise<BookedTime[]> {
  const [over, inUse] = await Promise.all([
    bookingsAround(database, asked).where('status', '!=', 'IN_USE').select(times).execute(),
    bookingsInUse(database, asked).select(times).execute(),
  ]);
  return [...over, ...inUse].map((row) => ({
    status: row.status as BookingStatus,
    member: row.member === 1,
    start: row.start as Instant,
    taken: periodOf(row.takenFrom, row.takenUntil),
    used: periodOf(row.usedFrom, row.status === 'IN_USE' ? asked.now : row.usedUntil),
  }));
}

/** Whoever has the asset may have had it since long before the period. */
const bookingsInUse = (database: Kysely<SharedAssetSchema>, { association, asset, period }: CalendarQuestion) =>
  database
    .selectFrom('bookings')
    .where('association', '=', association)
    .where('asset', '=', asset)
    .where('status', '=', 'IN_USE')
    .where('start', '<', period.until);

const periodOf = (from: unknown, until: unknown): Period | undefined =>
  typeof from === 'string' && typeof until === 'string'
    ? { from: from as Instant, until: until as Instant }
    : undefined;

/** In the order of their time. */
export async function ledgerIn(
  database: Kysely<SharedAssetSchema>,
  association: AssociationId,
  asset: string,
  { from, until }: Period,
): Promise<(LedgerRow & { readonly sequence: number })[]> {
  return database
    .selectFrom('ledger')
    .selectAll()
    .where('association', '=', association)
    .where('asset', '=', asset)
    .where('at', '>=', from)
    .where('at', '<', until)
    .orderBy('at')
    .orderBy('sequence')
    .execute();
}
