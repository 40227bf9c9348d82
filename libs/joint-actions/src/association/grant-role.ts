import { Type, type Static } from '@sinclair/typebox';
import { accept, defineCommand, refusal, type Policy } from '@jointly/kernel';
import { cdaIsImpartial, personIsKnown, roleRefusal, type KnowsPerson } from '../authority';
import { existing } from '../existing';
import { instantSchema, personIdSchema, record } from '../schemas';
import { associationStream, personStream } from '../streams';
import { isLastCoordinator, lastCoordinator } from './coordinators';
import type { AssociationEvent } from './events';
import { auditScopeSchema, holdsRole, partialRoles, roleSchema } from './roles';
import type { AssociationState } from './state';

const input = record({
  personId: personIdSchema,
  role: roleSchema,
  scope: Type.Optional(auditScopeSchema),
  until: Type.Optional(instantSchema),
});
type Input = Static<typeof input>;
type Rule = Policy<Input, AssociationState, KnowsPerson>;

const byCoordinator: Rule = (command, association) => roleRefusal(association, command, ['COORDINATOR']);

const auditIsBounded: Rule = ({ data: { role, scope, until } }) => {
  if (role === 'AUDITOR' && (!scope || !until))
    return refusal(
      'AUDIT_NOT_BOUNDED',
      'An auditor is given a scope with its purpose and an end date. Add both.',
      'scope',
    );
  if (role !== 'AUDITOR' && scope)
    return refusal('SCOPE_NOT_ALLOWED', 'Only an auditor’s role has a scope. Leave it out.', 'scope');
  return undefined;
};

const endsLater: Rule = ({ now, data: { until } }) =>
  until !== undefined && until <= now
    ? refusal('ENDS_IN_THE_PAST', 'The role would be over before it begins. Give a later end.', 'until')
    : undefined;

/** Seen from both sides: no broker becomes partial, nobody partial becomes a broker. */
const staysImpartial: Rule = ({ now, data: { personId, role } }, association) => {
  const conflicting = role === 'CDA' ? partialRoles : partialRoles.includes(role) ? (['CDA'] as const) : [];
  return holdsRole(existing(association).grants, personId, conflicting, now) ? cdaIsImpartial : undefined;
};

const someoneStays: Rule = ({ data: { personId, role, until } }, association) =>
  role === 'COORDINATOR' && until !== undefined && isLastCoordinator(existing(association).grants, personId)
    ? lastCoordinator
    : undefined;

/** Gives a role, or gives it anew with another end or scope. */
export const GrantRole = defineCommand<Input, AssociationState, KnowsPerson, AssociationEvent>({
  type: 'GrantRole',
  stream: ({ association }) => associationStream(association),
  lookups: ({ association, data }) => ({ person: personStream(association, data.personId) }),
  input,
  policies: [byCoordinator, personIsKnown, auditIsBounded, endsLater, staysImpartial, someoneStays],
  decide: ({ data }) => accept({ type: 'RoleGranted', data }),
});
