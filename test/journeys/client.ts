import type { SpawnedServer } from './spawned-server';

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads of an answer, it checks itself
type Json = any;

/** A payload as every mutation answers. */
export interface Payload {
  readonly consistencyToken: string | null;
  readonly userErrors: readonly UserError[];
  readonly [field: string]: Json;
}

let keys = 0;

/** One person who uses the API over HTTP. */
export class Client {
  /** Of the last mutation. */
  token: string | null = null;

  private constructor(
    private readonly url: string,
    private readonly bearer: string,
    private readonly associationId: string,
  ) {}

  static async of(server: SpawnedServer, subject: string, associationId: string): Promise<Client> {
    return new Client(server.url, await server.token(subject), associationId);
  }

  async send(query: string, variables: object = {}): Promise<{ status: number; body: Json }> {
    const answer = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.bearer}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: answer.status, body: await answer.json() };
  }

  /** A query's data, including what this client wrote last. */
  async ask(query: string, variables: object = {}): Promise<Json> {
    const { body } = await this.send(query, { associationId: this.associationId, atLeast: this.token, ...variables });
    if (body.errors) throw new Error(JSON.stringify(body.errors));
    return body.data;
  }

  /** A mutation's payload, refused or not. */
  async say(verb: string, input: object, selection = ''): Promise<Payload> {
    const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} consistencyToken userErrors { code message field } } }`;
    const whole = { associationId: this.associationId, idempotencyKey: `journey-${keys++}`, ...input };
    const { body } = await this.send(query, { input: whole });
    if (body.errors) throw new Error(JSON.stringify(body.errors));
    const payload = body.data[verb] as Payload;
    this.token = payload.consistencyToken ?? this.token;
    return payload;
  }

  /** A mutation that has to be accepted. */
  async does(verb: string, input: object, selection = ''): Promise<Payload> {
    const payload = await this.say(verb, input, selection);
    if (payload.userErrors.length > 0) throw new Error(`${verb}: ${JSON.stringify(payload.userErrors)}`);
    return payload;
  }

  /** The code that a mutation is refused with. */
  async isRefused(verb: string, input: object): Promise<string | undefined> {
    return (await this.say(verb, input)).userErrors[0]?.code;
  }
}

export async function moveClock(server: SpawnedServer, to: string): Promise<void> {
  const answer = await fetch(`${server.url}/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await server.token('operator')}` },
    body: JSON.stringify({ to }),
  });
  if (!answer.ok) throw new Error(`The clock did not move: ${await answer.text()}`);
}

/** Asks until the answer satisfies; what follows by itself takes a moment. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  satisfies: (answer: Answer) => boolean,
): Promise<Answer> {
  for (let tries = 0; ; tries++) {
    const answer = await ask();
    if (satisfies(answer) || tries > 100) return answer;
    await new Promise((wait) => setTimeout(wait, 30));
  }
}
