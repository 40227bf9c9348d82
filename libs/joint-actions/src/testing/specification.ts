import {
  commandId,
  deadlineEventId,
  EventRegistry,
  firstRefusal,
  wellFormed,
  type JsonObject,
  instant,
  later,
  parseStreamId,
  systemActor,
  type AnyAggregate,
  type AssociationId,
  type Command,
  type CommandDefinition,
  type DomainEvent,
  type Happened,
  type Instant,
  type Known,
  type PersonId,
  type Refusal,
  type StreamId,
} from '@jointly/kernel';
import { allAggregates, allEvents } from '../catalogue';

/** The association and the person that a specification speaks of unless it says otherwise. */
export const reop = 'reop' as AssociationId;
export const coordinator = 'person_coordinator' as PersonId;

/** The time at which what is given happened, and an hour later the time at which commands come. */
export const morning: Instant = instant('2026-01-05T08:00:00Z');
export const anHourLater: Instant = later(morning, 3_600_000);

export interface Circumstances {
  readonly actor?: PersonId;
  readonly now?: Instant;
  readonly occurredAt?: Instant;
  readonly onBehalfOf?: string;
  readonly association?: AssociationId;
  /** Idempotency key: another one makes another command of the same data. */
  readonly key?: string;
}

interface Told {
  readonly event: DomainEvent;
  readonly actor: PersonId;
  readonly at: Instant;
}
type Given = DomainEvent | Told;

/** Somebody else's event, or one of another time: `by(treasurer, noon, paymentEntered)`. */
export const by = (actor: PersonId, at: Instant, event: DomainEvent): Told => ({ event, actor, at });

/** What other streams hold, by the name under which the command looks them up. */
export type KnownEvents = Readonly<Record<string, readonly Given[]>>;

let checked: EventRegistry | undefined;
const registry = (): EventRegistry => (checked ??= new EventRegistry(allEvents));

/** The stream that a specification is about, as its events tell it. */
export const given = (aggregate: AnyAggregate, ...events: readonly Given[]): Specification =>
  new Specification(aggregate, events.map(told), {});

/** Checked like what is written, so that no specification starts from events that could not be. */
function told(given: Given): Told {
  const it = 'event' in given ? given : by(coordinator, morning, given);
  registry().validate(it.event);
  return it;
}

export class Specification {
  constructor(
    private readonly aggregate: AnyAggregate,
    private readonly history: readonly Told[],
    private readonly others: KnownEvents,
  ) {}

  /** What the streams that the command looks up hold; those not named are empty. */
  known(others: KnownEvents): Specification {
    return new Specification(this.aggregate, this.history, { ...this.others, ...others });
  }

  /** Decides as the executor does: what is overdue is recorded first, then the rules are asked, then the decision. */
  when<Data, State, Lookups extends Record<string, Known>, E extends DomainEvent>(
    definition: CommandDefinition<Data, State, Lookups, E>,
    data: Data,
    circumstances: Circumstances = {},
  ): Outcome {
    const command = commandOf(definition.type, data, circumstances);
    const stream = definition.stream(command);
    const { state, passed } = passDeadlines(this.aggregate, stream, this.history, command.now);
    const known = knownTo(definition.lookups?.(command) ?? {}, this.others) as Lookups;
    const no =
      wellFormed(definition.input)(data as JsonObject) ??
      firstRefusal(definition.policies, command, state as State, known);
    const decision = no ? { events: [], refusal: no } : definition.decide(command, state as State, known);
    const appended = [...passed, ...decision.events.map((event) => by(command.actor, command.now, event))];
    return new Outcome(this.aggregate, stream, this.history, appended, decision.refusal, this.others);
  }
}

/** `then` and `refuses` return nothing: an outcome handed back to the test runner would pass for a promise. */
export class Outcome {
  constructor(
    private readonly aggregate: AnyAggregate,
    private readonly stream: StreamId,
    private readonly history: readonly Told[],
    private readonly added: readonly Told[],
    /** Why not, where the command was refused. */
    readonly refusal: Refusal | undefined,
    private readonly others: KnownEvents,
  ) {
    for (const { event } of added) registry().validate(event);
  }

  /** Everything appended: deadlines found overdue first, then what was decided. */
  get events(): readonly DomainEvent[] {
    return this.added.map(({ event }) => event);
  }

  /** The folded state afterwards; the caller knows its type. */
  state<State>(): State {
    return fold(this.aggregate, this.stream, [...this.history, ...this.added]) as State;
  }

  /** The command was accepted and these events, all of them, were appended. */
  then(...events: readonly DomainEvent[]): void {
    expect({ refusal: this.refusal, events: this.events }).toEqual({ refusal: undefined, events });
  }

  /** The command was refused and left these events, usually none. */
  refuses(code: string, ...left: readonly DomainEvent[]): void {
    expect({ code: this.refusal?.code, events: this.events }).toEqual({ code, events: left });
  }

  /** Goes on from here with the next command. */
  get next(): Specification {
    return new Specification(this.aggregate, [...this.history, ...this.added], this.others);
  }
}

function commandOf<Data>(type: string, data: Data, circumstances: Circumstances): Command<Data> {
  const { actor = coordinator, now = anHourLater, association = reop, key = '', onBehalfOf } = circumstances;
  const id = commandId(association, actor, type, `${key}${JSON.stringify(data)}`);
  const { occurredAt = now } = circumstances;
  const command = { type, association, id, now, occurredAt, actor, correlationId: id, causationId: id, data };
  return onBehalfOf === undefined ? command : { ...command, onBehalfOf };
}

/** As the executor: in due order, each folded before the next is looked for. */
function passDeadlines(aggregate: AnyAggregate, stream: StreamId, history: readonly Told[], now: Instant) {
  const passed: Told[] = [];
  for (;;) {
    const state: unknown = fold(aggregate, stream, [...history, ...passed]);
    const deadlines = aggregate.deadlines?.(state) ?? [];
    const [next] = deadlines.filter(({ due }) => due <= now).sort((a, b) => (a.due < b.due ? -1 : 1));
    if (!next) return { state, passed };
    const events = aggregate.passDeadline!(state, next, now);
    if (events.length === 0) throw new Error(`Passing ${next.name} records nothing, so it would stay due for ever.`);
    passed.push(...events.map((event: DomainEvent) => by(systemActor, next.due, event)));
  }
}

function knownTo(streams: Readonly<Record<string, StreamId>>, others: KnownEvents): Record<string, Known> {
  const missing = Object.keys(others).filter((name) => !(name in streams));
  if (missing.length > 0) throw new Error(`The command does not look up ${missing.join(', ')}.`);
  return Object.fromEntries(
    Object.entries(streams).map(([name, stream]) => {
      const { category } = parseStreamId(stream);
      const aggregate = allAggregates.find((candidate) => candidate.category === category);
      if (!aggregate) throw new Error(`No aggregate folds ${stream}.`);
      const history = (others[name] ?? []).map(told);
      return [name, { stream, revision: history.length - 1, state: fold(aggregate, stream, history) }];
    }),
  );
}

const fold = (aggregate: AnyAggregate, stream: StreamId, history: readonly Told[]): unknown =>
  history.reduce<unknown>(
    (state, { event, actor, at }, revision) => aggregate.evolve(state, happened(stream, revision, event, actor, at)),
    aggregate.initial,
  );

/** A domain event as the log would tell it, personal fields left open. */
export function happened<E extends DomainEvent>(
  stream: StreamId,
  revision: number,
  event: E,
  actor: PersonId = coordinator,
  at: Instant = morning,
): Happened<E> {
  const { association } = parseStreamId(stream);
  const id = deadlineEventId(stream, event.type, String(revision));
  return {
    ...event,
    eventId: id,
    stream,
    association,
    revision,
    occurredAt: at,
    recordedAt: at,
    metadata: { actor, authority: [], correlationId: id, causationId: id, clock: 'controlled', salt: 'c2FsdA' },
  };
}
