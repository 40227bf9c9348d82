import Database from 'better-sqlite3';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LogIdentity, Position } from '@jointly/event-store';
import { OwnershipLost } from './errors';
import { Folding } from './folding';
import type { Incoming } from './incoming';
import type { AnyProjection } from './projection';
import { indexDdl, tableDdl } from './tables';

/** How far a projection has folded, and what shows that the log is still the one it folded. */
export interface Checkpoint {
  readonly position: Position;
  /** The last event folded or passed by, wherever it stood. */
  readonly lastEvent?: { readonly position: Position; readonly id: string };
}

/** Where a projection stands that has folded `events`, the last ones up to `through`. */
export function checkpointAt(through: Position, events: readonly Incoming[]): Checkpoint {
  const last = events.at(-1)?.event;
  return { position: through, ...(last && { lastEvent: { position: last.position, id: last.eventId } }) };
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

/** A projection's SQLite file, folded along by a projector. What it holds can always be folded again. */
export class ProjectionFile {
  private readonly folding: Folding;
  private readonly advance;
  private readonly noteError;

  private constructor(
    private readonly database: Database.Database,
    readonly path: string,
    private readonly projection: AnyProjection,
  ) {
    this.folding = new Folding(database, projection);
    this.advance = moveCheckpoint(database);
    this.noteError = database.prepare<[string, string]>('UPDATE checkpoint SET error = ? WHERE position = ?');
  }

  /** Durable commit by commit, and read by others meanwhile. Made when it is not there. */
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

  get checkpoint(): Checkpoint {
    const { position, event_position, event_id } = this.row();
    if (event_position === null || event_id === null) return { position: BigInt(position) };
    return { position: BigInt(position), lastEvent: { position: BigInt(event_position), id: event_id } };
  }

  get foldedFrom(): Pick<LogIdentity, 'logId' | 'restoreEpoch'> {
    const { log_id, restore_epoch } = this.row();
    return { logId: log_id, restoreEpoch: restore_epoch };
  }

  /**
   * What `events` change and the new checkpoint, in one transaction that begins by moving the checkpoint from where the
   * caller believes it to be: of two projectors only one gets any further, and no event is ever applied twice.
   * @throws OwnershipLost, FoldFailed, SqliteError; nothing is written then
   */
  commit(from: Position, to: Checkpoint, events: readonly Incoming[]): void {
    try {
      this.database
        .transaction(() => {
          if (!this.advance(from, to)) throw new OwnershipLost(this.projection.name, from);
          this.folding.fold(events);
          this.folding.flush();
        })
        .immediate();
    } catch (error) {
      this.folding.forget();
      throw error;
    }
    this.folding.settle();
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

/** Moves the checkpoint, provided that it stands at `from`; tells whether it did. */
export function moveCheckpoint(database: Database.Database): (from: Position, to: Checkpoint) => boolean {
  const move = database.prepare<[string, string | null, string | null, string]>(
    `UPDATE checkpoint SET position = ?, event_position = coalesce(?, event_position),
     event_id = coalesce(?, event_id), error = NULL WHERE position = ?`,
  );
  return (from, { position, lastEvent }) =>
    move.run(`${position}`, lastEvent ? `${lastEvent.position}` : null, lastEvent?.id ?? null, `${from}`).changes > 0;
}

export function createTables(database: Database.Database, projection: AnyProjection, identity: LogIdentity): void {
  database.exec(checkpointTable);
  for (const [name, table] of Object.entries(projection.tables)) database.exec(tableDdl(name, table));
  database
    .prepare(`INSERT INTO checkpoint (only, position, log_id, restore_epoch) VALUES (1, '0', ?, ?)`)
    .run(identity.logId, identity.restoreEpoch);
}

export function createIndexes(database: Database.Database, { tables }: AnyProjection): void {
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
