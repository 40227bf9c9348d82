import type { AssociationId, EventId, StreamId } from '@jointly/kernel';
import type { Database, Statement } from 'better-sqlite3';
import { noStream } from '../port';
import type { RecordedAppend } from '../record';
import { emptyFrontier, grow, hashLeaf, packRoots, unpackRoots, type Frontier } from './frontier';
import { isSqliteError } from './log-file';

/** What became of one append. Plain data: it travels between threads. */
export type Outcome =
  | { readonly is: 'written' | 'duplicate'; readonly revision: number; readonly position: number }
  | { readonly is: 'conflict'; readonly actual: number }
  | { readonly is: 'idTaken' };

/** The trees that a group of appends grows, as of the group's last successful append. */
type Trees = Map<AssociationId, Frontier>;

interface Place {
  readonly position: number;
  readonly stream: StreamId;
  readonly revision: number;
}

/**
 * Writes groups of appends. Everything it counts by (revisions, sequences, trees) is read from the database within the
 * transaction and kept nowhere else, so that a commit that failed leaves nothing to put right.
 */
export class LogWriter {
  private readonly insert: Statement<[AssociationId, number, StreamId, number, EventId, Buffer, string]>;
  private readonly lastRevision: Statement<[StreamId], number>;
  private readonly placeOf: Statement<[EventId], Place>;
  private readonly loadTree: Statement<[AssociationId], { size: number; frontier: Buffer }>;
  private readonly saveTree: Statement<[AssociationId, number, Buffer]>;
  private readonly inTransaction;
  private readonly inSavepoint;

  constructor(db: Database) {
    this.insert = db.prepare(
      'INSERT INTO events (association, sequence, stream, revision, event_id, leaf, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.lastRevision = db
      .prepare<[StreamId], number>(`SELECT coalesce(max(revision), ${noStream}) FROM events WHERE stream = ?`)
      .pluck();
    this.placeOf = db.prepare('SELECT position, stream, revision FROM events WHERE event_id = ?');
    this.loadTree = db.prepare('SELECT size, frontier FROM associations WHERE association = ?');
    this.saveTree = db.prepare('INSERT OR REPLACE INTO associations (association, size, frontier) VALUES (?, ?, ?)');
    this.inTransaction = db.transaction((group: readonly RecordedAppend[]) => this.writeGroup(group));
    this.inSavepoint = db.transaction((append: RecordedAppend, tree: Frontier) => this.insertAll(append, tree));
  }

  /**
   * One transaction for all, a savepoint for each: one that conflicts takes no other with it. When it returns, what was
   * written is on disk. @throws SqliteError when the transaction failed as a whole
   */
  write(group: readonly RecordedAppend[]): Outcome[] {
    return this.inTransaction.immediate(group);
  }

  private writeGroup(group: readonly RecordedAppend[]): Outcome[] {
    const trees: Trees = new Map();
    const outcomes = group.map((append) => this.writeOne(append, trees));
    for (const [association, tree] of trees) this.saveTree.run(association, tree.size, packRoots(tree));
    return outcomes;
  }

  private writeOne(append: RecordedAppend, trees: Trees): Outcome {
    const actual = this.lastRevision.get(append.stream)!;
    if (actual !== append.expected) return this.earlierTry(append) ?? { is: 'conflict', actual };
    const tree = trees.get(append.association) ?? this.treeOf(append.association);
    try {
      const { position, tree: grown } = this.inSavepoint(append, tree);
      trees.set(append.association, grown);
      return { is: 'written', revision: actual + append.bodies.length, position };
    } catch (error) {
      // The stream is where it should be and sequences are our own: what is there already is an event's id.
      if (isSqliteError(error, 'SQLITE_CONSTRAINT_UNIQUE')) return this.earlierTry(append) ?? { is: 'idTaken' };
      throw error;
    }
  }

  private insertAll(append: RecordedAppend, tree: Frontier): { position: number; tree: Frontier } {
    const { association, stream, expected, eventIds, bodies } = append;
    let position = 0;
    for (const [index, body] of bodies.entries()) {
      const leaf = hashLeaf(body);
      tree = grow(tree, leaf);
      const revision = expected + 1 + index;
      const row = this.insert.run(association, tree.size, stream, revision, eventIds[index]!, leaf, body);
      position = Number(row.lastInsertRowid);
    }
    return { position, tree };
  }

  /** Where these very events stand, if they do: all of them, in this order, on this stream. */
  private earlierTry({ stream, eventIds }: RecordedAppend): Outcome | undefined {
    const places = eventIds.map((id) => this.placeOf.get(id));
    const first = places[0];
    const same = places.every(
      (place, index) => place?.stream === stream && first && place.revision === first.revision + index,
    );
    const last = places.at(-1);
    return same && last ? { is: 'duplicate', revision: last.revision, position: last.position } : undefined;
  }

  private treeOf(association: AssociationId): Frontier {
    const row = this.loadTree.get(association);
    return row ? { size: row.size, roots: unpackRoots(row.frontier) } : emptyFrontier;
  }
}
