import { isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';

/**
 * Takes away the resolvers that code-first gives to plain fields. They do what the executor does by itself, but a
 * compiled query that finds none reads the property directly, several times faster.
 */
export function leanFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) if (readsItsOwnName(field)) delete field.resolve;
  }
  return schema;
}

/** A field of another name than its property keeps its resolver: it is found out by letting it read a decoy. */
function readsItsOwnName({ name, resolve }: GraphQLField<unknown, unknown>): boolean {
  if (resolve?.name !== 'rootFieldResolver') return false;
  const read: PropertyKey[] = [];
  const decoy = new Proxy({}, { get: (_, property) => void read.push(property) });
  void resolve(decoy, {}, undefined, undefined as never);
  return read.every((property) => property === name);
}
