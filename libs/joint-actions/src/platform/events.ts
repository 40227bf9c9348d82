import { defineEvent, type EventOf } from '@jointly/kernel';
import { personIdSchema, record } from '../schemas';

export const OperatorAppointed = defineEvent({
  type: 'OperatorAppointed',
  description: 'A person was made an operator of the installation, who creates associations and has no part in them.',
  schema: record({ personId: personIdSchema }),
});

export const platformEvents = [OperatorAppointed];

export type PlatformEvent = EventOf<(typeof platformEvents)[number]>;
