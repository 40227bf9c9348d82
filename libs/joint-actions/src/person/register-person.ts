import { Type, type Static } from '@sinclair/typebox';
import { accept, defineCommand, newId, type CommandId, type PersonId } from '@jointly/kernel';
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

/** The id of the person that this command registers. */
export const newPersonId = (command: CommandId): PersonId => newId('person', command) as PersonId;

export const RegisterPerson = defineCommand<Input, PersonState, KnowsAssociation & KnowsPlatform, PersonEvent>({
  type: 'RegisterPerson',
  stream: ({ association, id }) => personStream(association, newPersonId(id)),
  lookups: ({ association }) => ({ association: associationStream(association), platform: platformStream() }),
  input,
  policies: [administersPeople],
  // The id comes from the command: a person who is there already was registered by this very command.
  decide: ({ id, data }, { status }) =>
    status === 'ABSENT' ? accept({ type: 'PersonRegistered', data: { personId: newPersonId(id), ...data } }) : accept(),
});
