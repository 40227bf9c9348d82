import type { AccountEvent } from '@jointly/joint-actions';
import { sealedAt } from '@jointly/kernel';
import { defineProjection, type Recorded } from '@jointly/projections';
import { keyOf } from '../documents';
import { discharge, disown, owe } from './obligations';
import { decidePayment, enterPayment } from './payments';
import { enterIntoStatement } from './statement';
import { tables } from './tables';

/** What is owed and paid: statements with a running balance, obligations, payments. */
export const accounts = defineProjection({
  name: 'accounts',
  version: 1,
  follows: ['account'],
  tables,
  fold(event: Recorded<AccountEvent>, into) {
    switch (event.type) {
      case 'ChargePosted':
        owe(event, event.data.chargeId, into);
        return enterIntoStatement(event, { reference: event.data.chargeId, action: event.data.action }, into);
      case 'SupplierInvoicePosted':
        owe(event, event.data.invoiceId, into);
        return enterIntoStatement(event, { reference: event.data.invoiceId, action: event.data.action }, into);
      case 'SupplierInvoiceReversed':
        disown(event, into);
        return enterIntoStatement(event, { reference: event.data.invoiceId, action: event.data.action }, into);
      case 'AssociationCostPosted':
      case 'AssociationCostReversed':
        return enterIntoStatement(event, { reference: event.data.costId, action: event.data.action }, into);
      case 'CreditPosted':
        return enterIntoStatement(event, { reference: event.data.creditId, action: event.data.action }, into);
      case 'CreditApplied':
        discharge(event, into);
        return enterIntoStatement(event, {}, into);
      case 'PaymentEntered':
        return enterPayment(event, into);
      case 'PaymentConfirmed':
        discharge(event, into);
        decidePayment(event, { status: 'CONFIRMED', reason: null }, into);
        return enterIntoStatement(event, { reference: event.data.paymentId }, into);
      case 'PaymentRejected':
        return decidePayment(event, { status: 'REJECTED', reason: sealedAt(event.data.reason, event) }, into);
      case 'ObligationLapsed': {
        const key = keyOf(event.association, event.data.chargeId);
        return into.obligations.amend(key, (known) => ({ ...known, lapsedAt: event.occurredAt }));
      }
    }
  },
});
