import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { buildSchema, parse, validate, type GraphQLSchema } from 'graphql';

const root = resolve(__dirname, '../..');
const schema = buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8'));
const pages = [
  join(root, 'README.md'),
  ...readdirSync(join(root, 'docs'), { encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, 'docs', name)),
];

const documents: [page: string, at: number, document: string][] = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/```graphql\n(.*?)```/gs)].map(
    ([, document], at): [string, number, string] => [relative(root, page), at + 1, document!],
  ),
);

const mistakes = (against: GraphQLSchema, document: string): string[] =>
  validate(against, parse(document)).map(({ message }) => message);

describe('GraphQL in the documentation', () => {
  it.each(documents)('%s, number %i, is what the schema takes', (_page, _at, document) => {
    expect(mistakes(schema, document)).toEqual([]);
  });

  it('is looked at: a field that does not exist would be found', () => {
    expect(mistakes(schema, '{ nothing }')).toHaveLength(1);
    expect(documents.length).toBeGreaterThan(20);
  });
});
