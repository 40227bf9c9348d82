import { refusal, type Command, type Known, type Policy, type Refusal } from '@jointly/kernel';
import { holdsRole, type Role } from './association/roles';
import type { AssociationState } from './association/state';
import type { MandateScope } from './enterprise/events';
import { isMember, mandateFor, type EnterpriseState } from './enterprise/state';
import type { Consent, Evidence } from './evidence';
import { existing } from './existing';
import type { SupplierState } from './supplier/state';

export type KnowsAssociation = { readonly association: Known<AssociationState> };
export type KnowsEnterprise = { readonly enterprise: Known<EnterpriseState> };
export type KnowsSupplier = { readonly supplier: Known<SupplierState> };

/** A rule that holds whatever the command's data and the stream it decides on. */
export type PolicyOn<Lookups> = Policy<unknown, unknown, Lookups>;

/** What a command brings that may be recorded on an enterprise's behalf. */
export interface OnBehalf {
  readonly evidence?: Evidence;
}

/** The role rule on an association's state, for commands that decide on the association's own stream. */
export function roleRefusal(
  association: AssociationState,
  { actor, now }: Pick<Command, 'actor' | 'now'>,
  roles: readonly Role[],
): Refusal | undefined {
  if (association.status === 'ABSENT') return noSuchAssociation;
  if (holdsRole(association.grants, actor, roles, now)) return undefined;
  const wanted = roles.map((role) => role.toLowerCase().replaceAll('_', ' ')).join(' or ');
  return refusal('NOT_PERMITTED', `This needs the role ${wanted}. Ask a coordinator of the association.`);
}

const noSuchAssociation = refusal('ASSOCIATION_NOT_FOUND', 'There is no such association. Check its id.');

/** The association exists and acts. */
export const associationIsActive: PolicyOn<KnowsAssociation> = (_command, _state, { association }) =>
  association.state.status === 'ABSENT' ? noSuchAssociation : undefined;

/** The actor holds one of the roles now. */
export const requiresRole =
  (...roles: readonly Role[]): PolicyOn<KnowsAssociation> =>
  (command, _state, { association }) =>
    roleRefusal(association.state, command, roles);

const isCda = (association: AssociationState, { actor, now }: Pick<Command, 'actor' | 'now'>): boolean =>
  association.status === 'ACTIVE' && holdsRole(association.grants, actor, ['CDA'], now);

const impartial = refusal(
  'CDA_IS_IMPARTIAL',
  'A cluster development agent facilitates and never pays, bids, votes or commits. Let the enterprise or another officer do it.',
);

/** The actor is no cluster development agent: for whatever a broker has to leave to others. */
export const notCda: PolicyOn<KnowsAssociation> = (command, _state, { association }) =>
  isCda(association.state, command) ? impartial : undefined;

const noSuchEnterprise = refusal(
  'ENTERPRISE_NOT_FOUND',
  'There is no such enterprise in this association. Check its id.',
  'enterpriseId',
);

/** The enterprise is in the association's register. */
export const enterpriseExists: PolicyOn<KnowsEnterprise> = (_command, _state, { enterprise }) =>
  enterprise.state.status === 'ABSENT' ? noSuchEnterprise : undefined;

/** The enterprise is a member now. */
export const requiresMembership: PolicyOn<KnowsEnterprise> = (_command, _state, { enterprise }) => {
  if (enterprise.state.status === 'ABSENT') return noSuchEnterprise;
  if (isMember(enterprise.state)) return undefined;
  return refusal(
    'NOT_A_MEMBER',
    'The enterprise is not a member of the association. Have a coordinator admit it first.',
    'enterpriseId',
  );
};

/**
 * The actor may give the enterprise's word: its delegate with a mandate of that scope in force, or a coordinator who
 * records it on its behalf with evidence. An impartial broker never acts under a mandate, however it came about.
 */
export const requiresMandate =
  (scope: MandateScope): Policy<OnBehalf, unknown, KnowsAssociation & KnowsEnterprise> =>
  (command, _state, { association, enterprise }) => {
    if (association.state.status === 'ABSENT') return noSuchAssociation;
    if (enterprise.state.status === 'ABSENT') return noSuchEnterprise;
    if (mandateFor(enterprise.state, command.actor, scope, command.now))
      return isCda(association.state, command) ? impartial : undefined;
    if (!holdsRole(association.state.grants, command.actor, ['COORDINATOR'], command.now))
      return refusal(
        'NO_MANDATE',
        `You hold no mandate to ${scope.toLowerCase()} for this enterprise now. Ask it to appoint you as its delegate.`,
      );
    if (command.data.evidence) return undefined;
    return refusal(
      'EVIDENCE_NEEDED',
      'To record this on behalf of the enterprise, attach the evidence: where its signed paper is kept, and its SHA-256.',
      'evidence',
    );
  };

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
  if (command.data.evidence) return { how: 'RECORDED_ON_BEHALF', evidence: command.data.evidence };
  throw new ConsentWithoutGround();
}

/** A decision asked for consent that its policies had not established. */
export class ConsentWithoutGround extends Error {
  constructor() {
    super('Consent was to be recorded without a mandate and without evidence.');
    this.name = 'ConsentWithoutGround';
  }
}

/** The supplier is registered and active. */
export const supplierIsActive: PolicyOn<KnowsSupplier> = (_command, _state, { supplier }) => {
  switch (supplier.state.status) {
    case 'ACTIVE':
      return undefined;
    case 'ABSENT':
      return refusal(
        'SUPPLIER_NOT_FOUND',
        'There is no such supplier in this association. Check its id.',
        'supplierId',
      );
    case 'INACTIVE':
      return refusal('SUPPLIER_INACTIVE', 'This supplier is no longer active. Choose another one.', 'supplierId');
  }
};
