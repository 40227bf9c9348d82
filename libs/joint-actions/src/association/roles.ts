import { Type, type Static } from '@sinclair/typebox';
import { personal, type Instant, type PersonId } from '@jointly/kernel';
import { idSchema, instantSchema, oneOf, reasonSchema, record } from '../schemas';

export const roles = [
  'COORDINATOR',
  'TREASURER',
  'INSPECTOR',
  'VERIFIER',
  'MEDIATOR',
  'AWARD_COMMITTEE',
  'COMMISSION',
  'CDA',
  'AUDITOR',
] as const;

export const roleSchema = oneOf(roles);
export type Role = Static<typeof roleSchema>;

const bounds = {
  actions: Type.Optional(Type.Array(idSchema, { minItems: 1, maxItems: 100 })),
  from: Type.Optional(instantSchema),
  to: Type.Optional(instantSchema),
};

/** What an auditor may look at: these actions (all where absent), records of this period, for this purpose. */
export const auditScopeSchema = record({ ...bounds, purpose: reasonSchema });

/** As the event keeps it: the purpose is free text, and sealed under the auditor. */
export const grantedScopeSchema = record({ ...bounds, purpose: personal(reasonSchema, 'personId') });

export interface RoleGrant {
  readonly personId: PersonId;
  readonly role: Role;
  readonly scope?: Static<typeof grantedScopeSchema>;
  /** Exclusive. */
  readonly until?: Instant;
}

/** A broker is impartial: a cluster development agent holds none of these beside. */
export const partialRoles: readonly Role[] = ['COORDINATOR', 'TREASURER', 'AWARD_COMMITTEE'];

export const isInForce = (grant: { readonly until?: Instant }, now: Instant): boolean =>
  grant.until === undefined || now < grant.until;

/** Whether the person holds one of the roles at that moment. */
export const holdsRole = (
  grants: readonly RoleGrant[],
  person: PersonId,
  wanted: readonly Role[],
  now: Instant,
): boolean => grants.some((grant) => grant.personId === person && wanted.includes(grant.role) && isInForce(grant, now));
