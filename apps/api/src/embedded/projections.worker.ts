import { workerData } from 'node:worker_threads';
import { openSqliteFeed, openSqliteSnapshotReader } from '@jointly/event-store';
import { serveProjections } from '@jointly/projections';
import { readModels } from '@jointly/read-models';
import { registry } from './catalogue';
import type { ProjectionsWorkerData } from './projections';

const { logDirectory, readDirectory, snapshotsPath } = workerData as ProjectionsWorkerData;

void serveProjections({
  feed: openSqliteFeed(logDirectory),
  registry,
  directory: readDirectory,
  projections: readModels,
  // The main thread, which writes them, meets the same faults and logs them.
  snapshots: openSqliteSnapshotReader(snapshotsPath, () => undefined),
});
