import type { AnyAggregate, DomainEvent, Happened } from '@jointly/kernel';
import type { Position } from '@jointly/event-store';
import { documents, type AnyTable, type DocumentTable, type Writers } from './tables';

/** An event in today's shape with its place in its association and in the log. */
export type Recorded<E extends DomainEvent = DomainEvent> = Happened<E> & {
  readonly sequence: number;
  readonly position: Position;
};

/** The folded state of an event's stream just before it and with it. */
export interface StreamStates<State = unknown> {
  readonly before: State;
  readonly after: State;
}

/**
 * One read model. Folds are pure but for the tables they write: no clock, no random number, no other projection,
 * no effect outside; so a rebuild gives the same rows.
 */
export interface Projection<
  E extends DomainEvent = DomainEvent,
  Tables extends Readonly<Record<string, AnyTable>> = Readonly<Record<string, AnyTable>>,
> {
  readonly name: string;
  /** Raised whenever tables or fold change: a new version has its own file, folded from the log's start. */
  readonly version: number;
  /** The stream categories whose events it folds; others pass by. */
  readonly follows: readonly string[];
  readonly tables: Tables;
  /** Aggregates whose states the fold wants to see beside the event. */
  readonly aggregates?: readonly AnyAggregate[];
  /** @param states of the event's stream, where `aggregates` has its category; the caller knows their type */
  fold(event: Recorded<E>, into: Writers<Tables>, states: StreamStates<never>): void;
}

/** A projection whose events and documents somebody else knows: what registries and the engine hold. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- existential type: TypeScript has no other way to say it
export interface AnyProjection extends Omit<Projection<any, any>, 'tables'> {
  readonly tables: Readonly<Record<string, AnyTable>>;
}

export const defineProjection = <E extends DomainEvent, const Tables extends Readonly<Record<string, AnyTable>>>(
  projection: Projection<E, Tables>,
): Projection<E, Tables> => projection;

/** The usual read model: one table, where each event changes the documents that `keys` names. */
export const documentProjection = <E extends DomainEvent, Document extends object, Column extends string = never>(
  definition: Pick<Projection<E>, 'name' | 'version' | 'follows'> &
    Pick<DocumentTable<Document, Column>, 'columns' | 'indexes'> & {
      keys(event: Recorded<E>): readonly string[];
      evolve(document: Document | undefined, event: Recorded<E>, key: string): Document | undefined;
    },
): Projection<E, { readonly documents: DocumentTable<Document, Column> }> => ({
  name: definition.name,
  version: definition.version,
  follows: definition.follows,
  tables: { documents: documents<Document, Column>(definition) },
  fold(event, into) {
    const target = into.documents as {
      get(key: string): Document | undefined;
      put(key: string, value: Document): void;
    };
    for (const key of definition.keys(event)) {
      const known = target.get(key);
      const next = definition.evolve(known, event, key);
      if (next !== undefined && next !== known) target.put(key, next);
    }
  },
});
