import type { Type } from '@nestjs/common';
import { QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Position } from '@jointly/event-store';
import type { AssociationId } from '@jointly/kernel';
import type { ConsistencyTokens } from '@jointly/privacy';
import { readAssociation, type Viewers } from '../auth/viewers';
import type { Written } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import { checkArguments } from '../graphql/validate';
import { Fault, notFound } from '../http/fault';
import type { QueryArgs } from './arguments.graphql';
import type { ReadModels } from './read-models';
import { Viewer } from './viewer';

/** One question: which read models it is answered from, and how, for whose eyes. */
export interface QueryDefinition<Args, Answer> {
  readonly type: string;
  /** The projections that must have seen what the asker wants to be included. */
  readonly reads: readonly string[];
  answer(viewer: Viewer, args: Args, models: ReadModels): Promise<Answer>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- existential type: TypeScript has no other way to say it
type AnyQueryDefinition = QueryDefinition<any, any>;

export const defineQuery = <Args, Answer>(definition: QueryDefinition<Args, Answer>): QueryDefinition<Args, Answer> =>
  definition;

/** A question on its way through the bus, with who asks and how fresh the answer must be. */
abstract class Question {
  constructor(
    readonly viewer: Viewer,
    readonly args: unknown,
    readonly atLeast: Position | undefined,
  ) {}
}

const longestWaitMs = 2_000;

/** The way of every query: find out who asks, dispatch, wait until what they wrote is in view, answer for their eyes. */
export class Queries {
  private readonly classes: ReadonlyMap<AnyQueryDefinition, Type<Question>>;

  constructor(
    private readonly bus: QueryBus,
    dispatch: QueryDispatch,
    private readonly viewers: Viewers,
    private readonly tokens: ConsistencyTokens,
    private readonly models: ReadModels,
  ) {
    this.classes = dispatch.classes;
  }

  /** @throws Fault: NOT_FOUND for an association that is none of the asker's, BAD_USER_INPUT for arguments */
  async ask<Args extends QueryArgs, Answer>(
    context: RequestContext,
    argsType: Type<Args>,
    args: Args,
    definition: QueryDefinition<NoInfer<Args>, Answer>,
  ): Promise<Answer> {
    checkArguments(argsType, args);
    const viewer = await this.viewerIn(context, args.associationId);
    return this.put(definition, viewer, args, this.positionOf(viewer, args.atLeast));
  }

  /** What a mutation was about, including what it wrote; null where the asker may not see it. */
  async askWritten<Args, Answer>(
    context: RequestContext,
    { association, position }: Written,
    args: Args,
    definition: QueryDefinition<Args, Answer>,
  ): Promise<Answer> {
    return this.put(definition, await this.viewerIn(context, association), args, position);
  }

  /** About a thing that was answered before: nothing more is waited for. */
  async askOf<Args, Answer>(
    context: RequestContext,
    association: AssociationId,
    args: Args,
    definition: QueryDefinition<Args, Answer>,
  ): Promise<Answer> {
    return this.put(definition, await this.viewerIn(context, association), args, undefined);
  }

  private put<Args, Answer>(
    definition: QueryDefinition<Args, Answer>,
    viewer: Viewer,
    args: Args,
    atLeast: Position | undefined,
  ): Promise<Answer> {
    const QuestionClass = this.classes.get(definition);
    if (!QuestionClass) throw new RangeError(`The query ${definition.type} is not in the list of queries.`);
    return this.bus.execute<Question, Answer>(new QuestionClass(viewer, args, atLeast));
  }

  async viewerIn({ holder }: RequestContext, associationId: string): Promise<Viewer> {
    const association = readAssociation(associationId);
    const person = association && (await this.viewers.personOf(holder, association));
    const viewer = association && person && (await Viewer.of(association, person, this.models.load, this.models.clock));
    if (!viewer) throw notFound('association');
    return viewer;
  }

  private positionOf({ association }: Viewer, token: string | null | undefined): Position | undefined {
    if (!token) return undefined;
    const read = this.tokens.decode(association, token);
    if ('position' in read) return read.position;
    const { code, message, field } = read.refusal;
    throw new Fault('BAD_USER_INPUT', message, 200, { field, reason: code });
  }
}

/** The classes and handlers of all queries. None is written by hand. */
export interface QueryDispatch {
  readonly classes: ReadonlyMap<AnyQueryDefinition, Type<Question>>;
  readonly handlers: readonly Type<IQueryHandler>[];
}

export function queryDispatchFor(definitions: readonly AnyQueryDefinition[], models: ReadModels): QueryDispatch {
  const classes = new Map(definitions.map((definition) => [definition, questionClass(definition.type)]));
  return { classes, handlers: [...classes].map(([definition, Class]) => handlerClass(definition, Class, models)) };
}

const questionClass = (type: string): Type<Question> => ({ [type]: class extends Question {} })[type]!;

/** The one generic handler: wait, then answer. */
function handlerClass(definition: AnyQueryDefinition, Class: Type<Question>, models: ReadModels): Type<IQueryHandler> {
  @QueryHandler(Class)
  class Handler implements IQueryHandler<Question> {
    async execute({ viewer, args, atLeast }: Question): Promise<unknown> {
      if (atLeast !== undefined) await models.status.waitFor(definition.reads, atLeast, longestWaitMs);
      return definition.answer(viewer, args, models) as Promise<unknown>;
    }
  }
  return Handler;
}
