import { associationId, streamId } from '@jointly/kernel';
import type { EventId, Instant, PersonId, StoredEvent, StreamId } from '@jointly/kernel';
import fc from 'fast-check';
import { copyLog, LogsDiffer } from './copy-log';
import { openMemoryEventStore } from './memory/memory-event-store';
import { noStream, type Append, type EventStore, type SequencedEvent } from './port';

type Log = ReturnType<typeof openMemoryEventStore>;

const streams = ['kaffa', 'sidama', 'gumer'].flatMap((association) =>
  ['seed', 'oil'].map((id) => streamId('bulkPurchase', associationId(association), id)),
);

function exampleEvent(stream: StreamId, revision: number, note = ''): StoredEvent {
  return {
    eventId: `${stream}/${revision}` as EventId,
    stream,
    association: /-(\w+)\./.exec(stream)![1] as StoredEvent['association'],
    revision,
    type: 'DemandRegistered',
    schemaVersion: 1,
    occurredAt: '2026-03-01T08:00:00.000Z' as Instant,
    recordedAt: '2026-03-01T08:00:01.000Z' as Instant,
    data: { note },
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

/** What each association's purchases wrote, in the order in which they did: so many events at a time. */
const histories = fc.array(fc.tuple(fc.constantFrom(...streams), fc.integer({ min: 1, max: 4 })), { maxLength: 60 });
type History = readonly (readonly [StreamId, number])[];

async function logOf(history: History): Promise<Log> {
  const log = openMemoryEventStore();
  const last = new Map<StreamId, number>();
  for (const [stream, count] of history) {
    const expected = last.get(stream) ?? noStream;
    last.set(stream, expected + count);
    const events = Array.from({ length: count }, (_, index) => exampleEvent(stream, expected + 1 + index));
    await log.append({ stream, expected, events });
  }
  return log;
}

async function eventsOf(log: Log): Promise<SequencedEvent[]> {
  const events: SequencedEvent[] = [];
  for await (const batch of log.subscribe({ after: 0n, signal: new AbortController().signal })) {
    events.push(...batch.events);
    if (batch.caughtUp) break;
  }
  return events;
}

/** Takes so many appends, and then fails: before it has written, or after it has, so that the answer is lost. */
function failing(log: Log, appends: number, lostAnswer: boolean): Pick<EventStore, 'append'> {
  let taken = 0;
  return {
    async append(append: Append) {
      if (taken++ < appends) return log.append(append);
      if (lostAnswer) await log.append(append);
      throw new Error('pulled');
    },
  };
}

const interruptions = fc.array(fc.tuple(fc.nat({ max: 12 }), fc.boolean()), { maxLength: 6 });

test('a copy that is stopped anywhere, any number of times, gives a reader the events in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(histories, interruptions, async (history, stops) => {
      const [from, target] = [await logOf(history), openMemoryEventStore()];
      for (const [appends, lostAnswer] of stops)
        await copyLog({ from, target, to: failing(target, appends, lostAnswer) }).catch((error: Error) =>
          expect(error.message).toBe('pulled'),
        );
      const originals = await eventsOf(from);
      expect(await copyLog({ from, target, to: target })).toBe(originals.length);
      expect(await eventsOf(target)).toEqual(originals);
    }),
  );
});

const nothing: fc.Arbitrary<[StreamId, number][]> = fc.constant([]);

test('a log is copied to nothing but its own beginning', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat({ max: 60 }), fc.oneof(nothing, histories), async (history, shared, more) => {
      const [from, target] = [await logOf(history), await logOf([...history.slice(0, shared), ...more])];
      const [originals, held] = [await eventsOf(from), await eventsOf(target)];
      const isBeginning = held.every(({ eventId }, index) => originals[index]?.eventId === eventId);
      const copied = copyLog({ from, target, to: target });
      if (isBeginning) expect(await copied).toBe(originals.length);
      else await expect(copied).rejects.toThrow(LogsDiffer);
      expect(await eventsOf(target)).toEqual(isBeginning ? originals : held);
    }),
  );
});

const [seed, oil] = streams as [StreamId, StreamId];
const [elsewhere, farOff] = [streams[2]!, streams[4]!];

describe('Two logs that are not one', () => {
  const whyNot = async (history: History, other: History): Promise<string> => {
    const [from, target] = [await logOf(history), await logOf(other)];
    const error = await copyLog({ from, target, to: target }).catch((fault: Error) => fault);
    expect(error).toBeInstanceOf(LogsDiffer);
    return (error as LogsDiffer).message;
  };

  test('by associations that only the target has: they are named', async () => {
    expect(
      await whyNot(
        [[seed, 2]],
        [
          [seed, 2],
          [elsewhere, 1],
          [farOff, 1],
        ],
      ),
    ).toMatch(/the target has events of gumer, sidama, and the source has none\. Stop every server/);
  });

  test('by more events of an association', async () => {
    expect(await whyNot([[seed, 2]], [[seed, 3]])).toMatch(/the target goes on with event 3 of kaffa/);
  });

  test('by the order of their events alone', async () => {
    expect(
      await whyNot(
        [
          [seed, 1],
          [oil, 1],
        ],
        [
          [oil, 1],
          [seed, 1],
        ],
      ),
    ).toMatch(
      /the target has event 1 of kaffa \(bulkPurchase-kaffa\.oil\) where event 1 of kaffa \(bulkPurchase-kaffa\.seed\) belongs/,
    );
  });

  test('by what an event says', async () => {
    const [from, target] = [await logOf([[seed, 1]]), openMemoryEventStore()];
    await target.append({ stream: seed, expected: noStream, events: [exampleEvent(seed, 0, 'another amount')] });
    await expect(copyLog({ from, target, to: target })).rejects.toThrow(LogsDiffer);
  });

  test('because somebody writes to the target, or to the source, meanwhile', async () => {
    const [from, target] = [await logOf([[seed, 2]]), openMemoryEventStore()];
    const rival = { stream: seed, expected: noStream, events: [{ ...exampleEvent(seed, 0), eventId: 'x' as EventId }] };
    const contested = { append: async (append: Append) => (await target.append(rival), target.append(append)) };
    await expect(copyLog({ from, target, to: contested })).rejects.toThrow(/somebody else writes to/);

    const grows = async (append: Append) => {
      await from.append({ stream: oil, expected: noStream, events: [exampleEvent(oil, 0)] });
      return copy.append(append);
    };
    const copy = openMemoryEventStore();
    await expect(copyLog({ from, target: copy, to: { append: grows } })).rejects.toThrow(
      /the copy lacks event 3 of kaffa/,
    );
  });
});

test('an append is as large as the log takes, and no larger', async () => {
  const [from, target] = [openMemoryEventStore(), openMemoryEventStore()];
  for (let revision = 0; revision < 12; revision++)
    await from.append({
      stream: seed,
      expected: revision - 1,
      events: [exampleEvent(seed, revision, 'x'.repeat(2e5))],
    });
  const sizes: number[] = [];
  const counting = { append: (append: Append) => (sizes.push(append.events.length), target.append(append)) };
  await copyLog({ from, target, to: counting });
  expect(sizes).toEqual([4, 4, 4]);
});
