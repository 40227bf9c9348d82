import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cast } from './founding';
import type { Story } from './play/story';
import { association, officers, type Office } from './story/association';

const queryFile = join(__dirname, '../../../../../docs/examples/members-savings-and-reliability.graphql');

/** A server on which the story has been played. */
export interface Played {
  readonly url: string;
  readonly cast: Cast;
  readonly story: Story;
  readonly operatorToken: string;
}

/** For people: where it is, who one can be, and a question with its answer. */
export async function announce({ url, cast, operatorToken }: Played): Promise<void> {
  const query = readFileSync(queryFile, 'utf8');
  const { coordinator } = cast.by;
  console.log(`GraphQL:   ${url}/graphql`);
  console.log(`GraphiQL:  ${url}/graphiql#token=${coordinator.token}\n`);
  console.log('A bearer token for each role:\n');
  print('operator', 'of the installation', operatorToken);
  for (const [office, { name }] of Object.entries(officers)) print(office, name, cast.by[office as Office].token);
  const [first] = cast.members;
  print('member', `${first!.delegate}, ${first!.name}`, first!.by.token);
  console.log(`\nA query to paste:\n\n${query}`);
  console.log(`Its answer:\n\n${JSON.stringify(await coordinator.ask(query), null, 2)}\n`);
  console.log('The server stays up; Ctrl+C stops it and removes its data.');
}

const print = (role: string, name: string, token: string): void => console.log(`  ${role} (${name})\n  ${token}\n`);

/** For scripts: one line, with `tokens[party][role]`; parties go by their ids. */
export function announceAsJson({ url, cast, story, operatorToken }: Played): void {
  const tokens = {
    platform: { operator: operatorToken },
    [association.id]: Object.fromEntries(Object.entries(cast.by).map(([office, { token }]) => [office, token])),
    ...Object.fromEntries(cast.members.map(({ enterpriseId, by }) => [enterpriseId, { delegate: by.token }])),
  };
  const query = readFileSync(queryFile, 'utf8');
  console.log(JSON.stringify({ url, association: association.id, purchases: story, tokens, query }));
}
