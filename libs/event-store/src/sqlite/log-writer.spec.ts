import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssociationId, EventId, StreamId } from '@jointly/kernel';
import type { Database } from 'better-sqlite3';
import type { RecordedAppend } from '../record';
import { emptyFrontier, grow, packRoots } from './frontier';
import { openForWriting, prepareLog } from './log-file';
import { LogWriter } from './log-writer';

let directory: string;
let db: Database;
let writer: LogWriter;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'jointly-writer-'));
  prepareLog(directory, 'controlled');
  db = openForWriting(directory);
  writer = new LogWriter(db);
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true });
});

/** The writer looks at no body; what it is told beside it is enough. */
function append(stream: string, expected: number, ids: readonly string[], body = 'sesame'): RecordedAppend {
  const bodies = ids.map((id) => `${body} ${id}`);
  return {
    stream: `bulkPurchase-kaffa.${stream}` as StreamId,
    association: 'kaffa' as AssociationId,
    expected,
    eventIds: ids as readonly EventId[],
    bodies,
    bytes: Buffer.byteLength(bodies.join('')),
  };
}

const sequences = (): unknown[] => db.prepare('SELECT sequence FROM events ORDER BY position').pluck().all();

/** The association's tree as it is kept, beside the same tree made anew of the leaves. */
function trees(): { kept: unknown; anew: unknown } {
  const leaves = db.prepare<[], Buffer>('SELECT leaf FROM events ORDER BY sequence').pluck().all();
  const tree = leaves.reduce(grow, emptyFrontier);
  return {
    kept: db.prepare('SELECT size, frontier FROM associations').get(),
    anew: { size: tree.size, frontier: packRoots(tree) },
  };
}

test('in one group, those who conflict take nobody with them and leave no gap in sequence or tree', () => {
  const outcomes = writer.write([
    append('a', -1, ['1', '2']),
    append('a', 0, ['late']),
    append('b', -1, ['3', '2']), // fails at its second event, when its first is written
    append('b', -1, ['4', '5']),
    append('a', -1, ['1', '2']),
  ]);
  expect(outcomes.map(({ is }) => is)).toEqual(['written', 'conflict', 'idTaken', 'written', 'duplicate']);
  expect(sequences()).toEqual([1, 2, 3, 4]);
  const { kept, anew } = trees();
  expect(kept).toEqual(anew);
});

test('when the disk is full the group is not written at all, and the next one is once there is room', () => {
  writer.write([append('a', -1, ['1'])]);
  const pages = db.pragma('page_count', { simple: true }) as number;
  db.pragma(`max_page_count = ${pages}`);
  const large = append('b', -1, ['3', '4', '5'], 'x'.repeat(20_000));
  const group = [append('a', 0, ['2']), large];
  expect(() => writer.write(group)).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
  expect(sequences()).toEqual([1]);

  db.pragma(`max_page_count = ${pages + 1000}`);
  expect(writer.write(group).map(({ is }) => is)).toEqual(['written', 'written']);
  expect(sequences()).toEqual([1, 2, 3, 4, 5]);
  const { kept, anew } = trees();
  expect(kept).toEqual(anew);
});

test('when the commit itself fails, what follows counts on from what is on disk', () => {
  // A constraint that SQLite looks at only when it commits.
  db.pragma('foreign_keys = ON');
  db.exec('CREATE TABLE broken (of INTEGER REFERENCES events (position) DEFERRABLE INITIALLY DEFERRED)');
  db.exec(
    "CREATE TRIGGER fail AFTER INSERT ON events WHEN NEW.event_id = 'bad' BEGIN INSERT INTO broken VALUES (0); END",
  );
  writer.write([append('a', -1, ['1'])]);
  expect(() => writer.write([append('a', 0, ['2']), append('b', -1, ['bad'])])).toThrow(/FOREIGN KEY/);
  expect(writer.write([append('a', 0, ['2'])])).toEqual([{ is: 'written', revision: 1, position: 2 }]);
  expect(sequences()).toEqual([1, 2]);
  const { kept, anew } = trees();
  expect(kept).toEqual(anew);
});

test('nobody changes or deletes an event', () => {
  writer.write([append('a', -1, ['1'])]);
  expect(() => db.exec("UPDATE events SET body = 'forged'")).toThrow('an event is never changed');
  expect(() => db.exec('DELETE FROM events')).toThrow('an event is never deleted');
});

test('a commit is on disk when it returns', () => {
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('synchronous', { simple: true })).toBe(2); // FULL
});
