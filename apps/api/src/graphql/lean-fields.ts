import { isObjectType, type GraphQLSchema } from 'graphql';

/**
 * Takes away the resolvers that code-first gives to plain fields. They do what the executor does by itself, but a
 * compiled query that finds none reads the property directly, several times faster.
 */
export function leanFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      if (field.resolve?.name === 'rootFieldResolver') delete field.resolve;
  }
  return schema;
}
