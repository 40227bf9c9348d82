import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { EventFeed } from '@jointly/event-store';
import { projectionPath } from '../projection-file';
import type { AnyProjection } from '../projection';
import { runProjections, type ProgressReport } from '../run';
import { registry } from './fixture-log';

const made: string[] = [];

export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'projections-'));
  made.push(path);
  return path;
}

export const removeTemporaryDirectories = (): void => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
};

export interface Run {
  /** Resolves with the first report for which `enough` holds. */
  until(enough: (report: ProgressReport) => boolean): Promise<ProgressReport>;
  stop(): Promise<void>;
}

export function start(feed: EventFeed, directory: string, projections: readonly AnyProjection[], batchSize = 100): Run {
  const stop = new AbortController();
  const seen: ProgressReport[] = [];
  const listeners = new Set<(report: ProgressReport) => void>();
  const onProgress = (report: ProgressReport): void => {
    seen.push(report);
    for (const listener of listeners) listener(report);
  };
  const running = runProjections({
    feed,
    registry,
    directory,
    projections,
    onProgress,
    batchSize,
    signal: stop.signal,
  });
  return {
    until: (enough) =>
      new Promise((resolve, reject) => {
        running.catch(reject);
        const listener = (report: ProgressReport): void => {
          if (!enough(report)) return;
          listeners.delete(listener);
          resolve(report);
        };
        listeners.add(listener);
        const last = seen.at(-1);
        if (last) listener(last);
      }),
    stop: async () => {
      stop.abort();
      await running;
    },
  };
}

/** Folds everything that is in the log now, and stops. */
export async function foldAll(
  feed: EventFeed,
  directory: string,
  projections: readonly AnyProjection[],
  batchSize?: number,
): Promise<ProgressReport> {
  const head = await feed.head();
  const run = start(feed, directory, projections, batchSize);
  const report = await run.until((now) =>
    now.projections.every(({ position, state }) => position >= head || state === 'faulted'),
  );
  await run.stop();
  return report;
}

/** All rows of all tables of a projection, the checkpoint included, in a comparable order. */
export function contents(directory: string, projection: AnyProjection): Record<string, unknown[]> {
  const database = new Database(projectionPath(directory, projection), { readonly: true });
  const read = (table: string): unknown[] => database.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2, 3`).all();
  const found = Object.fromEntries(['checkpoint', ...Object.keys(projection.tables)].map((t) => [t, read(t)]));
  database.close();
  return found;
}
