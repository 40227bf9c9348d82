import { buildSchema, parse, validate } from 'graphql';
import { complexityRule } from './complexity';

const schema = buildSchema(`
  type Thing { name: String things(first: Int): [Thing] }
  type Query { things(first: Int): [Thing] }`);

const refused = (query: string, limit: number): boolean =>
  validate(schema, parse(query), [complexityRule(limit)]).length > 0;

describe('the complexity of a query', () => {
  it.each([
    ['{ things { name } }', 2],
    ['{ things(first: 10) { name } }', 11],
    ['{ things(first: 10) { name things(first: 5) { name } } }', 71],
    ['query ($n: Int) { things(first: $n) { name } }', 101],
    ['{ things(first: 2) { ...parts } } fragment parts on Thing { name ... on Thing { things { name } } }', 7],
    ['{ a: things { name } b: things { name } }', 4],
  ])('%s is %i fields at most', (query, cost) => {
    expect([refused(query, cost - 1), refused(query, cost)]).toEqual([true, false]);
  });

  it('of nested fragments does not make the counting itself expensive', () => {
    const layers = Array.from({ length: 60 }, (_, n) => `fragment f${n} on Thing { ...f${n + 1} ...f${n + 1} }`);
    expect(refused(`{ things { ...f0 } } ${layers.join(' ')} fragment f60 on Thing { name }`, 10_000)).toBe(true);
  });

  it('of fragments in a circle ends', () => {
    expect(refused('{ things { ...a } } fragment a on Thing { things { ...a } }', 10)).toBe(false);
  });
});
