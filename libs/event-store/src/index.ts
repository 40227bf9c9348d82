export * from './errors';
export * from './port';
export * from './executor';
export { openMemoryEventStore } from './memory/memory-event-store';
export { openSqliteEventStore, type SqliteLogOptions } from './sqlite/sqlite-event-store';
export { openSqliteFeed } from './sqlite/sqlite-feed';
