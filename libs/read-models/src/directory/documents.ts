import type { AssociationId, EnterpriseId, Instant, PersonId, SealedAt } from '@jointly/kernel';
import type {
  AssociationRules,
  ClusterEvent,
  EnterpriseEvent,
  MandateScope,
  RegisteredEnterprise,
  RoleGrant,
} from '@jointly/joint-actions';

type DataOf<E extends { type: string; data: unknown }, Type extends E['type']> = Extract<E, { type: Type }>['data'];

export interface AssociationDocument {
  readonly id: AssociationId;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly locale: string | null;
  readonly rules: AssociationRules;
  readonly foundedAt: Instant;
  /** Also those whose time is over; not those that were revoked. */
  readonly grants: readonly RoleGrant[];
}

export type ClusterDocument = DataOf<ClusterEvent, 'ClusterCreated'> & {
  readonly since: number;
  /** When it came to its present stage. */
  readonly stageSince: Instant;
};

export interface MembershipSpan {
  readonly from: Instant;
  readonly until: Instant | null;
}

export interface EnterpriseDocument {
  readonly enterpriseId: EnterpriseId;
  /** Null once the enterprise is erased. */
  readonly name: SealedAt | null;
  readonly kind: DataOf<EnterpriseEvent, 'EnterpriseRegistered'>['kind'];
  readonly size: DataOf<EnterpriseEvent, 'EnterpriseRegistered'>['size'];
  readonly clusterId: string;
  readonly sector: string;
  readonly membership: RegisteredEnterprise['membership'];
  /** In order; the last one is open while the membership lasts. */
  readonly memberships: readonly MembershipSpan[];
  readonly registeredAt: Instant;
  readonly since: number;
}

export interface MandateDocument {
  readonly mandateId: string;
  readonly enterpriseId: EnterpriseId;
  readonly personId: PersonId;
  readonly scopes: readonly MandateScope[];
  readonly from: Instant;
  /** Exclusive; null for no end. */
  readonly until: Instant | null;
  /** When it was taken back before its time. */
  readonly endedAt: Instant | null;
}

export interface SupplierDocument {
  readonly supplierId: string;
  /** Null once the supplier is erased. */
  readonly name: SealedAt | null;
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly since: number;
}

/** Name and contact are null once the person is erased. */
export interface PersonDocument {
  readonly personId: PersonId;
  readonly name: SealedAt | null;
  readonly phone: SealedAt | null;
  readonly email: SealedAt | null;
  readonly erasedAt: Instant | null;
}
