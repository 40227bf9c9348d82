import { Decimal, neutral, shareDecimals, type Fact, type FactBody, type Instant, type Money } from '@jointly/kernel';

export interface Discharge {
  readonly factId: string;
  readonly outcome: string;
  readonly share: string;
  readonly observedAt: Instant;
}

export interface Obligation {
  readonly of: Extract<FactBody, { fact: 'obligationDue' }>['of'];
  readonly counterparty: string;
  readonly betweenMembers: boolean;
  readonly dueAt: Instant;
  readonly value: Money | null;
  readonly reference: Money | null;
  readonly discharges: readonly Discharge[];
}

/** By obligation: what was owed, and what has been seen of it. */
export type Obligations = Readonly<Record<string, Obligation>>;

type ObligationFact = Extract<Fact, { fact: 'obligationDue' | 'obligationDischarged' }>;

/**
 * A later `obligationDue` of the same obligation corrects the earlier one; a discharge replaces the one it supersedes.
 * A discharge of what was never owed is not kept.
 */
export function noteObligation(obligations: Obligations, fact: ObligationFact): Obligations {
  const known = obligations[fact.obligation];
  if (fact.fact === 'obligationDue') {
    const { of, counterparty, betweenMembers = false, dueAt, value, reference } = fact;
    const discharges = known?.discharges ?? [];
    return {
      ...obligations,
      [fact.obligation]: { of, counterparty, betweenMembers, dueAt, value, reference, discharges },
    };
  }
  if (!known) return obligations;
  const { id: factId, outcome, share, observedAt } = fact;
  const others = known.discharges.filter((earlier) => earlier.factId !== fact.supersedes);
  const discharges = [...others, { factId, outcome, share, observedAt }];
  return { ...obligations, [fact.obligation]: { ...known, discharges } };
}

/**
 * When an obligation was met: what counts for its payer, with what was excused, makes up the whole. Null where some of
 * it is open, came to nothing, or all of it was excused.
 */
export function fulfilledAt({ discharges }: Obligation, asOf: Instant): Instant | null {
  const seen = discharges.filter(({ observedAt }) => observedAt <= asOf);
  const excused = shareOf(seen.filter(({ outcome }) => outcome === neutral));
  const met = seen.filter(({ outcome }) => outcome !== neutral && !new Decimal(outcome).isZero());
  if (met.length === 0 || excused.plus(shareOf(met)).plus(rounding(seen)).lt(1)) return null;
  return met.reduce((last, { observedAt }) => (observedAt > last ? observedAt : last), met[0]!.observedAt);
}

/** All of it was excused: it counts neither way. */
export const isExcused = ({ discharges }: Obligation, asOf: Instant): boolean => {
  const excused = discharges.filter(({ outcome, observedAt }) => outcome === neutral && observedAt <= asOf);
  return excused.length > 0 && shareOf(excused).plus(rounding(excused)).gte(1);
};

const shareOf = (discharges: readonly Discharge[]): Decimal =>
  discharges.reduce((sum, { share }) => sum.plus(share), new Decimal(0));

/** What rounding may have taken away: three thirds make a whole. */
const rounding = (discharges: readonly Discharge[]): Decimal =>
  new Decimal(10).pow(-shareDecimals).div(2).times(discharges.length);
