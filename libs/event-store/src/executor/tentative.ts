import {
  eventId,
  deadlineEventId,
  latest,
  parseStreamId,
  systemActor,
  type AnyAggregate,
  type Authority,
  type ClockKind,
  type Command,
  type CommandId,
  type Deadline,
  type Decision,
  type DomainEvent,
  type EventId,
  type EventMetadata,
  type EventRegistry,
  type Instant,
  type JsonObject,
  type Refusal,
  type Sealer,
  type StoredEvent,
} from '@jointly/kernel';
import type { FoldedStream } from './folded-stream';
import type { RememberedCommand } from './packed-commands';

/** What turns a domain event into one that can be stored. */
export interface Workshop {
  readonly registry: EventRegistry;
  readonly sealer: Sealer;
  readonly clock: ClockKind;
  /** 16 random bytes, base64url. */
  salt(): string;
}

/** With so many events a batch takes no further deadline: a long outage leaves more than a store takes in one append. */
const enough = 200;

type MetadataCore = Omit<EventMetadata, 'clock' | 'salt'>;

/**
 * A stream as it will be if the batch under way is appended: later commands of the batch are decided on what earlier
 * ones did. Thrown away whole when the append fails.
 */
export class Tentative {
  readonly events: StoredEvent[] = [];
  state: unknown;
  /** Deadlines among what is to be appended. */
  passed = 0;
  private readonly commands = new Map<CommandId, RememberedCommand>();

  /** @param apart deadlines are appended before any command is decided, however few they are */
  constructor(
    private readonly base: FoldedStream,
    private readonly aggregate: AnyAggregate,
    private readonly workshop: Workshop,
    private readonly apart = false,
  ) {
    this.state = base.state;
  }

  get revision(): number {
    return this.base.revision + this.events.length;
  }

  /** The stream's time never runs backwards, whatever the clock does. */
  timeFor(now: Instant): Instant {
    return latest(now, this.events.at(-1)?.recordedAt ?? this.base.lastRecordedAt);
  }

  remembered(id: CommandId): RememberedCommand | undefined {
    return this.commands.get(id) ?? this.base.commands.get(id);
  }

  /**
   * Records the deadlines due at `now`, in due order, one after another: passing one may set or clear others. False where
   * more are due than one append should take: these go first, and whoever asked decides anew once they are durable.
   */
  passDeadlines(now: Instant): boolean {
    const { aggregate } = this;
    if (!aggregate.deadlines || !aggregate.passDeadline) return true;
    for (let next = this.nextDue(now); next; next = this.nextDue(now)) {
      const before = this.events.length;
      if (before >= enough) return false;
      for (const [index, event] of aggregate.passDeadline(this.state, next, now).entries()) {
        const id = deadlineEventId(this.base.stream, index === 0 ? next.name : `${next.name}#${index}`, next.due);
        this.add(event, id, now, next.due, deadlineMetadata(id));
      }
      if (this.events.length === before || this.stillPending(next))
        throw new Error(`${this.base.stream} does not record that its deadline ${next.name} passed.`);
      this.passed++;
    }
    return !(this.apart && this.passed > 0);
  }

  /** Adds what a decision led to. */
  accept(command: Command<JsonObject>, fingerprint: string, authority: readonly Authority[], decision: Decision): void {
    const { refusal, lookups } = decision;
    const metadata: MetadataCore = {
      actor: command.actor,
      ...(command.onBehalfOf !== undefined && { onBehalfOf: command.onBehalfOf }),
      authority,
      ...(lookups && { lookups }),
      commandId: command.id,
      commandFingerprint: fingerprint,
      ...(refusal && { refusal }),
      correlationId: command.correlationId,
      causationId: command.causationId,
    };
    for (const [index, event] of decision.events.entries())
      this.add(event, eventId(command.id, index), command.now, command.occurredAt, metadata);
    if (decision.events.length > 0) this.remember(command.id, fingerprint, refusal);
  }

  private remember(id: CommandId, fingerprint: string, refusal: Refusal | undefined): void {
    this.commands.set(id, { fingerprint, revision: this.revision, ...(refusal && { refusal }) });
  }

  private add(event: DomainEvent, id: EventId, recordedAt: Instant, occurredAt: Instant, core: MetadataCore): void {
    const { registry, sealer, clock, salt } = this.workshop;
    registry.validate(event);
    const definition = registry.definition(event.type);
    const { stream } = this.base;
    const stored: StoredEvent = {
      eventId: id,
      stream,
      association: parseStreamId(stream).association,
      revision: this.revision + 1,
      type: event.type,
      schemaVersion: definition.version,
      occurredAt,
      recordedAt,
      data: sealer.seal(definition, event.data, { stream, eventId: id }),
      metadata: { ...core, clock, salt: salt() },
    };
    this.state = this.aggregate.evolve(this.state, stored);
    this.events.push(stored);
  }

  private nextDue(now: Instant): Deadline | undefined {
    const due = this.aggregate.deadlines!(this.state).filter((deadline) => deadline.due <= now);
    return due.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.name < b.name ? -1 : 1))[0];
  }

  private stillPending(passed: Deadline): boolean {
    return this.aggregate.deadlines!(this.state).some(({ name, due }) => name === passed.name && due === passed.due);
  }
}

const deadlineMetadata = (id: EventId): MetadataCore => ({
  actor: systemActor,
  authority: [],
  correlationId: id,
  causationId: id,
});
