import { Type } from '@sinclair/typebox';
import { defineEvent, personal, type EventOf } from '@jointly/kernel';
import { erasureReasonSchema } from '../erasure';
import { emailSchema, nameSchema, personIdSchema, phoneSchema, record } from '../schemas';

export const PersonRegistered = defineEvent({
  type: 'PersonRegistered',
  description: 'A person who acts for a party was entered, with sealed name and contact.',
  schema: record({
    personId: personIdSchema,
    name: personal(nameSchema, 'personId'),
    phone: Type.Optional(personal(phoneSchema, 'personId')),
    email: Type.Optional(personal(emailSchema, 'personId')),
  }),
});

export const PersonErased = defineEvent({
  type: 'PersonErased',
  description:
    'The person’s name and contact were given up: their key is destroyed, what they did stays under their id.',
  schema: record({ personId: personIdSchema, reason: erasureReasonSchema }),
});

export const personEvents = [PersonRegistered, PersonErased];

export type PersonEvent = EventOf<(typeof personEvents)[number]>;
