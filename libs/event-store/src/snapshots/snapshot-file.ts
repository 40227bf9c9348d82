import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { JsonValue, StreamId } from '@jointly/kernel';
import Database from 'better-sqlite3';
import type { StoredSnapshot } from '../executor';

/** Kept in SQLite's own `user_version`; 0 is a file that nothing was written to. */
const format = 1;

const schema = `
  CREATE TABLE snapshots (
    stream   TEXT    PRIMARY KEY,
    version  INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    leaf     TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    refusals TEXT    NOT NULL,
    commands BLOB    NOT NULL,
    checksum BLOB    NOT NULL
  ) STRICT;
  PRAGMA user_version = ${format};`;

interface Row {
  readonly stream: StreamId;
  readonly version: number;
  readonly revision: number;
  readonly leaf: string;
  readonly state: string;
  readonly refusals: string;
  readonly commands: Buffer;
  readonly checksum: Buffer;
}

/** The file does not hold what was put into it. */
export class SnapshotsDamaged extends Error {
  constructor(why: string) {
    super(`The snapshots can't be used: ${why}.`);
    this.name = 'SnapshotsDamaged';
  }
}

/** The file of snapshots as it is; whoever uses it knows what to do when it is damaged. */
export class SnapshotFile {
  private readonly select: Database.Statement<[StreamId], Row>;
  private readonly replace: Database.Statement<[Row]>;

  private constructor(private readonly db: Database.Database) {
    this.select = db.prepare('SELECT * FROM snapshots WHERE stream = ?');
    this.replace = db.prepare(
      'INSERT OR REPLACE INTO snapshots VALUES (@stream, @version, @revision, @leaf, @state, @refusals, @commands, @checksum)',
    );
  }

  /** @throws SnapshotsDamaged, SqliteError */
  static open(path: string): SnapshotFile {
    return SnapshotFile.over(new Database(path), (db) => {
      db.pragma('journal_mode = WAL');
      // Nobody ever waits for this file to reach the disk: what a power cut leaves of it is found out by its checksums.
      db.pragma('synchronous = OFF');
      if (formatOf(db) === 0) db.transaction(() => db.exec(schema)).immediate();
    });
  }

  /** Beside whoever writes it. @throws SnapshotsDamaged, SqliteError */
  static openForReading(path: string): SnapshotFile {
    return SnapshotFile.over(new Database(path, { readonly: true, fileMustExist: true }), () => undefined);
  }

  private static over(db: Database.Database, prepare: (db: Database.Database) => void): SnapshotFile {
    try {
      prepare(db);
      const found = formatOf(db);
      if (found !== format) throw new SnapshotsDamaged(`their file has another format, ${String(found)}`);
      return new SnapshotFile(db);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  static remove(path: string): void {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  }

  /** @throws SnapshotsDamaged, SqliteError */
  read(stream: StreamId): StoredSnapshot | undefined {
    const row = this.select.get(stream);
    if (!row) return undefined;
    if (!checksumOf(row).equals(row.checksum)) throw new SnapshotsDamaged(`that of ${stream} is not as it was written`);
    const { version, revision, leaf, commands } = row;
    const refusals = JSON.parse(row.refusals) as StoredSnapshot['refusals'];
    return { version, revision, leaf, state: JSON.parse(row.state) as JsonValue, refusals, commands };
  }

  /** @throws SqliteError */
  write(stream: StreamId, { state, refusals, ...snapshot }: StoredSnapshot): void {
    const row = { stream, ...snapshot, state: JSON.stringify(state), refusals: JSON.stringify(refusals) };
    this.replace.run({ ...row, checksum: checksumOf(row) });
  }

  close(): void {
    this.db.close();
  }
}

const formatOf = (db: Database.Database): unknown => db.pragma('user_version', { simple: true });

function checksumOf({ stream, version, revision, leaf, state, refusals, commands }: Omit<Row, 'checksum'>): Buffer {
  const hash = createHash('sha256').update(JSON.stringify([stream, version, revision, leaf, refusals]));
  return hash.update(state).update(commands).digest();
}
