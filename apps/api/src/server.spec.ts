import { generateKeyPairSync } from 'node:crypto';
import { Args, ArgsType, Field, Int, Mutation, ObjectType, Query, Resolver, InputType } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Max } from 'class-validator';
import { SignJWT } from 'jose';
import { Overloaded } from '@jointly/event-store';
import { TokenVerifier } from './auth/tokens';
import { connectionType, type Connection } from './graphql/connection.graphql';
import { checkArguments } from './graphql/validate';
import type { Health } from './http/health';
import { createLogger } from './http/log';
import { createServer } from './server';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const verifier = new TokenVerifier(async () => publicKey, { issuer: 'urn:test', audience: 'jointly' });
const tokenFor = (subject: string, expires: string, audience = 'jointly') =>
  new SignJWT()
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer('urn:test')
    .setAudience(audience)
    .setSubject(subject)
    .setExpirationTime(expires)
    .sign(privateKey);

@ObjectType()
class Thing {
  @Field(() => String)
  name!: string;
  @Field(() => Thing, { nullable: true })
  inner?: Thing;
}
const ThingConnection = connectionType(Thing, 'Thing');

@InputType()
class DoInput {
  @Field(() => Int)
  size!: number;
}

@ArgsType()
class Deep {
  @Field(() => Int)
  @Max(100, { message: 'must be 1 to 100' })
  first!: number;
}

@Resolver()
class ThingResolver {
  @Query(() => Thing)
  thing(): Thing {
    return { name: 'thing', inner: { name: 'inner' } };
  }
  @Query(() => ThingConnection)
  things(@Args() args: Deep): Connection<Thing> {
    checkArguments(Deep, args);
    return { edges: [], nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  }
  @Query(() => Thing)
  broken(): Thing {
    throw new Error('the password is hunter2');
  }
  @Mutation(() => Boolean)
  overload(@Args('input') input: DoInput): boolean {
    throw new Overloaded(1_500 * input.size);
  }
}

describe('the HTTP side', () => {
  const lines: string[] = [];
  let server: NestFastifyApplication;
  let token: string;
  let ready = true;

  beforeAll(async () => {
    const health: Health = {
      report: () =>
        Promise.resolve({
          ready,
          log: { state: 'open', lag: 0 },
          projections: [{ name: 'board', state: 'live', lag: 3 }],
          processes: [],
        }),
    };
    const log = createLogger('debug', { write: (line) => void lines.push(line) });
    server = await createServer({ log, bodyLimit: 10_000, verifier, health, providers: [ThingResolver] });
    await server.init();
    token = await tokenFor('almaz', '5m');
  });
  afterAll(() => server.close());

  const send = (payload: unknown, headers: Record<string, string> = {}) =>
    server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  const codeOf = (answer: { body: string }) => JSON.parse(answer.body).errors[0].extensions.code;

  it('answers a query, the first time and compiled', async () => {
    for (let round = 0; round < 3; round++) {
      const answer = await send({ query: '{ thing { name inner { name } } }' });
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual({ data: { thing: { name: 'thing', inner: { name: 'inner' } } } });
    }
  });

  it('speaks the media type that the client prefers', async () => {
    const types = { 'application/json': 'application/json', '*/*': 'application/graphql-response+json' };
    for (const [accept, type] of Object.entries(types))
      expect((await send({ query: '{ thing { name } }' }, { accept })).headers['content-type']).toBe(
        `${type}; charset=utf-8`,
      );
    const refused = await send({ query: '{ thing { name } }' }, { accept: 'text/html' });
    expect([refused.statusCode, codeOf(refused)]).toEqual([406, 'NOT_ACCEPTABLE']);
  });

  it.each([
    ['no token', undefined],
    ['garbage', 'Bearer garbage'],
    ['another scheme', 'Basic YWxtYXo6aHVudGVyMg=='],
  ])('says 401 to %s, before it reads the body', async (_what, authorization) => {
    const answer = await send('{ not json', { authorization: authorization ?? '' });
    expect([answer.statusCode, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('says 401 to an expired token, and to one for somebody else', async () => {
    for (const [bad, why] of [
      [await tokenFor('almaz', '-1s'), 'expired'],
      [await tokenFor('almaz', '5m', 'another'), 'not for this installation'],
    ]) {
      const answer = await send({ query: '{ thing { name } }' }, { authorization: `Bearer ${bad}` });
      expect(answer.statusCode).toBe(401);
      expect(answer.json().errors[0].message).toContain(why);
    }
  });

  it.each([
    ['malformed JSON', '{ "query": ', 400, 'BAD_REQUEST'],
    ['an empty body', '', 400, 'BAD_REQUEST'],
    ['a body without a query', {}, 400, 'BAD_REQUEST'],
    ['a query that is no text', { query: 7 }, 400, 'BAD_REQUEST'],
    [
      'a query given as its syntax tree',
      { query: '{"kind":"Document","definitions":[]}' },
      400,
      'GRAPHQL_PARSE_FAILED',
    ],
    ['a batch', [{ query: '{ thing { name } }' }], 400, 'BAD_REQUEST'],
    ['a malformed query', { query: '{ thing {' }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ thing { price } }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of the wrong type',
      { query: 'query ($n: Int!) { things(first: $n) { nodes { name } } }', variables: { n: 'x' } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a query too deep',
      { query: `{ thing ${'{ inner '.repeat(20)}{ name }${'}'.repeat(20)} }` },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a query too wide',
      {
        query: `{ ${Array.from({ length: 60 }, (_, i) => `t${i}: things(first: 100) { nodes { name } }`).join(' ')} }`,
      },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['too large a body', { query: `{ thing { name } } # ${'x'.repeat(11_000)}` }, 413, 'PAYLOAD_TOO_LARGE'],
    ['a page too long', { query: '{ things(first: 101) { nodes { name } } }' }, 200, 'BAD_USER_INPUT'],
  ])('refuses %s', async (_what, payload, status, code) => {
    const answer = await send(payload);
    expect([answer.statusCode, codeOf(answer)]).toEqual([status, code]);
    expect(answer.body).not.toMatch(/node_modules|\\n +at /);
  });

  it('refuses another content type', async () => {
    const answer = await send('query=1', { 'content-type': 'text/plain' });
    expect([answer.statusCode, codeOf(answer)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('keeps 200 for an invalid document where the client only knows application/json', async () => {
    const answer = await send({ query: '{ thing {' }, { accept: 'application/json' });
    expect([answer.statusCode, codeOf(answer)]).toEqual([200, 'GRAPHQL_PARSE_FAILED']);
  });

  it('does not take a mutation by GET', async () => {
    const answer = await server.inject({
      url: '/graphql?query=mutation{overload(input:{size:1})}',
      headers: { authorization: `Bearer ${token}` },
    });
    expect([answer.statusCode, codeOf(answer)]).toEqual([405, 'METHOD_NOT_ALLOWED']);
  });

  it('says when to come back while the log is overloaded', async () => {
    const answer = await send({ query: 'mutation { overload(input: { size: 1 }) }' });
    expect([answer.statusCode, codeOf(answer), answer.headers['retry-after']]).toEqual([503, 'OVERLOADED', '2']);
  });

  it('tells nothing of an unforeseen fault but where to find it in the log', async () => {
    const answer = await send({ query: '{ broken { name } }' });
    expect(answer.statusCode).toBe(500);
    const [error] = answer.json().errors;
    expect(error).toMatchObject({ path: ['broken'], extensions: { code: 'INTERNAL' } });
    expect(answer.body).not.toContain('hunter2');
    expect(lines.some((line) => line.includes(error.extensions.correlationId) && line.includes('hunter2'))).toBe(true);
  });

  it('never writes a token or a query string into the log', async () => {
    await send({ query: '{ thing { name } }' });
    await server.inject({
      url: '/graphql?query={thing{name}}&secret=hunter3',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain(token);
    expect(lines.join('')).not.toContain('hunter3');
  });

  it('is alive, and ready when its rooms are', async () => {
    expect((await server.inject('/health/live')).statusCode).toBe(200);
    expect((await server.inject('/health/ready')).json()).toMatchObject({
      status: 'ready',
      log: { state: 'open' },
    });
    ready = false;
    expect((await server.inject('/health/ready')).statusCode).toBe(503);
    ready = true;
  });

  it('shows its metrics', async () => {
    const { body } = await server.inject('/metrics');
    expect(body).toContain('jointly_projection_lag_events{projection="board"} 3');
    expect(body).toContain('jointly_http_request_duration_seconds_count{route="/graphql",status="200"}');
  });

  it('serves a GraphiQL that asks no other host for anything', async () => {
    const page = await server.inject('/graphiql');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).not.toMatch(/<(script|link|img)[^>]+(src|href)="https?:/);
  });

  it('answers 404 as it answers everything', async () => {
    const answer = await server.inject('/nothing');
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toMatch(/node_modules|\\n +at /);
  });
});
