import { leafBody, type AssociationId, type EventId, type StoredEvent, type StreamId } from '@jointly/kernel';
import type { Database, Statement } from 'better-sqlite3';
import type { Position } from '../port';
import { emptyFrontier, grow, hashLeaf, packRoots, unpackRoots, type Frontier } from '../sqlite/frontier';
import { openForWriting } from '../sqlite/log-file';
import type { Owed } from './acknowledged';
import { CopyDamaged, CopyNotWritten, FeedSkipped } from './errors';
import type { WirePosition } from './feed';

/** An event with its place in the server's log. */
export interface PlacedEvent {
  readonly event: StoredEvent;
  readonly position: Position;
}

type Trees = Map<AssociationId, Frontier>;

/**
 * A copy of the log beside this process, in the embedded log's own form: what gives each association its sequence and
 * its tree, and what readers here are fed from. Places follow from the order of the server's log alone, so that every
 * copy has the same. It can be thrown away: it is made again from the server.
 */
export class Mirror {
  private readonly db: Database;
  private readonly insert: Statement<[Position, AssociationId, number, StreamId, number, EventId, Buffer, string]>;
  private readonly lastRevision: Statement<[StreamId], number>;
  private readonly lastPosition: Statement<[], number>;
  private readonly idAt: Statement<[Position], EventId>;
  private readonly loadTree: Statement<[AssociationId], { size: number; frontier: Buffer }>;
  private readonly saveTree: Statement<[AssociationId, number, Buffer]>;
  private readonly loadCheckpoint: Statement<[], { commit: string; prepare: string }>;
  private readonly saveCheckpoint: Statement<[string, string]>;
  private readonly inTransaction;

  constructor(directory: string) {
    const db = openForWriting(directory);
    this.db = db;
    // A commit that a power cut takes back takes its checkpoint along; what acknowledges events is the server.
    db.pragma('synchronous = NORMAL');
    db.exec(
      'CREATE TABLE IF NOT EXISTS checkpoint (id INTEGER PRIMARY KEY, "commit" TEXT NOT NULL, prepare TEXT NOT NULL)',
    );
    this.insert = db.prepare(
      `INSERT INTO events (position, association, sequence, stream, revision, event_id, leaf, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.lastRevision = db
      .prepare<[StreamId], number>('SELECT coalesce(max(revision), -1) FROM events WHERE stream = ?')
      .pluck();
    this.lastPosition = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck();
    this.idAt = db.prepare<[Position], EventId>('SELECT event_id FROM events WHERE position = ?').pluck();
    this.loadTree = db.prepare('SELECT size, frontier FROM associations WHERE association = ?');
    this.saveTree = db.prepare('INSERT OR REPLACE INTO associations (association, size, frontier) VALUES (?, ?, ?)');
    this.loadCheckpoint = db.prepare('SELECT "commit", prepare FROM checkpoint');
    this.saveCheckpoint = db.prepare('INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?)');
    this.inTransaction = db.transaction((...write: Parameters<Mirror['write']>) => this.writeAll(...write));
  }

  /** Of the last event. */
  get head(): Position {
    return BigInt(this.lastPosition.get()!);
  }

  /** How far the server's log has been looked through; at or beyond the head. */
  get checkpoint(): WirePosition | undefined {
    const row = this.loadCheckpoint.get();
    return row && { commit: BigInt(row.commit), prepare: BigInt(row.prepare) };
  }

  /** Id by position, of the events from a position on. */
  eventsFrom(position: Position): Map<Position, EventId> {
    const rows = this.db
      .prepare<[Position], [number, EventId]>('SELECT position, event_id FROM events WHERE position >= ?')
      .raw()
      .all(position);
    return new Map(rows.map(([at, id]) => [BigInt(at), id]));
  }

  /**
   * All events and the checkpoint, or nothing. Events that are here already are passed over.
   * @param owed what must be here then
   * @throws FeedSkipped when one is missing before them or is owed; CopyDamaged, CopyNotWritten
   */
  write(events: readonly PlacedEvent[], through: WirePosition, owed: readonly Owed[]): void {
    try {
      this.inTransaction.immediate(events, through, owed);
    } catch (error) {
      throw (error as Error).name === 'SqliteError' ? new CopyNotWritten(error as Error) : error;
    }
  }

  /**
   * @param head what lies before it can't be put in any more: sequences have been given
   * @throws FeedSkipped, CopyDamaged when something that is owed is not here
   */
  expect(owed: readonly Owed[], head: Position): void {
    for (const { stream, revision, position } of owed) {
      const due = this.lastRevision.get(stream)! + 1;
      if (revision < due) continue;
      if (position < head) throw new CopyDamaged(`it lacks revision ${due} of ${stream}`);
      throw new FeedSkipped(stream, due, undefined);
    }
  }

  /** All that lies behind the last event is looked through again. */
  rewind(): void {
    const { head } = this;
    this.db.transaction(() => {
      this.db.exec('DELETE FROM checkpoint');
      if (head > 0n) this.saveCheckpoint.run(String(head), String(head));
    })();
  }

  /** Makes it the copy of no log, so that it is thrown away when it is opened the next time. */
  disown(): void {
    this.db.exec("UPDATE meta SET log_id = 'damaged'");
  }

  close(): void {
    this.db.close();
  }

  private writeAll(events: readonly PlacedEvent[], through: WirePosition, owed: readonly Owed[]): void {
    const trees: Trees = new Map();
    const before = this.head;
    let head = before;
    for (const placed of events) {
      if (placed.position <= head) {
        this.passOver(placed);
        continue;
      }
      this.writeOne(placed, trees);
      head = placed.position;
    }
    for (const [association, tree] of trees) this.saveTree.run(association, tree.size, packRoots(tree));
    this.expect(owed, before);
    if (through.commit > (this.checkpoint?.commit ?? -1n))
      this.saveCheckpoint.run(String(through.commit), String(through.prepare));
  }

  private passOver({ event, position }: PlacedEvent): void {
    if (this.idAt.get(position) !== event.eventId)
      throw new CopyDamaged(`the server has another event at revision ${event.revision} of ${event.stream}`);
  }

  private writeOne({ event, position }: PlacedEvent, trees: Trees): void {
    const { association, stream, revision, eventId } = event;
    const due = this.lastRevision.get(stream)! + 1;
    if (revision !== due) throw new FeedSkipped(stream, due, revision);
    const body = leafBody(event);
    const leaf = hashLeaf(body);
    const tree = grow(trees.get(association) ?? this.treeOf(association), leaf);
    trees.set(association, tree);
    this.insert.run(position, association, tree.size, stream, revision, eventId, leaf, body);
  }

  private treeOf(association: AssociationId): Frontier {
    const row = this.loadTree.get(association);
    return row ? { size: row.size, roots: unpackRoots(row.frontier) } : emptyFrontier;
  }
}
