import type { AssociationId, CommandId, Instant, JsonObject, PersonId, Refusal, StreamId } from '@jointly/kernel';
import type { Position } from '../port';

/** What somebody asks for, before anything is looked up. */
export interface CommandRequest {
  /** A command definition's type. */
  readonly type: string;
  readonly association: AssociationId;
  readonly actor: PersonId;
  /** The same key with the same input means the same command, however late it is repeated. */
  readonly idempotencyKey: string;
  readonly data: JsonObject;
  /** Business time, where somebody records what happened earlier. */
  readonly occurredAt?: Instant;
  readonly correlationId?: string;
  readonly causationId?: string;
}

export interface Outcome {
  readonly commandId: CommandId;
  readonly stream: StreamId;
  /** Of the stream when the command had been decided. */
  readonly revision: number;
  /** Reading at or after it sees everything this command did. */
  readonly position: Position;
  /** This is the first answer given again. */
  readonly repeated: boolean;
  readonly refusal?: Refusal;
  /** The folded state after the command. */
  readonly state: unknown;
}

/** A command type that no aggregate declares: a fault of ours. */
export class UnknownCommand extends Error {
  constructor(type: string) {
    super(`No aggregate knows the command ${type}.`);
    this.name = 'UnknownCommand';
  }
}

/** What was asked for can't even be recorded as asked: the refusal says which field to mend. Nothing was looked up. */
export class MalformedCommand extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'MalformedCommand';
  }
}

/** Others kept writing to the same stream for as long as we were willing to try. Nothing was recorded. */
export class Contended extends Error {
  constructor(stream: StreamId) {
    super(
      `${stream} is written to faster than this command could be decided. Nothing was recorded; repeat it with the same key.`,
    );
    this.name = 'Contended';
  }
}
