import type { Aggregate } from '@jointly/kernel';
import { defineProjection, documentProjection, type Recorded } from '../projection';
import { rows } from '../tables';
import type { Counted } from './fixture-log';

interface Total {
  readonly stream: string;
  readonly sum: number;
  readonly events: number;
}

/** Sums per stream: wrong as soon as an event is folded twice or not at all. */
export const totals = documentProjection<Counted, Total, 'sum'>({
  name: 'totals',
  version: 1,
  follows: ['counter'],
  columns: { sum: ({ sum }) => sum },
  indexes: [['association', 'sum']],
  keys: ({ stream }) => [stream],
  evolve: (total, { stream, data }) => ({
    stream,
    sum: (total?.sum ?? 0) + data.amount,
    events: (total?.events ?? 0) + 1,
  }),
});

interface Ledger {
  readonly amount: number;
  readonly sumBefore: number;
}

export const counterAggregate: Aggregate<number, Counted> = {
  category: 'counter',
  initial: 0,
  evolve: (sum, { data }) => sum + data.amount,
  commands: [],
};

/** A row per event, with its stream's sum before it. */
export const ledger = defineProjection({
  name: 'ledger',
  version: 1,
  follows: ['counter'],
  aggregates: [counterAggregate],
  tables: { entries: rows<Ledger>({ columns: ['amount', 'sumBefore'], indexes: [['association', 'sequence']] }) },
  fold(event: Recorded<Counted>, { entries }, before) {
    entries.append({ amount: event.data.amount, sumBefore: before as number });
  },
});

/** Can't fold an amount of 13. */
export const superstitious = documentProjection<Counted, Total>({
  name: 'superstitious',
  version: 1,
  follows: ['counter'],
  columns: {},
  indexes: [],
  keys: ({ stream }) => [stream],
  evolve(total, event, key) {
    if (event.data.amount === 13) throw new Error('13 brings bad luck.');
    return { stream: key, sum: (total?.sum ?? 0) + event.data.amount, events: (total?.events ?? 0) + 1 };
  },
});
