import type { EnterpriseId, NewFact } from '@jointly/kernel';
import { none, type FactTable } from '../fact-table';
import type { EnterpriseEvent } from './events';
import type { EnterpriseState } from './state';

/** Who counts as a member, and from when to when: the denominator of participation. */
export const enterpriseFacts: FactTable<EnterpriseState, EnterpriseEvent> = {
  EnterpriseRegistered: none,
  MemberAdmitted: (_before, { data }) => [membership(data.enterpriseId, true)],
  MembershipEnded: (_before, { data }) => [membership(data.enterpriseId, false)],
  DelegateAppointed: none,
  MandateEnded: none,
  EnterpriseErased: none,
};

const membership = (enterprise: EnterpriseId, active: boolean): NewFact => ({
  fact: 'membership',
  enterprise,
  active,
  action: { kind: 'enterprise', id: enterprise },
});
