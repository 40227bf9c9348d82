import type { Aggregate } from '@jointly/kernel';
import type { EnterpriseEvent } from './events';
import { evolveEnterprise, noEnterprise, type EnterpriseState } from './state';

export const enterprise: Aggregate<EnterpriseState, EnterpriseEvent> = {
  category: 'enterprise',
  initial: noEnterprise,
  evolve: evolveEnterprise,
  commands: [],
};
