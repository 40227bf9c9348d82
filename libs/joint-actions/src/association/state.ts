import type { Currency, Happened } from '@jointly/kernel';
import { existing } from '../existing';
import type { AssociationEvent } from './events';
import type { RoleGrant } from './roles';
import type { AssociationRules } from './rules';

export interface ActiveAssociation {
  readonly status: 'ACTIVE';
  readonly currency: Currency;
  /** IANA. */
  readonly timeZone: string;
  readonly rules: AssociationRules;
  /** Also those whose time is over. */
  readonly grants: readonly RoleGrant[];
}

export type AssociationState = { readonly status: 'ABSENT' } | ActiveAssociation;

export const noAssociation: AssociationState = { status: 'ABSENT' };

export function evolveAssociation(state: AssociationState, event: Happened<AssociationEvent>): AssociationState {
  switch (event.type) {
    case 'AssociationFounded': {
      const { currency, timeZone, rules } = event.data;
      return { status: 'ACTIVE', currency, timeZone, rules, grants: [] };
    }
    case 'RulesChanged':
      return { ...existing(state), rules: event.data.rules };
    case 'RoleGranted':
      return withGrants(state, (grants) => [...without(grants, event.data), event.data]);
    case 'RoleRevoked':
      return withGrants(state, (grants) => without(grants, event.data));
  }
}

type Grants = readonly RoleGrant[];

const withGrants = (state: AssociationState, change: (grants: Grants) => Grants): AssociationState => {
  const association = existing(state);
  return { ...association, grants: change(association.grants) };
};

const without = (grants: Grants, { personId, role }: Pick<RoleGrant, 'personId' | 'role'>): Grants =>
  grants.filter((grant) => grant.personId !== personId || grant.role !== role);
