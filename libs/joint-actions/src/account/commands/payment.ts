import { Type, type Static } from '@sinclair/typebox';
import {
  accept,
  defineCommand,
  moneySchema,
  newId,
  refusal,
  subtractMoney,
  type CommandId,
  type Money,
  type Policy,
  type Refusal,
} from '@jointly/kernel';
import { evidenceSchema } from '../../evidence';
import { existing } from '../../existing';
import { entry } from '../../entry';
import { idSchema, instantSchema, nameSchema, oneOf, reasonSchema, record } from '../../schemas';
import { accountStream } from '../../streams';
import { applicationsOf, applied, payable } from '../applying';
import type { AccountEvent, EntryLine, Party } from '../events';
import { bank, creditFor, payableTo, receivable, transfer } from '../lines';
import type { AccountState, OpenAccount, Payment } from '../state';
import { handlesPayments, withParty, type KnowsParty } from './party';

/** Who pays the association, or whom it pays. */
const payingParty = record({ kind: oneOf(['MEMBER', 'SUPPLIER']), id: idSchema });

const entering = record({
  party: payingParty,
  amount: moneySchema,
  paidAt: instantSchema,
  /** As on the bank's paper. */
  reference: nameSchema,
  evidence: Type.Optional(evidenceSchema),
  /** The charge or invoice it is meant for; the oldest due otherwise. */
  obligationId: Type.Optional(idSchema),
});
type Entering = Static<typeof entering>;

/** The id of the payment that this command enters. */
export const newPaymentId = (command: CommandId): string => newId('payment', command);

/** In minor units. What an account comes to stays exact, whatever is paid into it. */
const largestPayment = 1e14;

const isAnAmount: Policy<Entering, AccountState, KnowsParty> = ({ data: { amount } }, _state, { association }) => {
  const { currency } = existing(association.state);
  if (amount.currency !== currency)
    return refusal(
      'WRONG_CURRENCY',
      `This association keeps its accounts in ${currency}. Give the amount in it.`,
      'amount',
    );
  if (amount.minor <= 0) return refusal('AMOUNT_NOT_POSITIVE', 'Give an amount above zero.', 'amount');
  return amount.minor <= largestPayment
    ? undefined
    : refusal('AMOUNT_TOO_LARGE', 'No single payment is that large. Check the amount.', 'amount');
};

const isPaidAlready: Policy<Entering, unknown, unknown> = ({ data, now }) =>
  data.paidAt <= now
    ? undefined
    : refusal('OCCURRED_IN_THE_FUTURE', 'Enter a payment once it was made. Correct its date.', 'paidAt');

const isNotTooMuch: Policy<Entering, AccountState, KnowsParty> = ({ data }, state, known) =>
  excess(state, known, data.party, data.amount, data.obligationId);

/** Enters; somebody else confirms. Until then it discharges nothing. */
export const EnterPayment = defineCommand<Entering, AccountState, KnowsParty, AccountEvent>({
  type: 'EnterPayment',
  stream: ({ association, data }) => accountStream(association, data.party.id),
  lookups: withParty,
  input: entering,
  policies: [...handlesPayments, isAnAmount, isPaidAlready, isNotTooMuch],
  decide: ({ id, data }) => {
    const direction = data.party.kind === 'MEMBER' ? ('IN' as const) : ('OUT' as const);
    return accept({
      type: 'PaymentEntered',
      data: { ...data, partyId: data.party.id, paymentId: newPaymentId(id), direction },
    });
  },
});

const onePayment = record({ party: payingParty, paymentId: idSchema });
type OnePayment = Static<typeof onePayment>;

const isEnteredByAnother: Policy<OnePayment, AccountState, unknown> = ({ data, actor }, state) => {
  const payment = state.status === 'OPEN' ? state.payments.get(data.paymentId) : undefined;
  if (!payment)
    return refusal('PAYMENT_NOT_FOUND', 'There is no such payment on this account. Check its id.', 'paymentId');
  if (payment.enteredBy === actor)
    return refusal('SAME_PERSON', 'You entered this payment. Another person has to look at it.');
  switch (payment.status) {
    case 'ENTERED':
      return undefined;
    case 'CONFIRMED':
    case 'REJECTED':
      return refusal('ALREADY_DECIDED', `This payment is ${payment.status.toLowerCase()} already.`, 'paymentId');
  }
};

const stillFits: Policy<OnePayment, AccountState, KnowsParty> = ({ data }, state, known) => {
  const { amount, obligationId } = paymentOf(state, data.paymentId);
  return excess(state, known, data.party, amount, obligationId, data.paymentId);
};

const paymentOf = (state: AccountState, id: string): Payment => entry(existing(state).payments, id);

/** Above what is owed: refused or credited by the association's rule; to a supplier nothing is ever overpaid. */
function excess(
  state: AccountState,
  { association }: KnowsParty,
  { kind }: Party,
  amount: Money,
  meantFor?: string,
  besides?: string,
): Refusal | undefined {
  if (meantFor !== undefined && !(state.status === 'OPEN' && state.posted.has(meantFor)))
    return refusal(
      'CHARGE_NOT_FOUND',
      'There is no such charge or invoice on this account. Check its id.',
      'obligationId',
    );
  if (kind === 'MEMBER' && existing(association.state).rules.overPayment === 'CREDIT') return undefined;
  const most = state.status === 'OPEN' ? payable(state, meantFor, besides).minor : 0;
  return amount.minor <= most
    ? undefined
    : refusal('PAYMENT_ABOVE_CHARGE', 'This is more than what is owed. Enter what was charged at most.', 'amount');
}

export const ConfirmPayment = defineCommand<OnePayment, AccountState, KnowsParty, AccountEvent>({
  type: 'ConfirmPayment',
  stream: ({ association, data }) => accountStream(association, data.party.id),
  lookups: withParty,
  input: onePayment,
  policies: [...handlesPayments, isEnteredByAnother, stillFits],
  decide: ({ data: { paymentId } }, state) => {
    const account = existing(state);
    const { party, currency } = account;
    const { amount, paidAt, obligationId } = paymentOf(state, paymentId);
    const applications = applicationsOf(account, amount, { meantFor: obligationId, besides: paymentId });
    const discharged = applied(applications, currency);
    const credited = subtractMoney(amount, discharged);
    const lines = linesOf(account, discharged, credited);
    return accept({
      type: 'PaymentConfirmed',
      data: { party, paymentId, amount, paidAt, applications, credited, lines },
    });
  },
});

const linesOf = ({ party }: OpenAccount, discharged: Money, credited: Money): EntryLine[] =>
  party.kind === 'SUPPLIER'
    ? transfer(payableTo(party), bank, discharged)
    : [...transfer(bank, receivable(party), discharged), ...transfer(bank, creditFor(party), credited)];

const rejecting = record({ ...onePayment.properties, reason: reasonSchema });

export const RejectPayment = defineCommand<Static<typeof rejecting>, AccountState, KnowsParty, AccountEvent>({
  type: 'RejectPayment',
  stream: ({ association, data }) => accountStream(association, data.party.id),
  lookups: withParty,
  input: rejecting,
  policies: [...handlesPayments, isEnteredByAnother],
  decide: ({ data }) => accept({ type: 'PaymentRejected', data: { ...data, partyId: data.party.id } }),
});
