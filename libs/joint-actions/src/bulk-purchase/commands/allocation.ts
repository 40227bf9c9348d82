import { Type } from '@sinclair/typebox';
import { accept, days, later, newId, refusal, type CommandId } from '@jointly/kernel';
import { notCda, requiresRole } from '../../authority';
import { existing } from '../../existing';
import { withAssociation } from '../../lookups';
import { idSchema, record } from '../../schemas';
import { allocationOf, unallocated } from '../allocation';
import type { BulkPurchaseEvent } from '../events';
import { everyShareIsTold, type PurchaseRule } from '../rules';
import { allocationEvents, atOnce, linesOf, partsOf } from '../sharing';
import { purchaseCommand } from './purchase-command';

const allocation = record({
  purchaseId: idSchema,
  /** All that are not allocated yet, where it names none. */
  invoiceIds: Type.Optional(Type.Array(idSchema, { minItems: 1, maxItems: 50, uniqueItems: true })),
  /** Says that the association bears what exceeds members' maximum prices, or everything where nothing was accepted. */
  associationBearsExcess: Type.Optional(Type.Boolean()),
});
interface Asked {
  readonly invoiceIds?: readonly string[];
  readonly associationBearsExcess?: boolean;
}

export const newAllocationId = (command: CommandId): string => newId('allocation', command);

const isDelivered: PurchaseRule<Asked> = ({ accepted }, { data }) => {
  if (!accepted)
    return refusal('DELIVERY_INCOMPLETE', 'Costs are shared by what each member gets. Complete the delivery first.');
  return data.associationBearsExcess || accepted.some(({ value }) => value !== '0')
    ? undefined
    : refusal(
        'NOTHING_ACCEPTED',
        'Nothing was accepted, so there is nobody to share the cost among. Void the invoice, or let the association bear it.',
        'associationBearsExcess',
      );
};

const canBeAllocated: PurchaseRule<Asked> = (purchase, { data }) => {
  for (const [index, id] of (data.invoiceIds ?? []).entries()) {
    const invoice = purchase.invoices.get(id);
    const field = `invoiceIds.${index}`;
    if (!invoice)
      return refusal('INVOICE_NOT_FOUND', 'There is no such invoice in this purchase. Check its id.', field);
    if (invoice.voided) return refusal('INVOICE_VOIDED', 'This invoice was voided. Record the corrected one.', field);
    if (invoice.allocationId) return refusal('ALREADY_ALLOCATED', 'This invoice is allocated already.', field);
  }
  return unallocated(purchase).length > 0
    ? undefined
    : refusal('NOTHING_TO_ALLOCATE', 'Every invoice is allocated. Record the next one first.');
};

/** Lines times members: what one decision shares out without holding up those that wait behind it. */
const mostShares = 15_000;

const isNotTooMuchAtOnce: PurchaseRule<Asked> = (purchase, { data }) => {
  const lines = linesOf(purchase, data.invoiceIds ?? unallocated(purchase));
  const most = Math.max(1, Math.floor(mostShares / Math.max(1, purchase.commitments.size)));
  return lines <= most
    ? undefined
    : refusal(
        'TOO_MANY_LINES',
        `These invoices have ${lines} lines; among so many members ${most} can be shared at once. Allocate some of them first.`,
        'invoiceIds',
      );
};

const nobodyPaysAboveMaximum: PurchaseRule<Asked> = (purchase, { data }) =>
  data.associationBearsExcess || allocationOf(purchase, data.invoiceIds).relief.minor === 0
    ? undefined
    : refusal(
        'ABOVE_MAXIMUM_PRICE',
        'These costs exceed what members accepted at most. Void the invoice and record a corrected one, or let the association bear the excess.',
        'associationBearsExcess',
      );

/** Shares invoices among the members to the minor unit, each line by the method the terms name for its kind. */
export const AllocateCosts = purchaseCommand({
  type: 'AllocateCosts',
  schema: allocation,
  lookups: withAssociation,
  allowed: [requiresRole('TREASURER'), notCda],
  rules: [isDelivered, everyShareIsTold, canBeAllocated, isNotTooMuchAtOnce, nobodyPaysAboveMaximum],
  decide: ({ id, now, data }, purchase, { association }) => {
    const { purchaseId } = purchase;
    const allocationId = newAllocationId(id);
    const dueAt = later(now, days(existing(association.state).rules.paymentDueDays));
    const { invoiceIds, total, borneByAssociation } = allocationOf(purchase, data.invoiceIds);
    const members = allocationEvents(purchase, allocationId, { invoiceIds, dueAt });
    const size = atOnce(linesOf(purchase, invoiceIds));
    const summary = { invoiceIds, total, members: members.length, borneByAssociation, dueAt };
    return accept<BulkPurchaseEvent>(
      { type: 'CostsAllocated', data: { purchaseId, allocationId, ...summary, parts: partsOf(members, size) } },
      ...members.slice(0, size),
    );
  },
});
