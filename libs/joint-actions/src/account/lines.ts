import type { Money } from '@jointly/kernel';
import type { Action, EntryLine, Party } from './events';

/** An amount from one account to another, debits positive: what makes every entry balance. */
export const transfer = (debit: string, credit: string, { minor }: Money): EntryLine[] =>
  minor === 0
    ? []
    : [
        { account: debit, minor },
        { account: credit, minor: -minor },
      ];

export const bank = 'bank';
export const receivable = ({ id }: Party): string => `receivable:${id}`;
export const payableTo = ({ id }: Party): string => `payable:${id}`;
export const creditFor = ({ id }: Party): string => `credit:${id}`;
/** What a joint action's invoices and charges meet in; empty once both are in. */
export const clearing = ({ kind, id }: Action): string => `clearing:${kind}:${id}`;
export const expense = ({ kind, id }: Action): string => `expense:${kind}:${id}`;
