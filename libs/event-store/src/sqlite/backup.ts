import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { logPath, openForReading, requireLog } from './log-file';
import { summarise, syncDirectory, takeSnapshot, type LogSummary, type OnPages } from './snapshot';

export type { LogSummary };

/** A backup is never written over another one. */
export class BackupExists extends Error {
  constructor(directory: string) {
    super(`${directory} holds a log already. Name a directory for this backup alone.`);
    this.name = 'BackupExists';
  }
}

export interface BackupOptions {
  /** Of the log. A server may have it open. */
  readonly directory: string;
  /** The backup's own directory; made where it does not exist. */
  readonly to: string;
  readonly onPages?: OnPages;
}

/**
 * Copies the embedded log, as it is when this is called, to a directory of its own. It is there whole or not at all.
 * What is sealed in it stays sealed: the keys are elsewhere.
 * @throws LogMissing, LogDamaged, UnknownLogFormat, BackupExists
 */
export async function backUpLog({ directory, to, onPages }: BackupOptions): Promise<LogSummary> {
  requireLog(directory);
  if (existsSync(logPath(to))) throw new BackupExists(to);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const partial = `${logPath(to)}.partial`;
  const { db } = openForReading(directory);
  try {
    await takeSnapshot(db, partial, onPages);
    renameSync(partial, logPath(to));
    syncDirectory(to);
  } finally {
    db.close();
    rmSync(partial, { force: true });
  }
  return summarise(logPath(to));
}
