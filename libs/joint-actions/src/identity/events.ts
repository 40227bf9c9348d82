import { defineEvent, type EventOf } from '@jointly/kernel';
import { personIdSchema, record } from '../schemas';

export const IdentityLinked = defineEvent({
  type: 'IdentityLinked',
  description: 'Whoever signs in with this identity is this person; the stream’s id is a keyed hash of the identity.',
  schema: record({ personId: personIdSchema }),
});

export const identityEvents = [IdentityLinked];

export type IdentityEvent = EventOf<(typeof identityEvents)[number]>;
