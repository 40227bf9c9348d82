import { money, subtractMoney } from '@jointly/kernel';
import type { AccountEvent } from '@jointly/joint-actions';
import type { Recorded } from '@jointly/projections';
import { keyOf } from '../documents';
import type { AccountTables } from './tables';

type Of<Type extends AccountEvent['type']> = Recorded<Extract<AccountEvent, { type: Type }>>;

export function owe(event: Of<'ChargePosted' | 'SupplierInvoicePosted'>, id: string, into: AccountTables): void {
  const { party, action, amount, dueAt } = event.data;
  into.obligations.put(keyOf(event.association, id), {
    obligationId: id,
    kind: event.type === 'ChargePosted' ? 'CHARGE' : 'SUPPLIER_INVOICE',
    party,
    action,
    amount,
    open: amount,
    dueAt,
    postedAt: event.occurredAt,
    settledAt: amount.minor === 0 ? event.occurredAt : null,
    lapsedAt: null,
    since: event.sequence,
  });
}

/** A voided invoice: nothing of it is left to pay. */
export function disown(event: Of<'SupplierInvoiceReversed'>, into: AccountTables): void {
  const { invoiceId, amount } = event.data;
  into.obligations.amend(keyOf(event.association, invoiceId), (known) => ({
    ...known,
    open: money(0, amount.currency),
    settledAt: known.settledAt ?? event.occurredAt,
  }));
}

/** What was paid or credited comes off what is open. A payment discharges on the day it was paid. */
export function discharge(event: Of<'PaymentConfirmed' | 'CreditApplied'>, into: AccountTables): void {
  const on = event.type === 'PaymentConfirmed' ? event.data.paidAt : event.occurredAt;
  for (const { obligationId, amount, settles } of event.data.applications)
    into.obligations.amend(keyOf(event.association, obligationId), (known) => ({
      ...known,
      open: subtractMoney(known.open, amount),
      settledAt: settles ? on : null,
    }));
}
