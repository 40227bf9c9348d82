import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cast, Member } from './founding';
import type { Story } from './play/story';
import { association, officers, type Office } from './story/association';
import { committedUnderway } from './story/purchases';

const queryFile = join(__dirname, '../../../../../docs/examples/members-savings-and-reliability.graphql');

/** A server on which the story has been played. */
export interface Played {
  readonly url: string;
  readonly cast: Cast;
  readonly story: Story;
  readonly operatorToken: string;
}

/** For people: where it is, who one can be, and a question with its answer. */
export async function announce(played: Played): Promise<void> {
  const { url, cast, operatorToken } = played;
  const query = readFileSync(queryFile, 'utf8');
  const { coordinator } = cast.by;
  console.log(`GraphQL:   ${url}/graphql`);
  console.log(`GraphiQL:  ${url}/graphiql#token=${coordinator.token}\n`);
  console.log('A bearer token for each role:\n');
  print('operator', 'of the installation', operatorToken);
  for (const [office, { name }] of Object.entries(officers)) print(office, name, cast.by[office as Office].token);
  printMember('member', cast.members[0]!);
  printMember('member that has not committed yet', undecided(cast));
  console.log(`Variables for docs/examples; the member is the second one:\n\n  ${JSON.stringify(variables(played))}`);
  console.log(`\nA query to paste:\n\n${query}`);
  console.log(`Its answer:\n\n${JSON.stringify(await coordinator.ask(query), null, 2)}\n`);
  console.log('The server stays up; Ctrl+C stops it and removes its data.');
}

const print = (role: string, name: string, token: string): void => console.log(`  ${role} (${name})\n  ${token}\n`);

const printMember = (role: string, { delegate, name, by }: Member): void =>
  print(role, `${delegate}, ${name}`, by.token);

/** The first of those who asked for seed in the purchase underway and may still bind themselves. */
const undecided = ({ members }: Cast): Member => members[committedUnderway]!;

/** What the queries in docs/examples ask for. */
const variables = ({ cast, story }: Played) => ({
  settledId: story.settled[0],
  underwayId: story.underway,
  enterpriseId: undecided(cast).enterpriseId,
});

/** For scripts: one line, with `tokens[party][role]`; parties go by their ids. */
export function announceAsJson(played: Played): void {
  const { url, cast, story, operatorToken } = played;
  const tokens = {
    platform: { operator: operatorToken },
    [association.id]: Object.fromEntries(Object.entries(cast.by).map(([office, { token }]) => [office, token])),
    ...Object.fromEntries(cast.members.map(({ enterpriseId, by }) => [enterpriseId, { delegate: by.token }])),
  };
  const query = readFileSync(queryFile, 'utf8');
  const told = { url, association: association.id, purchases: story, tokens, query, variables: variables(played) };
  console.log(JSON.stringify(told));
}
