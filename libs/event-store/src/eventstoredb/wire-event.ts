import type { JSONEventData, ResolvedEvent } from '@eventstore/db-client';
import { parseStreamId } from '@jointly/kernel';
import type {
  AssociationId,
  EventId,
  EventMetadata,
  Instant,
  JsonObject,
  StoredEvent,
  StreamId,
} from '@jointly/kernel';
import { v5 as uuidV5 } from 'uuid';
import { readBody } from '../record';
import { ForeignEvent } from './errors';

/** What a recorded event comes as. */
export type Recorded = NonNullable<ResolvedEvent['event']>;

/** Beside the event's own metadata, and under EventStoreDB's names where it has some. */
type WireMetadata = Omit<EventMetadata, 'correlationId' | 'causationId'> & {
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly eventId: string;
  readonly schemaVersion: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
};

// Fixed for ever: the ids in every log hang on it.
const namespace = '0d0c4b8e-6a53-5f6e-9b7c-1f3f6f0a2c45';

/**
 * The id that the server knows an event by: its bytes' name. It takes two appends for one where their ids are the same,
 * so these must be the same exactly where the bytes are. The event's own id would not do: another node may have decided
 * the same command too, with another salt, and has to be told so.
 */
export const wireId = (body: string): string => uuidV5(Buffer.from(body), namespace);

/** @param body the leaf's canonical text, which no BigInt gets into */
export function toWire(body: string): JSONEventData {
  const { eventId, type, schemaVersion, occurredAt, recordedAt, data, metadata } = readBody(body);
  const { correlationId, causationId, ...rest } = metadata;
  const wire: WireMetadata = {
    $correlationId: correlationId,
    $causationId: causationId,
    eventId,
    schemaVersion,
    occurredAt,
    recordedAt,
    ...rest,
  };
  return { id: wireId(body), contentType: 'application/json', type, data, metadata: { ...wire } };
}

/** Whether a stream can hold events of ours: the server's own streams and the log's identity can't. */
export function isOurs(stream: string): boolean {
  try {
    parseStreamId(stream);
    return true;
  } catch {
    return false;
  }
}

/** The very event that was appended: its leaf is the same. @throws ForeignEvent */
export function fromWire({ streamId, revision, type, data, metadata, isJson }: Recorded): StoredEvent {
  const foreign = (why: string): never => {
    throw new ForeignEvent(streamId, revision, why);
  };
  // JSON that can't be read comes as a string, without an error.
  if (!isJson || !isObject(data)) return foreign('its data is no JSON object');
  if (!isObject(metadata)) return foreign('its metadata is no JSON object');
  const wire = metadata as unknown as WireMetadata;
  const { $correlationId, $causationId, eventId, schemaVersion, occurredAt, recordedAt, ...rest } = wire;
  const texts = [$correlationId, $causationId, eventId, occurredAt, recordedAt, rest.salt];
  if (texts.some((text) => typeof text !== 'string') || !Number.isSafeInteger(schemaVersion))
    return foreign('its metadata is not complete');
  return {
    eventId: eventId as EventId,
    stream: streamId as StreamId,
    association: associationOf(streamId),
    revision: Number(revision),
    type,
    schemaVersion,
    occurredAt: occurredAt as Instant,
    recordedAt: recordedAt as Instant,
    data: data as JsonObject,
    metadata: { ...rest, correlationId: $correlationId, causationId: $causationId },
  };
}

const associationOf = (stream: string): AssociationId => parseStreamId(stream).association;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
