import { days, neutral, type EnterpriseId, type Fact, type Instant } from '@jointly/kernel';
import { betaQuantile } from './beta';
import { sixDigits } from './figure';
import type { Indicator } from './indicator';
import { noteObligation, type Discharge, type Obligation, type Obligations } from './obligations';

/** What an association sets, with the version it was set in. */
export interface ReliabilityRules {
  readonly version: number;
  /** An observation this old counts half. */
  readonly halfLifeDays: number;
  /** Below this many observed obligations nothing is published. */
  readonly minimumObservations: number;
  /** The probability that the published interval holds. */
  readonly interval: number;
  /** The most that two members can weigh for each other within one month. */
  readonly pairWeightPerMonth: number;
}

/** Where an association's rules begin; what they set goes before. */
export const initialReliabilityRules = {
  halfLifeDays: 365,
  minimumObservations: 3,
  interval: 0.9,
  pairWeightPerMonth: 1,
} as const satisfies Omit<ReliabilityRules, 'version'>;

/** The obligations of the enterprises whose facts were folded: fold one enterprise's facts for its figure. */
export type ReliabilityState = Readonly<Record<EnterpriseId, Obligations>>;

/** One thing that was seen, and how much it counts today. */
export interface Observation {
  readonly obligation: string;
  readonly factId: string;
  readonly outcome: number;
  /** min(1, value / reference) × share, after the cap between two members. */
  readonly weight: number;
  /** 2^(−age / half-life), the age measured from the due date. */
  readonly decay: number;
}

/** Decimals have 6 digits. */
export interface Reliability {
  readonly enterprise: EnterpriseId;
  readonly status: 'PUBLISHED' | 'INSUFFICIENT_EVIDENCE';
  /** E = (r + 1) / (r + s + 2); null while the evidence does not suffice. */
  readonly expected: string | null;
  readonly interval: { readonly low: string; readonly high: string; readonly mass: number } | null;
  /** Obligations observed, not decayed. */
  readonly n: number;
  /** N = r + s: what the observations weigh at `asOf`. */
  readonly evidence: string;
  readonly kept: string;
  readonly broken: string;
  readonly asOf: Instant;
  readonly rulesVersion: number;
  readonly formulaVersion: number;
}

/**
 * Does this enterprise keep what it has bound itself to? The Beta reputation of Jøsang and Ismail, "The Beta Reputation
 * System" (Bled, 2002): r = Σ w·d·o and s = Σ w·d·(1 − o) over its observed obligations, E = (r + 1) / (r + s + 2).
 * It starts neutral at 1/2, shows how sure it is, and neutral outcomes (excused, disputed, the supplier's fault) are no
 * observations.
 */
export const reliability: Indicator<ReliabilityState, ReliabilityRules, readonly Reliability[]> = {
  name: 'reliability',
  formulaVersion: 1,
  initial: {},

  evolve(state: ReliabilityState, fact: Fact): ReliabilityState {
    if (fact.fact !== 'obligationDue' && fact.fact !== 'obligationDischarged') return state;
    const obligations = state[fact.enterprise] ?? {};
    const noted = noteObligation(obligations, fact);
    return noted === obligations ? state : { ...state, [fact.enterprise]: noted };
  },

  view: (state, asOf, rules) =>
    (Object.keys(state) as EnterpriseId[]).sort().map((enterprise) => reliabilityOf(state, enterprise, asOf, rules)),
};

/** One enterprise's figure, also where nothing was observed yet. */
export function reliabilityOf(
  state: ReliabilityState,
  enterprise: EnterpriseId,
  asOf: Instant,
  rules: ReliabilityRules,
): Reliability {
  const observed = observationsOf(state, enterprise, asOf, rules);
  const n = new Set(observed.map(({ obligation }) => obligation)).size;
  const kept = sum(observed.map(({ weight, decay, outcome }) => weight * decay * outcome));
  const broken = sum(observed.map(({ weight, decay, outcome }) => weight * decay * (1 - outcome)));
  return {
    enterprise,
    ...(n < rules.minimumObservations ? insufficient : published(kept, broken, rules.interval)),
    n,
    evidence: sixDigits(kept + broken),
    kept: sixDigits(kept),
    broken: sixDigits(broken),
    asOf,
    rulesVersion: rules.version,
    formulaVersion: reliability.formulaVersion,
  };
}

const insufficient = { status: 'INSUFFICIENT_EVIDENCE', expected: null, interval: null } as const;

const published = (r: number, s: number, mass: number) => ({
  status: 'PUBLISHED' as const,
  expected: sixDigits((r + 1) / (r + s + 2)),
  interval: {
    low: sixDigits(betaQuantile((1 - mass) / 2, r + 1, s + 1)),
    high: sixDigits(betaQuantile((1 + mass) / 2, r + 1, s + 1)),
    mass,
  },
});

/** What an enterprise's figure at `asOf` is made of. */
export function observationsOf(
  state: ReliabilityState,
  enterprise: EnterpriseId,
  asOf: Instant,
  rules: ReliabilityRules,
): readonly Observation[] {
  const pairs = new Map<string, number>();
  const seen = Object.entries(state[enterprise] ?? {}).flatMap(([id, obligation]) =>
    obligation.discharges
      .filter(({ outcome, observedAt }) => outcome !== neutral && observedAt <= asOf)
      .map((discharge) => ({ observation: observe(id, obligation, discharge, asOf, rules), pair: pairOf(obligation) }))
      .filter(({ observation }) => observation.weight > 0),
  );
  for (const { observation, pair } of seen) if (pair) pairs.set(pair, (pairs.get(pair) ?? 0) + observation.weight);
  return seen.map(({ observation, pair }) => {
    const factor = pair ? Math.min(1, rules.pairWeightPerMonth / pairs.get(pair)!) : 1;
    return { ...observation, weight: observation.weight * factor };
  });
}

function observe(
  obligation: string,
  { dueAt, value, reference }: Obligation,
  { factId, outcome, share }: Discharge,
  asOf: Instant,
  { halfLifeDays }: ReliabilityRules,
): Observation {
  const age = Math.max(0, Date.parse(asOf) - Date.parse(dueAt)) / days(1);
  // Without money at stake, or nothing to measure it by, an obligation counts in full.
  const size = value && reference && reference.minor > 0 ? Math.min(1, value.minor / reference.minor) : 1;
  return {
    obligation,
    factId,
    outcome: Number(outcome),
    weight: size * Number(share),
    decay: 2 ** (-age / halfLifeDays),
  };
}

/** Two members in one month; an association or a supplier on the other side is not capped. */
const pairOf = ({ betweenMembers, counterparty, dueAt }: Obligation): string | null =>
  betweenMembers ? `${dueAt.slice(0, 7)} ${counterparty}` : null;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
