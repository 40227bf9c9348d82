import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { ProjectionFaulted, ProjectionsFailed } from './errors';
import type { AnyProjection } from './projection';
import { adoptDrafts, draftProjections, dropDrafts, type RebuildOptions, type RebuildProgress } from './rebuild';

type FromThread =
  | { readonly progress: RebuildProgress }
  | { readonly faulted: { readonly projection: string; readonly reason: string } }
  | { readonly failed: string };

interface Share {
  /** The names of the projections that this thread folds. */
  readonly share: readonly string[];
}

/** What a rebuild's entry file calls, with all projections: it drafts those of them that its thread was started for. */
export async function serveRebuild(options: Omit<RebuildOptions, 'onProgress'>): Promise<void> {
  const port = parentPort;
  if (isMainThread || !port) throw new ProjectionsFailed('serveRebuild runs in a worker thread.');
  const { share } = workerData as Share;
  const say = (message: FromThread): void => port.postMessage(message);
  const projections = options.projections.filter(({ name }) => share.includes(name));
  try {
    await draftProjections({ ...options, projections, onProgress: (progress) => say({ progress }) });
  } catch (error) {
    if (error instanceof ProjectionFaulted) say({ faulted: { projection: error.projection, reason: error.reason } });
    else say({ failed: error instanceof Error ? error.message : String(error) });
  } finally {
    await options.feed.close();
    port.close();
  }
}

export interface ThreadedRebuild {
  /** A compiled file that calls `serveRebuild`. */
  readonly entry: string | URL;
  /** What the entry file needs to know, as `workerData`. */
  readonly workerData: object;
  readonly directory: string;
  /** One thread each; every thread reads the log for itself. */
  readonly groups: readonly (readonly AnyProjection[])[];
  /** Of the thread that is furthest behind. */
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/**
 * `rebuildProjections` on several cores: the files are swapped when all threads are done, or not at all.
 * @throws ProjectionFaulted, ProjectionsFailed
 */
export async function rebuildInThreads({ directory, groups, onProgress, ...start }: ThreadedRebuild): Promise<void> {
  const reached = groups.map((): RebuildProgress | undefined => undefined);
  const note = (thread: number, progress: RebuildProgress): void => {
    reached[thread] = progress;
    const all = reached.map((known) => known?.position ?? 0n);
    onProgress?.({ position: all.reduce((a, b) => (a < b ? a : b)), head: progress.head });
  };
  const threads = groups.map((group, i) => draftInThread(start, group, (progress) => note(i, progress)));
  const failed = (await Promise.allSettled(threads)).find((outcome) => outcome.status === 'rejected');
  if (failed) {
    dropDrafts(directory, groups.flat());
    throw failed.reason;
  }
  adoptDrafts(directory, groups.flat());
}

// Folding makes much that is soon garbage: a young generation of this size clears it before it is copied to the old one.
const resourceLimits = { maxYoungGenerationSizeMb: 128 };

async function draftInThread(
  { entry, workerData: data }: Pick<ThreadedRebuild, 'entry' | 'workerData'>,
  group: readonly AnyProjection[],
  onProgress: (progress: RebuildProgress) => void,
): Promise<void> {
  const share = group.map(({ name }) => name);
  const worker = new Worker(entry, { workerData: { ...data, share }, resourceLimits });
  let fault: Error | undefined;
  worker.on('message', (message: FromThread) => {
    if ('progress' in message) onProgress(message.progress);
    else if ('faulted' in message) fault = new ProjectionFaulted(message.faulted.projection, message.faulted.reason);
    else fault = new ProjectionsFailed(message.failed);
  });
  worker.on('error', (error) => (fault ??= error));
  const code = await new Promise<number>((resolve) => worker.once('exit', resolve));
  if (code !== 0) fault ??= new ProjectionsFailed(`The thread that rebuilds ${share.join(', ')} ended with ${code}.`);
  if (fault) throw fault;
}
