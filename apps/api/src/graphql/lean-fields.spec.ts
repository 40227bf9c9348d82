import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import {
  Field,
  GraphQLSchemaBuilderModule,
  GraphQLSchemaFactory,
  ObjectType,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { NestFactory } from '@nestjs/core';
import { leanFields } from './lean-fields';

@ObjectType()
class Lean {
  @Field(() => String)
  plain!: string;
  @Field(() => String, { name: 'renamed' })
  original!: string;
}

@Resolver(() => Lean)
class LeanResolver {
  @Query(() => Lean)
  lean(): Lean {
    return { plain: 'a', original: 'b' };
  }
  @ResolveField(() => String)
  computed(): string {
    return 'c';
  }
}

describe('fields without code of their own', () => {
  it('lose the resolver that code-first gave them, and those of another name keep it', async () => {
    const builder = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
    const schema = leanFields(await builder.get(GraphQLSchemaFactory).create([LeanResolver]));
    const { plain, renamed } = (schema.getType('Lean') as GraphQLObjectType).getFields();
    expect(plain!.resolve).toBeUndefined();
    expect(renamed!.resolve!({ original: 'b' }, {}, undefined, undefined as never)).toBe('b');
    await builder.close();
  });

  it('are left alone where their resolver is ours', () => {
    const ours = () => 'ours';
    const query = new GraphQLObjectType({ name: 'Query', fields: { field: { type: GraphQLString, resolve: ours } } });
    leanFields(new GraphQLSchema({ query }));
    expect(query.getFields().field!.resolve).toBe(ours);
  });
});
