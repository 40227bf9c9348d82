import type { Happened } from '@jointly/kernel';
import type { AccountEvent, Action } from '../account/events';
import type { BulkPurchaseEvent } from '../bulk-purchase/events';
import { reactingTo, settledCharges, type Reaction } from './consequences';

/**
 * Between purchases and accounts, as a table of reactions without a memory: invoices become payables, allocated costs
 * charges, paid charges are told, and decisions on many members go on until all of them are told.
 */
export const settlementProcess = reactingTo('settlement', (event) =>
  reactions(event as Happened<BulkPurchaseEvent | AccountEvent>),
);

function reactions(event: Happened<BulkPurchaseEvent | AccountEvent>): readonly Reaction[] {
  switch (event.type) {
    case 'InvoiceRecorded': {
      const { purchaseId, supplierId, invoiceId, total: amount, dueAt } = event.data;
      const invoice = { supplierId, invoiceId, action: purchase(purchaseId), amount, dueAt };
      return [{ type: 'PostSupplierInvoice', data: invoice }];
    }
    case 'InvoiceVoided': {
      const { purchaseId, supplierId, invoiceId, total: amount } = event.data;
      const invoice = { supplierId, invoiceId, action: purchase(purchaseId), amount };
      return [{ type: 'ReverseSupplierInvoice', data: invoice }];
    }
    case 'PurchaseConfirmed':
    case 'DeliveryCompleted':
      return furtherParts(event.data);
    case 'CostsAllocated': {
      const { purchaseId, allocationId, borneByAssociation: amount } = event.data;
      if (amount.minor === 0) return furtherParts(event.data);
      const cost = { costId: `${allocationId}_excess`, action: purchase(purchaseId), amount };
      return [{ type: 'PostAssociationCost', data: cost }, ...furtherParts(event.data)];
    }
    case 'MemberCostAllocated': {
      const { purchaseId, enterpriseId, chargeId, amount, dueAt } = event.data;
      if (amount.minor === 0) return [];
      const charge = { enterpriseId, chargeId, action: purchase(purchaseId), amount, dueAt };
      return [{ type: 'PostCharge', data: charge }];
    }
    case 'CreditApplied':
    case 'PaymentConfirmed':
      return settledCharges(event, kind).map(({ action, obligationId }) => ({
        type: 'RecordChargeSettled',
        data: { purchaseId: action.id, chargeId: obligationId },
      }));
    default:
      return [];
  }
}

const kind = 'bulkPurchase';
const purchase = (id: string): Action => ({ kind, id });

/** The first part came with the decision itself. */
const furtherParts = ({ purchaseId, parts }: { readonly purchaseId: string; readonly parts: number }): Reaction[] =>
  Array.from({ length: parts - 1 }, () => ({ type: 'ContinueSharing', data: { purchaseId } }));
