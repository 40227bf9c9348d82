import type { EnterpriseId, PersonId } from '@jointly/kernel';
import type { Viewer } from '../reading/viewer';
import { seen, seesTotalOf, sightOf } from './sight';

const own = 'enterprise_own' as EnterpriseId;
const other = 'enterprise_other' as EnterpriseId;
const custodian = 'person_custodian' as PersonId;

interface Looks {
  readonly person?: PersonId;
  readonly seesMembers?: boolean;
  readonly seesTotals?: boolean;
  readonly isOpenlyDisclosed?: boolean;
  readonly shares?: number;
  readonly owner?: object;
}

/** What somebody sees of an asset who acts for one of the enterprises that use it. */
const sight = ({
  person = 'person_member' as PersonId,
  shares = 0,
  owner = { kind: 'ASSOCIATION' },
  ...looks
}: Looks) =>
  sightOf(
    {
      person,
      seesMembers: false,
      seesTotals: false,
      isOpenlyDisclosed: false,
      ...looks,
      ownEnterprises: () => Promise.resolve([own]),
    } as unknown as Viewer,
    { id: 'asset', custodians: [custodian], owner: owner as never, sharesIssued: 10 },
    { directory: {} as never, sharedAssets: { file: () => Promise.resolve({ shares: { [own]: shares } }) } as never },
  );

describe('what is seen of others on a shared asset', () => {
  it.each<[string, Looks, { all: boolean; names: boolean; totals: boolean }]>([
    ['a member sees that time is taken', {}, { all: false, names: false, totals: false }],
    [
      'a member under open disclosure sees by whom',
      { isOpenlyDisclosed: true },
      { all: false, names: true, totals: true },
    ],
    ['who holds a role sees totals', { seesTotals: true }, { all: false, names: false, totals: true }],
    ['who owns a share of it sees totals', { shares: 2 }, { all: false, names: false, totals: true }],
    [
      'who owns it sees totals',
      { owner: { kind: 'ENTERPRISE', enterpriseId: own } },
      { all: false, names: false, totals: true },
    ],
    [
      'who owns another than this one does not',
      { owner: { kind: 'ENTERPRISE', enterpriseId: other } },
      { all: false, names: false, totals: false },
    ],
    ['a custodian sees all', { person: custodian }, { all: true, names: true, totals: true }],
    ['who steers or keeps the books sees all', { seesMembers: true }, { all: true, names: true, totals: true }],
  ])('%s', async (_, looks, expected) => {
    expect(await sight(looks)).toEqual({ ...expected, own: [own] });
  });

  it('is everybody’s parts for some, and their own for others', async () => {
    const parts = [{ enterpriseId: own }, { enterpriseId: other }];
    expect(seen(parts, await sight({}))).toEqual([{ enterpriseId: own }]);
    expect(seen(parts, await sight({ isOpenlyDisclosed: true }))).toEqual([{ enterpriseId: own }]);
    expect(seen(parts, await sight({ person: custodian }))).toEqual(parts);
  });

  it('is a total where it tells no other’s part: of three, two of them not one’s own', async () => {
    const parts = (...enterprises: string[]) => enterprises.map((id) => ({ enterpriseId: id as EnterpriseId }));
    const told = async (looks: Looks, ...enterprises: string[]) =>
      seesTotalOf(parts(...enterprises), await sight(looks));
    expect(await told({}, own, other)).toBe(false);
    expect(await told({}, other, 'enterprise_third')).toBe(false);
    expect(await told({}, own, other, 'enterprise_third')).toBe(true);
    expect(await told({}, own, own, other)).toBe(false);
    expect(await told({ isOpenlyDisclosed: true }, own, other)).toBe(true);
  });
});
