import type { Aggregate } from '@jointly/kernel';
import { defineProjection, documentProjection, type Recorded, type StreamStates } from '../projection';
import { documents, rows } from '../tables';
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
  readonly sumAfter: number;
}

/** The aggregate itself can't take it. */
export const uncountable = 666;

export const counterAggregate: Aggregate<number, Counted> = {
  category: 'counter',
  initial: 0,
  evolve: (sum, { data }) => {
    if (data.amount === uncountable) throw new Error('Nobody can count this.');
    return sum + data.amount;
  },
  commands: [],
};

/** A row per event, with its stream's sum before it and with it. */
export const ledger = defineProjection({
  name: 'ledger',
  version: 1,
  follows: ['counter'],
  aggregates: [counterAggregate],
  tables: {
    entries: rows<Ledger>({ columns: ['amount', 'sumBefore', 'sumAfter'], indexes: [['association', 'sequence']] }),
  },
  fold(event: Recorded<Counted>, { entries }, { before, after }: StreamStates<number>) {
    entries.append({ amount: event.data.amount, sumBefore: before, sumAfter: after });
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

/** Counts how often a document was derived. */
export const derivations = { count: 0 };

/** The aggregate's state as a document, derived when the batch is written. */
export const derived = defineProjection({
  name: 'derived',
  version: 1,
  follows: ['counter'],
  aggregates: [counterAggregate],
  tables: { sums: documents<{ readonly sum: number }>({ columns: {}, indexes: [] }) },
  fold({ stream }: Recorded<Counted>, { sums }, { after }: StreamStates<number>) {
    sums.derive(stream, () => {
      derivations.count++;
      return { sum: after };
    });
  },
});
