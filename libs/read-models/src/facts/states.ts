import {
  mergeStates,
  noteMembership,
  participation,
  reliability,
  savings,
  type ByParty,
  type MembershipState,
  type ParticipationState,
  type ReliabilityState,
  type SavingsState,
} from '@jointly/indicators';
import type { Fact } from '@jointly/kernel';

/** How a state is folded from facts, and put together from those of several parts. */
export interface Fold<State> {
  readonly initial: State;
  evolve(state: State, fact: Fact): State;
  merge(states: readonly State[]): State;
}

const mergeReliability = (states: readonly ReliabilityState[]): ReliabilityState => {
  const merged: Record<string, object> = {};
  for (const state of states)
    for (const [enterprise, obligations] of Object.entries(state))
      merged[enterprise] = Object.assign(merged[enterprise] ?? {}, obligations);
  return merged as ReliabilityState;
};

const byParty = <State extends ByParty<unknown>>(states: readonly State[]): State => mergeStates(states) as State;

/** What is folded from facts, each kept by itself: whoever asks for one figure reads nothing of the others. */
export interface IndicatorStates {
  readonly participation: ParticipationState;
  readonly savings: SavingsState;
  readonly reliability: ReliabilityState;
  readonly memberships: MembershipState;
}

export type FoldName = keyof IndicatorStates;

export const folds: { readonly [Name in FoldName]: Fold<IndicatorStates[Name]> } = {
  participation: { ...participation, merge: byParty },
  savings: { ...savings, merge: byParty },
  reliability: { ...reliability, merge: mergeReliability },
  memberships: { initial: {}, evolve: noteMembership, merge: byParty },
};

/** The same state from the facts themselves: what a point in the past is made from. */
export function foldFacts<State>({ initial, evolve }: Fold<State>, facts: Iterable<Fact>): State {
  let state = initial;
  for (const fact of facts) state = evolve(state, fact);
  return state;
}
