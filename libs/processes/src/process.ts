import { systemActor, type Happened } from '@jointly/kernel';
import type { CommandRequest, Outcome } from '@jointly/event-store';

/** Something that must be done about events, once they are on the log and however often the machine stops. */
export interface Process {
  /** Its checkpoint and its commands' keys hang on it: never changed. */
  readonly name: string;
  /** Called in log order, again after a crash: whatever it does must be harmless to repeat. */
  handle(event: Happened): Promise<void> | void;
  /** Makes durable what `handle` gathered; called before the checkpoint moves past it. */
  flush?(): Promise<void>;
}

/** A command that follows from an event. The association's own rules decide on it like on anybody's. */
export type Reaction = Pick<CommandRequest, 'type' | 'association' | 'data'>;

/** Carries a rule across streams. */
export interface ProcessManager {
  readonly name: string;
  /** Pure: the same event gives the same reactions in the same order, in every build. */
  react(event: Happened): readonly Reaction[];
}

/** A process manager's command was refused: its rule and the aggregate's disagree, and a person must look at it. */
export class ReactionRefused extends Error {
  constructor(event: Happened, reaction: Reaction, { code, message }: NonNullable<Outcome['refusal']>) {
    super(`${reaction.type}, after ${event.type} ${event.eventId}, was refused with ${code}: ${message}`);
    this.name = 'ReactionRefused';
  }
}

/**
 * The process that dispatches a manager's commands, one after the other. Their keys come from the event, so a
 * repetition meets the first answer.
 */
export const reacting = (
  manager: ProcessManager,
  dispatch: (request: CommandRequest) => Promise<Outcome>,
): Process => ({
  name: manager.name,
  async handle(event) {
    for (const [index, reaction] of manager.react(event).entries()) {
      const { refusal } = await dispatch({
        ...reaction,
        actor: systemActor,
        idempotencyKey: `${manager.name}:${event.eventId}:${index}`,
        correlationId: event.metadata.correlationId,
        causationId: event.eventId,
      });
      if (refusal) throw new ReactionRefused(event, reaction, refusal);
    }
  },
});
