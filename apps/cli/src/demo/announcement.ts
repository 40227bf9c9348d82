import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { days, instant, later, type Instant } from '@jointly/kernel';
import type { Cast, Member, OilCast } from './founding';
import type { SharedEquipment, Sharing } from './play/equipment/story';
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
  /** The demonstration's own time, at which its story ends. */
  readonly now: Instant;
}

/** For people: where it is, who one can be, and a question with its answer. */
export async function announce(played: Played): Promise<void> {
  const { url, cast, equipment, operatorToken, now } = played;
  const query = readFileSync(queryFile, 'utf8');
  const { coordinator } = cast.by;
  console.log(`GraphQL:   ${url}/graphql`);
  console.log(`GraphiQL:  ${url}/graphiql#token=${coordinator.token}\n`);
  console.log(
    `It is ${now} here: the server keeps a time of its own, which its operator moves at ${url}/demo/clock.\n`,
  );
  console.log(
    `A bearer token for each role in ${cast.plan.association.name}, associationId "${cast.plan.association.id}":\n`,
  );
  print('operator', 'of the installation', operatorToken);
  for (const office of Object.keys(offices) as Office[])
    print(office, cast.plan.officers[office], cast.by[office].token);
  printMember('member', cast.members[0]!);
  printMember('member that has not committed yet', undecided(cast));
  for (const { cast: sharing, assets } of Object.values(equipment)) printAssets(sharing, assets);
  console.log(
    'Variables for docs/examples. Each names its association, and as whom to ask: in this one that is the second',
  );
  console.log(`member, where equipment is shared the first.\n\n  ${JSON.stringify(variables(played))}`);
  console.log(`\nA query to paste:\n\n${query}`);
  console.log(`Its answer:\n\n${JSON.stringify(await coordinator.ask(query), null, 2)}\n`);
  console.log('The server stays up; Ctrl+C stops it and removes its data.');
}

const print = (role: string, name: string, token: string): void => console.log(`  ${role} (${name})\n  ${token}\n`);

const printMember = (role: string, { delegate, name, by }: Member): void =>
  print(role, `${delegate}, ${name}`, by.token);

/** Where equipment is shared: its association and assets, and whom to ask as. */
function printAssets({ plan, by, members }: Cast, assets: Sharing['assets']): void {
  const { id, name } = plan.association;
  const shared = Object.entries(assets).map(([title, assetId]) => `${title} (${assetId})`);
  console.log(`${name}, associationId "${id}", share ${shared.join(' and ')}:\n`);
  print('coordinator', plan.officers.coordinator, by.coordinator.token);
  printMember('member', members[0]!);
  printMember('another member', members[1]!);
}

/** The first of those who asked for seed in the purchase underway and may still bind themselves. */
const undecided = ({ members }: OilCast): Member => members[committedUnderway]!;

/** What the queries in docs/examples ask for. */
const variables = ({ cast, equipment, story, now }: Played) => ({
  settledId: story.settled[0],
  underwayId: story.underway,
  enterpriseId: undecided(cast).enterpriseId,
  assetId: Object.values(equipment.cuttingTable.assets)[0],
  bookerId: equipment.cuttingTable.cast.members[0]!.enterpriseId,
  ...mondayMorning(now),
});

/** Two hours of the Monday after next, in the morning of Atuntaqui. */
function mondayMorning(now: Instant): { bookFrom: Instant; bookUntil: Instant } {
  const midnight = instant(now.slice(0, 10));
  const toMonday = (8 - new Date(midnight).getUTCDay()) % 7;
  const bookFrom = later(later(midnight, days(toMonday + 7)), 13 * 3_600_000);
  return { bookFrom, bookUntil: later(bookFrom, 2 * 3_600_000) };
}

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
