import type { AnyAggregate, EventRegistry, Instant, StoredEvent, StreamId } from '@jointly/kernel';
import { noStream, type EventStore } from '../port';
import { CommandMemory } from './command-memory';

/** The stream skipped or repeated a revision: the store broke its promise. */
export class BrokenStream extends Error {
  constructor(stream: StreamId, expected: number, found: number) {
    super(`${stream} gave revision ${found} where ${expected} was due.`);
    this.name = 'BrokenStream';
  }
}

/** A stream folded as far as it is known. Only committed events ever reach it. */
export class FoldedStream {
  state: unknown;
  revision = noStream;
  lastRecordedAt = '' as Instant;
  readonly commands = new CommandMemory();
  private complete = false;

  constructor(
    readonly stream: StreamId,
    private readonly aggregate: AnyAggregate,
    private readonly registry: EventRegistry,
    private readonly store: EventStore,
  ) {
    this.state = aggregate.initial;
  }

  /**
   * Reads what is not known yet. Where nobody else can write, what was read once stays known, except that whoever
   * follows the feed may have seen an event whose append is not yet acknowledged: `atLeast` is its revision.
   */
  async refresh(atLeast = noStream): Promise<void> {
    if (this.complete && this.store.soleWriter && this.revision >= atLeast) return;
    await this.readTail();
    this.complete = true;
  }

  /** After an append whose outcome stayed unknown: what was read may no longer be all there is. */
  doubt(): void {
    this.complete = false;
  }

  async readTail(): Promise<void> {
    for await (const page of this.store.readStream(this.stream, this.revision + 1))
      for (const event of page) this.apply(event);
  }

  /** Safe to call with events already applied: a reader and a writer of the same stream may overlap. */
  apply(event: StoredEvent): void {
    if (event.revision <= this.revision) return;
    if (event.revision !== this.revision + 1) throw new BrokenStream(this.stream, this.revision + 1, event.revision);
    const happened = this.registry.upcast(event);
    this.state = this.aggregate.evolve(this.state, happened);
    this.commands.remember(happened);
    this.revision = event.revision;
    this.lastRecordedAt = event.recordedAt;
  }
}
