import type { Aggregate } from '@jointly/kernel';
import { ReserveLegalIdentity } from './reserve-legal-identity';
import type { LegalIdentityEvent } from './events';
import { evolveLegalIdentity, unreserved, type LegalIdentityState } from './state';

export const legalIdentity: Aggregate<LegalIdentityState, LegalIdentityEvent> = {
  category: 'legalIdentity',
  initial: unreserved,
  evolve: evolveLegalIdentity,
  commands: [ReserveLegalIdentity],
};
