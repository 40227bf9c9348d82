import type { DomainEvent, EnterpriseId, Instant, JsonObject, PersonId } from '@jointly/kernel';
import type { Role } from '../association/roles';
import { defaultRules, type RuleSettings } from '../association/rules';
import type { MandateScope } from '../enterprise/events';
import { coordinator, morning } from './specification';

// The parties of the specifications, told by the events that made them.

export const operator = 'person_operator' as PersonId;
/** Registered, and nothing else. */
export const stranger = 'person_stranger' as PersonId;
/** Delegate of the oil press in most specifications. */
export const hawi = 'person_hawi' as PersonId;
export const press = 'enterprise_press' as EnterpriseId;
export const oilCluster = 'cluster_oil';

export const operatorAppointed: DomainEvent = { type: 'OperatorAppointed', data: { personId: operator } };

export const founded = (rules: Partial<RuleSettings> = {}): DomainEvent => ({
  type: 'AssociationFounded',
  data: {
    name: 'REOP plc',
    currency: 'ETB',
    currencyDigits: 2,
    timeZone: 'Africa/Addis_Ababa',
    rules: { ...defaultRules('ETB'), ...rules, version: 1 },
  },
});

export const roleGranted = (personId: PersonId, role: Role, more: JsonObject = {}): DomainEvent => ({
  type: 'RoleGranted',
  data: { personId, role, ...more },
});

/** An association with its coordinator, as the look-up `association`. */
export const reopWith = (...roles: readonly DomainEvent[]): readonly DomainEvent[] => [
  founded(),
  roleGranted(coordinator, 'COORDINATOR'),
  ...roles,
];

export const clusterCreated: DomainEvent = {
  type: 'ClusterCreated',
  data: {
    clusterId: oilCluster,
    name: 'Oil pressers of Addis Ababa',
    sector: 'Edible oil',
    territory: 'Addis Ababa',
    stage: 'PRE_CLUSTER',
  },
};

export const personRegistered = (personId: PersonId): DomainEvent => ({
  type: 'PersonRegistered',
  data: { personId, name: 'Hawi Tolosa' },
});

export const enterpriseRegistered = (enterpriseId: EnterpriseId = press): DomainEvent => ({
  type: 'EnterpriseRegistered',
  data: {
    enterpriseId,
    name: 'Tolosa Oil Press',
    kind: 'FIRM',
    size: 'MICRO',
    clusterId: oilCluster,
    sector: 'Edible oil',
  },
});

export const memberAdmitted = (enterpriseId: EnterpriseId = press): DomainEvent => ({
  type: 'MemberAdmitted',
  data: { enterpriseId },
});

export const delegateAppointed = (
  personId: PersonId,
  { enterpriseId = press, scopes = ['COMMIT'], from = morning, until }: MandateTerms = {},
): DomainEvent => ({
  type: 'DelegateAppointed',
  data: {
    enterpriseId,
    mandateId: `mandate_${personId}`,
    personId,
    scopes: [...scopes],
    from,
    ...(until !== undefined && { until }),
  },
});

interface MandateTerms {
  readonly enterpriseId?: EnterpriseId;
  readonly scopes?: readonly MandateScope[];
  readonly from?: Instant;
  readonly until?: Instant;
}

/** A member with these further events of its own, as the look-up `enterprise`. */
export const memberPress = (...more: readonly DomainEvent[]): readonly DomainEvent[] => [
  enterpriseRegistered(),
  memberAdmitted(),
  ...more,
];

export const supplierRegistered = (supplierId: string): DomainEvent => ({
  type: 'SupplierRegistered',
  data: { supplierId, name: 'Adama Oilseed Traders' },
});

/** A signed paper. */
export const paper = { uri: 'https://papers.example/consent-17.pdf', sha256: 'a'.repeat(64) };
