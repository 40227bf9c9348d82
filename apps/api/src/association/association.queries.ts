import { directory, type EnterpriseDocument, type MandateDocument } from '@jointly/read-models';
import type { AssociationId } from '@jointly/kernel';
import type { Connection } from '../graphql/connection.graphql';
import { Fault, notFound } from '../http/fault';
import { connectionOf, pageRequest } from '../reading/paging';
import { defineQuery } from '../reading/queries';
import type { ReadModels } from '../reading/read-models';
import type {
  AssociationObject,
  Cluster,
  Enterprise,
  Mandate,
  Membership,
  PersonObject,
  RoleGrant,
  Supplier,
  ViewerObject,
} from './association.graphql';
import { rulesObject } from './rules.graphql';

interface Paged {
  readonly first: number;
  readonly after?: string | null;
}
interface EnterprisesAsked extends Paged {
  readonly clusterId?: string | null;
  readonly membership?: keyof typeof Membership | null;
}

const reads = [directory.name];

export const viewerQuery = defineQuery({
  type: 'Viewer',
  reads,
  answer: async (viewer, _args: object, models): Promise<ViewerObject> => ({
    personId: viewer.person,
    roles: [...viewer.roles],
    enterpriseIds: await viewer.ownEnterprises(models.directory),
  }),
});

export const association = defineQuery({
  type: 'Association',
  reads,
  answer: async (viewer, _args: object, models): Promise<AssociationObject> => {
    const found = await models.directory.association(viewer.association);
    if (!found) throw notFound('association');
    const { id, name, currency, timeZone, locale, foundedAt, rules } = found;
    return { id, name, currency, timeZone, locale, foundedAt, rules: rulesObject(rules) };
  },
});

/** Everybody in the association may know who runs it. */
export const roleGrants = defineQuery({
  type: 'RoleGrants',
  reads,
  answer: async (viewer, _args: object, models): Promise<RoleGrant[]> => {
    const found = await models.directory.association(viewer.association);
    const grants = found?.grants ?? [];
    const persons = await models.directory.personsById(viewer.association, [
      ...new Set(grants.map(({ personId }) => personId)),
    ]);
    const names = new Map(persons.map(({ personId, name }) => [personId, models.name(name)]));
    return grants.map(({ personId, role, until = null }) => ({
      personId,
      personName: names.get(personId) ?? null,
      role,
      until,
    }));
  },
});

export const clusters = defineQuery({
  type: 'Clusters',
  reads,
  answer: async (viewer, args: Paged, models): Promise<Connection<Cluster>> =>
    connectionOf(await models.directory.clusters(viewer.association, pageRequest(args)), (cluster) => ({
      id: cluster.clusterId,
      name: cluster.name,
      sector: cluster.sector,
      territory: cluster.territory,
      stage: cluster.stage,
      stageSince: cluster.stageSince,
    })),
});

export const enterprises = defineQuery({
  type: 'Enterprises',
  reads,
  answer: async (viewer, args: EnterprisesAsked, models): Promise<Connection<Enterprise>> => {
    const { clusterId, membership } = args;
    const only = { ...(clusterId && { clusterId }), ...(membership && { membership }) };
    const page = await models.directory.enterprises(viewer.association, pageRequest(args), only);
    return connectionOf(page, (enterprise) => enterpriseView(viewer.association, enterprise, models));
  },
});

/** @throws Fault NOT_FOUND */
export const enterprise = defineQuery({
  type: 'Enterprise',
  reads,
  answer: async (viewer, { id }: { readonly id: string }, models): Promise<Enterprise> => {
    const [found] = await models.directory.enterprisesById(viewer.association, [id]);
    if (!found) throw notFound('enterprise');
    return enterpriseView(viewer.association, found, models);
  },
});

/** For coordinators, and for the person themself. @throws Fault NOT_FOUND */
export const person = defineQuery({
  type: 'Person',
  reads,
  answer: async (viewer, { id }: { readonly id: string }, models): Promise<PersonObject> => {
    const mayLook = viewer.person === id || viewer.holds('COORDINATOR');
    const [found] = mayLook ? await models.directory.personsById(viewer.association, [id]) : [];
    if (!found) throw notFound('person');
    const { name, phone, email, erasedAt } = found;
    return { id, name: models.name(name), phone: models.name(phone), email: models.name(email), erasedAt };
  },
});

/** For a coordinator, and for who acts for the enterprise. Empty for others: a mandate names a person. */
export const mandates = defineQuery({
  type: 'Mandates',
  reads,
  answer: async (viewer, { id }: { readonly id: string }, models): Promise<Mandate[]> =>
    (await viewer.sees(id)) ? (await models.directory.mandatesFor(viewer.association, id)).map(mandateView) : [],
});

/** For those who deal with suppliers. @throws Fault FORBIDDEN */
export const suppliers = defineQuery({
  type: 'Suppliers',
  reads,
  answer: async (viewer, args: Paged, models): Promise<Connection<Supplier>> => {
    if (!viewer.seesTotals) throw new Fault('FORBIDDEN', 'Suppliers are for those who hold a role in the association.');
    const page = await models.directory.suppliers(viewer.association, pageRequest(args));
    return connectionOf(page, ({ supplierId, name, status }) => ({ id: supplierId, name: models.name(name), status }));
  },
});

const enterpriseView = (of: AssociationId, found: EnterpriseDocument, models: ReadModels): Enterprise => ({
  association: of,
  id: found.enterpriseId,
  name: models.name(found.name),
  kind: found.kind,
  size: found.size,
  clusterId: found.clusterId,
  sector: found.sector,
  membership: found.membership,
});

const mandateView = ({ mandateId, scopes, ...mandate }: MandateDocument): Mandate => ({
  ...mandate,
  id: mandateId,
  scopes: [...scopes],
});

export const associationQueries = [
  viewerQuery,
  association,
  roleGrants,
  clusters,
  enterprises,
  enterprise,
  person,
  mandates,
  suppliers,
];
