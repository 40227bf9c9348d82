import { BroadcastChannel } from 'node:worker_threads';
import type { AssociationId, ClockKind, EventId, StoredEvent, StreamId } from '@jointly/kernel';
import type { Database } from 'better-sqlite3';
import { ClockMismatch, LogMissing, LogStopped } from '../errors';
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
import { readBody } from '../record';
import { holdLock } from '../sqlite/log-file';
import { LogReader } from '../sqlite/log-reader';
import { commitChannel } from '../sqlite/messages';
import { Appends } from './appends';
import { ClientThread } from './client-thread';
import { checkConnectionString } from './connection-string';
import { prepareCopy } from './copy-directory';
import { CallFailed, CopyStopped, LogUnreachable, redactUrl } from './errors';
import { defaults, type EventStoreDbOptions } from './options';
import { persist } from './persist';
import type { LogStanding } from './standing';

const pageSize = 256;
/** Should a ring of the commit bell get lost, so many milliseconds bound the wait. */
const bellPatience = 1_000;

/** The log, and how this process's copy of it keeps up. */
export interface EventStoreDbLog extends EventStore, EventFeed, SequenceReader {
  standing(): LogStanding;
}

class EventStoreDbEventStore implements EventStoreDbLog {
  /** Other nodes write to the same streams. */
  readonly soleWriter = false;
  private readonly appends: Appends;
  private readonly reader: LogReader;
  private readonly commits: BroadcastChannel;
  private readonly bell = new Bell();
  private readonly closing = new AbortController();
  private closed: Promise<void> | undefined;

  constructor(
    readonly identity: LogIdentity,
    head: Position,
    private readonly client: ClientThread,
    private readonly lock: Database,
    private readonly options: Required<Omit<EventStoreDbOptions, 'clock'>>,
  ) {
    this.appends = new Appends(head, client, options);
    this.reader = new LogReader(options.directory);
    this.commits = new BroadcastChannel(commitChannel(identity.logId));
    this.commits.onmessage = () => this.bell.ring();
    this.commits.unref();
  }

  append(append: Append): Promise<AppendResult> {
    return this.appends.append(append);
  }

  standing(): LogStanding {
    return this.client.standing;
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
    if (!(await this.reaches(await this.head(), this.closing.signal))) throw new LogStopped('it was closed');
    yield* this.reader.readAssociation(association, fromSequence);
  }

  head(): Promise<Position> {
    return this.reading(() => this.client.ask('head'));
  }

  async eventAt(position: Position): Promise<EventId | undefined> {
    return position > 0n ? this.reading(() => this.client.ask('eventAt', position)) : undefined;
  }

  /**
   * Fed from the copy, once that has all that the server had when the subscription began.
   * @throws CopyStopped, LogUnreachable where the copy does not get there
   */
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
    await this.appends.close();
    await this.client.close();
    this.commits.close();
    this.reader.close();
    this.lock.close();
  }

  private async reading<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await persist(this.options.patience, ask);
    } catch (fault) {
      throw fault instanceof CallFailed ? new LogUnreachable(fault) : fault;
    }
  }

  /**
   * Waits until the copy has the event at `position`, for as long as it gets further.
   * @returns false when `signal` aborted before
   * @throws CopyStopped, LogUnreachable
   */
  private async reaches(position: Position, signal: AbortSignal): Promise<boolean> {
    const began = Date.now();
    while (!signal.aborted) {
      if (this.reader.head() >= position) return true;
      const { state, progressAt, error } = this.standing();
      if (state === 'stopped') throw new CopyStopped(error!);
      if (Date.now() - Math.max(began, progressAt) > this.options.patience)
        throw new LogUnreachable(error ?? 'the copy of the log gets no further');
      await this.bell.next(signal, Math.min(bellPatience, this.options.patience));
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
export async function openEventStoreDb(given: EventStoreDbOptions): Promise<EventStoreDbLog> {
  const options = { ...defaults, ...given, url: checkConnectionString(given.url) };
  const { url, clock, restored, directory, namespace, callTimeout, quiet, patience, onMended } = options;
  const client = new ClientThread({ url, namespace, callTimeout, quiet }, options);
  const identify = (make?: ClockKind): Promise<LogIdentity | undefined> =>
    persist(patience, () => client.ask('identify', make));
  let lock: Database | undefined;
  try {
    // Nothing is made anywhere, on disk or on the server, before it is known that it will be used.
    const found = await identify();
    if (!found && !clock) throw new LogMissing(redactUrl(url));
    lock = holdLock(directory);
    const there = restored ? await persist(patience, () => client.ask('markRestored')) : found;
    const identity = there ?? (await identify(clock))!;
    if (clock && identity.clock !== clock) throw new ClockMismatch(redactUrl(url), identity.clock, clock);
    await prepareCopy(directory, identity, () => persist(patience, () => client.ask('check', directory)), onMended);
    client.follow(directory, identity.logId);
    const head = await persist(patience, () => client.ask('head'));
    return new EventStoreDbEventStore(identity, head, client, lock, options);
  } catch (fault) {
    await client.close();
    lock?.close();
    throw fault instanceof CallFailed ? new LogUnreachable(fault) : fault;
  }
}
