import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLClient, Refused } from './graphql-client';

interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

const bodyOf = async (request: IncomingMessage): Promise<Asked> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Asked;
};

describe('The command line as a client of the server', () => {
  let server: Server;
  let url: string;
  let client: GraphQLClient;
  const asked: Asked[] = [];
  const answers: object[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        asked.push(body);
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answers.shift()));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    client = new GraphQLClient(url, 'token');
  });

  afterAll(() => server.close());

  const done = { consistencyToken: 'seen-1', userErrors: [] };
  const refused = { consistencyToken: null, userErrors: [{ code: 'NO_MANDATE', message: 'Ask.', field: null }] };

  it('names the input after the verb, and lets the next query wait for what was written', async () => {
    answers.push({ data: { registerDemand: { ...done, demand: { id: 'd' } } } }, { data: { now: 1 } });
    const payload = await client.mutate<{ demand: { id: string } }>('registerDemand', { kg: 1 }, 'demand { id }');
    expect(payload.demand.id).toBe('d');
    expect(asked[0]!.query).toContain('$input: RegisterDemandInput!');
    expect(asked[0]!.variables).toMatchObject({ input: { kg: 1 } });
    await client.query('query ($atLeast: ConsistencyToken) { now }');
    expect(asked[1]!.variables).toEqual({ atLeast: 'seen-1' });
  });

  it('tells a refusal with the server’s own sentence and code', async () => {
    answers.push({ data: { registerDemand: refused } });
    await expect(client.mutate('registerDemand', {})).rejects.toThrow(
      new Refused('registerDemand', refused.userErrors),
    );
  });

  it('asks again when the server is overloaded, and gives up on any other error', async () => {
    answers.push({ errors: [{ message: 'Wait.', extensions: { code: 'OVERLOADED' } }] }, { data: { now: 2 } });
    await expect(client.query('{ now }')).resolves.toEqual({ now: 2 });
    answers.push({ errors: [{ message: 'Not yours.', extensions: { code: 'FORBIDDEN' } }] });
    await expect(client.query('{ now }')).rejects.toThrow('Not yours. (FORBIDDEN)');
  });

  it('names the server that does not take its token: it may be another one than was meant', async () => {
    answers.push({ errors: [{ message: 'Get a new one.', extensions: { code: 'UNAUTHENTICATED' } }] });
    await expect(client.query('{ now }')).rejects.toThrow(
      `${url} does not take the token. Get a new one. (UNAUTHENTICATED)`,
    );
  });

  it('says where it looked when there is no server', async () => {
    const gone = createServer();
    await new Promise<void>((listening) => gone.listen(0, '127.0.0.1', listening));
    const nowhere = `http://127.0.0.1:${(gone.address() as AddressInfo).port}`;
    await new Promise((closed) => gone.close(closed));
    await expect(new GraphQLClient(nowhere, 'token').query('{ now }')).rejects.toThrow(
      `${nowhere} can't be reached (ECONNREFUSED). Is the server running there?`,
    );
  });
});
