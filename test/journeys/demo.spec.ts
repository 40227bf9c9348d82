import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

jest.setTimeout(180_000);

const root = resolve(__dirname, '../..');
const examples = join(root, 'docs/examples');

/** What `jointly demo --json` prints once it is ready. */
interface Ready {
  readonly url: string;
  readonly association: string;
  /** By association. */
  readonly members: Readonly<Record<string, readonly string[]>>;
  readonly assets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly purchases: { readonly settled: readonly string[]; readonly failed: string; readonly underway: string };
  readonly tokens: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly query: string;
  /** For the examples, as one who has asked for seed in the purchase underway and has not committed yet. */
  readonly variables: Readonly<Record<'settledId' | 'underwayId' | 'enterpriseId' | 'assetId', string>>;
}

interface Answer {
  readonly data?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
  readonly errors?: unknown;
}

const example = (name: string): string => readFileSync(join(examples, `${name}.graphql`), 'utf8');

describe('The demonstration', () => {
  let demo: ChildProcess;
  let ready: Ready;

  beforeAll(async () => {
    const entry = join(root, 'dist/apps/cli/src/main.js');
    demo = spawn(process.execPath, [entry, 'demo', '--json', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await Promise.race([firstLine(demo), ended(demo)]);
    ready = JSON.parse(line) as Ready;
  });

  afterAll(async () => {
    if (demo.exitCode !== null) return;
    const stopped = ended(demo).catch(() => undefined);
    demo.kill('SIGTERM');
    await stopped;
  });

  const coordinator = (): string => ready.tokens['reop']!['coordinator']!;

  async function ask(query: string, token: string, variables: object = {}): Promise<Answer> {
    const response = await fetch(`${ready.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  }

  // First, as newcomers do it: figures age until the last event, and the examples below add one.
  it('answers the query of the README as the README says', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const [, query, answer] = /```graphql\n(.*?)```\s*```json\n(.*?)```/s.exec(readme)!;
    expect(await ask(query!, coordinator())).toEqual(JSON.parse(answer!));
  });

  it('has three purchases closed, one failed below its threshold, one in the middle of its commitments', async () => {
    const { data } = await ask(example('purchases'), coordinator());
    const { settled, failed, underway } = ready.purchases;
    const phases = new Map<string, object>();
    for (const { id, phase, endReason } of data!['bulkPurchases'].nodes) phases.set(id, { phase, endReason });
    for (const id of settled) expect(phases.get(id)).toEqual({ phase: 'CLOSED', endReason: null });
    expect(phases.get(failed)).toEqual({ phase: 'FAILED', endReason: 'THRESHOLD_NOT_MET' });
    expect(phases.get(underway)).toEqual({ phase: 'COMMITTING', endReason: null });
  });

  it('publishes what each of the fifty members saved and how reliable it is', async () => {
    const { data } = await ask(
      example('members-savings-and-reliability').replace('first: 2', 'first: 50'),
      coordinator(),
    );
    const members = data!['enterprises'].nodes;
    expect(members).toHaveLength(50);
    for (const { savings, reliability } of members) {
      expect(Number(savings[0].realised.saving.amount)).toBeGreaterThan(0);
      expect(reliability).toMatchObject({ n: 3, expected: expect.stringMatching(/^0\.\d{6}$/) });
    }
    const [least] = [...members].sort((a, b) => a.reliability.expected - b.reliability.expected);
    expect(least.name).toBe('Chora Seed and Oil'); // paid late twice
  });

  it('has a machine whose use is in its books: what was used, missed, out of service, earned', async () => {
    const { data } = await ask(example('equipment-statement'), ready.tokens['atuntaqui']!['coordinator']!, {
      assetId: ready.variables.assetId,
    });
    const { utilisation, costRecovery, uses } = data!['sharedAsset'].statement;
    expect(uses).toBe(5);
    // The example in docs/indicators.md: 252 hours open, 22 of them down.
    const hours = { openHours: '252.000000', downtimeHours: '22.000000', usedHours: '19.000000' };
    expect(utilisation).toMatchObject({ ...hours, utilisation: '0.082609', availability: '0.912698' });
    expect(utilisation.noShows).toEqual({ k: 1, n: 6 });
    // 33.30 + 32.40 + 33.30 as corrected + 22.50 + 32.40, and 10.00 for not coming; 84.00 for energy and upkeep.
    expect(costRecovery).toMatchObject({
      income: { amount: '163.90' },
      cost: { amount: '84.00' },
      recovery: '1.951190',
    });
  });

  it('has a nursery whose sowing is in its books: ten hours of use, paid for by those who took part', async () => {
    const nursery = ready.assets['bosawas']!['the nursery']!;
    const april = `statement(from: "2025-04-01T06:00:00Z", until: "2025-05-01T06:00:00Z")`;
    const query = example('equipment-statement').replace(/statement\(.*?\)/, april);
    const { data } = await ask(query, ready.tokens['bosawas']!['coordinator']!, {
      associationId: 'bosawas',
      assetId: nursery,
    });
    const { utilisation, costRecovery } = data!['sharedAsset'].statement;
    expect(utilisation).toMatchObject({ usedHours: '10.000000' });
    expect(costRecovery).toMatchObject({ income: { amount: '28750.00' } });
  });

  const names = readdirSync(examples).map((file) => file.replace('.graphql', ''));

  it.each(names)('answers the example %s', async (name) => {
    const query = example(name);
    const asDelegate = query.split('\n')[0]!.includes('delegate');
    const { variables, tokens, members } = ready;
    const association = /\$associationId: ID = "(\w+)"/.exec(query)![1]!;
    const enterprise = association === ready.association ? variables.enterpriseId : members[association]![0]!;
    const asked = tokens[asDelegate ? enterprise : association]![asDelegate ? 'delegate' : 'coordinator']!;
    const { data, errors } = await ask(query, asked, variables);
    expect(errors).toBeUndefined();
    for (const [field, answer] of Object.entries(data!)) {
      expect([field, answer]).not.toEqual([field, null]);
      expect(answer.userErrors ?? []).toEqual([]);
      expect(answer.nodes ?? ['something']).not.toEqual([]);
    }
  });

  it('hands out a query that works, and a token for everybody', async () => {
    expect(ready.query).toBe(example('members-savings-and-reliability'));
    const { tokens, members } = ready;
    expect(Object.values(members).map(({ length }) => length)).toEqual([50, 6, 4, 8]);
    const answers = Object.entries(members).flatMap(([associationId, ids]) => {
      const inAssociation = [associationId, ...ids].flatMap((party) => Object.values(tokens[party]!));
      expect(inAssociation).toHaveLength(7 + ids.length);
      return inAssociation.map((token) => ask(example('who-am-i'), token, { associationId }));
    });
    expect((await Promise.all(answers)).filter(({ errors }) => errors)).toEqual([]);
  });
});

function firstLine({ stdout }: ChildProcess): Promise<[string]> {
  return new Promise((resolve) => createInterface({ input: stdout! }).once('line', (line) => resolve([line])));
}

/** Rejects when the process ends: before it is ready, that is what a test wants to hear. */
function ended(child: ChildProcess): Promise<never> {
  return new Promise((_, reject) =>
    child.once('exit', (code) => reject(new Error(`The demonstration ended with ${code}.`))),
  );
}
