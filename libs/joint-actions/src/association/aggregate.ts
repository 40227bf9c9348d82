import type { Aggregate } from '@jointly/kernel';
import { ChangeRules } from './change-rules';
import { CreateAssociation } from './create-association';
import { GrantRole } from './grant-role';
import { RevokeRole } from './revoke-role';
import type { AssociationEvent } from './events';
import { evolveAssociation, noAssociation, type AssociationState } from './state';

export const association: Aggregate<AssociationState, AssociationEvent> = {
  category: 'association',
  initial: noAssociation,
  evolve: evolveAssociation,
  commands: [CreateAssociation, ChangeRules, GrantRole, RevokeRole],
};
