import type { EventOf, Happened } from '@jointly/kernel';
import { awardEvents } from './award';
import { commitmentEvents } from './commitment';
import { demandEvents } from './demand';
import { settlementEvents } from './settlement';
import { termsEvents } from './terms';

export * from './award';
export * from './commitment';
export * from './demand';
export * from './settlement';
export * from './terms';

export const bulkPurchaseEvents = [
  ...termsEvents,
  ...demandEvents,
  ...awardEvents,
  ...commitmentEvents,
  ...settlementEvents,
] as const;

export type BulkPurchaseEvent = EventOf<(typeof bulkPurchaseEvents)[number]>;

/** One of them, as it stands in the log. */
export type BulkPurchaseHappened<Type extends BulkPurchaseEvent['type']> = Happened<
  Extract<BulkPurchaseEvent, { type: Type }>
>;
