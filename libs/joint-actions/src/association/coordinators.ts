import { refusal, type PersonId } from '@jointly/kernel';
import type { RoleGrant } from './roles';

export const lastCoordinator = refusal(
  'LAST_COORDINATOR',
  'The association would be left without a coordinator. Appoint another one without an end date first.',
  'personId',
);

/** Whether the person is the only coordinator whose role has no end: without them the association could not act. */
export function isLastCoordinator(grants: readonly RoleGrant[], person: PersonId): boolean {
  const lasting = grants.filter(({ role, until }) => role === 'COORDINATOR' && until === undefined);
  return lasting.length > 0 && lasting.every(({ personId }) => personId === person);
}
