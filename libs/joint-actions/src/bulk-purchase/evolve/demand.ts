import type { EnterpriseId } from '@jointly/kernel';
import type { BulkPurchaseHappened } from '../events';
import type { Invitation, Purchase } from '../state';

export const responded = (
  purchase: Purchase,
  enterprise: EnterpriseId,
  response: Invitation['response'],
): Purchase => ({
  ...purchase,
  invitations: purchase.invitations.set(enterprise, { response }),
});

export function demanded(
  purchase: Purchase,
  event: BulkPurchaseHappened<'DemandRegistered'> | BulkPurchaseHappened<'DemandRevised'>,
): Purchase {
  const { enterpriseId, quantity, flexibleMaximum, maximumUnitPrice, termsVersion } = event.data;
  const demand = {
    quantity,
    ...(flexibleMaximum && { flexibleMaximum }),
    ...(maximumUnitPrice && { maximumUnitPrice }),
    termsVersion,
    statedBy: event.eventId,
  };
  return { ...responded(purchase, enterpriseId, 'JOINED'), demands: purchase.demands.set(enterpriseId, demand) };
}
