import { money, subtractMoney, sumMoney, type Money } from '@jointly/kernel';
import type { Application } from './events';
import { totalOwed, type Obligation, type OpenAccount, type Payment } from './state';

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

/** What may still be paid: what it is meant for and everything owed, each less the payments waiting for confirmation. */
export function payable(account: OpenAccount, meantFor: string | undefined, besides?: string): Money {
  const waiting = [...account.payments].filter(([id, { status }]) => status === 'ENTERED' && id !== besides);
  const less = (owed: Money, payments: readonly Payment[]): Money =>
    subtractMoney(
      owed,
      sumMoney(
        payments.map(({ amount }) => amount),
        account.currency,
      ),
    );
  const payments = waiting.map(([, payment]) => payment);
  const all = less(totalOwed(account), payments);
  if (meantFor === undefined) return all;
  const one = less(
    openOf(account, meantFor),
    payments.filter(({ obligationId }) => obligationId === meantFor),
  );
  return one.minor < all.minor ? one : all;
}

const openOf = (account: OpenAccount, id: string): Money =>
  account.owed.find(({ obligationId }) => obligationId === id)?.open ?? money(0, account.currency);
