import { addMoney, money, subtractMoney, sumMoney, type Money } from '@jointly/kernel';
import type { Application } from './events';
import { totalOwed, type Obligation, type OpenAccount } from './state';

/** What an amount discharges: what it was meant for first, then the oldest due. What is left over fits nowhere. */
export function applicationsOf(account: OpenAccount, amount: Money, meantFor?: string): Application[] {
  const applications: Application[] = [];
  let left = amount.minor;
  for (const { obligationId, action, open } of inOrder(account.owed, meantFor)) {
    const part = Math.min(left, open.minor);
    if (part === 0) break;
    left -= part;
    applications.push({
      obligationId,
      action,
      amount: money(part, open.currency),
      settles: part === open.minor,
    });
  }
  return applications;
}

const inOrder = (owed: readonly Obligation[], meantFor: string | undefined): Obligation[] => {
  const first = (obligation: Obligation): number => (obligation.obligationId === meantFor ? 0 : 1);
  return [...owed].sort((a, b) => first(a) - first(b) || (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
};

export const applied = (applications: readonly Application[], currency: string): Money =>
  sumMoney(
    applications.map(({ amount }) => amount),
    currency,
  );

/** What may still be paid: the one obligation or everything owed, less payments that wait for confirmation. */
export function payable(account: OpenAccount, meantFor: string | undefined, besides?: string): Money {
  const owed = meantFor === undefined ? totalOwed(account) : openOf(account, meantFor);
  const waiting = account.payments.filter(
    ({ status, obligationId }, id) =>
      status === 'ENTERED' && id !== besides && (meantFor === undefined || obligationId === meantFor),
  );
  const amounts = [...waiting.values()].map(({ amount }) => amount);
  return subtractMoney(owed, sumMoney(amounts, account.currency));
}

const openOf = (account: OpenAccount, id: string): Money =>
  account.owed
    .filter(({ obligationId }) => obligationId === id)
    .reduce((sum, { open }) => addMoney(sum, open), money(0, account.currency));
