import { Map } from 'immutable';
import {
  addMoney,
  subtractMoney,
  type Currency,
  type Happened,
  type Instant,
  type Money,
  type PersonId,
} from '@jointly/kernel';
import { existing, ImpossibleHistory } from '../existing';
import type { AccountEvent, Application, EntryLine, Party } from './events';
import { creditFor, payableTo, receivable } from './lines';
import { creditedAt, dueFact, lapseFact, owedLess, paidBy, type Obligation } from './obligation';

export interface Payment {
  readonly amount: Money;
  readonly paidAt: Instant;
  readonly enteredBy: PersonId;
  readonly obligationId?: string;
  readonly status: 'ENTERED' | 'CONFIRMED' | 'REJECTED';
}

export interface OpenAccount {
  readonly status: 'OPEN';
  readonly party: Party;
  readonly currency: Currency;
  /** By account name, in minor units; together they are zero. */
  readonly balances: Map<string, number>;
  /** Those with something open, in the order in which they were posted. */
  readonly owed: readonly Obligation[];
  /** Ids of everything ever posted: posting again changes nothing. */
  readonly posted: Map<string, true>;
  /** Of those, the invoices and the association's own costs that were voided. */
  readonly reversed: Map<string, true>;
  readonly payments: Map<string, Payment>;
}

export type AccountState = { readonly status: 'ABSENT' } | OpenAccount;

export const noAccount: AccountState = { status: 'ABSENT' };

export function evolveAccount(state: AccountState, event: Happened<AccountEvent>): AccountState {
  switch (event.type) {
    case 'ChargePosted': {
      const { chargeId, action, amount, dueAt, graceDays, reference, party, lines } = event.data;
      const charge = { obligationId: chargeId, action, amount, open: amount, dueAt };
      return owing(post(opened(state, party, amount.currency), lines), {
        ...charge,
        observed: { graceDays, reference, factId: dueFact(event.eventId, chargeId), parts: [] },
      });
    }
    case 'SupplierInvoicePosted': {
      const { invoiceId, action, amount, dueAt, party, lines } = event.data;
      const invoice = { obligationId: invoiceId, action, amount, open: amount, dueAt };
      return owing(post(opened(state, party, amount.currency), lines), invoice);
    }
    case 'SupplierInvoiceReversed': {
      const { invoiceId, lines } = event.data;
      const account = post(existing(state), lines);
      const owed = account.owed.filter(({ obligationId }) => obligationId !== invoiceId);
      return { ...account, owed, reversed: account.reversed.set(invoiceId, true) };
    }
    case 'AssociationCostPosted': {
      const { costId, amount, party, lines } = event.data;
      const account = post(opened(state, party, amount.currency), lines);
      return { ...account, posted: account.posted.set(costId, true) };
    }
    case 'AssociationCostReversed': {
      const { costId, lines } = event.data;
      const account = post(existing(state), lines);
      return { ...account, reversed: account.reversed.set(costId, true) };
    }
    case 'CreditPosted': {
      const { creditId, amount, party, lines } = event.data;
      const account = post(opened(state, party, amount.currency), lines);
      return { ...account, posted: account.posted.set(creditId, true) };
    }
    case 'CreditApplied': {
      const { applications, follows, lines } = event.data;
      const corrects = ({ obligationId }: Application) => obligationId === follows?.corrects;
      return apply(post(existing(state), lines), applications, (owed, application) =>
        corrects(application)
          ? owedLess(owed, application.amount, event.eventId)
          : paidBy(owed, application.amount, creditedAt(owed, event), event.eventId),
      );
    }
    case 'PaymentEntered': {
      const { party, paymentId, amount, paidAt, obligationId } = event.data;
      const account = opened(state, party, amount.currency);
      const payment = { amount, paidAt, enteredBy: event.metadata.actor, status: 'ENTERED' as const };
      return withPayment(account, paymentId, { ...payment, ...(obligationId !== undefined && { obligationId }) });
    }
    case 'PaymentConfirmed': {
      const { paymentId, applications, paidAt, lines } = event.data;
      return apply(post(paymentMoved(state, paymentId, 'CONFIRMED'), lines), applications, (owed, { amount }) =>
        paidBy(owed, amount, paidAt, event.eventId),
      );
    }
    case 'PaymentRejected':
      return paymentMoved(state, event.data.paymentId, 'REJECTED');
    case 'ObligationLapsed': {
      const { chargeId, outstanding } = event.data;
      const lapse = { outstanding, factId: lapseFact(event.eventId, chargeId) };
      return changeOwed(existing(state), chargeId, (charge) => ({ ...charge, lapse }));
    }
  }
}

const opened = (state: AccountState, party: Party, currency: Currency): OpenAccount =>
  state.status === 'OPEN'
    ? state
    : { status: 'OPEN', party, currency, balances: Map(), owed: [], posted: Map(), reversed: Map(), payments: Map() };

const post = (account: OpenAccount, lines: readonly EntryLine[]): OpenAccount => ({
  ...account,
  balances: lines.reduce((all, line) => all.update(line.account, 0, (minor) => minor + line.minor), account.balances),
});

const owing = (account: OpenAccount, obligation: Obligation): OpenAccount => ({
  ...account,
  owed: [...account.owed, obligation],
  posted: account.posted.set(obligation.obligationId, true),
});

const apply = (
  account: OpenAccount,
  applications: readonly Application[],
  told: (owed: Obligation, application: Application) => Obligation,
): OpenAccount =>
  applications.reduce(
    (all, application) =>
      changeOwed(all, application.obligationId, (owed) => {
        const open = subtractMoney(owed.open, application.amount);
        return { ...told(owed, application), open };
      }),
    account,
  );

/** What is paid in full drops out, so that an account of many years stays short. */
const changeOwed = (account: OpenAccount, id: string, change: (owed: Obligation) => Obligation): OpenAccount => ({
  ...account,
  owed: account.owed
    .map((owed) => (owed.obligationId === id ? change(owed) : owed))
    .filter(({ open }) => open.minor > 0),
});

const withPayment = (account: OpenAccount, id: string, payment: Payment): OpenAccount => ({
  ...account,
  payments: account.payments.set(id, payment),
});

function paymentMoved(state: AccountState, id: string, status: Payment['status']): OpenAccount {
  const account = existing(state);
  const payment = account.payments.get(id);
  if (!payment) throw new ImpossibleHistory();
  return withPayment(account, id, { ...payment, status });
}

/** Everything open together. */
export const totalOwed = ({ owed, currency }: OpenAccount): Money =>
  owed.reduce((sum, { open }) => addMoney(sum, open), { minor: 0, currency });

/** What the member paid beyond its charges or was given back. */
export const creditOf = ({ balances, party, currency }: OpenAccount): Money => ({
  minor: -(balances.get(`credit:${party.id}`) ?? 0) + 0,
  currency,
});

/** Something of this charge or invoice was paid. */
export function isPaidInPart(state: AccountState, id: string): boolean {
  if (state.status === 'ABSENT' || !state.posted.has(id) || state.reversed.has(id)) return false;
  const owed = state.owed.find(({ obligationId }) => obligationId === id);
  return !owed || owed.open.minor < owed.amount.minor;
}

/** A payment meant for this charge or invoice, or for none in particular, is entered and not decided on. */
export const awaitsPayment = (state: AccountState, id: string): boolean =>
  state.status === 'OPEN' &&
  state.payments.some(({ status, obligationId = id }) => status === 'ENTERED' && obligationId === id);

/** Nothing is owed, either way, and no payment waits to be decided on. */
export const isSettled = (state: AccountState): boolean =>
  state.status === 'ABSENT' ||
  (accountsOf(state.party).every((name) => (state.balances.get(name) ?? 0) === 0) &&
    state.payments.every(({ status }) => status !== 'ENTERED'));

const accountsOf = (party: Party): string[] =>
  [receivable, payableTo, creditFor].map((accountFor) => accountFor(party));
