import type { Position } from '@jointly/event-store';
import { ProjectionFaulted } from './errors';
import type { AnyProjection } from './projection';
import { ProjectionFile, projectionPath, removeDatabase, replaceDatabase } from './projection-file';
import { Projector } from './projector';
import { follow, type ProjectionOptions } from './run';

export interface RebuildProgress {
  readonly position: Position;
  /** The log's end when the rebuild began: where it will stop. */
  readonly head: Position;
}

const rebuildBatchSize = 3_000;

export type RebuildOptions = Omit<ProjectionOptions, 'onProgress'> & {
  readonly onProgress?: (progress: RebuildProgress) => void;
};

/**
 * Folds the whole log anew into files beside the present ones and then puts them in their place, while no projector
 * runs. Until the swap the old files stay as they were; a fold that fails leaves all of them.
 * @throws ProjectionFaulted naming the projection and the event's fault
 */
export async function rebuildProjections(options: RebuildOptions): Promise<void> {
  await draftProjections(options);
  adoptDrafts(options.directory, options.projections);
}

/** Only the files beside. @throws ProjectionFaulted, leaving none of them */
export async function draftProjections(options: RebuildOptions): Promise<void> {
  const { feed, directory, projections, onProgress } = options;
  const projectors = projections.map((projection) => {
    const path = draftPath(directory, projection);
    return new Projector(projection, ProjectionFile.draft(path, projection, feed.identity));
  });
  try {
    await foldToHead(projectors, options, onProgress ?? (() => undefined));
  } catch (error) {
    projectors.forEach(({ file }) => file.close());
    dropDrafts(directory, projections);
    throw error;
  }
  projectors.forEach(({ file }) => file.finish());
}

/** Puts finished drafts in the place of the present files. */
export function adoptDrafts(directory: string, projections: readonly AnyProjection[]): void {
  for (const projection of projections)
    replaceDatabase(projectionPath(directory, projection), draftPath(directory, projection));
}

export function dropDrafts(directory: string, projections: readonly AnyProjection[]): void {
  for (const projection of projections) removeDatabase(draftPath(directory, projection));
}

const draftPath = (directory: string, projection: AnyProjection): string =>
  `${projectionPath(directory, projection)}.rebuild`;

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
