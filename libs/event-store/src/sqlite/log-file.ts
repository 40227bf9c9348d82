import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ClockKind } from '@jointly/kernel';
import Database from 'better-sqlite3';
import { ClockMismatch, LogDamaged, LogLocked, LogMissing, UnknownLogFormat } from '../errors';
import type { LogIdentity } from '../port';

/** Kept in SQLite's own `user_version`; 0 is a file that nothing was written to. */
const format = 1;

const schema = `
  CREATE TABLE meta (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    log_id        TEXT    NOT NULL,
    restore_epoch INTEGER NOT NULL,
    clock         TEXT    NOT NULL CHECK (clock IN ('wall', 'controlled'))
  ) STRICT;

  -- body is the canonical JSON that leaf is the hash of; the other columns repeat what is looked up by.
  CREATE TABLE events (
    position    INTEGER PRIMARY KEY,
    association TEXT    NOT NULL,
    sequence    INTEGER NOT NULL CHECK (sequence > 0),
    stream      TEXT    NOT NULL,
    revision    INTEGER NOT NULL CHECK (revision >= 0),
    event_id    TEXT    NOT NULL UNIQUE,
    leaf        BLOB    NOT NULL CHECK (length(leaf) = 32),
    body        TEXT    NOT NULL,
    UNIQUE (stream, revision),
    UNIQUE (association, sequence)
  ) STRICT;

  CREATE TRIGGER events_stay_as_written BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
  CREATE TRIGGER events_stay BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

  -- How many events an association has, and its Merkle tree's complete subtrees, 32 bytes each, the largest first.
  CREATE TABLE associations (
    association TEXT    PRIMARY KEY,
    size        INTEGER NOT NULL,
    frontier    BLOB    NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Where a directory keeps its log. */
export const logPath = (directory: string): string => join(directory, 'log.db');

/**
 * Keeps every other process out until it is closed, or until the process dies in whatever way: the operating system
 * lets go of the lock. A database of its own, so that our own readers of the log are not kept out.
 * @throws LogLocked
 */
export function holdLock(directory: string): Database.Database {
  mkdirSync(directory, { recursive: true });
  const lock = new Database(join(directory, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (isSqliteError(error, 'SQLITE_BUSY')) throw new LogLocked(directory);
    throw error;
  }
}

/** Makes the log where there is none: a new one, or the copy of one. @throws ClockMismatch, LogDamaged, UnknownLogFormat */
export function prepareLog(
  directory: string,
  clock: ClockKind,
  as: LogIdentity = { logId: randomUUID(), restoreEpoch: 0, clock },
): LogIdentity {
  const db = openForWriting(directory);
  try {
    if (db.pragma('user_version', { simple: true }) === 0) create(db, as);
    const identity = readIdentity(db, directory);
    if (identity.clock !== clock) throw new ClockMismatch(directory, identity.clock, clock);
    return identity;
  } finally {
    db.close();
  }
}

/** Makes nothing, not even a directory. @throws LogMissing, LogDamaged, UnknownLogFormat */
export const requireLog = (directory: string): void => void openForReading(directory).db.close();

/** Removes a copy of a log that can be made again. Whoever calls holds the lock. */
export function discardCopy(directory: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${logPath(directory)}${suffix}`, { force: true });
}

/** A connection whose commits are on disk when they return. Whoever opens it holds the lock. */
export function openForWriting(directory: string): Database.Database {
  const db = new Database(logPath(directory));
  const mode = walMode(db, directory);
  if (mode !== 'wal') throw new Error(`The log ${directory} is on a file system that can't keep a write-ahead log.`);
  db.pragma('synchronous = FULL');
  return db;
}

function walMode(db: Database.Database, directory: string): unknown {
  try {
    return db.pragma('journal_mode = WAL', { simple: true });
  } catch (error) {
    db.close();
    throw inOurWords(error, directory);
  }
}

/** @throws LogMissing, LogDamaged, UnknownLogFormat */
export function openForReading(directory: string): { db: Database.Database; identity: LogIdentity } {
  if (!existsSync(logPath(directory))) throw new LogMissing(directory);
  const db = new Database(logPath(directory), { readonly: true, fileMustExist: true });
  try {
    return { db, identity: readIdentity(db, directory) };
  } catch (error) {
    db.close();
    throw inOurWords(error, directory);
  }
}

function inOurWords(error: unknown, directory: string): unknown {
  const damaged = isSqliteError(error, 'SQLITE_NOTADB') || isSqliteError(error, 'SQLITE_CORRUPT');
  return damaged ? new LogDamaged(logPath(directory), (error as Error).message, error) : error;
}

/** By its code: the class differs where the library is loaded twice in one process. */
export const isSqliteError = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

const create = (db: Database.Database, { logId, restoreEpoch, clock }: LogIdentity): void =>
  db
    .transaction(() => {
      db.exec(schema);
      db.prepare('INSERT INTO meta VALUES (1, ?, ?, ?)').run(logId, restoreEpoch, clock);
      db.pragma(`user_version = ${format}`);
    })
    .immediate();

function readIdentity(db: Database.Database, directory: string): LogIdentity {
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found === 0) throw new LogMissing(directory);
  if (found !== format) throw new UnknownLogFormat(directory, found, format);
  return db.prepare<[], LogIdentity>('SELECT log_id AS logId, restore_epoch AS restoreEpoch, clock FROM meta').get()!;
}
