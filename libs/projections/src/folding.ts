import type { Database } from 'better-sqlite3';
import { FoldFailed, isTransient } from './errors';
import type { Incoming } from './incoming';
import type { AnyProjection, StreamStates } from './projection';
import { writerOf, type Place, type TableWriter } from './table-writers';
import type { Writers } from './tables';

const unasked: StreamStates = { before: undefined, after: undefined };

/** Folds events into the tables of one projection's file, whose documents stay in memory until `flush`. */
export class Folding {
  private readonly tables: Readonly<Record<string, TableWriter>>;
  private readonly place: Place = { association: '', sequence: 0 };
  private readonly follows: ReadonlySet<string>;
  private readonly wantsStatesOf: ReadonlySet<string>;

  constructor(
    database: Database,
    private readonly projection: AnyProjection,
  ) {
    this.tables = Object.fromEntries(
      Object.entries(projection.tables).map(([name, table]) => [name, writerOf(database, name, table, this.place)]),
    );
    this.follows = new Set(projection.follows);
    this.wantsStatesOf = new Set(projection.aggregates?.map(({ category }) => category));
  }

  /** @throws FoldFailed at the first event that can't be folded; what may succeed later, as it is */
  fold(events: readonly Incoming[]): void {
    const writers = this.tables as unknown as Writers<AnyProjection['tables']>;
    for (let index = 0; index < events.length; index++) {
      const { event, category, error, states = unasked, stateError } = events[index]!;
      if (!this.follows.has(category)) continue;
      const unreadable = error ?? (this.wantsStatesOf.has(category) ? stateError : undefined);
      if (unreadable) throw new FoldFailed(index, unreadable);
      try {
        this.place.association = event.association;
        this.place.sequence = event.sequence;
        this.projection.fold(event, writers, states as StreamStates<never>);
      } catch (cause) {
        throw isTransient(cause) ? cause : new FoldFailed(index, cause);
      }
    }
  }

  /** How many documents wait to be written. */
  get waiting(): number {
    return this.writers.reduce((sum, writer) => sum + writer.waiting, 0);
  }

  /** Writes what waits, inside a transaction. */
  flush(): void {
    for (const writer of this.writers) writer.flush();
  }

  /** What was flushed is kept. */
  settle(): void {
    for (const writer of this.writers) writer.settle();
  }

  /** The transaction was rolled back: what is known comes from the file again. */
  forget(): void {
    for (const writer of this.writers) writer.forget();
  }

  private get writers(): readonly TableWriter[] {
    return Object.values(this.tables);
  }
}
