import { Map } from 'immutable';
import type { EnterpriseId, Happened, Instant, PersonId } from '@jointly/kernel';
import { entry } from '../entry';
import { existing } from '../existing';
import type { EnterpriseEvent, MandateScope } from './events';

export interface Mandate {
  readonly mandateId: string;
  readonly personId: PersonId;
  readonly scopes: readonly MandateScope[];
  readonly from: Instant;
  /** Exclusive. */
  readonly until?: Instant;
  /** When it was taken back before its time. */
  readonly endedAt?: Instant;
}

export interface RegisteredEnterprise {
  /** Of the erased, the history stays and nothing is added. */
  readonly status: 'REGISTERED' | 'ERASED';
  readonly enterpriseId: EnterpriseId;
  readonly clusterId: string;
  /** FORMER may be admitted again. */
  readonly membership: 'NONE' | 'MEMBER' | 'FORMER';
  /** By id; also those that are over or were taken back: whoever held one stays a party to the enterprise's matters. */
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
      return withMandates(state, (mandates) =>
        mandates.set(event.data.mandateId, {
          ...entry(mandates, event.data.mandateId),
          endedAt: event.occurredAt,
        }),
      );
    case 'EnterpriseErased':
      return { ...existing(state), status: 'ERASED' };
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

/** Whether a mandate gives anything at that moment. */
export const isMandateInForce = ({ from, until, endedAt }: Mandate, now: Instant): boolean =>
  endedAt === undefined && from <= now && (until === undefined || now < until);

/** The person's mandate of that scope in force at that moment. */
export const mandateFor = (
  enterprise: RegisteredEnterprise,
  person: PersonId,
  scope: MandateScope,
  now: Instant,
): Mandate | undefined =>
  enterprise.mandates.find(
    (mandate) => mandate.personId === person && mandate.scopes.includes(scope) && isMandateInForce(mandate, now),
  );

/** Whether the person acts for the enterprise at that moment, in whatever scope. */
export const actsFor = (enterprise: EnterpriseState, person: PersonId, now: Instant): boolean =>
  enterprise.status === 'REGISTERED' &&
  enterprise.mandates.some((mandate) => mandate.personId === person && isMandateInForce(mandate, now));

/**
 * Whether the person acts or ever acted for the enterprise: its matters are their own, and giving a mandate up the
 * minute before does not change that.
 */
export const everMandated = (enterprise: EnterpriseState, person: PersonId): boolean =>
  enterprise.status !== 'ABSENT' && enterprise.mandates.some(({ personId }) => personId === person);
