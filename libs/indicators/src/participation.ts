import type { EnterpriseId, Instant } from '@jointly/kernel';
import { ratio, type Ratio } from './figure';
import type { Indicator } from './indicator';
import { noteInvolvement, type Involvement, type ParticipationState } from './involvement';
import { countsNot, isMet } from './duties';
import { groupBy } from './scope';

/**
 * Distinct enterprises at each step, of those at the step before. A later step implies the earlier ones: who came
 * uninvited counts as invited, who committed has responded. A decline is a response, a withdrawn commitment is none.
 */
export interface Funnel {
  readonly invited: number;
  readonly responded: Ratio;
  readonly committed: Ratio;
  /** Met every obligation that has come due in an action and was not excused, at least one. */
  readonly fulfilled: Ratio;
}

/** Numbers of joint actions, and the obligations in them. */
export interface MemberParticipation {
  readonly enterprise: EnterpriseId;
  readonly invited: number;
  readonly responded: number;
  readonly committed: number;
  readonly fulfilled: number;
  /** Fulfilled of those due by now or fulfilled before; those excused count neither way. */
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
  formulaVersion: 2,
  initial: {},

  evolve: noteInvolvement,
  view(state, asOf) {
    const involvements = Object.values(state);
    const ways = groupBy(involvements, ({ action, enterprise }) => `${action.id}/${enterprise}`);
    const parts = [...ways.values()].map((pieces) => partIn(pieces, asOf));
    return {
      actions: new Set(involvements.map(({ action }) => action.id)).size,
      funnel: funnel(parts),
      declined: declines(involvements),
      members: members(parts),
      asOf,
      formulaVersion: participation.formulaVersion,
    };
  },
};

/** The steps of the funnel, each implying those before. */
const steps = { invited: 1, responded: 2, committed: 3, fulfilled: 4 } as const;
type Step = keyof typeof steps;

/** How far an enterprise got in an action. */
interface Part {
  readonly enterprise: EnterpriseId;
  readonly step: number;
  readonly due: number;
  readonly fulfilled: number;
}

/** Of all its pieces together. */
function partIn(pieces: readonly Involvement[], asOf: Instant): Part {
  const all = pieces.flatMap((piece) => standings(piece, asOf));
  return {
    enterprise: pieces[0]!.enterprise,
    step: steps[furthest(pieces, all)],
    due: all.filter(({ isDue, isFulfilled }) => isDue || isFulfilled).length,
    fulfilled: all.filter(({ isFulfilled }) => isFulfilled).length,
  };
}

interface Standing {
  readonly isDue: boolean;
  readonly isFulfilled: boolean;
  readonly withdrawn: boolean;
}

const standings = ({ obligations, withdrawn }: Involvement, asOf: Instant): Standing[] =>
  Object.values(obligations)
    .filter((duty) => !countsNot(duty, asOf))
    .map((duty) => ({ isDue: duty.dueAt <= asOf, isFulfilled: isMet(duty, asOf), withdrawn }));

function furthest(pieces: readonly Involvement[], all: readonly Standing[]): Step {
  const metAll = all.every(({ isDue, isFulfilled }) => isFulfilled || !isDue);
  if (metAll && all.some(({ isFulfilled, withdrawn }) => isFulfilled && !withdrawn)) return 'fulfilled';
  if (pieces.some(({ committed }) => committed)) return 'committed';
  return pieces.some(({ response, intended }) => response ?? intended) ? 'responded' : 'invited';
}

const reaching = (parts: readonly Part[], step: Step): readonly Part[] =>
  parts.filter((part) => part.step >= steps[step]);

function funnel(parts: readonly Part[]): Funnel {
  const enterprises = (step: Step) => new Set(reaching(parts, step).map(({ enterprise }) => enterprise)).size;
  return {
    invited: enterprises('invited'),
    responded: ratio(enterprises('responded'), enterprises('invited')),
    committed: ratio(enterprises('committed'), enterprises('responded')),
    fulfilled: ratio(enterprises('fulfilled'), enterprises('committed')),
  };
}

function declines(involvements: readonly Involvement[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { declineReason } of involvements)
    if (declineReason !== null) counts[declineReason] = (counts[declineReason] ?? 0) + 1;
  return counts;
}

function members(parts: readonly Part[]): readonly MemberParticipation[] {
  const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  return [...groupBy(parts, ({ enterprise }) => enterprise)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => ({
      enterprise: own[0]!.enterprise,
      invited: own.length,
      responded: reaching(own, 'responded').length,
      committed: reaching(own, 'committed').length,
      fulfilled: reaching(own, 'fulfilled').length,
      obligations: ratio(total(own.map((part) => part.fulfilled)), total(own.map((part) => part.due))),
    }));
}
