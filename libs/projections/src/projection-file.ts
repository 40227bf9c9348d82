import Database from 'better-sqlite3';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LogIdentity, Position } from '@jointly/event-store';
import { OwnershipLost } from './errors';
import type { AnyProjection } from './projection';
import { writerOf, type Place, type TableWriter } from './table-writers';
import { indexDdl, tableDdl, type Writers } from './tables';

/** How far a projection has folded, and what shows that the log is still the one it folded. */
export interface Checkpoint {
  readonly position: Position;
  /** The last event folded or passed by, wherever it stood. */
  readonly lastEvent?: { readonly position: Position; readonly id: string };
}

interface CheckpointRow {
  position: string;
  event_position: string | null;
  event_id: string | null;
  log_id: string;
  restore_epoch: number;
}

// Positions are text: SQLite's integers lose nothing, but JavaScript's numbers would.
const checkpointTable = `
  CREATE TABLE checkpoint (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    position TEXT NOT NULL, event_position TEXT, event_id TEXT,
    log_id TEXT NOT NULL, restore_epoch INTEGER NOT NULL,
    error TEXT
  ) STRICT;`;

/** A projection's SQLite file, opened to write. What it holds can always be folded again. */
export class ProjectionFile {
  private readonly tables: Readonly<Record<string, TableWriter>>;
  private readonly place: Place = { association: '', sequence: 0 };
  private readonly advance;
  private readonly noteError;

  private constructor(
    private readonly database: Database.Database,
    readonly path: string,
    private readonly projection: AnyProjection,
  ) {
    this.tables = Object.fromEntries(
      Object.entries(projection.tables).map(([name, table]) => [name, writerOf(database, name, table, this.place)]),
    );
    this.advance = database.prepare<[string, string | null, string | null, string]>(
      `UPDATE checkpoint SET position = ?, event_position = coalesce(?, event_position),
       event_id = coalesce(?, event_id), error = NULL WHERE position = ?`,
    );
    this.noteError = database.prepare<[string, string]>('UPDATE checkpoint SET error = ? WHERE position = ?');
  }

  /** To fold along: durable commit by commit, and read by others meanwhile. Made when it is not there. */
  static open(path: string, projection: AnyProjection, identity: LogIdentity): ProjectionFile {
    mkdirSync(dirname(path), { recursive: true });
    const database = new Database(path);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    const made = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'checkpoint'`).pluck();
    database
      .transaction(() => {
        if (made.get()) return;
        createTables(database, projection, identity);
        createIndexes(database, projection);
      })
      .immediate();
    return new ProjectionFile(database, path, projection);
  }

  /** To fold from the start, of no use to anybody before `finish`: a crash throws it away, so nothing waits for the disk. */
  static draft(path: string, projection: AnyProjection, identity: LogIdentity): ProjectionFile {
    mkdirSync(dirname(path), { recursive: true });
    removeDatabase(path);
    const database = new Database(path);
    for (const setting of ['journal_mode = MEMORY', 'synchronous = OFF', 'cache_size = -65536'])
      database.pragma(setting);
    createTables(database, projection, identity);
    return new ProjectionFile(database, path, projection);
  }

  /** Makes a draft whole: indexes, which are cheaper made at once, and all of it on disk. */
  finish(): void {
    createIndexes(this.database, this.projection);
    this.close();
    const file = openSync(this.path, 'r+');
    fsyncSync(file);
    closeSync(file);
  }

  get checkpoint(): Checkpoint {
    const { position, event_position, event_id } = this.row();
    if (event_position === null || event_id === null) return { position: BigInt(position) };
    return { position: BigInt(position), lastEvent: { position: BigInt(event_position), id: event_id } };
  }

  get foldedFrom(): Pick<LogIdentity, 'logId' | 'restoreEpoch'> {
    const { log_id, restore_epoch } = this.row();
    return { logId: log_id, restoreEpoch: restore_epoch };
  }

  /** What a fold writes into: the same tables as seen from its side. */
  get writers(): Writers<AnyProjection['tables']> {
    return this.tables as unknown as Writers<AnyProjection['tables']>;
  }

  /** Whose event the changes that follow belong to. */
  at(event: Place): void {
    this.place.association = event.association;
    this.place.sequence = event.sequence;
  }

  /**
   * `work`'s changes and the new checkpoint, in one transaction that begins by moving the checkpoint from where the
   * caller believes it to be: of two projectors only one gets any further, and no event is ever applied twice.
   * @throws OwnershipLost, and whatever `work` throws; nothing is written then
   */
  commit(from: Position, to: Checkpoint, work: () => void): void {
    const event = to.lastEvent;
    const writers = Object.values(this.tables);
    try {
      this.database
        .transaction(() => {
          const moved = this.advance.run(`${to.position}`, text(event?.position), event?.id ?? null, `${from}`);
          if (moved.changes === 0) throw new OwnershipLost(this.projection.name, from);
          work();
          for (const writer of writers) writer.flush();
        })
        .immediate();
    } catch (error) {
      for (const writer of writers) writer.forget();
      throw error;
    }
    for (const writer of writers) writer.settle();
  }

  /** Leaves word of a fault for whoever looks at the file while nothing runs. */
  fault(at: Position, reason: string): void {
    this.noteError.run(reason, `${at}`);
  }

  close(): void {
    this.database.close();
  }

  private row(): CheckpointRow {
    return this.database.prepare('SELECT * FROM checkpoint').get() as CheckpointRow;
  }
}

const text = (position: Position | undefined): string | null => (position === undefined ? null : `${position}`);

function createTables(database: Database.Database, projection: AnyProjection, identity: LogIdentity): void {
  database.exec(checkpointTable);
  for (const [name, table] of Object.entries(projection.tables)) database.exec(tableDdl(name, table));
  database
    .prepare(`INSERT INTO checkpoint (only, position, log_id, restore_epoch) VALUES (1, '0', ?, ?)`)
    .run(identity.logId, identity.restoreEpoch);
}

function createIndexes(database: Database.Database, { tables }: AnyProjection): void {
  for (const [name, table] of Object.entries(tables)) database.exec(indexDdl(name, table));
}

/** Where the current version of a projection is kept. */
export const projectionPath = (directory: string, { name, version }: AnyProjection): string =>
  join(directory, `${name}.v${version}.db`);

export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}

/**
 * Puts a closed database in another's place. The old write-ahead log goes first: SQLite would replay it into the new
 * file. Stopping half-way leaves no database, which the next start folds again.
 */
export function replaceDatabase(path: string, by: string): void {
  removeDatabase(path);
  renameSync(by, path);
}
