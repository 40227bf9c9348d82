import type { EventOf, Happened } from '@jointly/kernel';
import { assetEvents } from './asset';
import { bookingEvents } from './booking';
import { ownershipEvents } from './ownership';
import { runEvents } from './run';
import { upkeepEvents } from './upkeep';
import { usageEvents } from './usage';

export * from './asset';
export * from './booking';
export * from './ownership';
export * from './run';
export * from './upkeep';
export * from './usage';

export const sharedAssetEvents = [
  ...assetEvents,
  ...bookingEvents,
  ...usageEvents,
  ...upkeepEvents,
  ...ownershipEvents,
  ...runEvents,
] as const;

export type SharedAssetEvent = EventOf<(typeof sharedAssetEvents)[number]>;

/** One of them, as it stands in the log. */
export type SharedAssetHappened<Type extends SharedAssetEvent['type'] = SharedAssetEvent['type']> = Happened<
  Extract<SharedAssetEvent, { type: Type }>
>;
