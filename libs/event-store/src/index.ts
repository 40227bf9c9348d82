export * from './errors';
export * from './port';
export { copyLog, LogsDiffer, type LogCopy } from './copy-log';
export * from './executor';
export { openMemoryEventStore } from './memory/memory-event-store';
export { openSqliteEventStore, type SqliteLogOptions } from './sqlite/sqlite-event-store';
export { openSqliteFeed } from './sqlite/sqlite-feed';
export { openEventStoreDb, type EventStoreDbOptions } from './eventstoredb/eventstoredb-event-store';
export { ForeignEvent, InvalidEventStoreUrl, LogRefused, LogUnreachable, NotACopy } from './eventstoredb/errors';
