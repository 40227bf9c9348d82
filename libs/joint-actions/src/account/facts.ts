import {
  days,
  later,
  observedAt,
  paymentOutcome,
  shareOfValue,
  type EnterpriseId,
  type Happened,
  type Instant,
  type NewFact,
} from '@jointly/kernel';
import { existing } from '../existing';
import { none, type FactTable } from '../fact-table';
import type { AccountEvent, Application } from './events';
import { lapseAfter, lapseFact, type AccountState, type Obligation, type OpenAccount } from './state';

/** What an account tells the indicators: which charges a member had to pay, and how it paid them. */
export const accountFacts: FactTable<AccountState, AccountEvent> = {
  ChargePosted: (_before, { data, association }) => {
    const { chargeId: obligation, party, action, amount: value, dueAt, graceDays, reference } = data;
    const owing = {
      enterprise: party.id as EnterpriseId,
      counterparty: association,
      dueAt,
      graceDays,
      value,
      reference,
    };
    return [{ fact: 'obligationDue', obligation, of: 'PAYMENT', ...owing, action }];
  },
  SupplierInvoicePosted: none,
  SupplierInvoiceReversed: none,
  AssociationCostPosted: none,
  // Set against a charge the moment it is posted, however long that took: never late.
  CreditApplied: (before, { data, occurredAt }) => {
    const account = existing(before);
    return data.applications.flatMap(({ obligationId, amount }) =>
      charge(account, obligationId).map((owed) =>
        paid(account, owed, shareOfValue(amount, owed.amount), earlier(occurredAt, owed.dueAt)),
      ),
    );
  },
  PaymentEntered: none,
  PaymentConfirmed: (before, event) => {
    const account = existing(before);
    return event.data.applications.flatMap((application) => discharges(account, application, event));
  },
  PaymentRejected: none,
  ObligationLapsed: (before, { data, eventId }) =>
    charge(existing(before), data.chargeId).map((owed) => ({
      ...broken(existing(before), owed, shareOfValue(data.outstanding, owed.amount)),
      id: lapseFact(eventId, data.chargeId),
    })),
};

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** Only what reliability observes: a supplier's invoice is the association's to pay. */
const charge = ({ owed }: OpenAccount, id: string): Obligation[] =>
  owed.filter(({ obligationId, observed }) => obligationId === id && observed);

/** Observed once, at the latest when the grace period ended: what is paid after that tells nothing new. */
function discharges(
  account: OpenAccount,
  { obligationId, amount }: Application,
  { data: { paidAt }, eventId }: Happened<Extract<AccountEvent, { type: 'PaymentConfirmed' }>>,
): NewFact[] {
  return charge(account, obligationId).flatMap((owed) => {
    const share = shareOfValue(amount, owed.amount);
    if (!owed.lapse) return [paid(account, owed, share, paidAt)];
    const outstanding = lapseAfter(owed, amount, paidAt);
    if (!outstanding) return [];
    const corrected = broken(account, owed, shareOfValue(outstanding, owed.amount));
    const names = { id: lapseFact(eventId, obligationId), supersedes: owed.lapse.factId };
    return [{ ...corrected, ...names }, paid(account, owed, share, paidAt)];
  });
}

function paid(account: OpenAccount, owed: Obligation, share: string, paidAt: Instant): NewFact {
  const graceDays = owed.observed?.graceDays ?? 0;
  const outcome = paymentOutcome(owed.dueAt, paidAt, graceDays);
  return discharged(account, owed, share, outcome, observedAt(owed.dueAt, paidAt, graceDays));
}

const broken = (account: OpenAccount, owed: Obligation, share: string): NewFact =>
  discharged(account, owed, share, '0', later(owed.dueAt, days(owed.observed?.graceDays ?? 0)));

const discharged = (
  { party }: OpenAccount,
  { obligationId: obligation, action }: Obligation,
  share: string,
  outcome: string,
  seen: Instant,
): NewFact => ({
  fact: 'obligationDischarged',
  obligation,
  enterprise: party.id as EnterpriseId,
  outcome,
  share,
  observedAt: seen,
  action,
});
