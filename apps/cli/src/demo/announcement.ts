import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from './actor';
import type { Played } from './demo';
import { officers } from './story/association';

const queryFile = join(__dirname, '../../../../../docs/examples/members-savings-and-reliability.graphql');

/** By whom a script may act: officers by their office, members by their number. */
interface Tokens {
  readonly operator: string;
  readonly officers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, string>>;
}

/** For people: where it is, who one can be, and a question with its answer. */
export async function announce({ url, cast }: Played): Promise<void> {
  const query = readFileSync(queryFile, 'utf8');
  const { coordinator } = cast.by;
  console.log(`GraphQL:   ${url}/graphql`);
  console.log(`GraphiQL:  ${url}/graphiql#token=${coordinator.token}\n`);
  console.log('A bearer token for each role:\n');
  for (const [office, { name }] of Object.entries(officers))
    print(office, name, cast.by[office as keyof typeof officers]);
  const [first] = cast.members;
  print('member', `${first!.delegate}, ${first!.name}`, first!.by);
  console.log(`\nA query to paste:\n\n${query}`);
  console.log(`Its answer:\n\n${JSON.stringify(await coordinator.ask(query), null, 2)}\n`);
  console.log('The server stays up; Ctrl+C stops it and removes its data.');
}

const print = (role: string, name: string, { token }: Actor): void => console.log(`  ${role} (${name})\n  ${token}\n`);

/** For scripts: one line. */
export function announceAsJson({ url, cast, operatorToken }: Played): void {
  const tokens: Tokens = {
    operator: operatorToken,
    officers: Object.fromEntries(Object.entries(cast.by).map(([office, { token }]) => [office, token])),
    members: Object.fromEntries(cast.members.map(({ enterpriseId, by }) => [enterpriseId, by.token])),
  };
  console.log(JSON.stringify({ url, tokens, query: readFileSync(queryFile, 'utf8') }));
}
