import type { DomainEvent } from '@jointly/kernel';
import { morning } from './specification';

// What happens on the account of a party that has something to pay, or to be paid.

const etb = (minor: number) => ({ minor, currency: 'ETB' });
const action = { kind: 'bulkPurchase', id: 'purchase_1' };
const paymentId = 'payment_1';
const amount = etb(1000_00);

const moved = (debit: string, credit: string, { minor } = amount) => [
  { account: debit, minor },
  { account: credit, minor: -minor },
];

const entering = (kind: 'MEMBER' | 'SUPPLIER', id: string, direction: 'IN' | 'OUT', paid = amount): DomainEvent => {
  const payment = { paymentId, direction, amount: paid, paidAt: morning, reference: 'Transfer 17' };
  return { type: 'PaymentEntered', data: { party: { kind, id }, partyId: id, ...payment } };
};

/** An invoice of 1000, and its payment. */
export function supplierPaid(id: string) {
  const party = { kind: 'SUPPLIER', id };
  const invoice = { invoiceId: 'invoice_1', action, amount, dueAt: morning };
  const applications = [{ obligationId: 'invoice_1', action, amount, settles: true }];
  const payment = { party, paymentId, amount, paidAt: morning, applications, credited: etb(0) };
  return {
    invoicePosted: {
      type: 'SupplierInvoicePosted',
      data: { party, ...invoice, lines: moved('clearing:bulkPurchase:purchase_1', `payable:${id}`) },
    },
    entered: entering('SUPPLIER', id, 'OUT'),
    confirmed: { type: 'PaymentConfirmed', data: { ...payment, lines: moved(`payable:${id}`, 'bank') } },
  };
}

/** A charge of 1000, and its payment; or a payment of 10 more than that. */
export function memberPaid(id: string) {
  const party = { kind: 'MEMBER', id };
  const charge = { chargeId: 'charge_1', action, amount, dueAt: morning, graceDays: 7, reference: etb(1000_00) };
  const applications = [{ obligationId: 'charge_1', action, amount, settles: true }];
  const payment = { party, paymentId, amount, paidAt: morning, applications, credited: etb(0) };
  const discharge = moved('bank', `receivable:${id}`);
  const credited = etb(10_00);
  const more = etb(1010_00);
  const credit = moved('bank', `credit:${id}`, credited);
  return {
    charged: {
      type: 'ChargePosted',
      data: { party, ...charge, lines: moved(`receivable:${id}`, 'clearing:bulkPurchase:purchase_1') },
    },
    entered: entering('MEMBER', id, 'IN'),
    confirmed: { type: 'PaymentConfirmed', data: { ...payment, lines: discharge } },
    overpaid: [
      entering('MEMBER', id, 'IN', more),
      {
        type: 'PaymentConfirmed',
        data: { ...payment, amount: more, credited, lines: [...discharge, ...credit] },
      },
    ],
    rejected: { type: 'PaymentRejected', data: { partyId: id, party, paymentId, reason: 'Not on the bank’s paper.' } },
  };
}
