import {
  days,
  earliest,
  later,
  neutral,
  observedAt,
  paymentOutcome,
  shareOfValue,
  type AssociationId,
  type EnterpriseId,
  type Happened,
  type Instant,
  type NewFact,
} from '@jointly/kernel';
import { existing } from '../existing';
import { none, type FactTable } from '../fact-table';
import type { AccountEvent, Application, Party } from './events';
import {
  creditedAt,
  dueFact,
  lapseFact,
  owedLess,
  paidBy,
  type Lapse,
  type Obligation,
  type PaidPart,
} from './obligation';
import type { AccountState, OpenAccount } from './state';

/** What an account tells the indicators: which charges a member had to pay, and how it paid them. */
export const accountFacts: FactTable<AccountState, AccountEvent> = {
  ChargePosted: (_before, { data, association, eventId }) => {
    const { chargeId: obligation, party, action, amount: value, dueAt, graceDays, reference } = data;
    const owing = { obligation, dueAt, graceDays, value, reference, action };
    return [{ ...due(party, association, owing), id: dueFact(eventId, obligation) }];
  },
  SupplierInvoicePosted: none,
  SupplierInvoiceReversed: none,
  AssociationCostPosted: none,
  AssociationCostReversed: none,
  CreditPosted: none,
  CreditApplied: (before, event) => {
    const account = existing(before);
    return event.data.applications.flatMap((application) => credited(account, application, event));
  },
  PaymentEntered: none,
  PaymentConfirmed: (before, { data: { applications, paidAt }, eventId }) => {
    const account = existing(before);
    return applications.flatMap(({ obligationId, amount }) =>
      charge(account, obligationId).flatMap((owed) => paid(account, owed, paidBy(owed, amount, paidAt, eventId))),
    );
  },
  PaymentRejected: none,
  ObligationLapsed: (before, { data: { chargeId, outstanding }, eventId }) =>
    charge(existing(before), chargeId).map((owed) =>
      broken(existing(before), owed, { outstanding, factId: lapseFact(eventId, chargeId) }),
    ),
};

/** Only what reliability observes: a supplier's invoice is the association's to pay. */
const charge = ({ owed }: OpenAccount, id: string): Obligation[] =>
  owed.filter(({ obligationId, observed }) => obligationId === id && observed);

/** What a credit discharges: what it corrects was never owed, credit given later counts as paid on that day. */
function credited(account: OpenAccount, application: Application, event: CreditHappened): NewFact[] {
  const { obligationId, amount } = application;
  return charge(account, obligationId).flatMap((owed) =>
    obligationId === event.data.follows?.corrects
      ? corrected(account, owed, owedLess(owed, amount, event.eventId), event)
      : paid(account, owed, paidBy(owed, amount, creditedAt(owed, event), event.eventId)),
  );
}

type CreditHappened = Happened<Extract<AccountEvent, { type: 'CreditApplied' }>>;

/** Less was owed, and what was paid is more of that; where nothing is left of it, all of it is excused. */
function corrected(account: OpenAccount, before: Obligation, after: Obligation, event: CreditHappened): NewFact[] {
  const { factId, graceDays, reference, parts } = after.observed!;
  if (after.amount.minor === 0)
    return [
      ...lapseCorrected(account, before, { ...after, amount: before.amount }),
      discharged(account, before, neutral, '1', earliest(event.occurredAt, before.dueAt)),
    ];
  const { obligationId: obligation, dueAt, amount: value, action } = after;
  const owing = { obligation, dueAt, graceDays, value, reference, action };
  return [
    { ...due(account.party, event.association, owing), id: factId, supersedes: before.observed!.factId },
    ...parts.map((part, index) => ({
      ...paidPart(account, after, part),
      supersedes: before.observed!.parts[index]!.factId,
    })),
    ...lapseCorrected(account, before, after),
  ];
}

/** What a payment tells: the part that it pays, and what it takes back of an earlier lapse. */
const paid = (account: OpenAccount, before: Obligation, after: Obligation): NewFact[] => [
  ...lapseCorrected(account, before, after),
  ...after.observed!.parts.slice(before.observed!.parts.length).map((part) => paidPart(account, after, part)),
];

const lapseCorrected = (account: OpenAccount, before: Obligation, after: Obligation): NewFact[] =>
  before.lapse && after.lapse && after.lapse !== before.lapse
    ? [{ ...broken(account, after, after.lapse), supersedes: before.lapse.factId }]
    : [];

type Owing = Pick<
  Extract<NewFact, { fact: 'obligationDue' }>,
  'obligation' | 'dueAt' | 'graceDays' | 'value' | 'reference' | 'action'
>;

const due = ({ id }: Party, counterparty: AssociationId, owing: Owing): NewFact => ({
  ...{ fact: 'obligationDue', of: 'PAYMENT', enterprise: id as EnterpriseId, counterparty },
  ...owing,
});

function paidPart(account: OpenAccount, owed: Obligation, { factId, amount, paidAt }: PaidPart): NewFact {
  const { dueAt, observed } = owed;
  const { graceDays } = observed!;
  const outcome = paymentOutcome(dueAt, paidAt, graceDays);
  const share = shareOfValue(amount, owed.amount);
  return { ...discharged(account, owed, outcome, share, observedAt(dueAt, paidAt, graceDays)), id: factId };
}

function broken(account: OpenAccount, owed: Obligation, { outstanding, factId }: Lapse): NewFact {
  const seen = later(owed.dueAt, days(owed.observed!.graceDays));
  return { ...discharged(account, owed, '0', shareOfValue(outstanding, owed.amount), seen), id: factId };
}

const discharged = (
  { party }: OpenAccount,
  { obligationId: obligation, action }: Obligation,
  outcome: string,
  share: string,
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
