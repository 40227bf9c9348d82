import { enumType } from '../graphql/fields';

export const PayingParty = enumType('PayingParty', 'Whose account a payment is on.', {
  MEMBER: 'A member enterprise, which pays the association.',
  SUPPLIER: 'A supplier, whom the association pays.',
});

export const PaymentDirection = enumType('PaymentDirection', 'Which way the money goes.', {
  IN: 'From a member to the association.',
  OUT: 'From the association to a supplier.',
});

export const PaymentStatus = enumType('PaymentStatus', 'Whether a payment counts.', {
  ENTERED: 'One person entered it; it discharges nothing yet.',
  CONFIRMED: 'A second person confirmed it.',
  REJECTED: 'A second person found that it is not so.',
});

export const ObligationKind = enumType('ObligationKind', 'What is owed.', {
  CHARGE: 'A member owes the association its part of a cost.',
  SUPPLIER_INVOICE: 'The association owes a supplier an invoice.',
});

export const ObligationStanding = enumType('ObligationStanding', 'How an obligation stands.', {
  DUE: 'It is owed, and its due date has not passed.',
  OVERDUE: 'It is owed, and its due date has passed.',
  SETTLED: 'Nothing of it is left open.',
});

export const StatementEntryType = enumType('StatementEntryType', 'What moved an account.', {
  ChargePosted: 'A part of a cost was charged.',
  SupplierInvoicePosted: 'A supplier’s invoice was posted.',
  SupplierInvoiceReversed: 'A supplier’s invoice was voided.',
  AssociationCostPosted: 'The association bears a cost itself.',
  AssociationCostReversed: 'A cost that the association bore was voided.',
  CreditPosted: 'A joint action gave something back: a part of a surplus, or what a bill was too high by.',
  CreditApplied: 'Credit was set against a charge.',
  PaymentConfirmed: 'A payment was confirmed.',
});
