import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../failure';

type Variables = Readonly<Record<string, unknown>>;

interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
}

export interface Payload {
  readonly consistencyToken: string | null;
  readonly userErrors: readonly UserError[];
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** The server said no to a mutation. */
export class Refused extends Failure {
  constructor(
    verb: string,
    readonly errors: readonly UserError[],
  ) {
    super(`${verb} was refused. ${errors.map(({ code, message }) => `${message} (${code})`).join(' ')}`);
    this.name = 'Refused';
  }
}

const patience = [100, 300, 1_000, 3_000];

/** Speaks GraphQL over HTTP as the holder of a token. */
export class GraphQLClient {
  /** Of the last mutation: queries wait until it can be seen. */
  private seen: string | null = null;

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** @throws Failure when the server can't be reached or answers with an error */
  async query<Data>(document: string, variables: Variables = {}): Promise<Data> {
    for (const wait of patience) {
      const { data, errors } = await this.post(document, { atLeast: this.seen, ...variables });
      if (!errors) return data as Data;
      const [{ message, extensions } = { message: 'No reason was given.' }] = errors;
      const code = extensions?.code ?? 'UNKNOWN';
      if (code === 'UNAUTHENTICATED') throw new Failure(`${this.url} does not take the token. ${message} (${code})`);
      if (code !== 'OVERLOADED' && code !== 'PROJECTION_BEHIND') throw new Failure(`${message} (${code})`);
      await pause(wait);
    }
    throw new Failure(`${this.url} is too busy to answer. Try again later.`);
  }

  /**
   * Calls one business verb, `registerDemand` with a RegisterDemandInput; `selection` is what to read of its payload.
   * @throws Refused, Failure
   */
  async mutate<Selected>(verb: string, input: Variables, selection = ''): Promise<Selected & Payload> {
    const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) {
      ${verb}(input: $input) { ${selection} consistencyToken userErrors { code message field } }
    }`;
    const { [verb]: payload } = await this.query<Record<string, Selected & Payload>>(document, { input });
    if (!payload) throw new Failure(`${verb} gave no answer.`);
    if (payload.userErrors.length > 0) throw new Refused(verb, payload.userErrors);
    this.seen = payload.consistencyToken ?? this.seen;
    return payload;
  }

  private async post(query: string, variables: Variables): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    }).catch((error: Error) => {
      throw new Failure(`${this.url} can't be reached (${reasonOf(error)}). Is the server running there?`);
    });
    return (await response.json()) as Answer;
  }
}

const reasonOf = ({ message, cause }: Error): string => (cause as { code?: string } | undefined)?.code ?? message;
