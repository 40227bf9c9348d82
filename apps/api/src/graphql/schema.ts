import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { resolvers } from '../api';

/** The schema as its definition language, in an order that does not depend on the code's. */
export async function schemaText(): Promise<string> {
  const builder = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: ['error'] });
  const schema = await builder.get(GraphQLSchemaFactory).create(resolvers);
  await builder.close();
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
