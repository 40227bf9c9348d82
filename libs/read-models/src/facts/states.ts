import {
  mergeStates,
  noteMembership,
  participation,
  reliability,
  savings,
  type MembershipState,
  type ParticipationState,
  type ReliabilityState,
  type SavingsState,
} from '@jointly/indicators';
import type { EnterpriseId, Fact } from '@jointly/kernel';

/** What all indicators have folded so far; plain JSON. */
export interface IndicatorStates {
  readonly participation: ParticipationState;
  readonly savings: SavingsState;
  readonly reliability: ReliabilityState;
  readonly memberships: MembershipState;
}

export const noStates: IndicatorStates = { participation: {}, savings: {}, reliability: {}, memberships: {} };

export const noteFact = (states: IndicatorStates, fact: Fact): IndicatorStates => ({
  participation: participation.evolve(states.participation, fact),
  savings: savings.evolve(states.savings, fact),
  reliability: reliability.evolve(states.reliability, fact),
  memberships: noteMembership(states.memberships, fact),
});

/** The same figures from the facts themselves: what a point in the past is made from. */
export const foldFacts = (facts: Iterable<Fact>): IndicatorStates => {
  let states = noStates;
  for (const fact of facts) states = noteFact(states, fact);
  return states;
};

/** One state out of those of several parties' parts in several actions. */
export function mergeAll(parts: readonly IndicatorStates[]): IndicatorStates {
  const reliabilities: Record<EnterpriseId, ReliabilityState[EnterpriseId]> = {};
  for (const part of parts)
    for (const [enterprise, obligations] of Object.entries(part.reliability) as [EnterpriseId, object][])
      reliabilities[enterprise] = Object.assign(reliabilities[enterprise] ?? {}, obligations);
  return {
    participation: mergeStates(parts.map((part) => part.participation)),
    savings: mergeStates(parts.map((part) => part.savings)),
    reliability: reliabilities,
    memberships: mergeStates(parts.map((part) => part.memberships)),
  };
}
