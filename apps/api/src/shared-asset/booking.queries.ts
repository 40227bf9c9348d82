import type { AssociationId, EnterpriseId, Instant } from '@jointly/kernel';
import { directory, sharedAssets, type BookingDocument, type DisplacedBy } from '@jointly/read-models';
import type { Connection } from '../graphql/connection.graphql';
import { notFound } from '../http/fault';
import { opened } from '../reading/opened';
import { connectionOf, pageRequest } from '../reading/paging';
import { defineQuery } from '../reading/queries';
import type { ReadModels } from '../reading/read-models';
import type { Viewer } from '../reading/viewer';
import { knownAsset, type OfAsset, type Paged } from './asset.queries';
import type { BookingObject, BookingSeries, WaitlistPlace } from './booking.graphql';
import { bookingView } from './booking.view';
import type { BookingStatus } from './enums.graphql';
import { seen, sightOf } from './sight';

interface Chosen {
  readonly from?: Instant | null;
  readonly until?: Instant | null;
  readonly status?: keyof typeof BookingStatus | null;
}

const reads = [sharedAssets.name, directory.name];

/** Null where there is none that the viewer may see: a mutation's payload shows it so. */
export const writtenBooking = defineQuery({
  type: 'WrittenBooking',
  reads,
  answer: async (viewer, { id }: { readonly id: string }, models): Promise<BookingObject | null> => {
    const booking = await models.bookings.booking(viewer.association, id);
    if (!booking || !(await maySee(viewer, booking, models))) return null;
    return (await booked(viewer.association, [booking], models))[0]!;
  },
});

/** @throws Fault NOT_FOUND */
export const booking = defineQuery({
  type: 'Booking',
  reads,
  answer: async (viewer, args: { readonly id: string }, models): Promise<BookingObject> => {
    const found = await writtenBooking.answer(viewer, args, models);
    if (!found) throw notFound('booking');
    return found;
  },
});

/** @throws Fault NOT_FOUND */
export const bookingSeries = defineQuery({
  type: 'BookingSeries',
  reads,
  answer: async (viewer, { id }: { readonly id: string }, models): Promise<BookingSeries> => {
    const { association } = viewer;
    const series = await models.bookings.series(association, id);
    if (!series || !(await maySee(viewer, series, models))) throw notFound('series');
    const { assetId, enterpriseId, rule, timeZone, skipped } = series;
    const bookings = await booked(association, await models.bookings.bookingsOfSeries(association, id), models);
    return { id, assetId, enterpriseId, rule, timeZone, bookings, skipped: [...skipped] };
  },
});

/** All for who keeps the asset or the books, for others those of their own enterprises; in the order of their time. */
export const assetBookings = defineQuery({
  type: 'AssetBookings',
  reads,
  answer: async (viewer, { id, ...args }: OfAsset & Paged & Chosen, models): Promise<Connection<BookingObject>> => {
    const { all, own } = await sightOf(viewer, await knownAsset(viewer, id, models), models);
    return bookingPage(
      viewer.association,
      args,
      all ? [{ asset: id }] : own.map((enterprise) => ({ asset: id, enterprise })),
      models,
    );
  },
});

/** Of the enterprises that the viewer acts for, on all assets; in the order of their time. */
export const myBookings = defineQuery({
  type: 'MyBookings',
  reads,
  answer: async (viewer, args: Paged & Chosen, models): Promise<Connection<BookingObject>> => {
    const own = await viewer.ownEnterprises(models.directory);
    return bookingPage(
      viewer.association,
      args,
      own.map((enterprise) => ({ enterprise })),
      models,
    );
  },
});

/** The whole for who keeps the asset or the books; others see their own places in it, and how far off they are. */
export const assetWaitlist = defineQuery({
  type: 'AssetWaitlist',
  reads,
  answer: async (viewer, { id }: OfAsset, models): Promise<WaitlistPlace[]> => {
    const { all, own } = await sightOf(viewer, await knownAsset(viewer, id, models), models);
    const waiting = await models.bookings.waitlist(viewer.association, id);
    const seen = waiting.filter(({ booking }) => all || own.includes(booking.enterpriseId));
    const views = await booked(
      viewer.association,
      seen.map(({ booking }) => booking),
      models,
    );
    return seen.map(({ place }, index) => ({ place, booking: views[index]! }));
  },
});

/** What a downtime or maintenance displaced, or one command on it, as far as the viewer may see it. */
export const displacedBookings = defineQuery({
  type: 'DisplacedBookings',
  reads,
  answer: async (viewer, { id, by }: OfAsset & { readonly by: DisplacedBy }, models): Promise<BookingObject[]> => {
    const sight = await sightOf(viewer, await knownAsset(viewer, id, models), models);
    const displaced = await models.bookings.displacedBy(viewer.association, id, by);
    return booked(viewer.association, seen(displaced, sight), models);
  },
});

interface Whose {
  readonly asset?: string;
  readonly enterprise?: EnterpriseId;
}

const ever = { from: '0000-01-01T00:00:00.000Z' as Instant, until: '9999-12-31T23:59:59.999Z' as Instant };

/** Pages of several enterprises are merged: each begins after the same booking, in the same order. */
async function bookingPage(
  association: AssociationId,
  { from, until, status, ...paged }: Paged & Chosen,
  whose: readonly Whose[],
  models: ReadModels,
): Promise<Connection<BookingObject>> {
  const only = { period: { from: from ?? ever.from, until: until ?? ever.until }, ...(status && { status }) };
  const pages = await Promise.all(
    whose.map((who) => models.bookings.bookings(association, pageRequest(paged), { ...who, ...only })),
  );
  const found = pages.flatMap(({ entries }) => entries).sort(byTime);
  const page = found.slice(0, paged.first);
  const views = await booked(association, page, models);
  const viewOf = new Map(page.map((entry, index) => [entry, views[index]!]));
  const hasNextPage = found.length > paged.first || pages.some((each) => each.hasNextPage);
  return connectionOf({ entries: page, hasNextPage }, (entry) => viewOf.get(entry)!);
}

const byTime = (a: BookingDocument, b: BookingDocument): number =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : a.since - b.since;

type OfEnterprise = Pick<BookingDocument, 'assetId' | 'enterpriseId'>;

async function maySee(viewer: Viewer, { assetId, enterpriseId }: OfEnterprise, models: ReadModels): Promise<boolean> {
  if (await viewer.sees(enterpriseId)) return true;
  const asset = await models.sharedAssets.asset(viewer.association, assetId);
  return asset?.custodians.includes(viewer.person) ?? false;
}

/** With the names of those whose they are. */
async function booked(association: AssociationId, bookings: readonly BookingDocument[], models: ReadModels) {
  const names = await enterpriseNames(
    association,
    bookings.map(({ enterpriseId }) => enterpriseId),
    models,
  );
  return bookings.map((each) =>
    bookingView(association, opened(each, models.name), names.get(each.enterpriseId) ?? null),
  );
}

export async function enterpriseNames(
  association: AssociationId,
  ids: readonly EnterpriseId[],
  { directory, name }: ReadModels,
): Promise<Map<EnterpriseId, string | null>> {
  const enterprises = await directory.enterprisesById(association, [...new Set(ids)]);
  return new Map(enterprises.map((enterprise) => [enterprise.enterpriseId, name(enterprise.name)]));
}

export const bookingQueries = [
  writtenBooking,
  booking,
  bookingSeries,
  assetBookings,
  myBookings,
  assetWaitlist,
  displacedBookings,
];
