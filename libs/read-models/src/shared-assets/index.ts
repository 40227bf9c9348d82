export * from './block-documents';
export * from './booking-documents';
export { BookingQueries, type BookingFilter, type DisplacedBy, type WaitlistEntry } from './booking-queries';
export type { CalendarEntry } from './calendar';
export * from './documents';
export { sharedAssets } from './projection';
export { SharedAssetQueries, type AssetFilter, type FreeSlotSearch } from './queries';
export type { AssetStatement } from './statement';
