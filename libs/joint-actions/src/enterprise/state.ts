import { Map } from 'immutable';
import type { EnterpriseId, Happened, Instant, PersonId } from '@jointly/kernel';
import { existing } from '../existing';
import type { EnterpriseEvent, MandateScope } from './events';

export interface Mandate {
  readonly mandateId: string;
  readonly personId: PersonId;
  readonly scopes: readonly MandateScope[];
  readonly from: Instant;
  /** Exclusive. */
  readonly until?: Instant;
}

export interface RegisteredEnterprise {
  readonly status: 'REGISTERED';
  readonly enterpriseId: EnterpriseId;
  readonly clusterId: string;
  /** FORMER may be admitted again. */
  readonly membership: 'NONE' | 'MEMBER' | 'FORMER';
  /** Those not taken back, by id; also those whose time is over. */
  readonly mandates: Map<string, Mandate>;
}

export type EnterpriseState = { readonly status: 'ABSENT' } | RegisteredEnterprise;

export const noEnterprise: EnterpriseState = { status: 'ABSENT' };

export function evolveEnterprise(state: EnterpriseState, event: Happened<EnterpriseEvent>): EnterpriseState {
  switch (event.type) {
    case 'EnterpriseRegistered': {
      const { enterpriseId, clusterId } = event.data;
      return { status: 'REGISTERED', enterpriseId, clusterId, membership: 'NONE', mandates: Map() };
    }
    case 'MemberAdmitted':
      return { ...existing(state), membership: 'MEMBER' };
    case 'MembershipEnded':
      return { ...existing(state), membership: 'FORMER' };
    case 'DelegateAppointed':
      return withMandates(state, (mandates) => mandates.set(event.data.mandateId, mandateOf(event.data)));
    case 'MandateEnded':
      return withMandates(state, (mandates) => mandates.delete(event.data.mandateId));
  }
}

type Mandates = RegisteredEnterprise['mandates'];

const withMandates = (state: EnterpriseState, change: (mandates: Mandates) => Mandates): EnterpriseState => {
  const enterprise = existing(state);
  return { ...enterprise, mandates: change(enterprise.mandates) };
};

const mandateOf = ({ mandateId, personId, scopes, from, until }: Mandate): Mandate => ({
  mandateId,
  personId,
  scopes,
  from,
  ...(until !== undefined && { until }),
});

export const isMember = (state: EnterpriseState): boolean =>
  state.status === 'REGISTERED' && state.membership === 'MEMBER';

/** The person's mandate of that scope in force at that moment. */
export const mandateFor = (
  enterprise: RegisteredEnterprise,
  person: PersonId,
  scope: MandateScope,
  now: Instant,
): Mandate | undefined =>
  enterprise.mandates.find(
    ({ personId, scopes, from, until }) =>
      personId === person && scopes.includes(scope) && from <= now && (until === undefined || now < until),
  );
