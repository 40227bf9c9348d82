import { workerData } from 'node:worker_threads';
import { openSqliteFeed } from '@jointly/event-store';
import { allEvents } from '@jointly/joint-actions';
import { EventRegistry } from '@jointly/kernel';
import { serveRebuild } from '@jointly/projections';
import { readModels } from '@jointly/read-models';

/** What each thread of a rebuild is told. */
export interface RebuildWorkerData {
  readonly log: string;
  readonly directory: string;
}

const { log, directory } = workerData as RebuildWorkerData;
const registry = new EventRegistry(allEvents);

void serveRebuild({ feed: openSqliteFeed(log), registry, directory, projections: readModels });
