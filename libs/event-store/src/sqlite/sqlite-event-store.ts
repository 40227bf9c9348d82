import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AssociationId, ClockKind, StoredEvent, StreamId } from '@jointly/kernel';
import type { Database } from 'better-sqlite3';
import { EventIdTaken, LogStopped, Overloaded, OutcomeUnknown, RevisionConflict } from '../errors';
import type { Append, AppendResult, EventStore, LogIdentity, Position, SequencedEvent, SequenceReader } from '../port';
import { record, type RecordedAppend } from '../record';
import { holdLock, prepareLog, requireLog } from './log-file';
import { LogReader } from './log-reader';
import type { Outcome } from './log-writer';
import type { FromWriter, ToWriter, WriterStart } from './messages';

/** Bytes of appends that wait for the disk; beyond them the log is overloaded, whatever their number. */
const queueBytes = 64 * 1024 * 1024;
const retryAfterMs = 250;

export interface SqliteLogOptions {
  readonly directory: string;
  /** Fixed when the log is made. Without it none is made, and the one that is there is opened as it is. */
  readonly clock?: ClockKind | undefined;
  /** How many appends may wait for the disk. */
  readonly queueLimit?: number;
}

interface Waiting {
  readonly append: RecordedAppend;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (fault: Error) => void;
}

class SqliteEventStore implements EventStore, SequenceReader {
  readonly soleWriter = true;
  readonly identity: LogIdentity;
  private readonly reader: LogReader;
  private readonly writer: Worker;
  private readonly exited: Promise<void>;
  /** Appends without an answer, in the order in which they were sent. */
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  /**
   * Those of them that are sent at the end of this turn of the event loop, in one message. Sending some earlier would
   * keep both threads busy, but on a disk that takes its time two small groups cost twice what one large group does.
   */
  private outbox: RecordedAppend[] = [];
  private stopped: LogStopped | undefined;
  private emptied: (() => void) | undefined;
  private closed: Promise<void> | undefined;

  constructor(
    private readonly lock: Database,
    private readonly queueLimit: number,
    directory: string,
  ) {
    this.reader = new LogReader(directory);
    this.identity = this.reader.identity;
    const workerData: WriterStart = { directory, logId: this.identity.logId };
    this.writer = new Worker(builtFile('writer.worker.js'), { workerData });
    this.writer.on('message', (message: FromWriter) => this.answer(message));
    this.writer.on('error', (error) => this.fail(error));
    this.exited = new Promise((done) => {
      this.writer.on('exit', (code) => {
        this.fail(new Error(`The log's writer ended with ${code}.`));
        done();
      });
    });
  }

  async append(append: Append): Promise<AppendResult> {
    if (this.stopped) throw this.stopped;
    if (this.waiting.length >= this.queueLimit || this.waitingBytes >= queueBytes) throw new Overloaded(retryAfterMs);
    const recorded = record(append);
    return new Promise((resolve, reject) => {
      this.waiting.push({ append: recorded, resolve, reject });
      this.waitingBytes += recorded.bytes;
      if (this.outbox.push(recorded) === 1) setImmediate(() => this.send());
    });
  }

  readStream(stream: StreamId, from?: number, to?: number): AsyncIterable<readonly StoredEvent[]> {
    return this.reader.readStream(stream, from, to);
  }

  readAssociation(association: AssociationId, fromSequence?: number): AsyncIterable<readonly SequencedEvent[]> {
    return this.reader.readAssociation(association, fromSequence);
  }

  async head(): Promise<Position> {
    return this.reader.head();
  }

  /** Waits for what is being written, then lets go of the log. */
  close(): Promise<void> {
    return (this.closed ??= this.shutDown());
  }

  private async shutDown(): Promise<void> {
    this.stopped ??= new LogStopped('it was closed');
    if (this.waiting.length > 0) await new Promise<void>((resolve) => (this.emptied = resolve));
    this.post('close');
    await this.exited;
    this.reader.close();
    this.lock.close();
  }

  private send(): void {
    if (this.outbox.length > 0) this.post(this.outbox);
    this.outbox = [];
  }

  private post(message: ToWriter): void {
    this.writer.postMessage(message);
  }

  private answer(message: FromWriter): void {
    if ('lost' in message) this.lose(this.take(message.lost), message.cause);
    else this.take(message.outcomes.length).forEach((waiting, index) => settle(waiting, message.outcomes[index]!));
  }

  /** Nobody can know how far the writer came: all that waits may or may not be there. */
  private fail(cause: Error): void {
    this.stopped ??= new LogStopped(`its writer failed (${cause.message})`, cause);
    this.outbox = [];
    this.lose(this.take(this.waiting.length), cause);
  }

  private lose(lost: readonly Waiting[], cause: unknown): void {
    for (const { append, reject } of lost) reject(new OutcomeUnknown(append.stream, cause));
  }

  private take(count: number): Waiting[] {
    const taken = this.waiting.splice(0, count);
    for (const { append } of taken) this.waitingBytes -= append.bytes;
    if (this.waiting.length === 0) this.emptied?.();
    return taken;
  }
}

function settle({ append, resolve, reject }: Waiting, outcome: Outcome): void {
  if (outcome.is === 'conflict') return reject(new RevisionConflict(append.stream, append.expected, outcome.actual));
  if (outcome.is === 'idTaken') return reject(new EventIdTaken(append.stream));
  const { revision, position } = outcome;
  resolve({ revision, position: BigInt(position), duplicate: outcome.is === 'duplicate' });
}

/** Threads run what is built, also when a test has loaded this very file from its source. */
const builtFile = (name: string): string =>
  __filename.endsWith('.ts')
    ? resolve(__dirname, '../../../../dist/libs/event-store/src/sqlite', name)
    : resolve(__dirname, name);

/**
 * The log in a directory of its own, and this process its only writer until it is closed.
 * @throws LogLocked, ClockMismatch, LogMissing, LogDamaged, UnknownLogFormat
 */
export async function openSqliteEventStore({
  directory,
  clock,
  queueLimit = 10_000,
}: SqliteLogOptions): Promise<EventStore & SequenceReader> {
  if (!clock) requireLog(directory);
  const lock = holdLock(directory);
  try {
    if (clock) prepareLog(directory, clock);
    return new SqliteEventStore(lock, queueLimit, directory);
  } catch (error) {
    lock.close();
    throw error;
  }
}
