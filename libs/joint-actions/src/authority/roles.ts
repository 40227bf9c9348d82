import { refusal, systemActor, type Command, type Known, type Refusal } from '@jointly/kernel';
import { holdsRole, type Role } from '../association/roles';
import type { AssociationState } from '../association/state';
import type { PlatformState } from '../platform/state';
import { noSuchAssociation, type KnowsAssociation, type PolicyOn } from './parties';

export type KnowsPlatform = { readonly platform: Known<PlatformState> };

/** Who asks, and when: all that a role depends on. */
export type Asking = Pick<Command, 'actor' | 'now'>;

/** The role rule on an association's state: what `requiresRole` asks, for commands on the association's own stream. */
export function roleRefusal(
  association: AssociationState,
  { actor, now }: Asking,
  roles: readonly Role[],
): Refusal | undefined {
  if (association.status === 'ABSENT') return noSuchAssociation;
  if (holdsRole(association.grants, actor, roles, now)) return undefined;
  const wanted = roles.map((role) => role.toLowerCase().replaceAll('_', ' ')).join(' or ');
  return refusal('NOT_PERMITTED', `This needs the role ${wanted}. Ask a coordinator of the association.`);
}

/** The actor holds one of the roles now. */
export const requiresRole =
  (...roles: readonly Role[]): PolicyOn<KnowsAssociation> =>
  (command, _state, { association }) =>
    roleRefusal(association.state, command, roles);

export const cdaIsImpartial: Refusal = refusal(
  'CDA_IS_IMPARTIAL',
  'A cluster development agent facilitates and never pays, bids, votes or commits. Choose somebody else for it.',
);

export const isCda = (association: AssociationState, { actor, now }: Asking): boolean =>
  association.status === 'ACTIVE' && holdsRole(association.grants, actor, ['CDA'], now);

/** The actor is no cluster development agent: for whatever a broker has to leave to others. */
export const notCda: PolicyOn<KnowsAssociation> = (command, _state, { association }) =>
  isCda(association.state, command) ? cdaIsImpartial : undefined;

/** Operators run the installation; the installation itself may do what they may, or there would never be a first one. */
export const operatorRefusal = (platform: PlatformState, { actor }: Pick<Command, 'actor'>): Refusal | undefined =>
  actor === systemActor || platform.operators.includes(actor)
    ? undefined
    : refusal('NOT_PERMITTED', 'Only an operator of the installation may do this. Ask one.');

export const requiresOperator: PolicyOn<KnowsPlatform> = (command, _state, { platform }) =>
  operatorRefusal(platform.state, command);

/** People are entered by a coordinator; before the association is founded by an operator, who has no part in it later. */
export const administersPeople: PolicyOn<KnowsAssociation & KnowsPlatform> = (
  command,
  _state,
  { association, platform },
) =>
  association.state.status === 'ABSENT'
    ? operatorRefusal(platform.state, command)
    : roleRefusal(association.state, command, ['COORDINATOR']);
