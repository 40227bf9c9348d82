import type { LocalIssuer } from '@jointly/privacy';
import { Actor, together } from './actor';
import type { OilPresser } from './story/oil-pressers';
import type { SupplierKey } from './story/association';
import { offices, type AssociationPlan, type MemberPlan, type Office } from './story/plan';

/** A member enterprise, with the delegate that acts for it. */
export type Member<Plan extends MemberPlan = MemberPlan> = Plan & {
  readonly enterpriseId: string;
  readonly by: Actor;
};

/** Everybody who plays in an association. */
export interface Cast<Plan extends MemberPlan = MemberPlan, Supplier extends string = string> {
  readonly plan: AssociationPlan<Plan, Supplier>;
  readonly clusterId: string;
  readonly by: Readonly<Record<Office, Actor>>;
  /** The officers' ids as persons of the association. */
  readonly persons: Readonly<Record<Office, string>>;
  readonly members: readonly Member<Plan>[];
  readonly suppliers: Readonly<Record<Supplier, string>>;
}

/** The association that buys jointly. */
export type OilCast = Cast<OilPresser, SupplierKey>;

/** Makes an actor in an association for whoever holds tokens of `subject`. */
export type Casting = (associationId: string, subject: string) => Promise<Actor>;

const tokenLifetime = 30 * 86_400;

export const castingFor =
  (url: string, issuer: LocalIssuer): Casting =>
  async (associationId, subject) =>
    new Actor(url, associationId, subject, await issuer.mint(subject, tokenLifetime));

/** Founds an association as its operator and officers do: persons, roles, cluster, suppliers, members. */
export async function found<Plan extends MemberPlan, Supplier extends string>(
  plan: AssociationPlan<Plan, Supplier>,
  casting: Casting,
  step: () => void,
): Promise<Cast<Plan, Supplier>> {
  const cast = (who: string): Promise<Actor> => casting(plan.association.id, `${plan.logins}${who}`);
  const { by, persons } = await employ(plan, await casting(plan.association.id, 'operator'), cast);
  const { coordinator } = by;
  const { clusterId } = await coordinator.do<{ clusterId: string }>('createCluster', plan.cluster, 'clusterId');
  const supplierIds = await together(Object.entries<string>(plan.suppliers), async ([key, name]) => {
    const { supplierId } = await coordinator.do<{ supplierId: string }>('registerSupplier', { name }, 'supplierId');
    return [key, supplierId] as const;
  });
  const members = await admitAll(plan, cast, coordinator, clusterId, step);
  return {
    plan,
    clusterId,
    by,
    persons,
    members,
    suppliers: Object.fromEntries(supplierIds) as Record<Supplier, string>,
  };
}

async function employ(
  { association, officers }: AssociationPlan,
  operator: Actor,
  cast: (who: string) => Promise<Actor>,
): Promise<Pick<Cast, 'by' | 'persons'>> {
  const { id: associationId, ...founded } = association;
  const names = Object.keys(offices) as Office[];
  const entries = await together(names, async (office) => [office, await cast(office)] as const);
  const by = Object.fromEntries(entries) as Record<Office, Actor>;
  const coordinator = { name: officers.coordinator, login: { subject: by.coordinator.subject } };
  const { coordinatorId } = await operator.do<{ coordinatorId: string }>(
    'createAssociation',
    { associationId, ...founded, coordinator },
    'coordinatorId',
  );
  const persons: Partial<Record<Office, string>> = { coordinator: coordinatorId };
  for (const office of names.filter((name) => name !== 'coordinator')) {
    const personId = await register(by.coordinator, officers[office], by[office].subject);
    await by.coordinator.do('grantRole', { personId, role: offices[office] });
    persons[office] = personId;
  }
  return { by, persons: persons as Record<Office, string> };
}

/** Registered one after another, so that the register is in the order of the list; the rest goes on side by side. */
async function admitAll<Plan extends MemberPlan>(
  plan: AssociationPlan<Plan>,
  cast: (who: string) => Promise<Actor>,
  coordinator: Actor,
  clusterId: string,
  step: () => void,
): Promise<Member<Plan>[]> {
  const registered: Member<Plan>[] = [];
  for (const [index, member] of plan.members.entries()) {
    const enterpriseId = await enter(plan, member, index, coordinator, clusterId);
    registered.push({ ...member, enterpriseId, by: await cast(`member-${index + 1}`) });
  }
  return together(registered, async (member) => {
    const { enterpriseId, delegate, by } = member;
    await coordinator.do('admitMember', { enterpriseId });
    const personId = await register(coordinator, delegate, by.subject);
    await coordinator.do('appointDelegate', { enterpriseId, personId, scopes: plan.scopes });
    step();
    return member;
  });
}

async function enter(
  { cluster, memberKind: kind, registration }: AssociationPlan,
  { name, size }: MemberPlan,
  index: number,
  by: Actor,
  clusterId: string,
): Promise<string> {
  const registrationNumber = `${registration}/${String(index + 1).padStart(4, '0')}`;
  const enterprise = { name, size, kind, registrationNumber, clusterId, sector: cluster.sector };
  return (await by.do<{ enterpriseId: string }>('registerEnterprise', enterprise, 'enterpriseId')).enterpriseId;
}

async function register(coordinator: Actor, name: string, subject: string): Promise<string> {
  const person = { name, login: { subject } };
  const { personId } = await coordinator.do<{ personId: string }>('registerPerson', { person }, 'personId');
  return personId;
}
