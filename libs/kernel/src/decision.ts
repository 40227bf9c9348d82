import type { TSchema } from '@sinclair/typebox';
import type { Instant } from './clock';
import type { Authority, DomainEvent, Happened, Refusal } from './event';
import type { AssociationId, CommandId, PersonId, StreamId } from './ids';
import type { JsonObject, JsonValue } from './json';

/** Everything a decision may look at besides the folded streams: no clock, no random number, no database. */
export interface Command<Data = JsonObject> {
  readonly type: string;
  readonly association: AssociationId;
  readonly id: CommandId;
  /** Recorded time, and the clock that deadlines are judged by. */
  readonly now: Instant;
  /** Business time; equals `now` unless somebody records what happened earlier. */
  readonly occurredAt: Instant;
  readonly actor: PersonId;
  readonly onBehalfOf?: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly data: Data;
}

/**
 * What a command led to. A refused command may still leave events: a deadline found overdue, a late bid.
 * `lookups` records other values the decision used (a rate, a rule version).
 */
export interface Decision<E extends DomainEvent = DomainEvent> {
  readonly events: readonly E[];
  readonly refusal?: Refusal;
  readonly lookups?: JsonObject;
}

export const accept = <E extends DomainEvent>(...events: readonly E[]): Decision<E> => ({ events });

export const refuse = (code: string, message: string, field?: string): Decision<never> => ({
  events: [],
  refusal: refusal(code, message, field),
});

export const refusal = (code: string, message: string, field?: string): Refusal =>
  field === undefined ? { code, message } : { code, message, field };

/** A folded stream that the decision may read, with the revision it was read at. */
export interface Known<State = unknown> extends Authority {
  readonly state: State;
}

/** A named rule: the refusal it gives, or nothing. */
export type Policy<Data, State, Lookups> = (
  command: Command<Data>,
  state: State,
  known: Lookups,
) => Refusal | undefined;

/** The first rule that says no, in the order in which people are told. */
export function firstRefusal<Data, State, Lookups>(
  policies: readonly Policy<Data, State, Lookups>[],
  command: Command<Data>,
  state: State,
  known: Lookups,
): Refusal | undefined {
  for (const policy of policies) {
    const no = policy(command, state, known);
    if (no) return no;
  }
  return undefined;
}

/** A point in time at which a stream must record that it passed, whether or not anybody looks. */
export interface Deadline {
  readonly name: string;
  readonly due: Instant;
}

export interface CommandDefinition<
  Data = never,
  State = never,
  Lookups extends Record<string, Known> = never,
  E extends DomainEvent = DomainEvent,
> {
  readonly type: string;
  /** What its data must look like; checked before anything else is asked of the command. */
  readonly input: TSchema;
  /** The stream it decides on. */
  stream(command: Command<Data>): StreamId;
  /** The party that the actor acts for, as every event of it records: an enterprise, where a delegate gives its word. */
  onBehalfOf?(command: Command<Data>): string | undefined;
  /** Other streams it must know, by name; their folded states and revisions arrive in `known` and in the event's authority. */
  lookups?(command: Command<Data>): { readonly [Name in keyof Lookups]: StreamId };
  readonly policies: readonly Policy<Data, State, Lookups>[];
  decide(command: Command<Data>, state: State, known: Lookups): Decision<E>;
}

/** Keeps the type parameters of a command together; the aggregate lists the result. */
export const defineCommand = <Data, State, Lookups extends Record<string, Known>, E extends DomainEvent>(
  definition: CommandDefinition<Data, State, Lookups, E>,
): CommandDefinition<Data, State, Lookups, E> => definition;

/** A command definition whose parameters somebody else knows: what registries and the executor hold. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- existential type: TypeScript has no other way to say it
export type AnyCommandDefinition = CommandDefinition<any, any, any, DomainEvent>;

/**
 * How a folded state is put away and taken up again, so that a long stream need not be read from its beginning. Only
 * a shortcut: what `fromJson` gives must be what the fold gives, and sealed values stay as sealed as the log has them.
 */
export interface SnapshotForm<State> {
  /** Raised whenever the state's shape, its fold or an upcaster of its events changes; one of another version is ignored. */
  readonly version: number;
  toJson(state: State): JsonValue;
  /**
   * Equal to what was put away, though a map in it may be gone through in another order: what is decided never hangs on
   * that. May throw on what it can't read: the stream is then folded from its beginning.
   */
  fromJson(json: JsonValue): State;
}

/** One consistency boundary: how its stream folds, what it can be told, and when time alone changes it. */
export interface Aggregate<State = unknown, E extends DomainEvent = DomainEvent> {
  /** The stream name's first part. */
  readonly category: string;
  readonly initial: State;
  /** One case per event, no default: a forgotten event must not compile. */
  evolve(state: State, event: Happened<E>): State;
  readonly commands: readonly AnyCommandDefinition[];
  /** Those not yet recorded as passed. Called only where present. */
  deadlines?(state: State): readonly Deadline[];
  /**
   * The events that record a passed deadline and what follows from it alone. `now` is when that is recorded, perhaps long
   * after it was due: what is promised to somebody from then on runs from `now`. Present exactly when `deadlines` is.
   */
  passDeadline?(state: State, deadline: Deadline, now: Instant): readonly E[];
  /** Present where a stream may grow so long that folding all of it would keep somebody waiting. */
  readonly snapshot?: SnapshotForm<State>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
export type AnyAggregate = Aggregate<any, DomainEvent>;
