import type { Fact } from '@jointly/kernel';
import type { Indicator } from './indicator';
import { savingsFigures, type SavingLine, type SavingsFigure } from './savings-figures';
import type { ByParty } from './scope';

export type SavingsState = ByParty<SavingLine>;

/**
 * What acting together saved, by basis: estimated at commitment, contracted at award prices, realised at what was
 * invoiced and accepted, verified by somebody else. A fact states the whole of its (action, enterprise, stage, basis)
 * so far and replaces the one before; one that names what it supersedes takes its place wherever it stood.
 */
export const savings: Indicator<SavingsState, void, readonly SavingsFigure[]> = {
  name: 'savings',
  formulaVersion: 1,
  initial: {},

  evolve(state: SavingsState, fact: Fact): SavingsState {
    if (fact.fact !== 'saving') return state;
    const { id: factId, action, enterprise, stage, baseline, basis, quantity, baselineCost, jointCost } = fact;
    const line = { factId, action, enterprise, stage, baseline, basis, class: fact.class, quantity };
    return {
      ...without(state, fact.supersedes),
      [`${action.id}/${enterprise}/${stage}/${basis}`]: { ...line, baselineCost, jointCost },
    };
  },

  view: (state) => savingsFigures(Object.values(state)),
};

function without(state: SavingsState, factId: string | undefined): SavingsState {
  if (factId === undefined) return state;
  return Object.fromEntries(Object.entries(state).filter(([, line]) => line.factId !== factId));
}
