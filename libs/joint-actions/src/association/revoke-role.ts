import { Type, type Static } from '@sinclair/typebox';
import { accept, defineCommand, refusal, type Policy } from '@jointly/kernel';
import { roleRefusal } from '../authority';
import { existing } from '../existing';
import { personIdSchema, reasonSchema, record } from '../schemas';
import { associationStream } from '../streams';
import { isLastCoordinator, lastCoordinator } from './coordinators';
import type { AssociationEvent } from './events';
import { roleSchema } from './roles';
import type { AssociationState } from './state';

const input = record({ personId: personIdSchema, role: roleSchema, reason: Type.Optional(reasonSchema) });
type Input = Static<typeof input>;
type Rule = Policy<Input, AssociationState, Record<never, never>>;

const byCoordinator: Rule = (command, association) => roleRefusal(association, command, ['COORDINATOR']);

const isHeld: Rule = ({ data: { personId, role } }, association) =>
  existing(association).grants.some((grant) => grant.personId === personId && grant.role === role)
    ? undefined
    : refusal('ROLE_NOT_HELD', 'The person does not hold this role.', 'role');

const someoneStays: Rule = ({ data: { personId, role } }, association) =>
  role === 'COORDINATOR' && isLastCoordinator(existing(association).grants, personId) ? lastCoordinator : undefined;

export const RevokeRole = defineCommand<Input, AssociationState, Record<never, never>, AssociationEvent>({
  type: 'RevokeRole',
  stream: ({ association }) => associationStream(association),
  input,
  policies: [byCoordinator, isHeld, someoneStays],
  decide: ({ data }) => accept({ type: 'RoleRevoked', data }),
});
