import type { Instant, Money, PersonId, SealedAt } from '@jointly/kernel';
import type { AccountEvent, Action, Party } from '@jointly/joint-actions';

/** How a party stands with the association. */
export interface AccountDocument {
  readonly party: Party;
  /** What a member owes, or (negative) is owed; for a supplier the other way round. */
  readonly balance: Money;
}

/** One line of a statement. */
export interface StatementRow {
  readonly party: string;
  readonly at: Instant;
  readonly type: AccountEvent['type'];
  /** The charge, invoice, cost, credit or payment that it is about, where it is one. */
  readonly reference: string | null;
  readonly actionKind: string | null;
  readonly actionId: string | null;
  /** In minor units; debits are positive: a charge raises what a member owes. */
  readonly minor: number;
  /** After this line. */
  readonly balance: number;
  readonly currency: string;
}

/** Something a party owes the association, or the association a supplier. */
export interface ObligationDocument {
  readonly obligationId: string;
  readonly kind: 'CHARGE' | 'SUPPLIER_INVOICE';
  readonly party: Party;
  readonly action: Action;
  readonly amount: Money;
  readonly open: Money;
  readonly dueAt: Instant;
  readonly postedAt: Instant;
  /** When nothing of it was left open. */
  readonly settledAt: Instant | null;
  /** When its grace period ended with something unpaid; it stays owed. */
  readonly lapsedAt: Instant | null;
  readonly since: number;
}

export interface PaymentDocument {
  readonly paymentId: string;
  readonly party: Party;
  readonly direction: 'IN' | 'OUT';
  readonly amount: Money;
  readonly paidAt: Instant;
  readonly reference: SealedAt;
  readonly enteredBy: PersonId;
  readonly status: 'ENTERED' | 'CONFIRMED' | 'REJECTED';
  /** By whom it was confirmed or rejected. */
  readonly decidedBy: PersonId | null;
  readonly reason: SealedAt | null;
  readonly since: number;
}

export type ObligationStanding = 'DUE' | 'OVERDUE' | 'SETTLED';

/** Whether it is owed, owed for too long or paid, as seen at a point in time. */
export const standingOf = ({ settledAt, dueAt }: ObligationDocument, asOf: Instant): ObligationStanding => {
  if (settledAt !== null) return 'SETTLED';
  return dueAt < asOf ? 'OVERDUE' : 'DUE';
};
