import type { ActionRef, EnterpriseId, Fact } from '@jointly/kernel';
import { noteDuty, type Duties } from './duties';
import { pieceOf, type ByParty } from './scope';

/**
 * One enterprise's way through one joint action, from the invitation on (or from where it came in); where the action
 * has pieces, through one of them.
 */
export interface Involvement {
  readonly action: ActionRef;
  readonly enterprise: EnterpriseId;
  readonly response: 'JOINED' | 'DECLINED' | null;
  readonly declineReason: string | null;
  /** Declared a demand. Never counted as a commitment. */
  readonly intended: boolean;
  readonly committed: boolean;
  /** Was bound and is no longer. To have been let go in time is to its credit, and no participation. */
  readonly withdrawn: boolean;
  readonly obligations: Duties;
}

export type ParticipationState = ByParty<Involvement>;

export function noteInvolvement(state: ParticipationState, fact: Fact): ParticipationState {
  switch (fact.fact) {
    case 'invited':
      return change(state, fact, fact.enterprise, {});
    case 'responded':
      return change(state, fact, fact.enterprise, {
        response: fact.response,
        declineReason: fact.response === 'DECLINED' ? (fact.reason ?? '') : null,
      });
    case 'intended':
      return change(state, fact, fact.enterprise, { intended: true });
    case 'committed':
      return change(state, fact, fact.enterprise, { committed: fact.binding, withdrawn: !fact.binding });
    case 'obligationDue':
    case 'obligationDischarged': {
      const obligations = involvementIn(state, fact, fact.enterprise).obligations;
      return change(state, fact, fact.enterprise, { obligations: noteDuty(obligations, fact) });
    }
    case 'baselineLocked':
    case 'saving':
    case 'exposure':
    case 'membership':
    case 'tie':
      return state;
  }
}

const keyOf = ({ action }: Fact, enterprise: EnterpriseId): string => `${pieceOf(action)}/${enterprise}`;

function involvementIn(state: ParticipationState, fact: Fact, enterprise: EnterpriseId): Involvement {
  const known = state[keyOf(fact, enterprise)];
  if (known) return known;
  const nothing = { response: null, declineReason: null, intended: false, committed: false, withdrawn: false };
  return { action: fact.action, enterprise, ...nothing, obligations: {} };
}

const change = (
  state: ParticipationState,
  fact: Fact,
  enterprise: EnterpriseId,
  to: Partial<Involvement>,
): ParticipationState => ({
  ...state,
  [keyOf(fact, enterprise)]: { ...involvementIn(state, fact, enterprise), ...to },
});
