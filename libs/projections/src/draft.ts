import Database from 'better-sqlite3';
import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LogIdentity } from '@jointly/event-store';
import { FoldFailed, ProjectionFaulted } from './errors';
import { Folding } from './folding';
import type { Incoming } from './incoming';
import type { AnyProjection } from './projection';
import { createIndexes, createTables, moveCheckpoint, removeDatabase, type Checkpoint } from './projection-file';

/**
 * A projection folded from the log's start into a file of its own, which is of no use to anybody before `finish`: it is
 * one transaction without a journal, and a document is written once where it would be once per batch, since what breaks
 * off is thrown away.
 */
export class Draft {
  private readonly database: Database.Database;
  private readonly folding: Folding;

  /** @param heldDocuments so many changed documents wait in memory, which so does not grow with the log */
  constructor(
    private readonly path: string,
    private readonly projection: AnyProjection,
    identity: LogIdentity,
    private readonly heldDocuments: number,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    removeDatabase(path);
    this.database = new Database(path);
    for (const setting of ['journal_mode = OFF', 'synchronous = OFF', 'cache_size = -65536'])
      this.database.pragma(setting);
    this.database.exec('BEGIN');
    createTables(this.database, projection, identity);
    this.folding = new Folding(this.database, projection);
  }

  /** @throws ProjectionFaulted */
  fold(events: readonly Incoming[]): void {
    try {
      this.folding.fold(events);
    } catch (error) {
      throw error instanceof FoldFailed ? new ProjectionFaulted(this.projection.name, error.message) : error;
    }
    if (this.folding.waiting > this.heldDocuments) this.write();
  }

  /** Makes it whole: indexes, which are cheaper made at once, and all of it on disk. */
  finish(at: Checkpoint): void {
    this.write();
    moveCheckpoint(this.database)(0n, at);
    createIndexes(this.database, this.projection);
    this.database.exec('COMMIT');
    this.database.close();
    const file = openSync(this.path, 'r+');
    fsyncSync(file);
    closeSync(file);
  }

  abandon(): void {
    this.database.close();
    removeDatabase(this.path);
  }

  private write(): void {
    this.folding.flush();
    this.folding.settle();
  }
}
