import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { interleaved, type Bench, type Figure } from './figures';
import type { Crowd } from './servers/crowd';

const rounds = 5;
const enterprises = 2_000;

type Jointly = Crowd & {
  readonly url: string;
  readonly token: string;
  readonly association: string;
  readonly directory: string;
};

const listQuery = `query ($associationId: ID!, $first: Int!) {
  bulkPurchases(associationId: $associationId, first: $first) {
    nodes {
      id title phase item { name unit unitDecimals } currency termsVersion demandDeadline thresholdMet
      committed { quantity { value unit } members }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const mutation = (verb: string): string =>
  `mutation ($input: RegisterDemandInput!) { ${verb}(input: $input) { consistencyToken userErrors { code message } } }`;

async function start<Message>(
  file: string,
  ...args: string[]
): Promise<{ child: ChildProcess; told: () => Promise<Message> }> {
  const child = fork(join(__dirname, 'servers', file), args);
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${file} ended with ${String(code)}.`)));
  ended.catch(() => undefined); // once it has told what it had to, it may end
  return { child, told: async () => ((await Promise.race([once(child, 'message'), ended])) as [Message])[0] };
}

const headersFor = (token: string) => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` });

/** Answered requests per second, up to the last answer; a failed one spoils the figure and stops the bench. */
async function load(options: autocannon.Options): Promise<number> {
  const start = performance.now();
  let last = start;
  // The generator itself only looks at its clock once a second.
  const { non2xx, errors, timeouts, requests } = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon({ method: 'POST', ...options }, (error: Error | null, result) =>
      error ? reject(error) : resolve(result),
    );
    running.on('response', () => (last = performance.now()));
  });
  if (non2xx + errors + timeouts > 0) throw new Error(`${non2xx + errors} requests failed.`);
  return requests.total / ((last - start) / 1_000);
}

function listLoad(url: string, token: string, association: string): () => Promise<number> {
  const body = JSON.stringify({ query: listQuery, variables: { associationId: association, first: 50 } });
  return () => load({ url: `${url}/graphql`, headers: headersFor(token), body, connections: 10, duration: 4 });
}

/** Every enterprise states its demand once, in a purchase that nobody has yet answered in this round. */
function demandLoad(
  { url, token, association, enterpriseIds }: Jointly,
  verb: string,
  purchaseId: string,
): Promise<number> {
  let n = 0;
  const next = (): string => {
    const enterpriseId = enterpriseIds[n++ % enterpriseIds.length]!;
    const quantity = { value: '120', unit: 'kg' };
    const input = {
      associationId: association,
      idempotencyKey: `${purchaseId}-${n}`,
      purchaseId,
      enterpriseId,
      quantity,
      termsVersion: 1,
    };
    return JSON.stringify({ query: mutation(verb), variables: { input } });
  };
  return load({
    url: `${url}/graphql`,
    headers: headersFor(token),
    connections: 64,
    amount: enterpriseIds.length,
    requests: [{ setupRequest: (request) => ({ ...request, body: next() }) }],
  });
}

/** The first rounds warm both sides up and are not counted. */
async function warmed(rates: Promise<{ ours: number[]; bare: number[] }>): Promise<{ ours: number[]; bare: number[] }> {
  const { ours, bare } = await rates;
  return { ours: ours.slice(1), bare: bare.slice(1) };
}

async function answerOf({
  url,
  token,
  association,
}: Jointly): Promise<{ data: { bulkPurchases: { nodes: object[] } } }> {
  const body = JSON.stringify({ query: listQuery, variables: { associationId: association, first: 50 } });
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: headersFor(token), body });
  return (await response.json()) as { data: { bulkPurchases: { nodes: object[] } } };
}

export const bench: Bench = {
  async run(): Promise<readonly Figure[]> {
    const counts = JSON.stringify({ enterprises, invited: rounds + 1, listed: 60 });
    const jointly = await start<Jointly>('jointly.js', counts);
    const ours = await jointly.told();
    const bare = await start<{ url: string; plainUrl: string }>('bare.js');
    bare.child.send(await answerOf(ours));
    const { url, plainUrl } = await bare.told();
    const { token, association } = ours;
    const list = listLoad(ours.url, token, association);
    const purchases = [...ours.purchaseIds];
    const figures: Figure[] = [
      {
        name: 'list of 50 purchases, 10 connections, beside bare Mercurius with JIT',
        unit: 'requests',
        goal: 0.85,
        ...(await warmed(interleaved(rounds + 1, list, listLoad(url, token, association)))),
      },
      {
        name: 'the same, beside Fastify sending the same bytes',
        unit: 'requests',
        ...(await warmed(interleaved(rounds + 1, list, listLoad(plainUrl, token, association)))),
      },
      {
        name: 'registerDemand, 64 connections, beside a mutation that does nothing',
        unit: 'requests',
        goal: 0.4,
        ...(await warmed(
          interleaved(
            rounds + 1,
            () => demandLoad(ours, 'registerDemand', purchases.shift()!),
            () => demandLoad(ours, 'doNothing', 'none'),
          ),
        )),
      },
    ];
    jointly.child.kill();
    bare.child.kill();
    rmSync(ours.directory, { recursive: true, force: true });
    return figures;
  },
};
