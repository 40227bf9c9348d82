import type { Aggregate } from '@jointly/kernel';
import { AppointDelegate } from './appoint-delegate';
import { EndMandate } from './end-mandate';
import { EraseEnterprise } from './erase-enterprise';
import { AdmitMember, EndMembership } from './membership';
import { RegisterEnterprise } from './register-enterprise';
import type { EnterpriseEvent } from './events';
import { evolveEnterprise, noEnterprise, type EnterpriseState } from './state';

export const enterprise: Aggregate<EnterpriseState, EnterpriseEvent> = {
  category: 'enterprise',
  initial: noEnterprise,
  evolve: evolveEnterprise,
  commands: [RegisterEnterprise, AdmitMember, EndMembership, AppointDelegate, EndMandate, EraseEnterprise],
};
