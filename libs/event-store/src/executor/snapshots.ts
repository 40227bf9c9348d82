import {
  leafBody,
  leafHash,
  type AnyAggregate,
  type JsonValue,
  type Refusal,
  type StoredEvent,
  type StreamId,
} from '@jointly/kernel';
import type { EventStore } from '../port';

/**
 * What a stream was folded to at a revision. It holds nothing readable that the log doesn't: the fold sees events as they
 * are stored, their personal fields sealed, and no key ever comes near it; fingerprints are keyed. So when a key is
 * destroyed, what it sealed is as lost here as in the log.
 */
export interface StoredSnapshot {
  /** Of the aggregate's `SnapshotForm`. */
  readonly version: number;
  readonly revision: number;
  /** The leaf of the event at `revision`, see `leafOf`. */
  readonly leaf: string;
  readonly state: JsonValue;
  /** The stream's `CommandMemory`, packed. */
  readonly commands: Buffer;
  readonly refusals: Readonly<Record<number, Refusal>>;
}

/** Takes streams up where a snapshot left them. */
export interface SnapshotReader {
  read(stream: StreamId): StoredSnapshot | undefined;
  /** Tells whoever runs this that a state could not be put away or taken up: its stream does without. */
  report(stream: StreamId, error: unknown): void;
  close(): void;
}

/** Disposable copies of folded streams: losing them costs time and nothing else. None of its methods ever throws. */
export interface Snapshots extends SnapshotReader {
  /** In place of the one before. */
  write(stream: StreamId, snapshot: StoredSnapshot): void;
}

/** A snapshot that the log vouches for, with the event at its revision. */
export interface Resumed {
  readonly state: unknown;
  readonly event: StoredEvent;
  readonly snapshot: StoredSnapshot;
}

/**
 * The hash of an event's bytes. Its id would not do: after a restore from a backup, a command that is repeated or a
 * deadline that passes again leaves an event of the same id, perhaps at the same revision behind other events. The salt
 * in every event makes its leaf unique to the one time that it was written.
 */
export const leafOf = (event: StoredEvent): string => Buffer.from(leafHash(leafBody(event))).toString('base64url');

/** The stream's snapshot, if its form is today's and the log still holds what it was made of. */
export async function resume(
  snapshots: SnapshotReader,
  { snapshot: form }: AnyAggregate,
  stream: StreamId,
  log: Pick<EventStore, 'readStream'>,
): Promise<Resumed | undefined> {
  const snapshot = form && snapshots.read(stream);
  if (!snapshot || snapshot.version !== form.version) return undefined;
  const event = await eventAt(log, stream, snapshot.revision);
  if (!event || leafOf(event) !== snapshot.leaf) return undefined;
  try {
    return { state: form.fromJson(snapshot.state), event, snapshot };
  } catch (error) {
    snapshots.report(stream, error);
    return undefined;
  }
}

async function eventAt(
  log: Pick<EventStore, 'readStream'>,
  stream: StreamId,
  revision: number,
): Promise<StoredEvent | undefined> {
  for await (const [event] of log.readStream(stream, revision, revision)) return event;
  return undefined;
}
