import { refusal, type Command, type Policy } from '@jointly/kernel';
import { holdsRole } from '../association/roles';
import type { MandateScope } from '../enterprise/events';
import { mandateFor } from '../enterprise/state';
import type { Consent, Evidence } from '../evidence';
import { existing } from '../existing';
import { enterpriseRefusal, noSuchAssociation, type KnowsAssociation, type KnowsEnterprise } from './parties';
import { cdaIsImpartial, isCda } from './roles';

/** What a command brings that may be recorded on an enterprise's behalf. */
export interface OnBehalf {
  readonly evidence?: Evidence;
}

/**
 * The actor may give the enterprise's word: its delegate with a mandate of that scope in force, or a coordinator who
 * records it on its behalf with evidence. An impartial broker never gives a member's word, on whatever ground.
 */
export const requiresMandate =
  (scope: MandateScope): Policy<OnBehalf, unknown, KnowsAssociation & KnowsEnterprise> =>
  (command, _state, { association, enterprise }) => {
    if (association.state.status === 'ABSENT') return noSuchAssociation;
    const absent = enterpriseRefusal(enterprise.state);
    if (absent) return absent;
    const { actor, now, data } = command;
    const mandate = mandateFor(existing(enterprise.state), actor, scope, now);
    if (!mandate && !holdsRole(association.state.grants, actor, ['COORDINATOR'], now)) return noMandate(scope);
    if (isCda(association.state, command)) return cdaIsImpartial;
    return mandate || data.evidence ? undefined : evidenceNeeded;
  };

const noMandate = (scope: MandateScope) =>
  refusal(
    'NO_MANDATE',
    `You hold no mandate to ${scope.toLowerCase()} for this enterprise now. Ask to be appointed as its delegate.`,
  );

export const evidenceNeeded = refusal(
  'EVIDENCE_NEEDED',
  'To record this on behalf of the enterprise, attach the evidence: where its signed paper is kept, and its SHA-256.',
  'evidence',
);

/** A decision was to record consent that its policies had not established. */
export class ConsentWithoutGround extends Error {
  constructor() {
    super('Consent was to be recorded without a mandate and without evidence.');
    this.name = 'ConsentWithoutGround';
  }
}

/**
 * How the word that `requiresMandate` let pass came to be recorded. A delegate needs no paper.
 * @throws ConsentWithoutGround when the policy was not asked first
 */
export function consentOf(
  command: Pick<Command<OnBehalf>, 'actor' | 'now' | 'data'>,
  { enterprise }: KnowsEnterprise,
  scope: MandateScope,
): Consent {
  const mandate = mandateFor(existing(enterprise.state), command.actor, scope, command.now);
  if (mandate) return { how: 'DELEGATE', mandateId: mandate.mandateId };
  const { evidence } = command.data;
  if (!evidence) throw new ConsentWithoutGround();
  return { how: 'RECORDED_ON_BEHALF', evidence };
}
