import type { AssociationEvent, ClusterEvent, RoleGrant } from '@jointly/joint-actions';
import type { Recorded } from '@jointly/projections';
import { keyOf } from '../documents';
import type { DirectoryTables } from './tables';

export type AssociationFold = AssociationEvent | ClusterEvent;

/** What the association is, its rules, roles and clusters. */
export function foldAssociation(event: Recorded<AssociationFold>, into: DirectoryTables): void {
  const { association, occurredAt } = event;
  const grants = (change: (grants: readonly RoleGrant[]) => readonly RoleGrant[]): void =>
    into.associations.amend(association, (known) => ({ ...known, grants: change(known.grants) }));
  switch (event.type) {
    case 'AssociationFounded': {
      const { name, currency, timeZone, locale = null, rules } = event.data;
      const founded = { id: association, name, currency, timeZone, locale, rules, foundedAt: occurredAt, grants: [] };
      return into.associations.put(association, founded);
    }
    case 'RulesChanged':
      return into.associations.amend(association, (known) => ({ ...known, rules: event.data.rules }));
    case 'RoleGranted':
      return grants((all) => [...without(all, event.data), event.data]);
    case 'RoleRevoked':
      return grants((all) => without(all, event.data));
    case 'ClusterCreated': {
      const cluster = { ...event.data, since: event.sequence, stageSince: occurredAt };
      return into.clusters.put(keyOf(association, event.data.clusterId), cluster);
    }
    case 'ClusterStageChanged': {
      const { clusterId, to } = event.data;
      const moved = { stage: to, stageSince: occurredAt };
      return into.clusters.amend(keyOf(association, clusterId), (known) => ({ ...known, ...moved }));
    }
  }
}

const without = (grants: readonly RoleGrant[], { personId, role }: Pick<RoleGrant, 'personId' | 'role'>): RoleGrant[] =>
  grants.filter((grant) => grant.personId !== personId || grant.role !== role);
