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
import { noStates, noteFact } from './states';

/**
 * Every fact there is, append-only in the order of its association's sequence, and beside them, in the same
 * transaction, what the indicators have folded from them. An event whose type nobody has translated stops it.
 */
export const facts = defineProjection({
  name: 'facts',
  version: 2,
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
    parts: documents<PartDocument, 'actionId' | 'enterprise'>({
      columns: { actionId: ({ actionId }) => actionId, enterprise: ({ enterprise }) => enterprise },
      indexes: [
        ['association', 'enterprise'],
        ['association', 'actionId'],
      ],
    }),
    times: documents<AssociationTime>({ columns: {}, indexes: [] }),
  },
  fold(event: Recorded, into, { before }: StreamStates) {
    noteTime(event, into.times);
    factsOf(before, event).forEach((added, index) => {
      const { association, occurredAt, eventId } = event;
      const fact: Fact = { id: `${eventId}.${index}`, ...added, association, occurredAt };
      into.facts.append(rowOf(fact));
      if ('enterprise' in fact) notePart(fact, fact.enterprise, into.parts);
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

function notePart(fact: Fact, enterprise: string, parts: Documents<PartDocument>): void {
  const { association, action } = fact;
  const key = keyOf(
    association,
    action.kind,
    action.id,
    enterprise,
    ...(action.part === undefined ? [] : [action.part]),
  );
  const known = parts.get(key) ?? noStates;
  parts.put(key, { actionId: action.id, enterprise, ...noteFact(known, fact) });
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
