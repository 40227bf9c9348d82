import { leafBody, type StoredEvent } from '@jointly/kernel';
import {
  AppendTooLarge,
  EventIdTaken,
  InvalidAppend,
  LogStopped,
  RevisionConflict,
  noStream,
  type AppendResult,
} from '@jointly/event-store';
import { describeFeed } from './event-feed.contract';
import {
  allOf,
  appendOfBytes,
  exampleAppend,
  exampleEvent,
  kaffa,
  linseed,
  purchase,
  sesame,
  sidama,
} from './example-events';
import type { Capabilities, OpenLog } from './open-log';

/** What every adapter promises; `open` gives a log that holds nothing. */
export function describeEventStoreContract(
  name: string,
  open: () => Promise<OpenLog>,
  { reopen, idsAreUnique = false }: Capabilities = {},
): void {
  describe(`the event store contract, ${name}`, () => {
    let log: OpenLog;
    beforeEach(async () => void (log = await open()));
    afterEach(() => log.dispose());
    const the = (): OpenLog => log;

    describe('appending', () => appending(the));
    describe('limits', () => limits(the));
    describe('repeating an append', () => repeating(the));
    describe('ids that are there elsewhere', () => (idsAreUnique ? uniqueIds(the) : idsWhereExpected(the)));
    describe('reading', () => reading(the));
    describe('the feed', () => describeFeed(the));
    describe('closing', () => closing(the));
    if (reopen) describe('opening again', () => reopening(async () => (log = await reopen(log)), the));
  });
}

/** How many appends succeeded, and whether the others all lost to a conflict. */
async function race(appends: readonly Promise<AppendResult>[]): Promise<{ won: number; lost: number }> {
  const outcomes = await Promise.allSettled(appends);
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
  for (const reason of reasons) expect(reason).toBeInstanceOf(RevisionConflict);
  return { won: outcomes.length - reasons.length, lost: reasons.length };
}

function appending(log: () => OpenLog): void {
  test('an event reads back exactly as it was appended', async () => {
    const append = exampleAppend(sesame, noStream, 3);
    await log().store.append(append);
    expect(await allOf(log().store.readStream(sesame))).toEqual(append.events);
    expect(await allOf(log().feed.readStream(sesame))).toEqual(append.events);
  });

  test('the result names the last revision and the position of the last event', async () => {
    await log().store.append(exampleAppend(linseed));
    const result = await log().store.append(exampleAppend(sesame, noStream, 3));
    expect(result).toEqual({ revision: 2, position: await log().store.head(), duplicate: false });
    expect(await log().feed.eventAt(result.position)).toBe(exampleEvent(sesame, 2).eventId);
  });

  test('of rivals for one revision exactly one wins', async () => {
    await log().store.append(exampleAppend(sesame));
    const rivals = Array.from({ length: 20 }, (_, rival) => exampleAppend(sesame, 0, 2, `rival ${rival}`));
    expect(await race(rivals.map((append) => log().store.append(append)))).toEqual({ won: 1, lost: 19 });
    expect(await allOf(log().store.readStream(sesame))).toHaveLength(3);
  });

  test('a stream is created once', async () => {
    const rivals = ['a', 'b', 'c'].map((attempt) => exampleAppend(sesame, noStream, 1, attempt));
    expect(await race(rivals.map((append) => log().store.append(append)))).toEqual({ won: 1, lost: 2 });
  });

  test('a conflict names the stream and the revision it is at, and writes nothing', async () => {
    await log().store.append(exampleAppend(sesame, noStream, 2));
    const head = await log().store.head();
    const late = log().store.append(exampleAppend(sesame, 0, 2, 'late'));
    await expect(late).rejects.toMatchObject({ name: 'RevisionConflict', stream: sesame, expected: 0, actual: 1 });
    const early = log().store.append(exampleAppend(sesame, 5, 1, 'early'));
    await expect(early).rejects.toMatchObject({ expected: 5, actual: 1 });
    await expect(log().store.append(exampleAppend(linseed, 0))).rejects.toMatchObject({ actual: noStream });
    expect(await log().store.head()).toBe(head);
  });

  test.each<[string, (event: StoredEvent) => object]>([
    ['a revision that does not follow', (event) => ({ ...event, revision: 7 })],
    ['an event of another stream', (event) => ({ ...event, stream: linseed })],
    ['an event of another association', (event) => ({ ...event, association: sidama })],
  ])('an append with %s is refused', async (_, change) => {
    const events = [change(exampleEvent(sesame, 0)) as StoredEvent];
    await expect(log().store.append({ stream: sesame, expected: noStream, events })).rejects.toThrow(InvalidAppend);
    expect(await log().store.head()).toBe(0n);
  });

  test('an append without an event, or with one event twice, is refused', async () => {
    await expect(log().store.append({ stream: sesame, expected: noStream, events: [] })).rejects.toThrow(InvalidAppend);
    const twice = [exampleEvent(sesame, 0), { ...exampleEvent(sesame, 0), revision: 1 }];
    await expect(log().store.append({ stream: sesame, expected: noStream, events: twice })).rejects.toThrow(
      InvalidAppend,
    );
  });
}

function limits(log: () => OpenLog): void {
  const eventLimit = 256 * 1024;

  test('an event of exactly 256 KiB is taken, one byte more is refused', async () => {
    const over = log().store.append(appendOfBytes(sesame, eventLimit + 1, leafBody));
    await expect(over).rejects.toThrow(AppendTooLarge);
    expect(await log().store.append(appendOfBytes(sesame, eventLimit, leafBody))).toMatchObject({ revision: 0 });
  });

  test('an append over 900 KiB is refused although each of its events is small enough', async () => {
    const note = 'x'.repeat(230 * 1024);
    const events = [0, 1, 2, 3].map((revision) => exampleEvent(sesame, revision, 'first', note));
    await expect(log().store.append({ stream: sesame, expected: noStream, events })).rejects.toThrow(AppendTooLarge);
    expect(await log().store.append({ stream: sesame, expected: noStream, events: events.slice(0, 3) })).toMatchObject({
      revision: 2,
    });
  });

  test('the limit counts bytes, not characters', async () => {
    const events = [exampleEvent(sesame, 0, 'first', 'ቡና'.repeat(45 * 1024))];
    await expect(log().store.append({ stream: sesame, expected: noStream, events })).rejects.toThrow(AppendTooLarge);
  });
}

function repeating(log: () => OpenLog): void {
  test('an append repeated at once gives the first result again and writes nothing', async () => {
    const append = exampleAppend(sesame, noStream, 2);
    const first = await log().store.append(append);
    expect(await log().store.append(append)).toEqual({ ...first, duplicate: true });
    expect(await log().store.head()).toBe(first.position);
  });

  test('an append repeated after others have gone on gives the first result again', async () => {
    const append = exampleAppend(sesame, noStream, 2);
    const first = await log().store.append(append);
    await log().store.append(exampleAppend(sesame, 1, 3));
    await log().store.append(exampleAppend(linseed, noStream, 3));
    expect(await log().store.append(append)).toEqual({ ...first, duplicate: true });
    expect(await allOf(log().store.readStream(sesame))).toHaveLength(5);
  });

  test('many at once of one append write it once', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, () => log().store.append(exampleAppend(sesame, noStream, 2))),
    );
    expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(await log().store.head()).toBe(results[0]!.position);
    expect(await allOf(log().store.readStream(sesame))).toHaveLength(2);
  });

  test('an append of which only a part is there is a conflict', async () => {
    await log().store.append(exampleAppend(sesame, noStream, 2));
    await expect(log().store.append(exampleAppend(sesame, noStream, 3))).rejects.toThrow(RevisionConflict);
    expect(await allOf(log().store.readStream(sesame))).toHaveLength(2);
  });
}

function uniqueIds(log: () => OpenLog): void {
  test('the same events are known whatever revision the repeat expects', async () => {
    await log().store.append(exampleAppend(sesame));
    const first = await log().store.append(exampleAppend(sesame, 0, 2));
    const moved = exampleAppend(sesame, 0, 2).events.map((event) => ({ ...event, revision: event.revision + 4 }));
    const again = await log().store.append({ stream: sesame, expected: 4, events: moved });
    expect(again).toEqual({ ...first, duplicate: true });
  });

  test('an append with one event that stands elsewhere is refused for its id', async () => {
    await log().store.append(exampleAppend(sesame, noStream, 2));
    const overlapping = { stream: sesame, expected: 1, events: [exampleEvent(sesame, 2), exampleEvent(sesame, 3)] };
    const known = { ...exampleEvent(sesame, 1), revision: 3 };
    await expect(log().store.append({ ...overlapping, events: [overlapping.events[0]!, known] })).rejects.toThrow(
      EventIdTaken,
    );
    expect(await allOf(log().store.readStream(sesame))).toHaveLength(2);
  });

  test('events that are there in another order or on another stream are refused for their ids', async () => {
    await log().store.append(exampleAppend(sesame, noStream, 2));
    const [first, second] = exampleAppend(sesame, noStream, 2).events as [StoredEvent, StoredEvent];
    const swapped = [
      { ...second, revision: 2 },
      { ...first, revision: 3 },
    ];
    await expect(log().store.append({ stream: sesame, expected: 1, events: swapped })).rejects.toThrow(EventIdTaken);
    const elsewhere = { stream: linseed, expected: noStream, events: [{ ...first, stream: linseed }] };
    await expect(log().store.append(elsewhere)).rejects.toThrow(EventIdTaken);
    expect(await log().store.head()).toBe(2n);
  });
}

function idsWhereExpected(log: () => OpenLog): void {
  test('a repeat that expects a revision beyond the last is a conflict, and writes nothing', async () => {
    await log().store.append(exampleAppend(sesame, noStream, 2));
    const moved = exampleAppend(sesame, 0, 1).events.map((event) => ({ ...event, revision: 5 }));
    const again = log().store.append({ stream: sesame, expected: 4, events: moved });
    await expect(again).rejects.toMatchObject({ name: 'RevisionConflict', actual: 1 });
    expect(await allOf(log().store.readStream(sesame))).toHaveLength(2);
  });
}

function reading(log: () => OpenLog): void {
  const revisions = async (from?: number, to?: number): Promise<number[]> =>
    (await allOf(log().store.readStream(sesame, from, to))).map(({ revision }) => revision);

  test('a stream is read from and to a revision, both included', async () => {
    await log().store.append(exampleAppend(sesame, noStream, 5));
    expect(await revisions()).toEqual([0, 1, 2, 3, 4]);
    expect(await revisions(3)).toEqual([3, 4]);
    expect(await revisions(1, 3)).toEqual([1, 2, 3]);
    expect(await revisions(0, 0)).toEqual([0]);
    expect(await revisions(5)).toEqual([]);
  });

  test('a long stream arrives complete and in order', async () => {
    for (let at = -1; at < 1199; at += 400) await log().store.append(exampleAppend(sesame, at, 400));
    expect(await revisions()).toEqual(Array.from({ length: 1200 }, (_, revision) => revision));
  });

  test('a stream that does not exist is empty', async () => {
    expect(await revisions()).toEqual([]);
  });

  test('a log that holds nothing has its head at 0 and no event there', async () => {
    expect([await log().store.head(), await log().feed.head()]).toEqual([0n, 0n]);
    expect(await log().feed.eventAt(0n)).toBeUndefined();
    expect(await log().feed.eventAt(1n)).toBeUndefined();
  });

  test('each association counts its own events from 1 without a gap, whatever conflicts and repeats there were', async () => {
    const streams = [sesame, linseed, purchase('seed', sidama), purchase('oil', sidama)];
    const appends = streams.flatMap((stream) => [
      ...[exampleAppend(stream, noStream, 2), exampleAppend(stream, noStream, 2)],
      ...[exampleAppend(stream, 0, 1, 'lost'), exampleAppend(stream, 1, 3)],
    ]);
    await Promise.allSettled(appends.map((append) => log().store.append(append)));
    for (const association of [kaffa, sidama]) {
      const events = await allOf(log().feed.readAssociation(association));
      expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(new Set(events.map((event) => event.association))).toEqual(new Set([association]));
      expect(await allOf(log().store.readAssociation(association, 4))).toEqual(events.slice(3));
    }
  });

  test("an association's events are in the order of their positions", async () => {
    await Promise.all([sesame, linseed].map((stream) => log().store.append(exampleAppend(stream, noStream, 3))));
    const positions = (await allOf(log().store.readAssociation(kaffa))).map(({ position }) => position);
    expect(positions).toEqual([...positions].sort((a, b) => Number(a - b)));
    expect(await allOf(log().store.readAssociation(sidama))).toEqual([]);
  });

  test('what a reader does to an event does not reach the log', async () => {
    await log().store.append(exampleAppend(sesame));
    const [event] = await allOf(log().store.readStream(sesame));
    (event!.data as { note: string }).note = 'forged';
    expect(await allOf(log().store.readStream(sesame))).toEqual(exampleAppend(sesame).events);
  });
}

function closing(log: () => OpenLog): void {
  test('a closed log takes no more events', async () => {
    await log().store.close();
    await expect(log().store.append(exampleAppend(sesame))).rejects.toThrow(LogStopped);
  });

  test('closing the feed ends its subscriptions', async () => {
    const subscription = log().feed.subscribe({ after: 0n, signal: new AbortController().signal });
    let batches = 0;
    for await (const _ of subscription) {
      batches++;
      setTimeout(() => void log().feed.close(), 20);
    }
    expect(batches).toBe(1);
  });
}

function reopening(reopen: () => Promise<OpenLog>, log: () => OpenLog): void {
  test('it is the same log, and knows what was written', async () => {
    const { identity } = log().store;
    const append = exampleAppend(sesame, noStream, 3);
    const first = await log().store.append(append);
    await reopen();
    expect(log().store.identity).toEqual(identity);
    expect(await log().store.append(append)).toEqual({ ...first, duplicate: true });
    await log().store.append(exampleAppend(linseed));
    const events = await allOf(log().feed.readAssociation(kaffa));
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });
}
