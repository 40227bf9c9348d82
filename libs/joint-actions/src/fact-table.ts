import type { DomainEvent, Happened, NewFact } from '@jointly/kernel';

/** What each event type of an aggregate tells the indicators: every type is named, or the table does not compile. */
export type FactTable<State, E extends DomainEvent> = {
  readonly [Type in E['type']]: (
    stateBefore: State,
    event: Happened<Extract<E, { readonly type: Type }>>,
  ) => readonly NewFact[];
};

/** For an event type that carries no fact. */
export const none = (): readonly NewFact[] => [];
