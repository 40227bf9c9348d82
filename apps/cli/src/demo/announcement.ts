import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cast, Member, OilCast } from './founding';
import type { SharedEquipment } from './play/equipment/story';
import type { Story } from './play/story';
import { offices, type Office } from './story/plan';
import { committedUnderway } from './story/purchases';

const queryFile = join(__dirname, '../../../../../docs/examples/members-savings-and-reliability.graphql');

/** A server on which the story has been played. */
export interface Played {
  readonly url: string;
  readonly cast: OilCast;
  readonly equipment: SharedEquipment;
  readonly story: Story;
  readonly operatorToken: string;
}

/** For people: where it is, who one can be, and a question with its answer. */
export async function announce(played: Played): Promise<void> {
  const { url, cast, equipment, operatorToken } = played;
  const query = readFileSync(queryFile, 'utf8');
  const { coordinator } = cast.by;
  console.log(`GraphQL:   ${url}/graphql`);
  console.log(`GraphiQL:  ${url}/graphiql#token=${coordinator.token}\n`);
  console.log('A bearer token for each role:\n');
  print('operator', 'of the installation', operatorToken);
  for (const office of Object.keys(offices) as Office[])
    print(office, cast.plan.officers[office], cast.by[office].token);
  printMember('member', cast.members[0]!);
  printMember('member that has not committed yet', undecided(cast));
  for (const { cast: sharing, assets } of Object.values(equipment)) printAssets(sharing, assets);
  console.log(`Variables for docs/examples; the member is the second one:\n\n  ${JSON.stringify(variables(played))}`);
  console.log(`\nA query to paste:\n\n${query}`);
  console.log(`Its answer:\n\n${JSON.stringify(await coordinator.ask(query), null, 2)}\n`);
  console.log('The server stays up; Ctrl+C stops it and removes its data.');
}

const print = (role: string, name: string, token: string): void => console.log(`  ${role} (${name})\n  ${token}\n`);

const printMember = (role: string, { delegate, name, by }: Member): void =>
  print(role, `${delegate}, ${name}`, by.token);

/** Where equipment is shared: its association and assets, and whom to ask as. */
function printAssets({ plan, by, members }: Cast, assets: readonly string[]): void {
  const { id, name } = plan.association;
  console.log(`${name}, associationId "${id}", shares ${assets.join(' and ')}\n`);
  print('coordinator', plan.officers.coordinator, by.coordinator.token);
  printMember('member', members[0]!);
}

/** The first of those who asked for seed in the purchase underway and may still bind themselves. */
const undecided = ({ members }: OilCast): Member => members[committedUnderway]!;

/** What the queries in docs/examples ask for. */
const variables = ({ cast, equipment, story }: Played) => ({
  settledId: story.settled[0],
  underwayId: story.underway,
  enterpriseId: undecided(cast).enterpriseId,
  assetId: equipment.cuttingTable.assets[0],
});

/** For scripts: one line, with `tokens[party][role]`; parties go by their ids, members and assets by association. */
export function announceAsJson(played: Played): void {
  const { url, cast, equipment, story, operatorToken } = played;
  const casts = [cast, ...Object.values(equipment).map(({ cast: sharing }) => sharing)];
  const tokens = Object.assign({ platform: { operator: operatorToken } }, ...casts.map(tokensOf)) as object;
  const members = Object.fromEntries(casts.map((one) => [one.plan.association.id, idsOf(one)]));
  const assets = Object.fromEntries(
    Object.values(equipment).map((sharing) => [sharing.cast.plan.association.id, sharing.assets]),
  );
  const association = cast.plan.association.id;
  const query = readFileSync(queryFile, 'utf8');
  const asked = { query, variables: variables(played) };
  console.log(JSON.stringify({ url, association, members, purchases: story, assets, tokens, ...asked }));
}

const idsOf = ({ members }: Cast): string[] => members.map(({ enterpriseId }) => enterpriseId);

const tokensOf = ({ plan, by, members }: Cast): Record<string, Record<string, string>> => ({
  [plan.association.id]: Object.fromEntries(Object.entries(by).map(([office, { token }]) => [office, token])),
  ...Object.fromEntries(members.map(({ enterpriseId, by: { token } }) => [enterpriseId, { delegate: token }])),
});
