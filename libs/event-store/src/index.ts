export * from './errors';
export * from './port';
export { copyLog, LogsDiffer, type LogCopy } from './copy-log';
export * from './executor';
export { openMemoryEventStore } from './memory/memory-event-store';
export { openSqliteEventStore, type SqliteLogOptions } from './sqlite/sqlite-event-store';
export { openSqliteFeed } from './sqlite/sqlite-feed';
export { backUpLog, BackupExists, type BackupOptions, type LogSummary } from './sqlite/backup';
export { LogInTheWay, restoreLog, type RestoredLog, type RestoreOptions } from './sqlite/restore';
export { openEventStoreDb, type EventStoreDbLog } from './eventstoredb/eventstoredb-event-store';
export type { EventStoreDbOptions } from './eventstoredb/options';
export type { LogStanding } from './eventstoredb/standing';
export {
  CopyStopped,
  ForeignEvent,
  InvalidEventStoreUrl,
  LogRefused,
  LogUnreachable,
  NotACopy,
} from './eventstoredb/errors';
export { openSqliteSnapshotReader, openSqliteSnapshots, type OnSnapshotFault } from './snapshots/sqlite-snapshots';
