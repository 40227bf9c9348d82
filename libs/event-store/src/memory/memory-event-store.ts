import { randomUUID } from 'node:crypto';
import type { AssociationId, ClockKind, EventId, StoredEvent, StreamId } from '@jointly/kernel';
import { EventIdTaken, LogStopped, RevisionConflict } from '../errors';
import { Bell, follow } from '../follow';
import {
  type Append,
  type AppendResult,
  type EventFeed,
  type EventStore,
  type FeedBatch,
  type LogIdentity,
  type Position,
  type SequencedEvent,
  type SequenceReader,
} from '../port';
import { readBody, record, type RecordedAppend } from '../record';

interface Row {
  readonly position: Position;
  readonly sequence: number;
  readonly stream: StreamId;
  readonly revision: number;
  readonly eventId: EventId;
  /** Text, as on disk: a reader can't change what is stored. */
  readonly body: string;
}

/** The whole log in arrays, for unit tests: what the other adapters promise except that nothing outlives it. */
class MemoryEventStore implements EventStore, EventFeed, SequenceReader {
  readonly soleWriter = true;
  readonly identity: LogIdentity;
  private readonly rows: Row[] = [];
  private readonly streams = new Map<StreamId, Row[]>();
  private readonly associations = new Map<AssociationId, Row[]>();
  private readonly byId = new Map<EventId, Row>();
  private readonly bell = new Bell();
  private readonly closing = new AbortController();

  constructor(clock: ClockKind) {
    this.identity = { logId: randomUUID(), restoreEpoch: 0, clock };
  }

  async append(append: Append): Promise<AppendResult> {
    if (this.closing.signal.aborted) throw new LogStopped('it was closed');
    const recorded = record(append);
    const earlier = this.earlierTry(recorded);
    if (earlier) return { revision: earlier.revision, position: earlier.position, duplicate: true };
    const actual = (this.streams.get(recorded.stream)?.length ?? 0) - 1;
    if (actual !== recorded.expected) throw new RevisionConflict(recorded.stream, recorded.expected, actual);
    if (recorded.eventIds.some((id) => this.byId.has(id))) throw new EventIdTaken(recorded.stream);
    const last = this.insert(recorded);
    this.bell.ring();
    return { revision: last.revision, position: last.position, duplicate: false };
  }

  async *readStream(stream: StreamId, from = 0, to = Infinity): AsyncGenerator<readonly StoredEvent[]> {
    const rows = (this.streams.get(stream) ?? []).slice(from, to + 1);
    if (rows.length > 0) yield rows.map(({ body }) => readBody(body));
  }

  async *readAssociation(association: AssociationId, fromSequence = 1): AsyncGenerator<readonly SequencedEvent[]> {
    const rows = (this.associations.get(association) ?? []).slice(fromSequence - 1);
    if (rows.length > 0) yield rows.map(sequenced);
  }

  async head(): Promise<Position> {
    return BigInt(this.rows.length);
  }

  async eventAt(position: Position): Promise<EventId | undefined> {
    return this.rows[Number(position) - 1]?.eventId;
  }

  subscribe({ signal, ...options }: Parameters<EventFeed['subscribe']>[0]): AsyncIterable<FeedBatch> {
    const either = AbortSignal.any([signal, this.closing.signal]);
    return follow(
      { read: (after, limit) => this.batch(after, limit), bell: this.bell },
      { ...options, signal: either },
    );
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  /** The last row of these very events, where they are there in this order. */
  private earlierTry({ stream, eventIds }: RecordedAppend): Row | undefined {
    const first = this.byId.get(eventIds[0]!);
    if (first?.stream !== stream) return undefined;
    const rows = this.streams.get(stream)!.slice(first.revision, first.revision + eventIds.length);
    const same = eventIds.every((id, index) => rows[index]?.eventId === id);
    return same ? rows.at(-1) : undefined;
  }

  private insert({ stream, association, eventIds, bodies }: RecordedAppend): Row {
    const ofStream = listIn(this.streams, stream);
    const ofAssociation = listIn(this.associations, association);
    bodies.forEach((body, index) => {
      const row: Row = {
        position: BigInt(this.rows.length + 1),
        sequence: ofAssociation.length + 1,
        stream,
        revision: ofStream.length,
        eventId: eventIds[index]!,
        body,
      };
      for (const list of [this.rows, ofStream, ofAssociation]) list.push(row);
      this.byId.set(row.eventId, row);
    });
    return ofStream.at(-1)!;
  }

  private batch(after: Position, limit: number): FeedBatch {
    const events = this.rows.slice(Number(after), Number(after) + limit).map(sequenced);
    const through = events.at(-1)?.position ?? after;
    return { events, through, caughtUp: through >= BigInt(this.rows.length) };
  }
}

const sequenced = ({ body, sequence, position }: Row): SequencedEvent => ({ ...readBody(body), sequence, position });

function listIn<Key>(map: Map<Key, Row[]>, key: Key): Row[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

/** A log that lives as long as the process. Store and feed are one object. */
export const openMemoryEventStore = ({ clock = 'controlled' }: { clock?: ClockKind } = {}): EventStore &
  EventFeed &
  SequenceReader => new MemoryEventStore(clock);
