import { leafBody, type AssociationId, type StoredEvent } from '@jointly/kernel';
import type { EventFeed, EventStore, Position, SequencedEvent, SequenceReader } from './port';
import { appendLimit } from './record';

const batchSize = 500;

/** The log that was to be copied to holds other events: it is another log, or it has been written to meanwhile. */
export class LogsDiffer extends Error {
  constructor(association: AssociationId, sequence: number) {
    super(`The two logs differ at event ${sequence} of ${association}. Copy to a log that holds nothing.`);
    this.name = 'LogsDiffer';
  }
}

export interface LogCopy {
  readonly from: EventFeed & SequenceReader;
  readonly to: EventStore & SequenceReader;
  /** How far `from` has been copied; towards its head. */
  readonly onProgress?: (position: Position) => void;
}

/**
 * Copies every event of one log to another, and then compares them: sequences, leaves and so every association's tree
 * are the same. What is there already is not written again, so that a copy that was stopped goes on where it was.
 * Nobody may write to either meanwhile. @returns how many events are in both
 * @throws LogsDiffer
 */
export async function copyLog({ from, to, onProgress }: LogCopy): Promise<number> {
  const there = new Map<AssociationId, number>();
  for await (const { events, through, caughtUp } of from.subscribe({ after: 0n, signal: never, batchSize })) {
    // Only within an association does order count.
    await Promise.all(
      [...new Set(events.map(({ association }) => association))].map(async (association) => {
        const known = there.get(association) ?? (await common(association, from, to));
        there.set(association, known);
        await append(
          events.filter((event) => event.association === association && event.sequence > known),
          to,
        );
      }),
    );
    onProgress?.(through);
    if (caughtUp) break;
  }
  const counts = await Promise.all([...there.keys()].map((association) => compare(association, from, to)));
  return counts.reduce((sum, count) => sum + count, 0);
}

const never = new AbortController().signal;

async function append(events: readonly SequencedEvent[], to: EventStore): Promise<void> {
  for (const run of runs(events))
    await to.append({ stream: run[0]!.stream, expected: run[0]!.revision - 1, events: run });
}

/** Neighbours of one stream, as many as one append takes. */
function* runs(events: readonly SequencedEvent[]): Generator<StoredEvent[]> {
  let run: StoredEvent[] = [];
  let bytes = 0;
  for (const { sequence: _sequence, position: _position, ...event } of events) {
    const size = Buffer.byteLength(leafBody(event));
    if (run.length > 0 && (run[0]!.stream !== event.stream || bytes + size > appendLimit)) {
      yield run;
      [run, bytes] = [[], 0];
    }
    run.push(event);
    bytes += size;
  }
  if (run.length > 0) yield run;
}

/** How many of an association's events are in `to`: the first of those in `from`, one for one. */
async function common(association: AssociationId, from: SequenceReader, to: SequenceReader): Promise<number> {
  const events = flat(from.readAssociation(association));
  let count = 0;
  for await (const copy of flat(to.readAssociation(association))) {
    const { value: event } = await events.next();
    if (!event || event.sequence !== copy.sequence || leafBody(event) !== leafBody(copy))
      throw new LogsDiffer(association, copy.sequence);
    count++;
  }
  return count;
}

async function compare(association: AssociationId, from: SequenceReader, to: SequenceReader): Promise<number> {
  const count = await common(association, from, to);
  for await (const page of from.readAssociation(association, count + 1))
    if (page.length > 0) throw new LogsDiffer(association, count + 1);
  return count;
}

async function* flat(pages: AsyncIterable<readonly SequencedEvent[]>): AsyncGenerator<SequencedEvent, undefined> {
  for await (const page of pages) yield* page;
  return undefined;
}
