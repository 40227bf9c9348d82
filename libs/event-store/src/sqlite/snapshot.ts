import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Instant } from '@jointly/kernel';
import { LogDamaged } from '../errors';

const pagesAtOnce = 1_000;

/** Told how many of so many pages are copied. */
export type OnPages = (done: number, of: number) => void;

/** What a log holds, in numbers. */
export interface LogSummary {
  readonly events: number;
  /** Of the last event. */
  readonly recordedAt: Instant | undefined;
}

/**
 * Copies the log as it is at this moment into one file, whoever goes on writing to it; the file is whole and on disk when
 * this resolves. The read transaction is what keeps the moment: without it, SQLite would begin again at each commit.
 * @throws LogDamaged
 */
export async function takeSnapshot(from: Database.Database, path: string, onPages?: OnPages): Promise<void> {
  rmSync(path, { force: true });
  from.exec('BEGIN');
  try {
    from.prepare('SELECT count(*) FROM meta').get();
    await from.backup(path, {
      progress: ({ totalPages, remainingPages }) => {
        onPages?.(totalPages - remainingPages, totalPages);
        return pagesAtOnce;
      },
    });
  } finally {
    from.exec('COMMIT');
  }
  change(path, (copy) => {
    // One file, with nothing beside it that could get lost.
    copy.pragma('journal_mode = DELETE');
    const verdict = copy.pragma('quick_check(1)', { simple: true }) as string;
    if (verdict !== 'ok') throw new LogDamaged(from.name, verdict);
  });
}

/** Works on a log's file that nobody else has open. */
export function change<Result>(path: string, work: (db: Database.Database) => Result): Result {
  const db = new Database(path);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

export const summarise = (path: string): LogSummary =>
  change(path, (db) => {
    const events = db.prepare<[], number>('SELECT count(*) FROM events').pluck().get()!;
    const last = "SELECT json_extract(body, '$.recordedAt') FROM events ORDER BY position DESC LIMIT 1";
    return { events, recordedAt: db.prepare<[], Instant>(last).pluck().get() };
  });

/** What was renamed or made in a directory is there after a power cut too. */
export function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
