import type { Type } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import {
  instant,
  parseStreamId,
  type AnyCommandDefinition,
  type AssociationId,
  type CommandId,
  type JsonObject,
  type PersonId,
  type Refusal,
  type StreamId,
} from '@jointly/kernel';
import { MalformedCommand, type Outcome, type Position } from '@jointly/event-store';
import type { ConsistencyTokens } from '@jointly/privacy';
import { readAssociation, type Viewers } from '../auth/viewers';
import type { MutationInput, UserError } from '../graphql/mutation.graphql';
import type { RequestContext } from '../graphql/options';
import { checked } from '../graphql/validate';
import type { Metrics } from '../http/metrics';
import type { Dispatch, DomainCommand } from './command';
import { commandData, UnusableValue } from './command-data';

/** What a mutation's resolver hands to GraphQL; the payload's thing itself is only read when it is asked for. */
export interface Answer {
  readonly consistencyToken: string | null;
  readonly userErrors: UserError[];
  /** Of what was brought into being; null when that was refused, or nothing was. */
  readonly createdId: string | null;
  /** Where to find what the command was about; absent when nothing was reached. */
  readonly subject?: Written;
}

export interface Written {
  readonly association: AssociationId;
  /** Of the stream that the last command was decided on. */
  readonly id: string;
  readonly position: Position;
  /** The last command itself. */
  readonly command: CommandId;
  /** Of the part of it that the command was about, where the mutation shows that too. */
  readonly part?: string | null;
  /** As it was when the command had been decided, for what an answer computes from it. */
  readonly state: unknown;
}

/** Runs one command of a mutation that may consist of several. */
export type Step = (definition: Named, data: JsonObject) => Promise<Outcome>;

/** A command definition, of which the way through only needs the name. */
type Named = Pick<AnyCommandDefinition, 'type'>;
/** The id of what a command brought into being: derived from the command's, or that of the stream it was decided on. */
type IdOf = (command: CommandId, stream: StreamId) => string;

/** What the steps of a mutation are given. */
export interface Work<Input> {
  readonly step: Step;
  readonly input: Input;
  readonly association: AssociationId;
  readonly actor: PersonId;
}

/** The way of every mutation: check the input, find out who asks, dispatch, say what came of it. */
export class Mutations {
  constructor(
    private readonly bus: CommandBus,
    private readonly dispatch: Dispatch,
    private readonly viewers: Viewers,
    private readonly tokens: ConsistencyTokens,
    private readonly metrics: Metrics,
  ) {}

  /** A mutation that is one command, with the input's fields as its data. `created` names what it brings into being. */
  run<Input extends MutationInput>(
    context: RequestContext,
    inputType: Type<Input>,
    plain: Input,
    definition: Named,
    created?: IdOf,
  ): Promise<Answer> {
    return this.steps(context, inputType, plain, ({ step, input }) => step(definition, commandData(input)), {
      created,
    });
  }

  /**
   * A mutation that takes several commands. Each may be repeated, so that a request that was cut off half-way is
   * finished by sending it again. The first refusal ends it.
   */
  async steps<Input extends MutationInput>(
    context: RequestContext,
    inputType: Type<Input>,
    plain: Input,
    work: (given: Work<Input>) => Promise<Outcome>,
    { created, askerIn = (association) => association }: StepsOptions = {},
  ): Promise<Answer> {
    const { input, refusals } = checked(inputType, plain);
    if (refusals.length > 0) return refused(refusals);
    const association = readAssociation(input.associationId);
    const actor = association && (await this.viewers.personOf(context.holder, askerIn(association)));
    if (!association || !actor) return refused([unknownAssociation]);
    const step: Step = ({ type }, data) => this.step(context, input, association, actor, type, data);
    try {
      return this.done(association, await work({ step, input, association, actor }), created);
    } catch (error) {
      if (error instanceof StepRefused) return this.done(association, error.outcome);
      if (error instanceof UnusableValue || error instanceof MalformedCommand) return refused([error.refusal]);
      throw error;
    }
  }

  private async step(
    context: RequestContext,
    { idempotencyKey, occurredAt }: MutationInput,
    association: AssociationId,
    actor: PersonId,
    type: string,
    data: JsonObject,
  ): Promise<Outcome> {
    const command = this.dispatch.command({
      type,
      association,
      actor,
      idempotencyKey,
      data,
      ...(occurredAt && { occurredAt: instant(occurredAt) }),
      correlationId: context.correlationId,
    });
    const outcome = await this.bus.execute<DomainCommand, Outcome>(command);
    this.metrics.countCommand(type, outcome.refusal?.code ?? 'accepted');
    if (outcome.refusal) throw new StepRefused(outcome);
    return outcome;
  }

  private done(association: AssociationId, outcome: Outcome, created?: IdOf): Answer {
    const { commandId, stream, position, refusal, state } = outcome;
    return {
      createdId: refusal || !created ? null : created(commandId, stream),
      consistencyToken: this.tokens.encode(association, position),
      userErrors: refusal ? [userError(refusal)] : [],
      subject: { association, id: parseStreamId(stream).id, position, command: commandId, state },
    };
  }
}

interface StepsOptions {
  /** The id of what the last command brought into being. */
  readonly created?: IdOf | undefined;
  /** The association in which the asker is somebody, where it is not the one that is acted in. */
  readonly askerIn?: (association: AssociationId) => AssociationId;
}

/** Carries a refusal out of the steps that would have followed. */
class StepRefused extends Error {
  constructor(readonly outcome: Outcome) {
    super(outcome.refusal!.message);
    this.name = 'StepRefused';
  }
}

/** The same for an association that does not exist and one that the asker is nobody in. */
const unknownAssociation: Refusal = {
  code: 'ASSOCIATION_NOT_FOUND',
  message: 'There is no such association that you act in. Check its id, and your token.',
  field: 'associationId',
};

const userError = ({ code, message, field }: Refusal): UserError => ({ code, message, field: field ?? null });

const refused = (refusals: readonly Refusal[]): Answer => ({
  consistencyToken: null,
  createdId: null,
  userErrors: refusals.map(userError),
});
