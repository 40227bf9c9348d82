import type { AnyAggregate, EventRegistry, Instant, StoredEvent, StreamId } from '@jointly/kernel';
import { noStream, type EventStore } from '../port';
import { CommandMemory } from './command-memory';
import { PackedCommands } from './packed-commands';
import { leafOf, resume, type Resumed, type Snapshots } from './snapshots';

/** The stream skipped or repeated a revision: the store broke its promise. */
export class BrokenStream extends Error {
  constructor(stream: StreamId, expected: number, found: number) {
    super(`${stream} gave revision ${found} where ${expected} was due.`);
    this.name = 'BrokenStream';
  }
}

/** What streams are folded with. */
export interface FoldingParts {
  readonly registry: EventRegistry;
  readonly store: EventStore;
  readonly snapshots?: Snapshots;
  /** Events between two snapshots of a stream. */
  readonly snapshotEvery?: number;
}

const usuallyEvery = 1_000;

/** A stream folded as far as it is known. Only committed events ever reach it. */
export class FoldedStream {
  state: unknown;
  revision = noStream;
  lastRecordedAt = '' as Instant;
  private memory = new CommandMemory();
  private complete = false;
  /** Present where the aggregate and this installation keep snapshots. */
  private readonly snapshots: Snapshots | undefined;
  private snapshotAt = noStream;
  private last: StoredEvent | undefined;

  constructor(
    readonly stream: StreamId,
    private readonly aggregate: AnyAggregate,
    private readonly parts: FoldingParts,
  ) {
    this.state = aggregate.initial;
    this.snapshots = aggregate.snapshot && parts.snapshots;
  }

  /** The commands that left events in it. */
  get commands(): Pick<CommandMemory, 'get'> {
    return this.memory;
  }

  /**
   * Reads what is not known yet. Where nobody else can write, what was read once stays known, except that whoever
   * follows the feed may have seen an event whose append is not yet acknowledged: `atLeast` is its revision.
   */
  async refresh(atLeast = noStream): Promise<void> {
    if (this.complete && this.parts.store.soleWriter && this.revision >= atLeast) return;
    await this.readTail();
    this.complete = true;
  }

  /** After an append whose outcome stayed unknown: what was read may no longer be all there is. */
  doubt(): void {
    this.complete = false;
  }

  async readTail(): Promise<void> {
    if (this.snapshots && this.revision === noStream) await this.resume(this.snapshots);
    for await (const page of this.parts.store.readStream(this.stream, this.revision + 1))
      for (const event of page) this.apply(event);
  }

  /** Safe to call with events already applied: a reader and a writer of the same stream may overlap. */
  apply(event: StoredEvent): void {
    if (event.revision <= this.revision) return;
    if (event.revision !== this.revision + 1) throw new BrokenStream(this.stream, this.revision + 1, event.revision);
    const happened = this.parts.registry.upcast(event);
    this.state = this.aggregate.evolve(this.state, happened);
    this.memory.remember(happened);
    this.revision = event.revision;
    this.lastRecordedAt = event.recordedAt;
    if (this.snapshots) this.last = event;
  }

  /**
   * To be called where nobody waits for this stream at the moment: puts a snapshot away if enough has happened since the
   * last one, and not before what was just answered is on its way.
   */
  rest(): void {
    const { snapshots, last } = this;
    const { snapshotEvery = usuallyEvery } = this.parts;
    if (!snapshots || !last || this.revision - this.snapshotAt < snapshotEvery) return;
    this.snapshotAt = this.revision;
    setImmediate(() => this.putAway(snapshots));
  }

  private putAway(snapshots: Snapshots): void {
    const { stream, revision, state, aggregate, last } = this;
    try {
      const { version, toJson } = aggregate.snapshot!;
      const { records: commands, refusals } = this.memory.pack();
      snapshots.write(stream, { version, revision, leaf: leafOf(last!), state: toJson(state), commands, refusals });
      this.snapshotAt = revision;
    } catch (error) {
      snapshots.report(stream, error);
    }
  }

  private async resume(snapshots: Snapshots): Promise<void> {
    const resumed = await resume(snapshots, this.aggregate, this.stream, this.parts.store);
    // Somebody else may have been reading meanwhile: what is folded is never taken back.
    if (resumed && resumed.event.revision > this.revision) this.goOnFrom(resumed);
  }

  private goOnFrom({ state, event, snapshot }: Resumed): void {
    this.state = state;
    this.revision = this.snapshotAt = event.revision;
    this.lastRecordedAt = event.recordedAt;
    this.last = event;
    this.memory = new CommandMemory(new PackedCommands(snapshot.commands, snapshot.refusals));
  }
}
