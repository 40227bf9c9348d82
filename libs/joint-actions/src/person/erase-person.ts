import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, refusal, type Policy } from '@jointly/kernel';
import { isInForce } from '../association/roles';
import { administersPeople, type KnowsAssociation, type KnowsPlatform } from '../authority';
import { erasureReasonSchema } from '../erasure';
import { personIdSchema, record } from '../schemas';
import { associationStream, personStream, platformStream } from '../streams';
import type { PersonEvent } from './events';
import type { PersonState } from './state';

const input = record({ personId: personIdSchema, reason: erasureReasonSchema });
type Input = Static<typeof input>;
type Lookups = KnowsAssociation & KnowsPlatform;

const oneselfOrWhoAdministers: Policy<Input, PersonState, Lookups> = (command, state, known) =>
  command.actor === command.data.personId ? undefined : administersPeople(command, state, known);

const isRegistered: Policy<Input, PersonState, Lookups> = (_command, { status }) =>
  status === 'ABSENT'
    ? refusal('PERSON_NOT_FOUND', 'There is no such person here. Check the id.', 'personId')
    : undefined;

/** Else the association could be left in the hands of somebody who can't sign in any more. */
const holdsNoRole: Policy<Input, PersonState, Lookups> = ({ data, now }, _state, { association }) => {
  if (association.state.status === 'ABSENT') return undefined;
  const held = association.state.grants.filter((grant) => grant.personId === data.personId && isInForce(grant, now));
  if (held.length === 0) return undefined;
  const roles = held.map(({ role }) => role.toLowerCase().replaceAll('_', ' ')).join(', ');
  return refusal('HOLDS_ROLES', `This person still holds a role: ${roles}. Revoke it first, then erase.`, 'personId');
};

/** Records the erasure; whoever dispatched it destroys the person's key afterwards, as often as it takes. */
export const ErasePerson = defineCommand<Input, PersonState, Lookups, PersonEvent>({
  type: 'ErasePerson',
  stream: ({ association, data }) => personStream(association, data.personId),
  lookups: ({ association }) => ({ association: associationStream(association), platform: platformStream() }),
  input,
  policies: [oneselfOrWhoAdministers, isRegistered, holdsNoRole],
  decide: ({ data }, { status }) => (status === 'ERASED' ? accept() : accept({ type: 'PersonErased', data })),
});
