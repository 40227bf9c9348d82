import { quantityToDecimal, type Fact } from '@jointly/kernel';
import type { Indicator } from './indicator';
import { savingsFigures, type SavingLine, type SavingsFigure } from './savings-figures';
import { pieceOf, type ByParty } from './scope';

export type SavingsState = ByParty<SavingLine>;

/**
 * What acting together saved, by basis: estimated at commitment, contracted at award prices, realised at what was
 * invoiced and accepted, verified by somebody else. A fact states the whole of its (action, enterprise, stage, basis)
 * so far (of a piece of the action, where it has pieces) and replaces the one before; one that names what it supersedes takes its place wherever it stood.
 */
export const savings: Indicator<SavingsState, void, readonly SavingsFigure[]> = {
  name: 'savings',
  formulaVersion: 1,
  initial: {},

  evolve(state: SavingsState, fact: Fact): SavingsState {
    if (fact.fact !== 'saving') return state;
    const { id: factId, action, enterprise, stage, baseline, basis, quantity, baselineCost, jointCost } = fact;
    const line = { factId, action, enterprise, stage, baseline, basis, class: fact.class, quantity };
    const key = `${pieceOf(action)}/${enterprise}/${stage}/${basis}`;
    const others = without(state, (known, at) => at === key || known.factId === fact.supersedes);
    return takenBack(fact) ? others : { ...others, [key]: { ...line, baselineCost, jointCost } };
  },

  view: (state) => savingsFigures(Object.values(state)),
};

/** Nothing left of what was only promised: no part in the figure. Nothing received of it is a part, and leaks it all. */
const takenBack = ({ stage, quantity }: Pick<SavingLine, 'stage' | 'quantity'>): boolean =>
  (stage === 'ESTIMATED' || stage === 'CONTRACTED') && quantityToDecimal(quantity).isZero();

const without = (state: SavingsState, gone: (line: SavingLine, key: string) => boolean): SavingsState =>
  Object.fromEntries(Object.entries(state).filter(([key, line]) => !gone(line, key)));
