import type { AssociationId, EventId, StoredEvent, StreamId } from '@jointly/kernel';
import type { Database, Statement } from 'better-sqlite3';
import type { FeedBatch, LogIdentity, Position, SequencedEvent, SequenceReader } from '../port';
import { readBody } from '../record';
import { openForReading } from './log-file';

const pageSize = 500;

type Row = readonly [position: number, sequence: number, body: string];

/** A connection of its own that sees every commit and keeps nobody from writing: no page is read across an `await`. */
export class LogReader implements SequenceReader {
  readonly identity: LogIdentity;
  private readonly db: Database;
  private readonly stream: Statement<[StreamId, number, number, number], string>;
  private readonly association: Statement<[AssociationId, number, number], Row>;
  private readonly after: Statement<[Position, number], Row>;
  private readonly last: Statement<[], number>;
  private readonly idAt: Statement<[Position], EventId>;

  /** @throws LogMissing, LogDamaged, UnknownLogFormat */
  constructor(directory: string) {
    const { db, identity } = openForReading(directory);
    this.db = db;
    this.identity = identity;
    this.stream = db
      .prepare<[StreamId, number, number, number], string>(
        'SELECT body FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision LIMIT ?',
      )
      .pluck();
    this.association = db
      .prepare<[AssociationId, number, number], Row>(
        'SELECT position, sequence, body FROM events WHERE association = ? AND sequence >= ? ORDER BY sequence LIMIT ?',
      )
      .raw();
    this.after = db
      .prepare<[Position, number], Row>(
        'SELECT position, sequence, body FROM events WHERE position > ? ORDER BY position LIMIT ?',
      )
      .raw();
    this.last = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck();
    this.idAt = db.prepare<[Position], EventId>('SELECT event_id FROM events WHERE position = ?').pluck();
  }

  async *readStream(stream: StreamId, from = 0, to = Number.MAX_SAFE_INTEGER): AsyncGenerator<readonly StoredEvent[]> {
    for (let next = from; next <= to; next += pageSize) {
      const page = this.stream.all(stream, next, to, pageSize);
      if (page.length > 0) yield page.map(readBody);
      if (page.length < pageSize) return;
    }
  }

  async *readAssociation(association: AssociationId, fromSequence = 1): AsyncGenerator<readonly SequencedEvent[]> {
    for (let next = fromSequence; ; next += pageSize) {
      const page = this.association.all(association, next, pageSize);
      if (page.length > 0) yield page.map(sequenced);
      if (page.length < pageSize) return;
    }
  }

  head(): Position {
    return BigInt(this.last.get()!);
  }

  eventAt(position: Position): EventId | undefined {
    return this.idAt.get(position);
  }

  batch(after: Position, limit: number): FeedBatch {
    const events = this.after.all(after, limit).map(sequenced);
    const through = events.at(-1)?.position ?? after;
    return { events, through, caughtUp: events.length < limit || through === this.head() };
  }

  close(): void {
    this.db.close();
  }
}

const sequenced = ([position, sequence, body]: Row): SequencedEvent =>
  Object.assign(readBody(body), { sequence, position: BigInt(position) });
