import { BroadcastChannel } from 'node:worker_threads';
import type { AssociationId, EventId, StoredEvent, StreamId } from '@jointly/kernel';
import { Bell, follow } from '../follow';
import type { EventFeed, FeedBatch, LogIdentity, Position, SequencedEvent, SequenceReader } from '../port';
import { LogReader } from './log-reader';
import { commitChannel } from './messages';

/** A commit by a thread of this process rings at once; should a ring get lost, so many milliseconds bound the wait. */
const patience = 1_000;

class SqliteFeed implements EventFeed, SequenceReader {
  readonly identity: LogIdentity;
  private readonly reader: LogReader;
  private readonly commits: BroadcastChannel;
  private readonly bell = new Bell();
  private readonly closing = new AbortController();

  constructor(directory: string) {
    this.reader = new LogReader(directory);
    this.identity = this.reader.identity;
    this.commits = new BroadcastChannel(commitChannel(this.identity.logId));
    this.commits.onmessage = () => this.bell.ring();
    this.commits.unref();
  }

  async head(): Promise<Position> {
    return this.reader.head();
  }

  async eventAt(position: Position): Promise<EventId | undefined> {
    return this.reader.eventAt(position);
  }

  readStream(stream: StreamId, from?: number, to?: number): AsyncIterable<readonly StoredEvent[]> {
    return this.reader.readStream(stream, from, to);
  }

  readAssociation(association: AssociationId, fromSequence?: number): AsyncIterable<readonly SequencedEvent[]> {
    return this.reader.readAssociation(association, fromSequence);
  }

  subscribe({ signal, ...options }: Parameters<EventFeed['subscribe']>[0]): AsyncIterable<FeedBatch> {
    const source = {
      read: (after: Position, limit: number) => this.reader.batch(after, limit),
      bell: this.bell,
      patience,
    };
    return follow(source, { ...options, signal: AbortSignal.any([signal, this.closing.signal]) });
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.commits.close();
    this.reader.close();
  }
}

/**
 * The feed of a log in a directory, on a connection of its own: usable in any thread, and in another process, where a
 * commit is noticed within a second. The log must exist: whoever opens its store makes it.
 * @throws LogMissing, LogDamaged, UnknownLogFormat
 */
export const openSqliteFeed = (directory: string): EventFeed & SequenceReader => new SqliteFeed(directory);
