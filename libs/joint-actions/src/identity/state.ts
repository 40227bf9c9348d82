import type { Happened, PersonId } from '@jointly/kernel';
import type { IdentityEvent } from './events';

export interface IdentityState {
  readonly personId?: PersonId;
}

export const unlinked: IdentityState = {};

export function evolveIdentity(_state: IdentityState, event: Happened<IdentityEvent>): IdentityState {
  switch (event.type) {
    case 'IdentityLinked':
      return { personId: event.data.personId };
  }
}
