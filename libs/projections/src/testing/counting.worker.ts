import { workerData } from 'node:worker_threads';
import { openSqliteFeed } from '@jointly/event-store';
import { serveProjections } from '../worker';
import { registry } from './fixture-log';
import { ledger, totals } from './fixture-projections';
import type { CountingWorkerData } from './worker-data';

const { log, directory } = workerData as CountingWorkerData;

void serveProjections({ feed: openSqliteFeed(log), registry, directory, projections: [totals, ledger] });
