import type { AnyAggregate, EventRegistry, Happened } from '@jointly/kernel';
import { resume, type EventFeed, type FeedBatch, type SequencedEvent, type SnapshotReader } from '@jointly/event-store';
import { LRUCache } from 'lru-cache';
import type { Recorded, StreamStates } from './projection';

/** An event made ready once for all projections, or the reason why nobody can fold it. */
export interface Incoming {
  readonly event: Recorded;
  readonly category: string;
  /** Why this build can't read it. */
  readonly error?: unknown;
  /** Of its stream, where some projection wants them. */
  readonly states?: StreamStates;
  /** Why nobody knows them. */
  readonly stateError?: unknown;
}

interface Folded {
  readonly revision: number;
  readonly state: unknown;
  /** The aggregate could not take an event of this stream: nobody knows its state any more. */
  readonly error?: unknown;
}

const knownStreams = 2_000;

/**
 * Brings a batch into today's shape and folds the aggregates' states along with it: once, however many projections
 * look at it.
 */
export class Preparation {
  private readonly known = new LRUCache<string, Folded>({ max: knownStreams });
  private readonly aggregates: ReadonlyMap<string, AnyAggregate>;

  /** @param snapshots spare it most of a long stream that it meets in the middle; whoever rebuilds does without */
  constructor(
    private readonly feed: EventFeed,
    private readonly registry: EventRegistry,
    aggregates: readonly AnyAggregate[],
    private readonly snapshots?: SnapshotReader,
  ) {
    this.aggregates = new Map(aggregates.map((aggregate) => [aggregate.category, aggregate]));
  }

  async prepare(batch: FeedBatch): Promise<Incoming[]> {
    const states = await this.statesBefore(batch.events);
    const incoming = batch.events.map((stored) => this.incoming(stored, states));
    for (const [stream, folded] of states) this.known.set(stream, folded);
    return incoming;
  }

  /** States where the batch finds the streams; the cache alone could drop one of them half-way. */
  private async statesBefore(events: readonly SequencedEvent[]): Promise<Map<string, Folded>> {
    const states = new Map<string, Folded>();
    for (const { stream, revision } of events) {
      const aggregate = this.aggregates.get(categoryOf(stream));
      if (!aggregate || states.has(stream)) continue;
      const cached = this.known.get(stream);
      states.set(stream, cached?.revision === revision - 1 ? cached : await this.read(aggregate, stream, revision - 1));
    }
    return states;
  }

  private async read(aggregate: AnyAggregate, stream: Happened['stream'], to: number): Promise<Folded> {
    if (to < 0) return { revision: -1, state: aggregate.initial };
    let folded = await this.beginning(aggregate, stream, to);
    for await (const page of this.feed.readStream(stream, folded.revision + 1, to))
      for (const stored of page) folded = this.evolve(aggregate, folded, () => this.registry.upcast(stored));
    return folded;
  }

  private async beginning(aggregate: AnyAggregate, stream: Happened['stream'], to: number): Promise<Folded> {
    const resumed = this.snapshots && (await resume(this.snapshots, aggregate, stream, this.feed));
    if (resumed && resumed.event.revision <= to) return { revision: resumed.event.revision, state: resumed.state };
    return { revision: -1, state: aggregate.initial };
  }

  private incoming(stored: SequencedEvent, states: Map<string, Folded>): Incoming {
    const category = categoryOf(stored.stream);
    const aggregate = this.aggregates.get(category);
    let event: Recorded = stored;
    let error: unknown;
    try {
      event = this.registry.upcast(stored) as Recorded;
    } catch (unknownEvent) {
      error = unknownEvent;
    }
    if (!aggregate) return { event, category, error };
    const before = states.get(stored.stream)!;
    const after = error ? { ...before, error } : this.evolve(aggregate, before, () => event);
    states.set(stored.stream, after);
    return { event, category, error, states: { before: before.state, after: after.state }, stateError: after.error };
  }

  private evolve(aggregate: AnyAggregate, folded: Folded, event: () => Happened): Folded {
    if (folded.error) return folded;
    try {
      const happened = event();
      return { revision: happened.revision, state: aggregate.evolve(folded.state, happened) };
    } catch (error) {
      return { ...folded, error };
    }
  }
}

const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));
