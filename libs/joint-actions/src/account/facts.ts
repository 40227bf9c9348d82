import {
  days,
  later,
  neutral,
  observedAt,
  paymentOutcome,
  shareOfValue,
  type EnterpriseId,
  type EventId,
  type Happened,
  type Instant,
  type Money,
  type NewFact,
} from '@jointly/kernel';
import { existing } from '../existing';
import { none, type FactTable } from '../fact-table';
import type { AccountEvent, Application } from './events';
import { lapseAfter, lapseFact, lapseWithout, type AccountState, type Obligation, type OpenAccount } from './state';

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
  CreditPosted: none,
  CreditApplied: (before, event) => {
    const account = existing(before);
    return event.data.applications.flatMap((application) => credited(account, application, event));
  },
  PaymentEntered: none,
  PaymentConfirmed: (before, { data: { applications, paidAt }, eventId }) => {
    const account = existing(before);
    return applications.flatMap((application) => discharges(account, application, paidAt, eventId));
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
  paidAt: Instant,
  event: EventId,
): NewFact[] {
  return charge(account, obligationId).flatMap((owed) => {
    const observed = paid(account, owed, shareOfValue(amount, owed.amount), paidAt);
    if (!owed.lapse) return [observed];
    const outstanding = lapseAfter(owed, amount, paidAt);
    return outstanding ? [...lapseCorrected(account, owed, outstanding, event), observed] : [];
  });
}

/** What a credit discharges: what it corrects was never owed, credit given later counts as paid on that day. */
function credited(account: OpenAccount, application: Application, event: CreditHappened): NewFact[] {
  const { data, occurredAt, eventId } = event;
  const { obligationId, amount } = application;
  if (data.follows && obligationId !== data.follows.corrects)
    return discharges(account, application, occurredAt, eventId);
  return charge(account, obligationId).flatMap((owed) => {
    const share = shareOfValue(amount, owed.amount);
    const seen = earlier(occurredAt, owed.dueAt);
    // Credit that was there is set against a charge the moment it is posted, however long that took: never late.
    if (!data.follows) return [paid(account, owed, share, seen)];
    const outstanding = lapseWithout(owed, amount);
    const excused = discharged(account, owed, share, neutral, seen);
    return outstanding ? [...lapseCorrected(account, owed, outstanding, eventId), excused] : [excused];
  });
}

type CreditHappened = Happened<Extract<AccountEvent, { type: 'CreditApplied' }>>;

const lapseCorrected = (account: OpenAccount, owed: Obligation, outstanding: Money, event: EventId): NewFact[] =>
  owed.lapse
    ? [
        {
          ...broken(account, owed, shareOfValue(outstanding, owed.amount)),
          id: lapseFact(event, owed.obligationId),
          supersedes: owed.lapse.factId,
        },
      ]
    : [];

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
