import type { Position } from '@jointly/event-store';
import { ProjectionFaulted } from './errors';
import { ProjectionFile, projectionPath, removeDatabase, replaceDatabase } from './projection-file';
import { Projector } from './projector';
import { follow, type ProjectionOptions } from './run';

export interface RebuildProgress {
  readonly position: Position;
  /** The log's end when the rebuild began: where it will stop. */
  readonly head: Position;
}

const rebuildBatchSize = 3_000;

/**
 * Folds the whole log anew into files beside the present ones and then puts them in their place, while no projector
 * runs. Until the swap the old files stay as they were; a fold that fails leaves all of them.
 * @throws ProjectionFaulted naming the projection and the event's fault
 */
export async function rebuildProjections(
  options: Omit<ProjectionOptions, 'onProgress'> & { readonly onProgress?: (progress: RebuildProgress) => void },
): Promise<void> {
  const { feed, directory, projections, onProgress } = options;
  const targets = projections.map((projection) => projectionPath(directory, projection));
  const beside = targets.map((path) => `${path}.rebuild`);
  const projectors = projections.map(
    (projection, i) => new Projector(projection, ProjectionFile.draft(beside[i]!, projection, feed.identity)),
  );
  try {
    await foldToHead(projectors, options, onProgress ?? (() => undefined));
  } catch (error) {
    projectors.forEach(({ file }) => file.close());
    beside.forEach(removeDatabase);
    throw error;
  }
  projectors.forEach(({ file }) => file.finish());
  targets.forEach((path, i) => replaceDatabase(path, beside[i]!));
}

async function foldToHead(
  projectors: readonly Projector[],
  options: Pick<ProjectionOptions, 'feed' | 'registry' | 'batchSize'>,
  onProgress: (progress: RebuildProgress) => void,
): Promise<void> {
  const { feed, registry, batchSize = rebuildBatchSize } = options;
  const head = await feed.head();
  const enough = new AbortController();
  if (head === 0n) return;
  await follow(projectors, { feed, registry, batchSize, signal: enough.signal }, ({ through }) => {
    for (const { progress } of projectors)
      if (progress.error !== undefined) throw new ProjectionFaulted(progress.projection, progress.error);
    onProgress({ position: through, head });
    if (through >= head) enough.abort();
  });
}
