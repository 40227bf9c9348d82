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

export type ObligationFact = Extract<Fact, { fact: 'obligationDue' | 'obligationDischarged' }>;

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
  return { ...obligations, [fact.obligation]: { ...known, discharges: discharged(known.discharges, fact) } };
}

/** With one more, in place of the one that it supersedes. */
export function discharged(
  discharges: readonly Discharge[],
  { id: factId, supersedes, outcome, share, observedAt }: Extract<Fact, { fact: 'obligationDischarged' }>,
): readonly Discharge[] {
  return [...discharges.filter((earlier) => earlier.factId !== supersedes), { factId, outcome, share, observedAt }];
}

/**
 * When an obligation was met: what counts for its payer, with what was excused, makes up the whole. Null where some of
 * it is open, came to nothing, or all of it was excused.
 */
export function metAt(discharges: readonly Discharge[]): Instant | null {
  const excused = shareOf(discharges.filter(({ outcome }) => outcome === neutral));
  const met = discharges.filter(({ outcome }) => outcome !== neutral && !new Decimal(outcome).isZero());
  if (met.length === 0 || excused.plus(shareOf(met)).plus(rounding(discharges)).lt(1)) return null;
  return met.reduce((last, { observedAt }) => (observedAt > last ? observedAt : last), met[0]!.observedAt);
}

/** All of it was excused: it counts neither way. */
export function isExcused(discharges: readonly Discharge[], asOf: Instant): boolean {
  const excused = discharges.filter(({ outcome, observedAt }) => outcome === neutral && observedAt <= asOf);
  return excused.length > 0 && shareOf(excused).plus(rounding(excused)).gte(1);
}

const shareOf = (discharges: readonly Discharge[]): Decimal =>
  discharges.reduce((sum, { share }) => sum.plus(share), new Decimal(0));

/** What rounding may have taken away: three thirds make a whole. */
const rounding = (discharges: readonly Discharge[]): Decimal =>
  new Decimal(10).pow(-shareDecimals).div(2).times(discharges.length);
