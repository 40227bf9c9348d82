import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { ProjectionsFailed } from './errors';
import { runProjections, type ProgressReport, type ProjectionOptions } from './run';
import { ProjectionStatus } from './status';

type FromWorker = { readonly report: ProgressReport } | { readonly failed: string };
const stopMessage = 'stop';

/** What the worker's entry file calls: folds until the main thread says stop, then closes what it was given. */
export async function serveProjections(options: Omit<ProjectionOptions, 'onProgress'>): Promise<void> {
  const port = parentPort;
  if (isMainThread || !port) throw new ProjectionsFailed('serveProjections runs in a worker thread.');
  const stop = new AbortController();
  const say = (message: FromWorker): void => port.postMessage(message);
  port.on('message', (message) => message === stopMessage && stop.abort());
  try {
    await runProjections({ ...options, signal: stop.signal, onProgress: (report) => say({ report }) });
  } catch (error) {
    say({ failed: error instanceof Error ? error.message : String(error) });
  } finally {
    options.snapshots?.close();
    await options.feed.close();
    port.close();
  }
}

export interface RunningProjections {
  readonly status: ProjectionStatus;
  /** Ends between two batches. */
  stop(): Promise<void>;
}

/**
 * Starts the worker thread `entry`, a compiled file that calls `serveProjections`. Resolves when the read files are
 * open; when the thread ends by itself later, all projections show as faulted.
 * @throws ProjectionsFailed with the worker's own sentence when it can't start, such as on a restored log
 */
export async function startProjections(
  entry: string | URL,
  workerData: unknown,
  projections: readonly { readonly name: string; readonly version: number }[],
): Promise<RunningProjections> {
  const status = new ProjectionStatus(projections);
  const worker = new Worker(entry, { workerData });
  let stopping = false;
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string): void => {
      if (!stopping) status.stopped(reason);
      reject(new ProjectionsFailed(reason));
    };
    worker.on('message', (message: FromWorker) => {
      if ('failed' in message) return fail(message.failed);
      status.report(message.report);
      resolve();
    });
    worker.on('error', (error) => fail(error.message));
    worker.once('exit', () => fail('The projections have ended unexpectedly; restart the server.'));
  });
  return {
    status,
    async stop() {
      stopping = true;
      worker.postMessage(stopMessage);
      await ended;
    },
  };
}
