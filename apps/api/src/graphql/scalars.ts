import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { instant, type Instant } from '@jointly/kernel';

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

function parseInstant(value: unknown): Instant {
  if (typeof value !== 'string' || !isoInstant.test(value) || Number.isNaN(Date.parse(value)))
    throw new GraphQLError('A DateTime is a point in time with its offset, such as "2026-05-01T09:30:00Z".');
  return instant(value);
}

/** In and out: UTC with milliseconds; other offsets are taken and converted. */
export const DateTime = new GraphQLScalarType<Instant, string>({
  name: 'DateTime',
  description: 'A point in time, ISO 8601 with its offset: "2026-05-01T09:30:00Z". Answers are in UTC.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  serialize: (value) => value as string,
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});

function parseToken(value: unknown): string {
  if (typeof value !== 'string' || !/^[A-Za-z0-9_-]{1,512}$/.test(value))
    throw new GraphQLError('A ConsistencyToken is the text that a mutation answered with, unchanged.');
  return value;
}

export const ConsistencyToken = new GraphQLScalarType<string, string>({
  name: 'ConsistencyToken',
  description:
    'Opaque: what a mutation wrote. Give it to a query as `atLeast` and the answer includes it. Good for the same association only.',
  serialize: (value) => value as string,
  parseValue: parseToken,
  parseLiteral: (node) => parseToken(node.kind === Kind.STRING ? node.value : undefined),
});
