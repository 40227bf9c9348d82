import type { EnterpriseId } from '@jointly/kernel';
import { ratio, type Ratio } from './figure';
import { eligibleIn, type MembershipState, type Period } from './membership';
import type { ParticipationState } from './involvement';

/** Those who fulfilled an obligation within a period: nobody is counted for being invited, promising or withdrawing. */
export const participantsIn = (state: ParticipationState, period: Period): ReadonlySet<EnterpriseId> =>
  new Set(
    Object.values(state)
      .filter(
        ({ withdrawn, obligations }) =>
          !withdrawn &&
          Object.values(obligations).some(
            ({ metAt }) => metAt !== null && metAt >= period.from && metAt < period.until,
          ),
      )
      .map(({ enterprise }) => enterprise),
  );

/**
 * Participants among those who were members for at least `minimumMembershipShare` of the period (by default of the
 * association's rules: half). Eligible, not invited: more invitations do not lower the rate.
 */
export function participationRate(
  state: ParticipationState,
  memberships: MembershipState,
  period: Period,
  rules: { readonly minimumMembershipShare: string },
): Ratio {
  const eligible = eligibleIn(memberships, period, rules.minimumMembershipShare);
  return ratio(common(participantsIn(state, period), eligible), eligible.size);
}

/** |P_t ∩ P_t−1| / |P_t−1|: who came back. */
export function retention(state: ParticipationState, previous: Period, current: Period): Ratio {
  const before = participantsIn(state, previous);
  return ratio(common(participantsIn(state, current), before), before.size);
}

const common = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number => [...a].filter((one) => b.has(one)).length;
