import { Type, type Static } from '@sinclair/typebox';
import { accept, defineCommand, refusal, type Policy } from '@jointly/kernel';
import { roleRefusal, type KnowsPerson } from '../authority';
import { existing } from '../existing';
import { personIdSchema, reasonSchema, record } from '../schemas';
import { associationStream, personStream } from '../streams';
import { isLastCoordinator, lastCoordinator } from './coordinators';
import type { AssociationEvent } from './events';
import { roleSchema } from './roles';
import type { AssociationState } from './state';

const input = record({ personId: personIdSchema, role: roleSchema, reason: Type.Optional(reasonSchema) });
type Input = Static<typeof input>;
type Rule = Policy<Input, AssociationState, KnowsPerson>;

const byCoordinator: Rule = (command, association) => roleRefusal(association, command, ['COORDINATOR']);

const isHeld: Rule = ({ data: { personId, role } }, association) =>
  existing(association).grants.some((grant) => grant.personId === personId && grant.role === role)
    ? undefined
    : refusal('ROLE_NOT_HELD', 'The person does not hold this role.', 'role');

const someoneStays: Rule = ({ data: { personId, role } }, association) =>
  role === 'COORDINATOR' && isLastCoordinator(existing(association).grants, personId) ? lastCoordinator : undefined;

/** A reason is personal data, and of the erased none is recorded any more. The role itself may always go. */
const reasonCanBeKept: Rule = ({ data: { reason } }, _association, { person }) =>
  reason !== undefined && person.state.status === 'ERASED'
    ? refusal(
        'PERSON_ERASED',
        'This person was erased: nothing can be said about them. Leave the reason out.',
        'reason',
      )
    : undefined;

export const RevokeRole = defineCommand<Input, AssociationState, KnowsPerson, AssociationEvent>({
  type: 'RevokeRole',
  stream: ({ association }) => associationStream(association),
  lookups: ({ association, data }) => ({ person: personStream(association, data.personId) }),
  input,
  policies: [byCoordinator, isHeld, someoneStays, reasonCanBeKept],
  decide: ({ data }) => accept({ type: 'RoleRevoked', data }),
});
