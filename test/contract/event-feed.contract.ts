import { noStream } from '@jointly/event-store';
import { deliveredAfter, exampleAppend, exampleEvent, linseed, purchase, sesame, sidama } from './example-events';
import type { OpenLog } from './open-log';

/** What every feed promises. */
export function describeFeed(log: () => OpenLog): void {
  test('a subscriber to an empty log learns that it has caught up', async () => {
    expect((await deliveredAfter(log().feed)).batches).toEqual([{ events: [], through: 0n, caughtUp: true }]);
  });

  test('every event is delivered once, in order, from every position', async () => {
    await log().store.append(exampleAppend(sesame, noStream, 3));
    await log().store.append(exampleAppend(purchase('seed', sidama), noStream, 2));
    await log().store.append(exampleAppend(linseed, noStream, 2));
    const { events } = await deliveredAfter(log().feed);
    expect(events.map(({ eventId, sequence }) => [eventId, sequence])).toEqual([
      ...[0, 1, 2].map((revision) => [exampleEvent(sesame, revision).eventId, revision + 1]),
      ...[0, 1].map((revision) => [exampleEvent(purchase('seed', sidama), revision).eventId, revision + 1]),
      ...[0, 1].map((revision) => [exampleEvent(linseed, revision).eventId, revision + 4]),
    ]);
    for (const [index, { position }] of events.entries())
      expect((await deliveredAfter(log().feed, position)).events).toEqual(events.slice(index + 1));
  });

  test('batches are no larger than asked, each goes through to its last event, and only the last has caught up', async () => {
    await log().store.append(exampleAppend(sesame, noStream, 7));
    const { batches, events } = await deliveredAfter(log().feed, 0n, 3);
    expect(batches.map((batch) => [batch.events.length, batch.caughtUp])).toEqual([
      [3, false],
      [3, false],
      [1, true],
    ]);
    for (const batch of batches) expect(batch.through).toBe(batch.events.at(-1)!.position);
    expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('a batch that ends exactly at the head has caught up', async () => {
    await log().store.append(exampleAppend(sesame, noStream, 4));
    const { batches } = await deliveredAfter(log().feed, 0n, 2);
    expect(batches.map(({ caughtUp }) => caughtUp)).toEqual([false, true]);
  });

  test('a subscriber that waits at the head gets what is appended later', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const { events } of log().feed.subscribe({ after: 0n, signal: stop.signal })) {
      seen.push(...events.map(({ eventId }) => eventId));
      if (seen.length === 0) setTimeout(() => void log().store.append(exampleAppend(sesame)), 20);
      if (seen.length === 1) void log().store.append(exampleAppend(linseed));
      if (seen.length === 2) stop.abort();
    }
    expect(seen).toEqual([exampleEvent(sesame, 0).eventId, exampleEvent(linseed, 0).eventId]);
  });

  test('subscribers see everything in one order while writers compete', async () => {
    const stop = new AbortController();
    const total = 8 * 20;
    const follow = async (batchSize: number): Promise<bigint[]> => {
      const positions: bigint[] = [];
      for await (const batch of log().feed.subscribe({ after: 0n, signal: stop.signal, batchSize })) {
        positions.push(...batch.events.map(({ position }) => position));
        if (positions.length >= total) break;
      }
      return positions;
    };
    const followers = [follow(1), follow(7), follow(500)];
    const writer = async (id: number): Promise<void> => {
      for (let at = -1; at < 19; at++) await log().store.append(exampleAppend(purchase(`p${id}`), at));
    };
    await Promise.all(Array.from({ length: 8 }, (_, id) => writer(id)));
    const [first, ...others] = await Promise.all(followers);
    expect(first).toHaveLength(total);
    expect(first).toEqual([...first!].sort((a, b) => Number(a - b)));
    expect(new Set(first).size).toBe(total);
    for (const other of others) expect(other).toEqual(first);
  });

  test('a subscription ends when its signal aborts while it waits', async () => {
    const stop = new AbortController();
    const batches: unknown[] = [];
    for await (const batch of log().feed.subscribe({ after: 0n, signal: stop.signal })) {
      batches.push(batch);
      setTimeout(() => stop.abort(), 20);
    }
    expect(batches).toHaveLength(1);
  });

  test('a subscription whose signal has aborted delivers nothing', async () => {
    const batches: unknown[] = [];
    for await (const batch of log().feed.subscribe({ after: 0n, signal: AbortSignal.abort() })) batches.push(batch);
    expect(batches).toEqual([]);
  });

  test('store and feed are of one log', () => {
    expect(log().feed.identity).toEqual(log().store.identity);
  });
}
