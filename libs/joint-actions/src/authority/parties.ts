import { refusal, type Known, type Policy, type Refusal } from '@jointly/kernel';
import { isSettled, type AccountState } from '../account/state';
import type { AssociationState } from '../association/state';
import type { ClusterState } from '../cluster/state';
import { isMember, type EnterpriseState } from '../enterprise/state';
import type { PersonState } from '../person/state';
import type { SupplierState } from '../supplier/state';

/** The account of the party that the command is about. */
export type KnowsAccount = { readonly account: Known<AccountState> };
export type KnowsAssociation = { readonly association: Known<AssociationState> };
export type KnowsCluster = { readonly cluster: Known<ClusterState> };
export type KnowsEnterprise = { readonly enterprise: Known<EnterpriseState> };
export type KnowsPerson = { readonly person: Known<PersonState> };
export type KnowsSupplier = { readonly supplier: Known<SupplierState> };

/** A rule that holds whatever the command's data and the stream it decides on. */
export type PolicyOn<Lookups> = Policy<unknown, unknown, Lookups>;

/** Whoever asks about another tenant's association hears the same as about none. */
export const noSuchAssociation: Refusal = refusal(
  'ASSOCIATION_NOT_FOUND',
  'There is no such association. Check its id.',
);

export const noSuchEnterprise: Refusal = refusal(
  'ENTERPRISE_NOT_FOUND',
  'There is no such enterprise in this association. Check its id.',
  'enterpriseId',
);

const enterpriseErased: Refusal = refusal(
  'ENTERPRISE_ERASED',
  'This enterprise was erased: nothing can be recorded about it any more.',
  'enterpriseId',
);

/** Nothing is recorded about an enterprise that is not there, or not any more. */
export function enterpriseRefusal({ status }: EnterpriseState): Refusal | undefined {
  switch (status) {
    case 'ABSENT':
      return noSuchEnterprise;
    case 'ERASED':
      return enterpriseErased;
    case 'REGISTERED':
      return undefined;
  }
}

/** The association exists and acts. */
export const associationIsActive: PolicyOn<KnowsAssociation> = (_command, _state, { association }) =>
  association.state.status === 'ABSENT' ? noSuchAssociation : undefined;

export const clusterExists: PolicyOn<KnowsCluster> = (_command, _state, { cluster }) =>
  cluster.state.status === 'ABSENT'
    ? refusal('CLUSTER_NOT_FOUND', 'There is no such cluster in this association. Check its id.', 'clusterId')
    : undefined;

/** The enterprise is a member now. */
export const requiresMembership: PolicyOn<KnowsEnterprise> = (_command, _state, { enterprise }) =>
  enterpriseRefusal(enterprise.state) ?? (isMember(enterprise.state) ? undefined : notAMember);

export const notAMember: Refusal = refusal(
  'NOT_A_MEMBER',
  'The enterprise is not a member of the association. Have a coordinator admit it first.',
  'enterpriseId',
);

/** The person is registered here and not erased. */
export const personIsKnown: PolicyOn<KnowsPerson> = (_command, _state, { person }) =>
  person.state.status === 'REGISTERED'
    ? undefined
    : refusal(
        'PERSON_NOT_FOUND',
        'There is no such person in this association. Register the person first.',
        'personId',
      );

/** The supplier is registered and active. */
export const supplierIsActive: PolicyOn<KnowsSupplier> = (_command, _state, { supplier }) => {
  switch (supplier.state.status) {
    case 'ACTIVE':
      return undefined;
    case 'ABSENT':
      return noSuchSupplier;
    case 'INACTIVE':
    case 'ERASED':
      return refusal('SUPPLIER_INACTIVE', 'This supplier is no longer active. Choose another one.', 'supplierId');
  }
};

export const noSuchSupplier: Refusal = refusal(
  'SUPPLIER_NOT_FOUND',
  'There is no such supplier in this association. Check its id.',
  'supplierId',
);

/** Who is paid or has to pay must be known by name until it is done. Of a party erased already nothing is asked. */
export const accountIsSettled: Policy<unknown, { readonly status: string }, KnowsAccount> = (
  _command,
  { status },
  { account },
) =>
  status === 'ERASED' || isSettled(account.state)
    ? undefined
    : refusal('ACCOUNT_OPEN', 'Something is still owed or being paid on this account. Settle it first, then erase.');
