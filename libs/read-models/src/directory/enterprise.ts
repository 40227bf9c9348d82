import { sealedAt } from '@jointly/kernel';
import type { EnterpriseEvent } from '@jointly/joint-actions';
import type { Recorded } from '@jointly/projections';
import { keyOf } from '../documents';
import type { DirectoryTables } from './tables';

export type EnterpriseFold = EnterpriseEvent;

/** What an enterprise is, its membership, and who may act for it. */
export function foldEnterprise(event: Recorded<EnterpriseFold>, into: DirectoryTables): void {
  const { association, occurredAt } = event;
  const key = keyOf(association, event.data.enterpriseId);
  switch (event.type) {
    case 'EnterpriseRegistered': {
      const name = sealedAt(event.data.name, event);
      const nothingYet = { membership: 'NONE' as const, memberships: [] };
      const entered = { registeredAt: occurredAt, since: event.sequence };
      return into.enterprises.put(key, { ...event.data, name, ...nothingYet, ...entered });
    }
    case 'MemberAdmitted':
      return into.enterprises.amend(key, (known) => ({
        ...known,
        membership: 'MEMBER',
        memberships: [...known.memberships, { from: occurredAt, until: null }],
      }));
    case 'MembershipEnded':
      return into.enterprises.amend(key, (known) => ({
        ...known,
        membership: 'FORMER',
        memberships: known.memberships.map((span) => (span.until === null ? { ...span, until: occurredAt } : span)),
      }));
    case 'DelegateAppointed': {
      const { enterpriseId, mandateId, personId, scopes, from, until = null } = event.data;
      const mandate = { mandateId, enterpriseId, personId, scopes, from, until, endedAt: null };
      return into.mandates.put(keyOf(association, mandateId), mandate);
    }
    case 'MandateEnded': {
      const mandate = keyOf(association, event.data.mandateId);
      return into.mandates.amend(mandate, (known) => ({ ...known, endedAt: occurredAt }));
    }
    case 'EnterpriseErased':
      return into.enterprises.amend(key, (known) => ({ ...known, name: null }));
  }
}
