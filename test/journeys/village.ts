import { Client } from './client';
import type { SpawnedServer } from './spawned-server';

export const evidence = { uri: 'file:paper.pdf', sha256: 'a'.repeat(64) };

const officers = {
  coordinator: 'COORDINATOR',
  approver: 'AWARD_COMMITTEE',
  treasurer: 'TREASURER',
  cashier: 'TREASURER',
  verifier: 'VERIFIER',
  inspector: 'INSPECTOR',
  agent: 'CDA',
} as const;

export type Officer = keyof typeof officers;

export interface Village {
  readonly association: string;
  readonly by: Readonly<Record<Officer, Client>>;
  readonly clusterId: string;
  readonly supplierId: string;
  readonly members: readonly { readonly enterpriseId: string; readonly by: Client; readonly personId: string }[];
}

/** An association with its officers, a cluster, a supplier and members, each with a delegate, all made over HTTP. */
export async function found(server: SpawnedServer, association: string, memberCount: number): Promise<Village> {
  const subject = (who: string): string => `${who}@${association}`;
  const operator = await Client.of(server, 'operator', association);
  await operator.does('createAssociation', {
    name: 'Village',
    currency: 'ETB',
    timeZone: 'Africa/Addis_Ababa',
    coordinator: { name: 'Almaz', login: { subject: subject('coordinator') } },
    rules: {
      directAwardLimit: { amount: '1000000', currency: 'ETB' },
      awardApprovals: 1,
      overPayment: 'REFUSE',
      paymentDueDays: 30,
      graceDays: 30,
      disclosure: 'BANDED',
      paymentReference: { amount: '1000', currency: 'ETB' },
      reliabilityHalfLifeDays: 365,
      reliabilityMinimumObservations: 1,
      minimumMembershipShare: '0.5',
    },
  });
  const by = Object.fromEntries(
    await Promise.all(
      Object.keys(officers).map(async (who) => [who, await Client.of(server, subject(who), association)] as const),
    ),
  ) as Record<Officer, Client>;
  const { coordinator } = by;
  for (const [who, role] of Object.entries(officers)) {
    if (who === 'coordinator') continue;
    const person = { name: who, login: { subject: subject(who) } };
    const { personId } = await coordinator.does('registerPerson', { person }, 'personId');
    await coordinator.does('grantRole', { personId, role });
  }
  const { clusterId } = await coordinator.does(
    'createCluster',
    { name: 'Pressers', sector: 'Edible oil', territory: 'Addis Ababa', stage: 'UNDERPERFORMING' },
    'clusterId',
  );
  const { supplierId } = await coordinator.does('registerSupplier', { name: 'Seed Union' }, 'supplierId');
  const members = await Promise.all(
    Array.from({ length: memberCount }, (_, n) => member(server, association, coordinator, clusterId, n)),
  );
  return { association, by, clusterId, supplierId, members };
}

async function member(server: SpawnedServer, association: string, coordinator: Client, clusterId: string, n: number) {
  const subject = `delegate${n}@${association}`;
  const { enterpriseId } = await coordinator.does(
    'registerEnterprise',
    { name: `Presser ${n}`, registrationNumber: `ET-${n}`, kind: 'FIRM', size: 'MICRO', clusterId, sector: 'Oil' },
    'enterpriseId',
  );
  await coordinator.does('admitMember', { enterpriseId });
  const person = { name: `Delegate ${n}`, login: { subject } };
  const { personId } = await coordinator.does('registerPerson', { person }, 'personId');
  await coordinator.does('appointDelegate', { enterpriseId, personId, scopes: ['COMMIT', 'BOOK', 'PLEDGE'] });
  return { enterpriseId, personId, by: await Client.of(server, subject, association) };
}

/** An enterprise that is no member, with a delegate who books. */
export async function guest(server: SpawnedServer, village: Village): Promise<Village['members'][number]> {
  const { coordinator } = village.by;
  const { association, clusterId } = village;
  const subject = `guest@${association}`;
  const firm = { name: 'Guest', registrationNumber: 'ET-guest', kind: 'FIRM', size: 'MICRO', clusterId, sector: 'Oil' };
  const { enterpriseId } = await coordinator.does('registerEnterprise', firm, 'enterpriseId');
  const person = { name: 'Guest', login: { subject } };
  const { personId } = await coordinator.does('registerPerson', { person }, 'personId');
  await coordinator.does('appointDelegate', { enterpriseId, personId, scopes: ['BOOK'] });
  return { enterpriseId, personId, by: await Client.of(server, subject, association) };
}

/** The input that opens a purchase of oilseed. */
export const opening = (village: Village, over: object = {}) => ({
  clusterId: village.clusterId,
  title: 'Oilseed for spring',
  item: { name: 'Niger seed', unit: 'kg', unitDecimals: 0 },
  terms: {
    minimumQuantity: { value: '500', unit: 'kg' },
    minimumMembers: 2,
    demandDeadline: '2026-01-20T00:00:00Z',
    commitmentDeadline: '2026-02-10T00:00:00Z',
    deliveryTolerance: '0.05',
    shortageRule: 'PRO_RATA',
    allocation: {
      GOODS: 'UNIFORM_PRICE',
      FREIGHT: 'PROPORTIONAL',
      DUTY: 'PROPORTIONAL',
      INSURANCE: 'PROPORTIONAL',
      FEE: 'EQUAL',
      OTHER: 'EQUAL',
    },
    buyerOfRecord: 'ASSOCIATION_AS_PRINCIPAL',
    ...over,
  },
});

export const kg = (value: number | string) => ({ value: String(value), unit: 'kg' });
export const birr = (amount: number | string) => ({ amount: String(amount), currency: 'ETB' });
