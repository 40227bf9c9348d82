import { GraphQLClient, type Payload } from '../client/graphql-client';

type Input = Readonly<Record<string, unknown>>;

/** Somebody in the association who does things through the public API, with their own token. */
export class Actor {
  private readonly client: GraphQLClient;
  private done = 0;

  constructor(
    url: string,
    private readonly associationId: string,
    readonly subject: string,
    readonly token: string,
  ) {
    this.client = new GraphQLClient(url, token);
  }

  /** One mutation by its verb. @throws Refused, Failure */
  do<Selected>(verb: string, input: Input, selection = ''): Promise<Selected & Payload> {
    const idempotencyKey = `${this.subject}-${++this.done}`;
    return this.client.mutate(verb, { associationId: this.associationId, idempotencyKey, ...input }, selection);
  }

  /** @throws Failure */
  ask<Data>(document: string, variables: Input = {}): Promise<Data> {
    return this.client.query(document, { associationId: this.associationId, ...variables });
  }
}

/** Many at a time, and all done when this resolves; results are in the order of `items`. */
export async function together<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return results;
}
