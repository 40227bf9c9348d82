import type { Position } from '@jointly/event-store';
import { Draft } from './draft';
import { Preparation } from './incoming';
import type { AnyProjection } from './projection';
import { checkpointAt, projectionPath, replaceDatabase, type Checkpoint } from './projection-file';
import type { ProjectionOptions } from './run';

export interface RebuildProgress {
  readonly position: Position;
  /** The log's end when the rebuild began: where it will stop. */
  readonly head: Position;
}

/** Few enough that most of a batch is garbage before the collector looks at it. */
const rebuildBatchSize = 500;

const rebuildHeldDocuments = 20_000;

export type RebuildOptions = Omit<ProjectionOptions, 'onProgress'> & {
  /** Changed documents of one projection that wait in memory at most, so that each is written once or seldom. */
  readonly heldDocuments?: number;
  readonly onProgress?: (progress: RebuildProgress) => void;
};

/**
 * Folds the whole log anew into files beside the present ones and then puts them in their place, while no projector
 * runs. Until the swap the old files stay as they were; a fold that fails leaves all of them.
 * @throws ProjectionFaulted naming the projection and the event's fault
 */
export async function rebuildProjections(options: RebuildOptions): Promise<void> {
  const { feed, directory, projections, heldDocuments = rebuildHeldDocuments } = options;
  const drafts = projections.map(
    (projection) => new Draft(draftPath(directory, projection), projection, feed.identity, heldDocuments),
  );
  try {
    const reached = await foldToHead(drafts, options);
    for (const draft of drafts) draft.finish(reached);
  } catch (error) {
    for (const draft of drafts) draft.abandon();
    throw error;
  }
  for (const projection of projections)
    replaceDatabase(projectionPath(directory, projection), draftPath(directory, projection));
}

const draftPath = (directory: string, projection: AnyProjection): string =>
  `${projectionPath(directory, projection)}.rebuild`;

/** @returns where the log ended when it began, or a little further */
async function foldToHead(drafts: readonly Draft[], options: RebuildOptions): Promise<Checkpoint> {
  const { feed, registry, projections, batchSize = rebuildBatchSize, onProgress } = options;
  const preparation = new Preparation(
    feed,
    registry,
    projections.flatMap(({ aggregates = [] }) => aggregates),
  );
  const head = await feed.head();
  let reached: Checkpoint = { position: 0n };
  if (head === 0n) return reached;
  const enough = new AbortController();
  for await (const batch of feed.subscribe({ after: 0n, signal: enough.signal, batchSize })) {
    const events = await preparation.prepare(batch);
    for (const draft of drafts) draft.fold(events);
    reached = { ...reached, ...checkpointAt(batch.through, events) };
    onProgress?.({ position: batch.through, head });
    if (batch.through >= head) enough.abort();
  }
  return reached;
}
