import { defineEvent, type EventOf } from '@jointly/kernel';
import { enterpriseIdSchema, record } from '../schemas';

export const LegalIdentityReserved = defineEvent({
  type: 'LegalIdentityReserved',
  description:
    'A registration number belongs to this enterprise record for good, so that registering again washes no history.',
  schema: record({ enterpriseId: enterpriseIdSchema }),
});

export const legalIdentityEvents = [LegalIdentityReserved];

export type LegalIdentityEvent = EventOf<(typeof legalIdentityEvents)[number]>;
