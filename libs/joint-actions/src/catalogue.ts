import type { AnyAggregate, AnyCommandDefinition, EventDefinition } from '@jointly/kernel';
import { account } from './account/aggregate';
import { accountEvents } from './account/events';
import { association } from './association/aggregate';
import { associationEvents } from './association/events';
import { bulkPurchase } from './bulk-purchase/aggregate';
import { bulkPurchaseEvents } from './bulk-purchase/events';
import { cluster } from './cluster/aggregate';
import { clusterEvents } from './cluster/events';
import { enterprise } from './enterprise/aggregate';
import { enterpriseEvents } from './enterprise/events';
import { identity } from './identity/aggregate';
import { identityEvents } from './identity/events';
import { legalIdentity } from './legal-identity/aggregate';
import { legalIdentityEvents } from './legal-identity/events';
import { person } from './person/aggregate';
import { personEvents } from './person/events';
import { platformAggregate } from './platform/aggregate';
import { platformEvents } from './platform/events';
import { sharedAsset } from './shared-asset/aggregate';
import { sharedAssetEvents } from './shared-asset/events';
import { supplier } from './supplier/aggregate';
import { supplierEvents } from './supplier/events';

/** Every event type there is: what the registry of a build is made of. */
export const allEvents: readonly EventDefinition[] = [
  ...platformEvents,
  ...associationEvents,
  ...clusterEvents,
  ...enterpriseEvents,
  ...personEvents,
  ...identityEvents,
  ...legalIdentityEvents,
  ...supplierEvents,
  ...bulkPurchaseEvents,
  ...sharedAssetEvents,
  ...accountEvents,
];

/** Every aggregate there is, by which a stream's category finds its fold, its commands and its deadlines. */
export const allAggregates: readonly AnyAggregate[] = [
  platformAggregate,
  association,
  cluster,
  enterprise,
  person,
  identity,
  legalIdentity,
  supplier,
  bulkPurchase,
  sharedAsset,
  account,
];

/** Everything that can be asked for. */
export const allCommands: readonly AnyCommandDefinition[] = allAggregates.flatMap(({ commands }) => commands);
