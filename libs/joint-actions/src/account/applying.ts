import { money, subtractMoney, sumMoney, type Money } from '@jointly/kernel';
import type { Application } from './events';
import type { Obligation } from './obligation';
import { totalOwed, type OpenAccount, type Payment } from './state';

/**
 * What an amount discharges: what it was meant for first, then the oldest due. What other payments waiting for
 * confirmation are meant for is left to them, unless nothing else is open. What is left over fits nowhere.
 */
export function applicationsOf(account: OpenAccount, amount: Money, { meantFor, besides }: Meant): Application[] {
  const reserved = reservations(account, besides);
  const parts = new Map<string, number>();
  let left = amount.minor;
  const take = (from: (obligation: Obligation) => number): void => {
    for (const obligation of inOrder(account.owed, meantFor)) {
      const part = Math.max(0, Math.min(left, from(obligation)));
      left -= part;
      parts.set(obligation.obligationId, (parts.get(obligation.obligationId) ?? 0) + part);
    }
  };
  take(({ obligationId, open }) => open.minor - (reserved.get(obligationId) ?? 0));
  take(({ obligationId, open }) => open.minor - parts.get(obligationId)!);
  return inOrder(account.owed, meantFor).flatMap(({ obligationId, action, open }) => {
    const part = parts.get(obligationId)!;
    const settles = part === open.minor;
    return part === 0 ? [] : [{ obligationId, action, amount: money(part, open.currency), settles }];
  });
}

interface Meant {
  readonly meantFor: string | undefined;
  /** The payment itself, where it is one. */
  readonly besides?: string;
}

/** By charge or invoice, in minor units: what entered payments name it for. */
function reservations({ payments }: OpenAccount, besides: string | undefined): Map<string, number> {
  const reserved = new Map<string, number>();
  for (const [id, { status, obligationId, amount }] of payments)
    if (id !== besides && status === 'ENTERED' && obligationId !== undefined)
      reserved.set(obligationId, (reserved.get(obligationId) ?? 0) + amount.minor);
  return reserved;
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
