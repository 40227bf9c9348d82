import type { AccountEvent } from '@jointly/joint-actions';
import { sealedAt } from '@jointly/kernel';
import type { Recorded } from '@jointly/projections';
import { keyOf } from '../documents';
import type { PaymentDocument } from './documents';
import type { AccountTables } from './tables';

type Of<Type extends AccountEvent['type']> = Recorded<Extract<AccountEvent, { type: Type }>>;

export function enterPayment(event: Of<'PaymentEntered'>, into: AccountTables): void {
  const { paymentId, party, direction, amount, paidAt } = event.data;
  into.payments.put(keyOf(event.association, paymentId), {
    paymentId,
    party,
    direction,
    amount,
    paidAt,
    reference: sealedAt(event.data.reference, event),
    enteredBy: event.metadata.actor,
    status: 'ENTERED',
    decidedBy: null,
    reason: null,
    since: event.sequence,
  });
}

/** A second person confirmed or rejected it. */
export function decidePayment(
  event: Of<'PaymentConfirmed' | 'PaymentRejected'>,
  decision: Pick<PaymentDocument, 'status' | 'reason'>,
  into: AccountTables,
): void {
  const key = keyOf(event.association, event.data.paymentId);
  into.payments.amend(key, (known) => ({ ...known, ...decision, decidedBy: event.metadata.actor }));
}
