import type { LocalIssuer } from '@jointly/privacy';
import { Actor, together } from './actor';
import { association, cluster, officers, suppliers, type Office, type SupplierKey } from './story/association';
import { oilPressers, type OilPresser } from './story/oil-pressers';

/** A member enterprise, with the delegate that acts for it. */
export interface Member extends OilPresser {
  readonly enterpriseId: string;
  readonly by: Actor;
}

/** Everybody who plays. */
export interface Cast {
  readonly clusterId: string;
  readonly by: Readonly<Record<Office, Actor>>;
  readonly members: readonly Member[];
  readonly suppliers: Readonly<Record<SupplierKey, string>>;
}

/** Makes an actor for whoever holds tokens of `subject`. */
export type Casting = (subject: string) => Promise<Actor>;

const tokenLifetime = 30 * 86_400;

export const castingFor =
  (url: string, issuer: LocalIssuer): Casting =>
  async (subject) =>
    new Actor(url, association.id, subject, await issuer.mint(subject, tokenLifetime));

/** Founds the association as its operator and officers do: persons, roles, cluster, suppliers, fifty members. */
export async function found(cast: Casting, step: () => void): Promise<Cast> {
  const by = await employ(cast);
  const { coordinator } = by;
  const { clusterId } = await coordinator.do<{ clusterId: string }>('createCluster', cluster, 'clusterId');
  const supplierIds = await together(Object.entries(suppliers), async ([key, name]) => {
    const { supplierId } = await coordinator.do<{ supplierId: string }>('registerSupplier', { name }, 'supplierId');
    return [key, supplierId] as const;
  });
  const members = await admitAll(cast, coordinator, clusterId, step);
  return { clusterId, by, members, suppliers: Object.fromEntries(supplierIds) as Record<SupplierKey, string> };
}

async function employ(cast: Casting): Promise<Record<Office, Actor>> {
  const { id: associationId, ...founded } = association;
  const operator = await cast('operator');
  const coordinator = { name: officers.coordinator.name, login: { subject: 'coordinator' } };
  await operator.do('createAssociation', { associationId, ...founded, coordinator });
  const entries = await together(
    Object.keys(officers) as Office[],
    async (office) => [office, await cast(office)] as const,
  );
  const by = Object.fromEntries(entries) as Record<Office, Actor>;
  const { coordinator: _, ...others } = officers;
  for (const [subject, { name, role }] of Object.entries(others)) {
    const personId = await register(by.coordinator, name, subject);
    await by.coordinator.do('grantRole', { personId, role });
  }
  return by;
}

/** Registered one after another, so that the register is in the order of the list; the rest goes on side by side. */
async function admitAll(cast: Casting, coordinator: Actor, clusterId: string, step: () => void): Promise<Member[]> {
  const registered: Member[] = [];
  for (const [index, presser] of oilPressers.entries()) {
    const enterpriseId = await enter(presser, index, coordinator, clusterId);
    registered.push({ ...presser, enterpriseId, by: await cast(`member-${index + 1}`) });
  }
  return together(registered, async (member) => {
    const { enterpriseId, delegate, by } = member;
    await coordinator.do('admitMember', { enterpriseId });
    const personId = await register(coordinator, delegate, by.subject);
    await coordinator.do('appointDelegate', { enterpriseId, personId, scopes: ['COMMIT'] });
    step();
    return member;
  });
}

async function enter({ name, size }: OilPresser, index: number, by: Actor, clusterId: string): Promise<string> {
  const registrationNumber = `AA/OIL/${String(index + 1).padStart(4, '0')}`;
  const enterprise = { name, size, kind: 'FIRM', registrationNumber, clusterId, sector: cluster.sector };
  return (await by.do<{ enterpriseId: string }>('registerEnterprise', enterprise, 'enterpriseId')).enterpriseId;
}

async function register(coordinator: Actor, name: string, subject: string): Promise<string> {
  const person = { name, login: { subject } };
  const { personId } = await coordinator.do<{ personId: string }>('registerPerson', { person }, 'personId');
  return personId;
}
