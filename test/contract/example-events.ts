import { associationId, streamId } from '@jointly/kernel';
import type { AssociationId, EventId, Instant, PersonId, StoredEvent, StreamId } from '@jointly/kernel';
import { noStream, type Append, type EventFeed, type FeedBatch, type SequencedEvent } from '@jointly/event-store';

export const kaffa = associationId('kaffa');
export const sidama = associationId('sidama');

export const purchase = (id: string, association: AssociationId = kaffa): StreamId =>
  streamId('bulkPurchase', association, id);

export const sesame = purchase('sesame');
export const linseed = purchase('linseed');

/** The event that stands at `revision` of a stream; `attempt` tells rivals for one place apart. */
export function exampleEvent(stream: StreamId, revision: number, attempt = 'first', note = 'sesame'): StoredEvent {
  const eventId = `${stream}/${revision}/${attempt}` as EventId;
  return {
    eventId,
    stream,
    association: /-(\w+)\./.exec(stream)![1] as AssociationId,
    revision,
    type: 'DemandRegistered',
    schemaVersion: 1,
    occurredAt: '2026-03-01T08:00:00.000Z' as Instant,
    recordedAt: '2026-03-01T08:00:01.000Z' as Instant,
    data: { enterprise: 'ent_1', quantity: { value: '1200.5', unit: 'kg' }, note },
    metadata: {
      actor: 'per_1' as PersonId,
      authority: [],
      correlationId: 'request-1',
      causationId: 'request-1',
      clock: 'controlled',
      salt: 'AAECAwQFBgcICQoLDA0ODw',
    },
  };
}

export const exampleAppend = (stream: StreamId, expected = noStream, count = 1, attempt = 'first'): Append => ({
  stream,
  expected,
  events: Array.from({ length: count }, (_, index) => exampleEvent(stream, expected + 1 + index, attempt)),
});

/** An append of one event whose canonical body has exactly so many bytes. */
export function appendOfBytes(stream: StreamId, bodyBytes: number, bodyOf: (event: StoredEvent) => string): Append {
  const bare = exampleEvent(stream, 0, 'first', '');
  const note = 'x'.repeat(bodyBytes - Buffer.byteLength(bodyOf(bare)));
  return { stream, expected: noStream, events: [exampleEvent(stream, 0, 'first', note)] };
}

export async function allOf<Item>(pages: AsyncIterable<readonly Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

/** What a new subscriber gets after a position until it has caught up. */
export async function deliveredAfter(
  feed: EventFeed,
  after = 0n,
  batchSize?: number,
): Promise<{ events: SequencedEvent[]; batches: FeedBatch[] }> {
  const stop = new AbortController();
  const batches: FeedBatch[] = [];
  const options = { after, signal: stop.signal, ...(batchSize === undefined ? {} : { batchSize }) };
  for await (const batch of feed.subscribe(options)) {
    batches.push(batch);
    if (batch.caughtUp) stop.abort();
  }
  return { events: batches.flatMap(({ events }) => events), batches };
}
