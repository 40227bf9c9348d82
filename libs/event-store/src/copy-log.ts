import { leafBody, type AssociationId, type StoredEvent } from '@jointly/kernel';
import { RevisionConflict } from './errors';
import type { EventFeed, EventStore, FeedBatch, Position, SequencedEvent } from './port';
import { appendLimit } from './record';

/** The two logs are not one log: the target is another one, or somebody wrote to one of them meanwhile. */
export class LogsDiffer extends Error {
  constructor(what: string) {
    super(`The two logs differ: ${what}. Stop every server that writes to them, and copy to a log that holds nothing.`);
    this.name = 'LogsDiffer';
  }
}

export interface LogCopy {
  readonly from: EventFeed;
  readonly to: Pick<EventStore, 'append'>;
  /** Reads what `to` writes. */
  readonly target: EventFeed;
  /** How far `from` has been copied; towards its head. */
  readonly onProgress?: (position: Position) => void;
}

/**
 * Copies every event of one log to another in the order of the whole log, and then compares the two event by event: they
 * interleave alike, and so every association's sequences, leaves and tree are the same. A target that holds the log's
 * first events gets the rest: a copy that was stopped goes on where it was. Nobody may write to either meanwhile.
 * @returns how many events are in both
 * @throws LogsDiffer
 */
export async function copyLog({ from, to, target, onProgress }: LogCopy): Promise<number> {
  const there = await sharedBeginning(from, target);
  onProgress?.(there.position);
  for await (const { events, through } of upToHead(from, there.position)) {
    // Each waits for the one before it: what fails leaves no hole, and what is there is always the log's beginning.
    for (const run of runs(events)) await append(run, to);
    onProgress?.(through);
  }
  const copied = await sharedBeginning(from, target);
  if (copied.next) throw new LogsDiffer(`the copy lacks ${named(copied.next)}`);
  return copied.count;
}

async function append(run: readonly StoredEvent[], to: LogCopy['to']): Promise<void> {
  const { stream, revision } = run[0]!;
  await to.append({ stream, expected: revision - 1, events: run }).catch((error: unknown) => {
    if (!(error instanceof RevisionConflict)) throw error;
    throw new LogsDiffer(`somebody else writes to ${stream} of the target`);
  });
}

interface Beginning {
  readonly count: number;
  /** In `from`, of the last event that both have. */
  readonly position: Position;
  /** The first event of `from` that the target doesn't have. */
  readonly next: SequencedEvent | undefined;
}

/** How much of `from` the target holds. @throws LogsDiffer where it holds anything else */
async function sharedBeginning(from: EventFeed, target: EventFeed): Promise<Beginning> {
  const originals = eventsOf(from);
  let [count, position] = [0, 0n];
  let original = await originals.next();
  for await (const copy of eventsOf(target)) {
    if (original.done || !isCopy(copy, original.value)) throw await difference(from, target, copy, original.value);
    [count, position] = [count + 1, original.value.position];
    original = await originals.next();
  }
  await originals.return(undefined);
  return { count, position, next: original.value };
}

const isCopy = (copy: SequencedEvent, original: SequencedEvent): boolean =>
  copy.sequence === original.sequence && leafBody(copy) === leafBody(original);

async function difference(
  from: EventFeed,
  target: EventFeed,
  copy: SequencedEvent,
  original: SequencedEvent | undefined,
): Promise<LogsDiffer> {
  const known = await associationsIn(from);
  const strangers = [...(await associationsIn(target))].filter((association) => !known.has(association)).sort();
  if (strangers.length > 0)
    return new LogsDiffer(`the target has events of ${strangers.join(', ')}, and the source has none`);
  if (!original) return new LogsDiffer(`the target goes on with ${named(copy)}`);
  return new LogsDiffer(`the target has ${named(copy)} where ${named(original)} belongs`);
}

const named = ({ association, sequence, stream }: SequencedEvent): string =>
  `event ${sequence} of ${association} (${stream})`;

async function associationsIn(feed: EventFeed): Promise<Set<AssociationId>> {
  const found = new Set<AssociationId>();
  for await (const { association } of eventsOf(feed)) found.add(association);
  return found;
}

async function* eventsOf(feed: EventFeed): AsyncGenerator<SequencedEvent, undefined> {
  for await (const { events } of upToHead(feed, 0n)) yield* events;
  return undefined;
}

const never = new AbortController().signal;

async function* upToHead(feed: EventFeed, after: Position): AsyncGenerator<FeedBatch> {
  for await (const batch of feed.subscribe({ after, signal: never })) {
    yield batch;
    if (batch.caughtUp) return;
  }
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
