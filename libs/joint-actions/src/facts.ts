import type { Happened, NewFact } from '@jointly/kernel';
import { accountFacts } from './account/facts';
import type { AssociationEvent } from './association/events';
import type { AssociationState } from './association/state';
import { bulkPurchaseFacts } from './bulk-purchase/facts';
import type { ClusterEvent } from './cluster/events';
import type { ClusterState } from './cluster/state';
import { enterpriseFacts } from './enterprise/facts';
import { none, type FactTable } from './fact-table';
import type { IdentityEvent } from './identity/events';
import type { IdentityState } from './identity/state';
import type { LegalIdentityEvent } from './legal-identity/events';
import type { LegalIdentityState } from './legal-identity/state';
import type { PersonEvent } from './person/events';
import type { PersonState } from './person/state';
import type { PlatformEvent } from './platform/events';
import type { PlatformState } from './platform/state';
import { sharedAssetFacts } from './shared-asset/facts';
import type { SupplierEvent } from './supplier/events';
import type { SupplierState } from './supplier/state';

const platformFacts: FactTable<PlatformState, PlatformEvent> = { OperatorAppointed: none };

const associationFacts: FactTable<AssociationState, AssociationEvent> = {
  AssociationFounded: none,
  RulesChanged: none,
  RoleGranted: none,
  RoleRevoked: none,
};

const clusterFacts: FactTable<ClusterState, ClusterEvent> = { ClusterCreated: none, ClusterStageChanged: none };

const personFacts: FactTable<PersonState, PersonEvent> = { PersonRegistered: none, PersonErased: none };

const identityFacts: FactTable<IdentityState, IdentityEvent> = { IdentityLinked: none };

const legalIdentityFacts: FactTable<LegalIdentityState, LegalIdentityEvent> = { LegalIdentityReserved: none };

const supplierFacts: FactTable<SupplierState, SupplierEvent> = {
  SupplierRegistered: none,
  SupplierDeactivated: none,
  SupplierErased: none,
};

type Translate = (stateBefore: never, event: never) => readonly NewFact[];

/** Every event type there is, with what it tells the indicators. */
export const factTable: Readonly<Record<string, Translate>> = {
  ...platformFacts,
  ...associationFacts,
  ...clusterFacts,
  ...enterpriseFacts,
  ...personFacts,
  ...identityFacts,
  ...legalIdentityFacts,
  ...supplierFacts,
  ...bulkPurchaseFacts,
  ...sharedAssetFacts,
  ...accountFacts,
};

/** An event that nobody has said carries facts or none. */
export class UntranslatedEvent extends Error {
  constructor(type: string) {
    super(`Nothing says which facts ${type} carries.`);
    this.name = 'UntranslatedEvent';
  }
}

/**
 * The facts that an event carries, given its stream's state before it.
 * @throws UntranslatedEvent
 */
export function factsOf(stateBefore: unknown, event: Happened): readonly NewFact[] {
  const translate = factTable[event.type];
  if (!translate) throw new UntranslatedEvent(event.type);
  return translate(stateBefore as never, event as never);
}
