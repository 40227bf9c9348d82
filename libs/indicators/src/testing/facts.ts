import {
  associationId,
  days,
  instant,
  later,
  money,
  quantity,
  type ActionRef,
  type EnterpriseId,
  type Fact,
  type FactBody,
  type Instant,
} from '@jointly/kernel';
import type { Indicator } from '../indicator';

export const start = instant('2025-01-01T00:00:00Z');
export const day = (n: number): Instant => later(start, days(n));
export const firm = (name: string): EnterpriseId => name as EnterpriseId;
export const purchase = (id: string): ActionRef => ({ kind: 'bulkPurchase', id });

let count = 0;

/** A fact of purchase bp1 on the first day, unless said otherwise. */
export const fact = (body: FactBody, about: Partial<Fact> = {}): Fact =>
  ({
    id: `fact${++count}`,
    association: associationId('reop'),
    action: purchase('bp1'),
    occurredAt: start,
    ...body,
    ...about,
  }) as Fact;

export const fold = <State>(indicator: Indicator<State, never, unknown>, facts: readonly Fact[]): State =>
  facts.reduce((state, next) => indicator.evolve(state, next), indicator.initial);

/** An obligation to pay, weighing value / 1,000.00 birr. */
export const owes = (
  enterprise: string,
  obligation: string,
  { due = 0, birr = 1000, betweenMembers = false, counterparty = 'association' } = {},
  about: Partial<Fact> = {},
): Fact =>
  fact(
    {
      fact: 'obligationDue',
      obligation,
      of: 'PAYMENT',
      enterprise: firm(enterprise),
      counterparty,
      ...(betweenMembers ? { betweenMembers } : {}),
      dueAt: day(due),
      graceDays: 30,
      value: money(birr * 100, 'ETB'),
      reference: money(100_000, 'ETB'),
    },
    about,
  );

export const shows = (
  enterprise: string,
  obligation: string,
  { outcome = '1', share = '1', on = 0 } = {},
  about: Partial<Fact> = {},
): Fact =>
  fact(
    { fact: 'obligationDischarged', obligation, enterprise: firm(enterprise), outcome, share, observedAt: day(on) },
    about,
  );

/** A saving on the STANDALONE basis; costs in birr. */
export const saves = (
  stage: Extract<FactBody, { fact: 'saving' }>['stage'],
  enterprise: string,
  kg: number,
  baselineCost: number,
  jointCost: number,
  about: Partial<Fact> = {},
): Fact =>
  fact(
    {
      fact: 'saving',
      stage,
      enterprise: firm(enterprise),
      baseline: 'b1',
      basis: 'STANDALONE',
      class: 'HARD',
      quantity: quantity(String(kg), 'kg'),
      baselineCost: money(Math.round(baselineCost * 100), 'ETB'),
      jointCost: money(Math.round(jointCost * 100), 'ETB'),
    },
    about,
  );
