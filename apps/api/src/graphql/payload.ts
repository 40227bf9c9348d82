import { Inject, type InjectionToken, type Type } from '@nestjs/common';
import { Context, Field, ID, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Answer, Written } from '../dispatch/mutations';
import { MutationPayload } from './mutation.graphql';
import type { RequestContext } from './options';

/** Reads what a mutation wrote about, waiting until it is in view. */
export interface WrittenReader {
  written(written: Written, context: RequestContext): Promise<object | null>;
}

/** A payload's field for something that the mutation is about, and who reads it. */
interface Thing {
  readonly field: string;
  readonly type: () => Type;
  readonly reader: InjectionToken<WrittenReader>;
  /** Where there are any number of them: what they are. */
  readonly many?: string;
}

interface PayloadShape {
  /** The mutation's name with a capital. */
  readonly name: string;
  /** What it has beside what every payload has. */
  readonly base?: abstract new () => MutationPayload;
  /** The payload's field for the id of what the mutation brought into being. */
  readonly created?: string;
  /** What the mutation is about. */
  readonly thing?: Thing;
  /** The part of it that the mutation is about. */
  readonly part?: Thing;
  /** What else it touched. */
  readonly touched?: Thing;
}

/** The resolvers of all payloads, for the composition root. */
export const payloadResolvers: Type[] = [];

/** The payload type of a mutation. The thing itself is read only by a client that asks for it. */
export function payloadType({
  name,
  base = MutationPayload,
  created,
  thing,
  part,
  touched,
}: PayloadShape): Type<MutationPayload> {
  class Payload extends base {}
  ObjectType(`${name}Payload`, { description: `What came of ${lowerFirst(name)}.` })(Payload);
  if (created !== undefined) {
    const description = 'The id of what was made. Null when the mutation was refused.';
    Field(() => ID, { nullable: true, name: created, description })(Payload.prototype, 'createdId');
  }
  for (const shown of [thing, part, touched]) if (shown) payloadResolvers.push(thingResolver(Payload, shown));
  return Payload;
}

function thingResolver(payload: Type, { field, type, reader: token, many }: Thing): Type {
  const description = many ?? 'As it is now. Null when there is none that the viewer may see.';
  const shown = many === undefined ? type : () => [type()];
  @Resolver(() => payload)
  class ThingResolver {
    constructor(@Inject(token) private readonly reader: WrittenReader) {}

    @ResolveField(field, shown, { nullable: many === undefined, description })
    async thing(@Parent() { subject }: Answer, @Context() context: RequestContext): Promise<object | null> {
      if (!subject) return many === undefined ? null : [];
      return this.reader.written(subject, context);
    }
  }
  return ThingResolver;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
