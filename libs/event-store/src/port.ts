import type { AssociationId, EventId, StoredEvent, StreamId } from '@jointly/kernel';

/** A place in the whole log. Never leaves the process except inside a consistency token; not dense, not per association. */
export type Position = bigint;

/** The expected revision of a stream that must not exist yet. */
export const noStream = -1;

/** All of it or nothing of it, to one stream. */
export interface Append {
  readonly stream: StreamId;
  /** The revision of the stream's last event, or `noStream`. Always concrete: there is no "any". */
  readonly expected: number;
  /** Revisions are `expected + 1 + index`; they are part of the leaf, so the caller has set them. */
  readonly events: readonly StoredEvent[];
}

export interface AppendResult {
  /** Of the append's last event. */
  readonly revision: number;
  readonly position: Position;
  /** These very events (by id) were there already: an earlier try had succeeded. */
  readonly duplicate: boolean;
}

export interface LogIdentity {
  /** Made when the log was; a token of another log is refused by it. */
  readonly logId: string;
  /** Raised by each restore from a backup: positions of different epochs can't be compared. */
  readonly restoreEpoch: number;
  readonly clock: 'wall' | 'controlled';
}

export interface EventStore {
  readonly identity: LogIdentity;
  /** Nobody else can append while this store is open: cached states need no re-reading. */
  readonly soleWriter: boolean;
  /**
   * Resolves once the events are durable.
   * @throws RevisionConflict, EventIdTaken, Overloaded, AppendTooLarge, OutcomeUnknown (repeat with the same events)
   */
  append(append: Append): Promise<AppendResult>;
  /** In revision order, in pages; empty when the stream has no such events. */
  readStream(stream: StreamId, from?: number, to?: number): AsyncIterable<readonly StoredEvent[]>;
  /** Of the last durable event; 0 when the log is empty. */
  head(): Promise<Position>;
  close(): Promise<void>;
}

/** An event with its place: dense per association from 1, and its position in the whole log. */
export type SequencedEvent = StoredEvent & { readonly sequence: number; readonly position: Position };

/** `through` may lie beyond the last event. */
export interface FeedBatch {
  readonly events: readonly SequencedEvent[];
  readonly through: Position;
  readonly caughtUp: boolean;
}

/** All events of all associations in commit order; no event ever appears behind a position already delivered. */
export interface EventFeed {
  readonly identity: LogIdentity;
  head(): Promise<Position>;
  /** The id of the event at `position`: how a restored log is found out. Undefined when there is none. */
  eventAt(position: Position): Promise<EventId | undefined>;
  readStream(stream: StreamId, from?: number, to?: number): AsyncIterable<readonly StoredEvent[]>;
  /** Endless: after the head it waits for more. Ends when `signal` aborts. */
  subscribe(options: { after: Position; signal: AbortSignal; batchSize?: number }): AsyncIterable<FeedBatch>;
  close(): Promise<void>;
}

/** What the tree and an auditor need of one association, in sequence order. */
export interface SequenceReader {
  readAssociation(association: AssociationId, fromSequence?: number): AsyncIterable<readonly SequencedEvent[]>;
}
