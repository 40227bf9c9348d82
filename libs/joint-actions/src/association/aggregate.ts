import type { Aggregate } from '@jointly/kernel';
import type { AssociationEvent } from './events';
import { evolveAssociation, noAssociation, type AssociationState } from './state';

export const association: Aggregate<AssociationState, AssociationEvent> = {
  category: 'association',
  initial: noAssociation,
  evolve: evolveAssociation,
  commands: [],
};
