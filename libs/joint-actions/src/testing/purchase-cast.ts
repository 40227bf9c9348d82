import type { EnterpriseId, PersonId } from '@jointly/kernel';
import type { Role } from '../association/roles';
import { coordinator } from './specification';

// Who plays in the purchase stories, beside the coordinator.

export const treasurer = 'person_treasurer' as PersonId;
export const secondTreasurer = 'person_treasurer2' as PersonId;
export const inspector = 'person_inspector' as PersonId;
export const verifier = 'person_verifier' as PersonId;
export const committee = 'person_committee' as PersonId;
export const cda = 'person_cda' as PersonId;
export const supplierId = 'supplier_adama';

export const memberId = (index: number): EnterpriseId => `enterprise_${index}` as EnterpriseId;
export const delegateOf = (enterprise: EnterpriseId): PersonId => `person_of_${enterprise}` as PersonId;

export const officers: readonly [PersonId, Role][] = [
  [coordinator, 'COORDINATOR'],
  [treasurer, 'TREASURER'],
  [secondTreasurer, 'TREASURER'],
  [inspector, 'INSPECTOR'],
  [verifier, 'VERIFIER'],
  [committee, 'AWARD_COMMITTEE'],
  [cda, 'CDA'],
];
