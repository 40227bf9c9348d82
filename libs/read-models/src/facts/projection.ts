import { allAggregates, factsOf, type AssociationEvent } from '@jointly/joint-actions';
import { latest, type DomainEvent, type Fact } from '@jointly/kernel';
import {
  defineProjection,
  documents,
  rows,
  type Documents,
  type Recorded,
  type StreamStates,
} from '@jointly/projections';
import { keyOf } from '../documents';
import type { AssociationTime, FactRow, PartDocument } from './documents';
import { folds, type Fold, type IndicatorStates } from './states';

/** By enterprise and action, the piece of it where it has pieces. */
const parts = <State>() =>
  documents<PartDocument<State>, 'actionId' | 'enterprise'>({
    columns: { actionId: ({ actionId }) => actionId, enterprise: ({ enterprise }) => enterprise },
    indexes: [
      ['association', 'enterprise'],
      ['association', 'actionId'],
    ],
  });

/**
 * Every fact there is, append-only in the order of its association's sequence, and beside them, in the same
 * transaction, what the indicators have folded from them. An event whose type nobody has translated stops it.
 */
export const facts = defineProjection({
  name: 'facts',
  version: 3,
  follows: allAggregates.map(({ category }) => category),
  aggregates: allAggregates,
  tables: {
    facts: rows<FactRow>({
      columns: ['id', 'fact', 'actionKind', 'actionId', 'enterprise', 'body'],
      indexes: [
        ['association', 'sequence'],
        ['association', 'enterprise', 'sequence'],
        ['association', 'actionId', 'sequence'],
      ],
    }),
    participation: parts<IndicatorStates['participation']>(),
    savings: parts<IndicatorStates['savings']>(),
    reliability: parts<IndicatorStates['reliability']>(),
    memberships: parts<IndicatorStates['memberships']>(),
    times: documents<AssociationTime>({ columns: {}, indexes: [] }),
  },
  fold(event: Recorded, into, { before }: StreamStates) {
    noteTime(event, into.times);
    factsOf(before, event).forEach((added, index) => {
      const { association, occurredAt, eventId } = event;
      const fact: Fact = { id: `${eventId}.${index}`, ...added, association, occurredAt };
      into.facts.append(rowOf(fact));
      if (!('enterprise' in fact)) return;
      notePart(fact, fact.enterprise, folds.participation, into.participation);
      notePart(fact, fact.enterprise, folds.savings, into.savings);
      notePart(fact, fact.enterprise, folds.reliability, into.reliability);
      notePart(fact, fact.enterprise, folds.memberships, into.memberships);
    });
  },
});

const rowOf = (fact: Fact): FactRow => ({
  id: fact.id,
  fact: fact.fact,
  actionKind: fact.action.kind,
  actionId: fact.action.id,
  enterprise: 'enterprise' in fact ? fact.enterprise : null,
  body: JSON.stringify(fact),
});

function notePart<State>(
  fact: Fact,
  enterprise: string,
  { initial, evolve }: Fold<State>,
  into: Documents<PartDocument<State>>,
): void {
  const { association, action } = fact;
  const { kind, id: actionId, part } = action;
  const key = keyOf(association, kind, actionId, enterprise, ...(part === undefined ? [] : [part]));
  const before = into.get(key)?.state ?? initial;
  const state = evolve(before, fact);
  if (state !== before) into.put(key, { actionId, enterprise, state });
}

function noteTime(event: Recorded, times: Documents<AssociationTime>): void {
  const { association, sequence, recordedAt } = event;
  const known = times.get(association);
  const asOf = known ? latest(known.asOf, recordedAt) : recordedAt;
  times.put(association, { sequence, asOf, rules: rulesIn(event) ?? known?.rules ?? null });
}

function rulesIn(event: DomainEvent): AssociationTime['rules'] | undefined {
  const stated = event as AssociationEvent;
  return stated.type === 'AssociationFounded' || stated.type === 'RulesChanged' ? stated.data.rules : undefined;
}
