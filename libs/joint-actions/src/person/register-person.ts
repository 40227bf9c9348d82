import { Type, type Static } from '@sinclair/typebox';
import { accept, defineCommand, newId, type CommandId, type PersonId, type Policy } from '@jointly/kernel';
import { associationExists } from '../association/create-association';
import { administersPeople, type KnowsAssociation, type KnowsPlatform } from '../authority';
import { emailSchema, nameSchema, phoneSchema, record } from '../schemas';
import { associationStream, personStream, platformStream } from '../streams';
import type { PersonEvent } from './events';
import type { PersonState } from './state';

const input = record({
  name: nameSchema,
  phone: Type.Optional(phoneSchema),
  email: Type.Optional(emailSchema),
});
type Input = Static<typeof input>;
type Lookups = KnowsAssociation & KnowsPlatform;

/** Operators enter people only on the way to founding an association: one who comes too late is told so. */
const operatorFoundsIt: Policy<Input, PersonState, Lookups> = ({ actor }, _state, { association, platform }) =>
  association.state.status === 'ACTIVE' && platform.state.operators.includes(actor) ? associationExists : undefined;

/** The id of the person that this command registers. */
export const newPersonId = (command: CommandId): PersonId => newId('person', command) as PersonId;

export const RegisterPerson = defineCommand<Input, PersonState, Lookups, PersonEvent>({
  type: 'RegisterPerson',
  stream: ({ association, id }) => personStream(association, newPersonId(id)),
  lookups: ({ association }) => ({ association: associationStream(association), platform: platformStream() }),
  input,
  policies: [operatorFoundsIt, administersPeople],
  // The id comes from the command: a person who is there already was registered by this very command.
  decide: ({ id, data }, { status }) =>
    status === 'ABSENT' ? accept({ type: 'PersonRegistered', data: { personId: newPersonId(id), ...data } }) : accept(),
});
