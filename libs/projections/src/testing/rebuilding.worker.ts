import { workerData } from 'node:worker_threads';
import { openSqliteFeed } from '@jointly/event-store';
import { serveRebuild } from '../rebuild-threads';
import type { CountingWorkerData } from './worker-data';
import { registry } from './fixture-log';
import { ledger, superstitious, totals } from './fixture-projections';

const { log, directory } = workerData as CountingWorkerData;

void serveRebuild({ feed: openSqliteFeed(log), registry, directory, projections: [totals, ledger, superstitious] });
