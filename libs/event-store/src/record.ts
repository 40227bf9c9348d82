import { leafBody, parseStreamId } from '@jointly/kernel';
import type { AssociationId, EventId, StoredEvent, StreamId } from '@jointly/kernel';
import { AppendTooLarge, InvalidAppend } from './errors';
import type { Append } from './port';

/** In bytes of the leaf's canonical body; the same on every adapter. */
export const eventLimit = 256 * 1024;
export const appendLimit = 900 * 1024;

/** An append as text: what is hashed is what is stored. */
export interface RecordedAppend {
  readonly stream: StreamId;
  readonly association: AssociationId;
  readonly expected: number;
  readonly eventIds: readonly EventId[];
  readonly bodies: readonly string[];
  readonly bytes: number;
}

/** @throws InvalidAppend, AppendTooLarge, NotCanonical */
export function record({ stream, expected, events }: Append): RecordedAppend {
  const { association } = parseStreamId(stream);
  if (events.length === 0) throw new InvalidAppend(stream, 'it holds no event');
  const eventIds: EventId[] = [];
  const bodies: string[] = [];
  let bytes = 0;
  for (const event of events) {
    checkPlace(event, stream, association, expected + 1 + bodies.length);
    const body = leafBody(event);
    bytes += checkSize(`Event ${event.eventId}`, Buffer.byteLength(body), eventLimit);
    eventIds.push(event.eventId);
    bodies.push(body);
  }
  checkSize(`The append to ${stream}`, bytes, appendLimit);
  if (new Set(eventIds).size < eventIds.length) throw new InvalidAppend(stream, 'two of its events have one id');
  return { stream, association, expected, eventIds, bodies, bytes };
}

/** The event whose leaf body this is. */
export function readBody(body: string): StoredEvent {
  // Field by field: the body also holds the leaf's own version.
  const { eventId, stream, association, revision, type, schemaVersion, occurredAt, recordedAt, data, metadata } =
    JSON.parse(body) as StoredEvent;
  return { eventId, stream, association, revision, type, schemaVersion, occurredAt, recordedAt, data, metadata };
}

function checkPlace(event: StoredEvent, stream: StreamId, association: AssociationId, revision: number): void {
  if (event.stream !== stream) throw new InvalidAppend(stream, `it holds an event of ${event.stream}`);
  if (event.association !== association) throw new InvalidAppend(stream, `it holds an event of ${event.association}`);
  if (event.revision !== revision)
    throw new InvalidAppend(stream, `it holds revision ${event.revision} where ${revision} follows`);
}

function checkSize(what: string, bytes: number, limit: number): number {
  if (bytes > limit) throw new AppendTooLarge(what, bytes, limit);
  return bytes;
}
