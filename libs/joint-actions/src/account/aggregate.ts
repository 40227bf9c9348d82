import { days, later, type Aggregate, type Deadline } from '@jointly/kernel';
import { existing } from '../existing';
import { PostCredit } from './commands/credit';
import { ConfirmPayment, EnterPayment, RejectPayment } from './commands/payment';
import {
  PostAssociationCost,
  PostCharge,
  PostSupplierInvoice,
  ReverseAssociationCost,
  ReverseSupplierInvoice,
} from './commands/posting';
import type { AccountEvent } from './events';
import { evolveAccount, noAccount, type AccountState } from './state';

export const account: Aggregate<AccountState, AccountEvent> = {
  category: 'account',
  initial: noAccount,
  evolve: evolveAccount,
  commands: [
    PostCharge,
    PostSupplierInvoice,
    ReverseSupplierInvoice,
    PostAssociationCost,
    ReverseAssociationCost,
    PostCredit,
    EnterPayment,
    ConfirmPayment,
    RejectPayment,
  ],
  deadlines,
  passDeadline,
};

/** Every charge lapses when its grace period ends and something of it is open. */
function deadlines(state: AccountState): readonly Deadline[] {
  if (state.status === 'ABSENT') return [];
  return state.owed.flatMap(({ obligationId, dueAt, observed, lapse }) =>
    observed && !lapse ? [{ name: obligationId, due: later(dueAt, days(observed.graceDays)) }] : [],
  );
}

function passDeadline(state: AccountState, { name: chargeId }: Deadline): readonly AccountEvent[] {
  const { owed, party } = existing(state);
  return owed
    .filter(({ obligationId }) => obligationId === chargeId)
    .map(({ action, open }) => ({
      type: 'ObligationLapsed' as const,
      data: { party, chargeId, action, outstanding: open },
    }));
}
