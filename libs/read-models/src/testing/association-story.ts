import {
  associationStream,
  clusterStream,
  defaultRules,
  enterpriseStream,
  personStream,
  supplierStream,
  type AssociationEvent,
  type ClusterEvent,
  type EnterpriseEvent,
  type PersonEvent,
  type RuleSettings,
  type SupplierEvent,
} from '@jointly/joint-actions';
import { instant, type EnterpriseId, type PersonId } from '@jointly/kernel';
import { coordinator, reop, type History } from './history';

export const oil = 'cluster_oil';
export const adama = 'supplier_adama';
export const [tolosa, bekele, chala] = ['tolosa', 'bekele', 'chala'] as [EnterpriseId, EnterpriseId, EnterpriseId];
export const members = [tolosa, bekele, chala];
export const hawi = 'person_hawi' as PersonId;

export const toldOf = {
  association: (history: History, event: AssociationEvent) => history.record(associationStream(reop), event),
  cluster: (history: History, event: ClusterEvent) => history.record(clusterStream(reop, oil), event),
  enterprise: (history: History, event: EnterpriseEvent) =>
    history.record(enterpriseStream(reop, event.data.enterpriseId), event),
  person: (history: History, event: PersonEvent) => history.record(personStream(reop, event.data.personId), event),
  supplier: (history: History, event: SupplierEvent) =>
    history.record(supplierStream(reop, event.data.supplierId), event),
} satisfies Record<string, (history: History, event: never) => Promise<void>>;

/** REOP plc with a cluster, three members, their delegate and a supplier. */
export async function associationStory(history: History, rules: Partial<RuleSettings> = {}): Promise<void> {
  const { association, cluster, enterprise, person, supplier } = toldOf;
  history.at('2026-03-02T08:00:00Z');
  await association(history, {
    type: 'AssociationFounded',
    data: {
      name: 'REOP plc',
      currency: 'ETB',
      currencyDigits: 2,
      timeZone: 'Africa/Addis_Ababa',
      rules: { ...defaultRules('ETB'), ...rules, version: 1 },
    },
  });
  await association(history, { type: 'RoleGranted', data: { personId: coordinator, role: 'COORDINATOR' } });
  await cluster(history, {
    type: 'ClusterCreated',
    data: {
      clusterId: oil,
      name: 'Oil pressers',
      sector: 'Edible oil',
      territory: 'Addis Ababa',
      stage: 'PRE_CLUSTER',
    },
  });
  await person(history, {
    type: 'PersonRegistered',
    data: { personId: hawi, name: 'Hawi Tolosa', phone: '+251911000001' },
  });
  await supplier(history, { type: 'SupplierRegistered', data: { supplierId: adama, name: 'Adama Seeds' } });
  for (const enterpriseId of members) {
    const record = { enterpriseId, name: `${enterpriseId} press`, kind: 'FIRM', size: 'MICRO' } as const;
    await enterprise(history, {
      type: 'EnterpriseRegistered',
      data: { ...record, clusterId: oil, sector: 'Edible oil' },
    });
    await enterprise(history, { type: 'MemberAdmitted', data: { enterpriseId } });
  }
  await enterprise(history, {
    type: 'DelegateAppointed',
    data: {
      enterpriseId: tolosa,
      mandateId: 'mandate_1',
      personId: hawi,
      scopes: ['COMMIT'],
      from: instant('2026-03-02T08:00:00Z'),
    },
  });
}
