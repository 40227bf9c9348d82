import { addMoney, money, type Currency } from '@jointly/kernel';
import type { AccountEvent, Action, EntryLine } from '@jointly/joint-actions';
import type { Recorded } from '@jointly/projections';
import { keyOf } from '../documents';
import type { AccountTables } from './tables';

type Posting = Recorded<Extract<AccountEvent, { data: { lines: unknown } }>>;

/** What a line is about, where it is about one thing. */
export interface Subject {
  readonly reference?: string;
  readonly action?: Action;
}

/** A line with what the entry does to the party's own accounts; the other side (bank, clearing) is not the party's. */
export function enterIntoStatement(event: Posting, { reference, action }: Subject, into: AccountTables): void {
  const { party, lines } = event.data;
  const key = keyOf(event.association, party.id);
  const currency = currencyOf(event, into);
  const moved = money(ownSum(lines), currency);
  const balance = addMoney(into.accounts.get(key)?.balance ?? money(0, currency), moved);
  into.accounts.put(key, { party, balance });
  into.statements.append({
    party: party.id,
    at: event.occurredAt,
    type: event.type,
    reference: reference ?? null,
    actionKind: action?.kind ?? null,
    actionId: action?.id ?? null,
    minor: moved.minor,
    balance: balance.minor,
    currency,
  });
}

const ownSum = (lines: readonly EntryLine[]): number =>
  lines.filter(({ account }) => !/^(bank$|clearing:)/.test(account)).reduce((sum, { minor }) => sum + minor, 0);

/** Credit is only ever applied to an account that something was posted to. */
const currencyOf = ({ association, data }: Posting, into: AccountTables): Currency =>
  'amount' in data ? data.amount.currency : into.accounts.existing(keyOf(association, data.party.id)).balance.currency;
