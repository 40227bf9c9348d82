import type { Aggregate } from '@jointly/kernel';
import { LinkIdentity } from './link-identity';
import type { IdentityEvent } from './events';
import { evolveIdentity, unlinked, type IdentityState } from './state';

export const identity: Aggregate<IdentityState, IdentityEvent> = {
  category: 'identity',
  initial: unlinked,
  evolve: evolveIdentity,
  commands: [LinkIdentity],
};
