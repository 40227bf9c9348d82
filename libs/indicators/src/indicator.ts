import type { Fact, Instant } from '@jointly/kernel';

/**
 * A figure that is folded from facts. The state is plain JSON, so a projection can keep it, and a point in the past is
 * the same fold over the facts up to there. `view` never looks at a clock: ages are measured at `asOf`.
 */
export interface Indicator<State, Rules, View> {
  readonly name: string;
  /** Raised with every change of the formula; it goes with every figure that is shown. */
  readonly formulaVersion: number;
  readonly initial: State;
  /** Facts in the order of their association's sequence. Those it has no use for change nothing. */
  evolve(state: State, fact: Fact): State;
  view(state: State, asOf: Instant, rules: Rules): View;
}
