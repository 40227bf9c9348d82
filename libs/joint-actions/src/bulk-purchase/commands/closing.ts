import { accept, refusal } from '@jointly/kernel';
import { requiresRole } from '../../authority';
import { entry } from '../../entry';
import { withAssociation } from '../../lookups';
import { idSchema, reasonSchema, record } from '../../schemas';
import { systemOnly } from '../../system-only';
import { unallocated } from '../allocation';
import { everyShareIsTold, type PurchaseRule } from '../rules';
import { purchaseCommand } from './purchase-command';

const isACharge: PurchaseRule<{ readonly chargeId: string }> = ({ charges }, { data }) =>
  charges.has(data.chargeId)
    ? undefined
    : refusal('CHARGE_NOT_FOUND', 'There is no such charge in this purchase.', 'chargeId');

/** From the member's account, once the charge is paid in full. Saying it again changes nothing. */
export const RecordChargeSettled = purchaseCommand({
  type: 'RecordChargeSettled',
  schema: record({ purchaseId: idSchema, chargeId: idSchema }),
  lookups: () => ({}),
  allowed: [systemOnly],
  rules: [isACharge],
  decide: ({ data }, { charges }) => {
    const { enterpriseId, settled } = entry(charges, data.chargeId);
    return settled ? accept() : accept({ type: 'ChargeSettlementRecorded', data: { ...data, enterpriseId } });
  },
});

const isSettled: PurchaseRule<unknown> = (purchase) => {
  const { accepted, invoices, charges } = purchase;
  if (!accepted)
    return refusal('DELIVERY_INCOMPLETE', 'The delivery is not complete, so the purchase can’t be closed.');
  if (invoices.every(({ voided }) => voided === true) && accepted.some(({ value }) => value !== '0'))
    return refusal('NO_INVOICE', 'Goods were accepted and no invoice is recorded. Record it first.');
  if (unallocated(purchase).length > 0)
    return refusal('INVOICES_NOT_ALLOCATED', 'An invoice is not allocated yet. Allocate its costs first.');
  const open = charges.count(({ settled }) => !settled);
  return open > 0 ? refusal('CHARGES_OUTSTANDING', `${open} charges of members are not paid yet.`) : undefined;
};

export const CloseBulkPurchase = purchaseCommand({
  type: 'CloseBulkPurchase',
  schema: record({ purchaseId: idSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [everyShareIsTold, isSettled],
  decide: ({ data }) => accept({ type: 'BulkPurchaseClosed', data }),
});

const isNotOrdered: PurchaseRule<unknown> = ({ order }) =>
  order ? refusal('ALREADY_ORDERED', 'The order is placed, so the purchase can’t be cancelled any more.') : undefined;

export const CancelBulkPurchase = purchaseCommand({
  type: 'CancelBulkPurchase',
  schema: record({ purchaseId: idSchema, reason: reasonSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [isNotOrdered, everyShareIsTold],
  decide: ({ data }) => accept({ type: 'BulkPurchaseCancelled', data }),
});
