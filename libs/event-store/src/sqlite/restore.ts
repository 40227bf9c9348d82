import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LogLocked } from '../errors';
import type { LogIdentity } from '../port';
import { holdLock, isSqliteError, logPath, openForReading, requireLog } from './log-file';
import { change, summarise, syncDirectory, takeSnapshot, type LogSummary, type OnPages } from './snapshot';

/** A log stands where the backup was to go. */
export class LogInTheWay extends Error {
  constructor(directory: string, events: number) {
    super(
      `${directory} holds a log of ${events} events. Restore with --replace to set it aside, or choose another JOINTLY_DATA_DIR.`,
    );
    this.name = 'LogInTheWay';
  }
}

export interface RestoreOptions {
  /** The directory of a backup, or of any copy of a log that nobody has open. It stays as it is. */
  readonly backup: string;
  /** Where the log is to be; made where it does not exist. */
  readonly directory: string;
  /** Sets the log that is there aside. */
  readonly replace?: boolean;
  readonly onPages?: OnPages;
}

export interface RestoredLog extends LogSummary {
  /** Where the log that was there is kept. */
  readonly setAside: string | undefined;
}

/**
 * Puts a backup in the log's place, in a new restore epoch: whatever counts by positions of before (consistency tokens,
 * read models, checkpoints) finds out that they say nothing any more. Stopped on the way, it leaves the log that was
 * there.
 * @throws LogMissing (no backup), LogLocked, LogInTheWay, LogDamaged, UnknownLogFormat
 */
export async function restoreLog({ backup, directory, replace, onPages }: RestoreOptions): Promise<RestoredLog> {
  requireLog(backup);
  const lock = holdLock(directory);
  const restored = `${logPath(directory)}.restoring`;
  try {
    const there = existsSync(logPath(directory)) ? identityOf(directory) : undefined;
    if (there && !replace) throw new LogInTheWay(directory, summarise(logPath(directory)).events);
    const epoch = nextEpoch(await copyBackup(backup, restored, onPages), there);
    change(restored, (db) => db.prepare('UPDATE meta SET restore_epoch = ?').run(epoch));
    const setAside = there && keepAside(directory, epoch);
    renameSync(restored, logPath(directory));
    syncDirectory(directory);
    return { ...summarise(logPath(directory)), setAside };
  } finally {
    rmSync(restored, { force: true });
    lock.close();
  }
}

async function copyBackup(backup: string, path: string, onPages: OnPages | undefined): Promise<LogIdentity> {
  const { db, identity } = openForReading(backup);
  try {
    await takeSnapshot(db, path, onPages);
    return identity;
  } finally {
    db.close();
  }
}

function identityOf(directory: string): LogIdentity {
  const { db, identity } = openForReading(directory);
  db.close();
  return identity;
}

/**
 * One that no log of these events has had. A count would not do: where the disk was lost, nobody knows how often the
 * same backup was restored before. The time of day does.
 */
const nextEpoch = (backup: LogIdentity, there: LogIdentity | undefined): number =>
  Math.max(backup.restoreEpoch + 1, (there?.restoreEpoch ?? 0) + 1, Date.now());

/**
 * Gives the log that is there a second name, so that the restored one can take its place in one step. It has to be one
 * file by then: SQLite would replay a write-ahead log that was left behind into the restored one.
 * @throws LogLocked when somebody reads it
 */
function keepAside(directory: string, epoch: number): string {
  try {
    change(logPath(directory), (db) => db.pragma('journal_mode = DELETE'));
  } catch (error) {
    throw isSqliteError(error, 'SQLITE_BUSY') ? new LogLocked(directory) : error;
  }
  const aside = join(directory, `log.before-${epoch}.db`);
  linkSync(logPath(directory), aside);
  return aside;
}
