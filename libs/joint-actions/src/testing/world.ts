import {
  commandId,
  deadlineEventId,
  eventId,
  EventRegistry,
  firstRefusal,
  wellFormed,
  type JsonObject,
  type JsonValue,
  parseStreamId,
  systemActor,
  type AnyAggregate,
  type AnyCommandDefinition,
  type CommandDefinition,
  type Deadline,
  type DomainEvent,
  type EventId,
  type Happened,
  type Instant,
  type Known,
  type PersonId,
  type Refusal,
  type StreamId,
} from '@jointly/kernel';
import { allAggregates, allCommands, allEvents } from '../catalogue';
import { settlementProcess } from '../settlement/process';
import { assetSettlementProcess } from '../shared-asset/settlement';
import { morning, reop } from './specification';

export interface Answer {
  readonly refusal: Refusal | undefined;
  /** What the command itself led to, deadlines found overdue included. */
  readonly events: readonly Happened[];
}

interface Folded {
  readonly aggregate: AnyAggregate;
  readonly state: unknown;
  readonly revision: number;
}

let checked: EventRegistry | undefined;
const registry = (): EventRegistry => (checked ??= new EventRegistry(allEvents));

const processes = [settlementProcess, assetSettlementProcess];

/** A whole association in memory: every stream folded, deadlines passed, settlement carried between the streams. */
export class World {
  now: Instant = morning;
  readonly log: Happened[] = [];
  private readonly folded = new Map<StreamId, Folded>();
  private count = 0;

  state<State>(stream: StreamId): State {
    return this.at(stream).state as State;
  }

  /** Events that happened without a command of this story. */
  tell(stream: StreamId, ...events: readonly DomainEvent[]): void {
    for (const event of events)
      this.append(stream, event, eventId(commandId(reop, systemActor, 'tell', String(this.count++)), 0));
  }

  ask<Data, State, Lookups extends Record<string, Known>, E extends DomainEvent>(
    definition: CommandDefinition<Data, State, Lookups, E>,
    data: Data,
    actor: PersonId,
    occurredAt = this.now,
  ): Answer {
    const answer = this.decide(definition, data, actor, occurredAt);
    for (const event of answer.events) this.settle(event);
    return answer;
  }

  /** Everything in a stream that time alone changes up to now. */
  tick(stream: StreamId): void {
    for (const event of this.passDeadlines(stream)) this.settle(event);
  }

  private decide(definition: AnyCommandDefinition, data: unknown, actor: PersonId, occurredAt = this.now): Answer {
    const id = commandId(reop, actor, definition.type, String(this.count++));
    const { now } = this;
    const common = { type: definition.type, association: reop, id, now, occurredAt, actor };
    const command = { ...common, correlationId: id, causationId: id, data };
    const stream = definition.stream(command);
    const passed = this.passDeadlines(stream);
    const lookups: Record<string, StreamId> = definition.lookups?.(command) ?? {};
    const known = Object.fromEntries(
      Object.entries(lookups).map(([name, other]) => [name, { stream: other, ...this.at(other) }]),
    );
    const { state } = this.at(stream);
    const no =
      wellFormed(definition.input)(data as JsonObject) ?? firstRefusal(definition.policies, command, state, known);
    const decision = no ? { events: [], refusal: no } : definition.decide(command, state, known);
    const events = decision.events.map((event, index) => this.append(stream, event, eventId(id, index), actor));
    return { refusal: decision.refusal, events: [...passed, ...events] };
  }

  private passDeadlines(stream: StreamId): Happened[] {
    const passed: Happened[] = [];
    for (let next = this.due(stream); next; next = this.due(stream)) {
      const { aggregate, state } = this.at(stream);
      for (const [index, event] of aggregate.passDeadline!(state, next, this.now).entries())
        passed.push(this.append(stream, event, deadlineEventId(stream, `${next.name}#${index}`, next.due)));
    }
    return passed;
  }

  private due(stream: StreamId): Deadline | undefined {
    const { aggregate, state } = this.at(stream);
    const due = (aggregate.deadlines?.(state) ?? []).filter((deadline) => deadline.due <= this.now);
    return due.sort((a, b) => (a.due < b.due ? -1 : 1))[0];
  }

  private settle(event: Happened): void {
    const consequences = processes.flatMap(({ react }) => react(event));
    for (const { type, data } of consequences) {
      const definition = allCommands.find((candidate) => candidate.type === type)!;
      const { refusal, events } = this.decide(definition, data, systemActor);
      if (refusal) throw new Error(`${type} was refused: ${refusal.message}`);
      for (const next of events) this.settle(next);
    }
  }

  private append(stream: StreamId, event: DomainEvent, id: EventId, actor: PersonId = systemActor): Happened {
    registry().validate(event);
    const { aggregate, state, revision } = this.at(stream);
    const happened: Happened = {
      ...event,
      eventId: id,
      stream,
      association: parseStreamId(stream).association,
      revision: revision + 1,
      occurredAt: this.now,
      recordedAt: this.now,
      metadata: { actor, authority: [], correlationId: id, causationId: id, clock: 'controlled', salt: 'c2FsdA' },
    };
    const after = takenUp(aggregate, aggregate.evolve(state, happened));
    this.folded.set(stream, { aggregate, state: after, revision: revision + 1 });
    this.log.push(happened);
    return happened;
  }

  private at(stream: StreamId): Folded {
    const known = this.folded.get(stream);
    if (known) return known;
    const { category } = parseStreamId(stream);
    const aggregate = allAggregates.find((candidate) => candidate.category === category);
    if (!aggregate) throw new Error(`No aggregate folds ${stream}.`);
    return { aggregate, state: aggregate.initial as unknown, revision: -1 };
  }
}

/** As if the machine started anew behind every event: what a snapshot forgets, some specification will miss. */
const takenUp = ({ snapshot }: AnyAggregate, state: unknown): unknown =>
  snapshot ? snapshot.fromJson(JSON.parse(JSON.stringify(snapshot.toJson(state))) as JsonValue) : state;
