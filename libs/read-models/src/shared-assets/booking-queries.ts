import type { BookingStatus } from '@jointly/joint-actions';
import type { Period } from '@jointly/indicators';
import type { AssociationId, CommandId, EnterpriseId } from '@jointly/kernel';
import { sql, type Kysely } from 'kysely';
import { keyOf, parse } from '../documents';
import { pageOf, type Page, type PageRequest } from '../paging';
import type { BookingDocument, SeriesDocument } from './booking-documents';
import type { SharedAssetSchema } from './projection';

export interface BookingFilter {
  readonly asset?: string;
  readonly enterprise?: EnterpriseId;
  readonly status?: BookingStatus;
  /** Those that start within it. */
  readonly period?: Period;
}

/** Time alone displaces by a cause, and by no command. */
export type DisplacedBy = { readonly causeId: string } | { readonly commandId: CommandId };

/** A place on a waitlist: 1 is the next. */
export interface WaitlistEntry {
  readonly booking: BookingDocument;
  /** Among those who wait for a slot that overlaps this one. */
  readonly place: number;
}

/** What can be asked of bookings. */
export class BookingQueries {
  constructor(private readonly database: Kysely<SharedAssetSchema>) {}

  async booking(association: AssociationId, id: string): Promise<BookingDocument | undefined> {
    return (await this.bookingsById(association, [id]))[0];
  }

  async bookingsById(association: AssociationId, ids: readonly string[]): Promise<BookingDocument[]> {
    if (ids.length === 0) return [];
    const keys = ids.map((id) => keyOf(association, id));
    const found = await this.database.selectFrom('bookings').select('document').where('key', 'in', keys).execute();
    return found.map(parse<BookingDocument>);
  }

  /** In the order of their time, those that start together in the order in which they were asked for. */
  async bookings(
    association: AssociationId,
    { first, after }: PageRequest,
    only: BookingFilter,
  ): Promise<Page<BookingDocument>> {
    const { asset, enterprise, status, period } = only;
    let query = this.database
      .selectFrom('bookings')
      .select('document')
      .where('association', '=', association)
      .orderBy('start')
      .orderBy('since')
      .limit(first + 1);
    if (asset !== undefined) query = query.where('asset', '=', asset);
    if (enterprise !== undefined) query = query.where('enterprise', '=', enterprise);
    if (status !== undefined) query = query.where('status', '=', status);
    if (period !== undefined) query = query.where('start', '>=', period.from).where('start', '<', period.until);
    if (after !== undefined) query = query.where(isAfter(association, after));
    return pageOf((await query.execute()).map(parse<BookingDocument>), first);
  }

  /** What a downtime or maintenance displaced, or one command on it: in the order in which they were displaced. */
  async displacedBy(association: AssociationId, asset: string, by: DisplacedBy): Promise<BookingDocument[]> {
    const [column, value] = 'causeId' in by ? (['cause', by.causeId] as const) : (['command', by.commandId] as const);
    const rows = await this.database
      .selectFrom('displacements')
      .select('booking')
      .where('association', '=', association)
      .where('asset', '=', asset)
      .where(column, '=', value)
      .orderBy('sequence')
      .execute();
    const found = await this.bookingsById(
      association,
      rows.map(({ booking }) => booking),
    );
    const byId = new Map(found.map((booking) => [booking.bookingId, booking]));
    return rows.flatMap(({ booking }) => byId.get(booking) ?? []);
  }

  async series(association: AssociationId, id: string): Promise<SeriesDocument | undefined> {
    const found = await this.database
      .selectFrom('series')
      .select('document')
      .where('key', '=', keyOf(association, id))
      .executeTakeFirst();
    return found && parse<SeriesDocument>(found);
  }

  /** All bookings of a series (300 at most), in the order of their time. */
  async bookingsOfSeries(association: AssociationId, id: string): Promise<BookingDocument[]> {
    const found = await this.database
      .selectFrom('bookings')
      .select('document')
      .where('association', '=', association)
      .where('series', '=', id)
      .orderBy('start')
      .execute();
    return found.map(parse<BookingDocument>);
  }

  /** Who waits for an asset, in the order in which they joined. */
  async waitlist(association: AssociationId, asset: string): Promise<WaitlistEntry[]> {
    const found = await this.database
      .selectFrom('bookings')
      .select('document')
      .where('association', '=', association)
      .where('asset', '=', asset)
      .where('status', '=', 'WAITLISTED' satisfies BookingStatus)
      .execute();
    const waiting = found.map(parse<BookingDocument>).sort((a, b) => a.since - b.since);
    return waiting.map((booking, index) => ({
      booking,
      place: 1 + waiting.slice(0, index).filter(({ start, end }) => start < booking.end && booking.start < end).length,
    }));
  }
}

/** Bookings are in the order of their time, while a page begins after the booking that appeared at `since`. */
const isAfter = (association: AssociationId, since: number) =>
  sql<boolean>`(start, since) > (SELECT start, since FROM bookings WHERE association = ${association} AND since = ${since})`;
