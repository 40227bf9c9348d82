import { BroadcastChannel } from 'node:worker_threads';
import type { AssociationId, ClockKind, EventId, StoredEvent, StreamId } from '@jointly/kernel';
import type { Database } from 'better-sqlite3';
import { ClockMismatch, LogMissing, LogStopped, OutcomeUnknown, Overloaded, RevisionConflict } from '../errors';
import { Bell, follow } from '../follow';
import type {
  Append,
  AppendResult,
  EventFeed,
  EventStore,
  FeedBatch,
  LogIdentity,
  Position,
  SequencedEvent,
  SequenceReader,
} from '../port';
import { readBody, record, type RecordedAppend } from '../record';
import { holdLock } from '../sqlite/log-file';
import { LogReader } from '../sqlite/log-reader';
import { commitChannel } from '../sqlite/messages';
import { ClientThread } from './client-thread';
import { checkConnectionString } from './connection-string';
import { prepareCopy } from './copy-directory';
import { CallFailed, LogUnreachable, redactUrl } from './errors';
import { persist } from './persist';
import { Repeats } from './repeats';

const pageSize = 256;
/** Bytes of appends that wait for an answer; beyond them the log is overloaded, whatever their number. */
const queueBytes = 64 * 1024 * 1024;
const retryAfterMs = 250;
/** Should a ring of the commit bell get lost, so many milliseconds bound the wait. */
const bellPatience = 1_000;

export interface EventStoreDbOptions {
  /** `esdb://…`; with TLS it names user and password, percent-encoded. */
  readonly url: string;
  /** Fixed when the log is made. Without it none is made, and the one that is there is opened as it is. */
  readonly clock?: ClockKind | undefined;
  /** The server was restored from a backup: positions of before say nothing any more, and the log has to say so itself. */
  readonly restored?: boolean;
  /** Where this process keeps its copy of the log, from which its readers are fed. It can be thrown away. */
  readonly directory: string;
  /** What each stream begins with on the server, where several logs share a database: letters, digits and a dot. */
  readonly namespace?: string;
  /** How many appends may wait for an answer. */
  readonly queueLimit?: number;
  /** Milliseconds that one call to the server may take. */
  readonly callTimeout?: number;
  /** Milliseconds for which a command or a query is asked again while the server gives no answer. */
  readonly patience?: number;
  /** Milliseconds of silence after which the feed asks whether it misses something. */
  readonly quiet?: number;
  /** What went wrong and was put right by itself, for the log. */
  readonly onMended?: (what: string) => void;
}

class EventStoreDbEventStore implements EventStore, EventFeed, SequenceReader {
  /** Other nodes write to the same streams. */
  readonly soleWriter = false;
  private readonly repeats: Repeats;
  private readonly reader: LogReader;
  private readonly commits: BroadcastChannel;
  private readonly bell = new Bell();
  private readonly closing = new AbortController();
  private readonly inFlight = new Set<Promise<AppendResult>>();
  private inFlightBytes = 0;
  private closed: Promise<void> | undefined;

  constructor(
    readonly identity: LogIdentity,
    head: Position,
    private readonly client: ClientThread,
    private readonly lock: Database,
    private readonly options: Required<Omit<EventStoreDbOptions, 'clock'>>,
  ) {
    this.repeats = new Repeats(head);
    this.reader = new LogReader(options.directory);
    this.commits = new BroadcastChannel(commitChannel(identity.logId));
    this.commits.onmessage = () => this.bell.ring();
    this.commits.unref();
  }

  async append(append: Append): Promise<AppendResult> {
    if (this.closed) throw new LogStopped('it was closed');
    if (this.inFlight.size >= this.options.queueLimit || this.inFlightBytes >= queueBytes)
      throw new Overloaded(retryAfterMs);
    const recorded = record(append);
    const result = this.write(recorded, this.repeats.mark());
    this.inFlight.add(result);
    this.inFlightBytes += recorded.bytes;
    return result.finally(() => {
      this.inFlight.delete(result);
      this.inFlightBytes -= recorded.bytes;
    });
  }

  async *readStream(stream: StreamId, from = 0, to = Infinity): AsyncGenerator<readonly StoredEvent[]> {
    for (let next = from; next <= to; next += pageSize) {
      const count = Math.min(pageSize, to - next + 1);
      const page = await this.reading(() => this.client.ask('readStream', stream, next, count));
      if (page.length > 0) yield page.map(readBody);
      if (page.length < count) return;
    }
  }

  async *readAssociation(association: AssociationId, fromSequence?: number): AsyncGenerator<readonly SequencedEvent[]> {
    const signal = AbortSignal.any([AbortSignal.timeout(this.options.patience), this.closing.signal]);
    if (!(await this.reaches(await this.head(), signal))) throw new LogUnreachable('the copy of the log is behind');
    yield* this.reader.readAssociation(association, fromSequence);
  }

  head(): Promise<Position> {
    return this.reading(() => this.client.ask('head'));
  }

  async eventAt(position: Position): Promise<EventId | undefined> {
    return position > 0n ? this.reading(() => this.client.ask('eventAt', position)) : undefined;
  }

  /** Fed from the copy, once that has all that the server had when the subscription began. */
  async *subscribe({ signal, ...options }: Parameters<EventFeed['subscribe']>[0]): AsyncGenerator<FeedBatch> {
    const either = AbortSignal.any([signal, this.closing.signal]);
    if (either.aborted) return;
    await this.reaches(await this.head(), either);
    const read = (after: Position, limit: number): FeedBatch => this.reader.batch(after, limit);
    yield* follow({ read, bell: this.bell, patience: bellPatience }, { ...options, signal: either });
  }

  /** Waits for what is being written, then lets go of the server and of the copy. */
  close(): Promise<void> {
    return (this.closed ??= this.shutDown());
  }

  private async shutDown(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled(this.inFlight);
    await this.client.close();
    this.commits.close();
    this.reader.close();
    this.lock.close();
  }

  /** @param mark the newest position when the append was asked for */
  private async write(append: RecordedAppend, mark: Position): Promise<AppendResult> {
    try {
      return await persist(this.options.patience, () => this.attempt(append, mark));
    } catch (fault) {
      throw fault instanceof CallFailed ? new OutcomeUnknown(append.stream, fault) : fault;
    }
  }

  /** Whatever it was that failed, what the stream holds decides: a lost answer looks like a conflict, or like nothing. */
  private async attempt(append: RecordedAppend, mark: Position): Promise<AppendResult> {
    const { stream, expected, bodies } = append;
    const answer = await this.client.ask('append', { stream, expected, bodies }).catch((fault: Error) => fault);
    if (answer instanceof Error) {
      const there = answer instanceof CallFailed ? await this.whatIsThere(append) : undefined;
      if (there) return there;
      throw answer;
    }
    if (answer.is === 'wrong version') {
      const there = await this.whatIsThere(append);
      if (there) return there;
      throw new RevisionConflict(stream, expected, answer.actual);
    }
    const position = answer.position ?? (await this.client.ask('head'));
    return { revision: answer.revision, position, duplicate: this.repeats.isRepeat(position, mark) };
  }

  /**
   * What stands where the append was to go: these very events, or nothing yet.
   * @throws RevisionConflict where others stand there
   */
  private async whatIsThere({ stream, expected, eventIds }: RecordedAppend): Promise<AppendResult | undefined> {
    const bodies = await this.client.ask('readStream', stream, expected + 1, eventIds.length);
    const there = bodies.map(readBody);
    if (there.length === 0) return undefined;
    const same = eventIds.every((id, index) => there[index]?.eventId === id);
    const last = there.at(-1)!;
    if (!same) throw new RevisionConflict(stream, expected, last.revision);
    // A read of one stream knows no positions; the head is not before it.
    return { revision: last.revision, position: await this.client.ask('head'), duplicate: true };
  }

  private async reading<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await persist(this.options.patience, ask);
    } catch (fault) {
      throw fault instanceof CallFailed ? new LogUnreachable(fault) : fault;
    }
  }

  /** Waits until the copy has the event at `position`. @returns false when `signal` aborted before */
  private async reaches(position: Position, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      if (this.reader.head() >= position) return true;
      await this.bell.next(signal, bellPatience);
    }
    return false;
  }
}

/**
 * The log on an EventStoreDB server or cluster, which several processes may write to at once. Where it is new, it is
 * given its identity. The process's one client runs in a thread of its own and keeps a copy of the log up to date.
 * @throws InvalidEventStoreUrl, LogUnreachable, LogRefused, LogMissing, ClockMismatch; of the copy's directory LogLocked,
 * NotACopy
 */
export async function openEventStoreDb(given: EventStoreDbOptions): Promise<EventStore & EventFeed & SequenceReader> {
  const options = { ...defaults, ...given, url: checkConnectionString(given.url) };
  const { url, clock, restored, namespace, callTimeout, quiet, onMended } = options;
  const client = new ClientThread({ url, namespace, callTimeout, quiet }, onMended);
  const identify = (make?: ClockKind): Promise<LogIdentity | undefined> =>
    persist(options.patience, () => client.ask('identify', make));
  let lock: Database | undefined;
  try {
    // Nothing is made anywhere, on disk or on the server, before it is known that it will be used.
    const found = await identify();
    if (!found && !clock) throw new LogMissing(redactUrl(url));
    lock = holdLock(options.directory);
    const there = restored ? await persist(options.patience, () => client.ask('markRestored')) : found;
    const identity = there ?? (await identify(clock))!;
    if (clock && identity.clock !== clock) throw new ClockMismatch(redactUrl(url), identity.clock, clock);
    await prepareCopy(options.directory, identity, (position) => client.ask('eventAt', position));
    client.keepUp('follow', options.directory, identity.logId);
    return new EventStoreDbEventStore(identity, await client.ask('head'), client, lock, options);
  } catch (fault) {
    await client.close();
    lock?.close();
    throw fault instanceof CallFailed ? new LogUnreachable(fault) : fault;
  }
}

const defaults = {
  namespace: '',
  queueLimit: 10_000,
  callTimeout: 5_000,
  patience: 15_000,
  quiet: 10_000,
  restored: false,
  onMended: () => undefined,
};
