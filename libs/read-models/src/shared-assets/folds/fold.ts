import type { SharedAssetEvent } from '@jointly/joint-actions';
import type { EventDefinition, EventOf } from '@jointly/kernel';
import type { Recorded } from '@jointly/projections';
import { keyOf } from '../../documents';
import type { BookingDocument } from '../booking-documents';
import type { AssetFile } from '../documents';
import type { AssetTables } from '../tables';

type Type = SharedAssetEvent['type'];
export type Told<T extends Type> = Recorded<Extract<SharedAssetEvent, { type: T }>>;

/** What each type of event changes beside what is derived from the asset's state; a new type does not compile. */
export type AssetFolds<T extends Type = Type> = { readonly [One in T]: (event: Told<One>, into: AssetTables) => void };

/** The types of a list of event definitions. */
export type TypesIn<Events extends readonly EventDefinition[]> = EventOf<Events[number]>['type'] & Type;

/** What the asset's state says already. */
export const derived = (): void => {};

export const amendFile = (
  { association, data }: Told<Type>,
  { files }: AssetTables,
  change: (file: AssetFile) => Partial<AssetFile>,
): void => files.amend(keyOf(association, data.assetId), (file) => ({ ...file, ...change(file) }));

export const amendBooking = (
  { association, data, recordedAt }: Told<Type> & { readonly data: { readonly bookingId: string } },
  { bookings }: AssetTables,
  change: (booking: BookingDocument) => Partial<BookingDocument>,
): void =>
  bookings.amend(keyOf(association, data.bookingId), (booking) => ({
    ...booking,
    ...change(booking),
    changedAt: recordedAt,
  }));

/** The list with what `changed` makes of the items that it concerns. */
export const changedWhere = <Item>(
  items: readonly Item[],
  concerned: (item: Item) => boolean,
  change: (item: Item) => Partial<Item>,
): readonly Item[] => items.map((item) => (concerned(item) ? { ...item, ...change(item) } : item));
