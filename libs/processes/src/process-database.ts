import Database from 'better-sqlite3';
import type { Deadline, EventId, StreamId } from '@jointly/kernel';
import type { LogIdentity, Position } from '@jointly/event-store';

/** How far a process has come, and in which log. */
export interface Checkpoint extends Pick<LogIdentity, 'logId' | 'restoreEpoch'> {
  readonly position: Position;
  /** Of the event at `position`: a restored log has another one there, or none. */
  readonly eventId: EventId;
}

/** A stream to wake. */
export interface Timer extends Deadline {
  readonly stream: StreamId;
}

type NextByStream = ReadonlyMap<StreamId, Deadline | undefined>;

const schema = `
  CREATE TABLE IF NOT EXISTS checkpoints (
    process TEXT PRIMARY KEY,
    log_id TEXT NOT NULL,
    restore_epoch INTEGER NOT NULL,
    position TEXT NOT NULL,
    event_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS timers (
    stream TEXT NOT NULL,
    name TEXT NOT NULL,
    due TEXT NOT NULL,
    PRIMARY KEY (stream, name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS timers_by_due ON timers (due, stream, name);`;

interface CheckpointRow {
  readonly log_id: string;
  readonly restore_epoch: number;
  readonly position: string;
  readonly event_id: EventId;
}

/** What processes remember beside the log. All of it follows from the log: without this file they start anew. */
export class ProcessDatabase {
  private readonly db: Database.Database;
  private readonly load: Database.Statement<[string], CheckpointRow>;
  private readonly save: Database.Statement<[string, string, number, string, EventId]>;
  private readonly earliest: Database.Statement<[string, string, string], Timer>;

  /** The next timer of each of these streams, in place of what it had: its later ones follow from its state by then. */
  readonly replaceTimers: (next: NextByStream) => void;

  constructor(path: string) {
    this.db = new Database(path);
    this.db.pragma('journal_mode = WAL');
    // A power cut may take the last checkpoints back, never half of one: some events are then handled once more.
    this.db.pragma('synchronous = NORMAL');
    this.db.exec(schema);
    this.load = this.db.prepare('SELECT * FROM checkpoints WHERE process = ?');
    this.save = this.db.prepare('INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?, ?)');
    this.earliest = this.db.prepare(
      'SELECT * FROM timers WHERE (due, stream, name) > (?, ?, ?) ORDER BY due, stream, name LIMIT 1',
    );
    this.replaceTimers = this.replacement();
  }

  checkpoint(process: string): Checkpoint | undefined {
    const row = this.load.get(process);
    return (
      row && {
        logId: row.log_id,
        restoreEpoch: row.restore_epoch,
        position: BigInt(row.position),
        eventId: row.event_id,
      }
    );
  }

  saveCheckpoint(process: string, { logId, restoreEpoch, position, eventId }: Checkpoint): void {
    this.save.run(process, logId, restoreEpoch, position.toString(), eventId);
  }

  /** The first timer in order of due time, or the first after `previous`. */
  nextTimer(previous?: Timer): Timer | undefined {
    return previous ? this.earliest.get(previous.due, previous.stream, previous.name) : this.earliest.get('', '', '');
  }

  close(): void {
    this.db.close();
  }

  private replacement(): (next: NextByStream) => void {
    const clear = this.db.prepare<[StreamId]>('DELETE FROM timers WHERE stream = ?');
    const insert = this.db.prepare<[StreamId, string, string]>('INSERT INTO timers VALUES (?, ?, ?)');
    return this.db.transaction((next: NextByStream) => {
      for (const [stream, timer] of next) {
        clear.run(stream);
        if (timer) insert.run(stream, timer.name, timer.due);
      }
    });
  }
}
