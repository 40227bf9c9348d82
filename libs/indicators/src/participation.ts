import type { EnterpriseId, Instant } from '@jointly/kernel';
import { ratio, type Ratio } from './figure';
import type { Indicator } from './indicator';
import { noteInvolvement, type Involvement, type ParticipationState } from './involvement';
import { fulfilledAt } from './obligations';

/**
 * Distinct enterprises at each step, of those at the step before. A later step implies the earlier ones: who came
 * uninvited counts as invited, who committed has responded. A decline is a response, a withdrawn commitment is none.
 */
export interface Funnel {
  readonly invited: number;
  readonly responded: Ratio;
  readonly committed: Ratio;
  /** Met every obligation in an action, at least one. */
  readonly fulfilled: Ratio;
}

/** Numbers of joint actions, and the obligations in them. */
export interface MemberParticipation {
  readonly enterprise: EnterpriseId;
  readonly invited: number;
  readonly responded: number;
  readonly committed: number;
  readonly fulfilled: number;
  /** Fulfilled of those due by now or fulfilled before. */
  readonly obligations: Ratio;
}

export interface Participation {
  /** Joint actions that anybody was asked to. */
  readonly actions: number;
  readonly funnel: Funnel;
  /** Who declined, by reason; where none was given, by the empty text. */
  readonly declined: Readonly<Record<string, number>>;
  readonly members: readonly MemberParticipation[];
  readonly asOf: Instant;
  readonly formulaVersion: number;
}

/** Who takes part, and how far: invited, responded, committed, fulfilled. */
export const participation: Indicator<ParticipationState, void, Participation> = {
  name: 'participation',
  formulaVersion: 1,
  initial: {},

  evolve: noteInvolvement,
  view(state, asOf) {
    const involvements = Object.values(state);
    return {
      actions: new Set(involvements.map(({ action }) => action.id)).size,
      funnel: funnel(involvements, asOf),
      declined: declines(involvements),
      members: members(involvements, asOf),
      asOf,
      formulaVersion: participation.formulaVersion,
    };
  },
};

/** 0 not reached, 1 invited, 2 responded, 3 committed, 4 fulfilled. */
function stepOf({ response, intended, committed, obligations }: Involvement, asOf: Instant): number {
  const all = Object.values(obligations);
  if (all.length > 0 && all.every((obligation) => fulfilledAt(obligation, asOf))) return 4;
  if (committed) return 3;
  return response || intended ? 2 : 1;
}

const reaching = (involvements: readonly Involvement[], step: number, asOf: Instant): readonly Involvement[] =>
  involvements.filter((involvement) => stepOf(involvement, asOf) >= step);

function funnel(involvements: readonly Involvement[], asOf: Instant): Funnel {
  const [invited, responded, committed, fulfilled] = [1, 2, 3, 4].map(
    (step) => new Set(reaching(involvements, step, asOf).map(({ enterprise }) => enterprise)).size,
  ) as [number, number, number, number];
  return {
    invited,
    responded: ratio(responded, invited),
    committed: ratio(committed, responded),
    fulfilled: ratio(fulfilled, committed),
  };
}

function declines(involvements: readonly Involvement[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { declineReason } of involvements)
    if (declineReason !== null) counts[declineReason] = (counts[declineReason] ?? 0) + 1;
  return counts;
}

function members(involvements: readonly Involvement[], asOf: Instant): readonly MemberParticipation[] {
  const enterprises = [...new Set(involvements.map(({ enterprise }) => enterprise))].sort();
  return enterprises.map((enterprise) => {
    const own = involvements.filter((involvement) => involvement.enterprise === enterprise);
    const obligations = own.flatMap((involvement) => Object.values(involvement.obligations));
    const fulfilled = obligations.filter((obligation) => fulfilledAt(obligation, asOf));
    const due = obligations.filter((obligation) => obligation.dueAt <= asOf || fulfilledAt(obligation, asOf));
    return {
      enterprise,
      invited: own.length,
      responded: reaching(own, 2, asOf).length,
      committed: reaching(own, 3, asOf).length,
      fulfilled: reaching(own, 4, asOf).length,
      obligations: ratio(fulfilled.length, due.length),
    };
  });
}
