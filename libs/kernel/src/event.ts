import type { Static, TSchema } from '@sinclair/typebox';
import type { ClockKind, Instant } from './clock';
import type { AssociationId, CommandId, EventId, PersonId, StreamId } from './ids';
import type { JsonObject } from './json';

/** A folded stream that a decision relied on, at the revision it was read. */
export interface Authority {
  readonly stream: StreamId;
  readonly revision: number;
}

/** A decision's "no": a value that goes back to the person, and onto the log where the refusal left events. */
export interface Refusal {
  readonly code: string;
  /** One sentence for the person: what happened and what to do. Never holds personal data. */
  readonly message: string;
  /** The input field it is about, as the API names it. */
  readonly field?: string;
}

export interface EventMetadata {
  readonly actor: PersonId;
  /** The party acted for, where the actor is a delegate, a leader or somebody recording on behalf. */
  readonly onBehalfOf?: string;
  readonly authority: readonly Authority[];
  /** Other values the decision used: a rate, a rule version. */
  readonly lookups?: JsonObject;
  /** Absent on events that no command owns (a deadline that passed). */
  readonly commandId?: CommandId;
  readonly commandFingerprint?: string;
  /** Set on every event that a refused command left. */
  readonly refusal?: Refusal;
  readonly correlationId: string;
  readonly causationId: string;
  readonly clock: ClockKind;
  /** 16 random bytes, base64url: a leaf can't be guessed from its content. */
  readonly salt: string;
}

/** What the domain says happened. */
export interface DomainEvent<Type extends string = string, Data = JsonObject> {
  readonly type: Type;
  readonly data: Data;
}

/** A domain event with what the log knows of it: what `evolve` and the translations see. */
export type Happened<E extends DomainEvent = DomainEvent> = E & {
  readonly eventId: EventId;
  readonly stream: StreamId;
  readonly association: AssociationId;
  readonly revision: number;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly metadata: EventMetadata;
};

/** An event as the log keeps it, in the schema version it was written with. */
export interface StoredEvent extends Happened {
  readonly schemaVersion: number;
}

export interface EventDefinition<Type extends string = string, Schema extends TSchema = TSchema> {
  readonly type: Type;
  readonly version: number;
  readonly schema: Schema;
  /** One sentence for the event catalogue. */
  readonly description: string;
  /** `upcasters[n]` turns version n into n + 1; pure, total, and never opens a sealed value. */
  readonly upcasters: Readonly<Record<number, (data: JsonObject) => JsonObject>>;
}

export type EventOf<D extends EventDefinition> =
  D extends EventDefinition<infer Type, infer Schema> ? DomainEvent<Type, Static<Schema>> : never;

/**
 * Declares an event. The type name is a literal and stays for ever; a changed shape is a new version with an
 * upcaster from the one before.
 */
export const defineEvent = <const Type extends string, Schema extends TSchema>(definition: {
  type: Type;
  version?: number;
  description: string;
  schema: Schema;
  upcasters?: Record<number, (data: JsonObject) => JsonObject>;
}): EventDefinition<Type, Schema> => ({ version: 1, upcasters: {}, ...definition });
