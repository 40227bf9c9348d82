import { setTimeout as sleep } from 'node:timers/promises';
import type { EventRegistry } from '@jointly/kernel';
import type { EventFeed, FeedBatch, Position, SnapshotReader } from '@jointly/event-store';
import { Preparation } from './incoming';
import type { AnyProjection } from './projection';
import { ProjectionFile, projectionPath } from './projection-file';
import { Projector, type ProjectionProgress } from './projector';

/** How all projections of a directory stand. `head` is the log's end as far as the projector knows. */
export interface ProgressReport {
  readonly head: Position;
  readonly projections: readonly ProjectionProgress[];
}

export interface ProjectionOptions {
  readonly feed: EventFeed;
  readonly registry: EventRegistry;
  /** Where the read files are; made when it is not there. */
  readonly directory: string;
  readonly projections: readonly AnyProjection[];
  readonly onProgress: (report: ProgressReport) => void;
  /** Events per transaction at most. */
  readonly batchSize?: number;
  /** Of the aggregates' streams, where there are some. */
  readonly snapshots?: SnapshotReader;
}

const defaultBatchSize = 2_000;

const longestRestMs = 20;

/**
 * Folds the feed into all projections until `signal` aborts. Each batch is read and parsed once and committed file by
 * file. A projection that can't go on is left out; the others go on. The first report comes when all files are open.
 * @throws LogBehindReadModel before anything is written
 */
export async function runProjections(options: ProjectionOptions & { signal: AbortSignal }): Promise<void> {
  const { feed, directory, projections, onProgress, signal } = options;
  const projectors = projections.map(
    (projection) =>
      new Projector(projection, ProjectionFile.open(projectionPath(directory, projection), projection, feed.identity)),
  );
  try {
    for (const projector of projectors) await projector.refuseRestoredLog(feed);
    const report = (head: Position): void =>
      onProgress({ head, projections: projectors.map(({ progress }) => progress) });
    report(await feed.head());
    await follow(projectors, options, async (batch, workedMs) => {
      report(batch.caughtUp ? batch.through : await feed.head());
      // At the head it rests as long as it worked: commits gather meanwhile, and many small batches, each with its
      // transactions, become few. Whoever waits for what was just reported waits no longer for it.
      if (batch.caughtUp) await sleep(Math.min(workedMs, longestRestMs), undefined, { signal });
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    for (const { file } of projectors) file.close();
  }
}

/** Takes the projectors along the feed, from where the last of them stands. */
async function follow(
  projectors: readonly Projector[],
  options: Pick<ProjectionOptions, 'feed' | 'registry' | 'batchSize' | 'snapshots'> & { readonly signal: AbortSignal },
  afterBatch: (batch: FeedBatch, workedMs: number) => Promise<void> | void,
): Promise<void> {
  const { feed, registry, signal, snapshots, batchSize = defaultBatchSize } = options;
  const aggregates = projectors.flatMap(({ projection }) => projection.aggregates ?? []);
  const preparation = new Preparation(feed, registry, aggregates, snapshots);
  const after = projectors.map(({ position }) => position).reduce((a, b) => (a < b ? a : b));
  for await (const batch of feed.subscribe({ after, signal, batchSize })) {
    const began = performance.now();
    const events = await preparation.prepare(batch);
    for (const projector of projectors) await projector.apply(batch, events, signal);
    await afterBatch(batch, performance.now() - began);
  }
}
