import { resolve } from 'node:path';
import { startProjections, type RunningProjections } from '@jointly/projections';
import { readModels } from '@jointly/read-models';

/** What the worker thread is told. */
export interface ProjectionsWorkerData {
  readonly logDirectory: string;
  readonly readDirectory: string;
  readonly snapshotsPath: string;
}

/** Folds the log into the read files on a thread of its own; threads run what is built. */
export const startProjectionsWorker = (data: ProjectionsWorkerData): Promise<RunningProjections> =>
  startProjections(builtFile('projections.worker.js'), data, readModels);

const builtFile = (name: string): string =>
  __filename.endsWith('.ts')
    ? resolve(__dirname, '../../../../dist/apps/api/src/embedded', name)
    : resolve(__dirname, name);
