import { Args, Field, InputType, Int, Query, Resolver } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TokenVerifier } from '../auth/tokens';
import { createLogger } from '../http/log';
import { createServer } from '../server';

@InputType()
class Asked {
  @Field(() => Int)
  size!: number;
  @Field(() => Int, { nullable: true, defaultValue: 14 })
  days!: number;
}

@Resolver()
class EchoResolver {
  @Query(() => Int)
  product(@Args('input') { size, days }: Asked): number {
    return size * days;
  }
}

describe('A query that was asked before, and is compiled by now', () => {
  let server: NestFastifyApplication;

  beforeAll(async () => {
    const verifier = { known: () => ({ issuer: 'urn:test', subject: 'almaz' }) } as unknown as TokenVerifier;
    const health = {
      report: () =>
        Promise.resolve({ ready: true, log: { state: 'open' as const, lag: 0 }, projections: [], processes: [] }),
    };
    const log = createLogger('silent');
    server = await createServer({ log, bodyLimit: 10_000, verifier, health, providers: [EchoResolver] });
    await server.init();
  });
  afterAll(() => server.close());

  const ask = (variables: object) =>
    server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
      payload: JSON.stringify({ query: 'query ($input: Asked!) { product(input: $input) }', variables }),
    });

  it.each([
    ['is missing', {}],
    ['is null', { input: null }],
    ['lacks a field', { input: {} }],
    ['has a field of the wrong type', { input: { size: 'large' } }],
    ['has a field too many', { input: { size: 1, colour: 'red' } }],
  ])('still says 400 and what to mend when its variable %s', async (_what, variables) => {
    for (let round = 0; round < 3; round++) {
      const answer = await ask(variables);
      expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
      expect(answer.json().errors[0].message).toMatch(/^Variable "\$input"/);
    }
  });

  it('still fills in defaults', async () => {
    for (let round = 0; round < 3; round++)
      expect((await ask({ input: { size: 2 } })).json()).toEqual({ data: { product: 28 } });
  });
});
