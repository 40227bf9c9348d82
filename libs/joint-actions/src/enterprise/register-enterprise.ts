import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, refusal, type Known, type Policy } from '@jointly/kernel';
import { clusterExists, requiresRole, type KnowsAssociation, type KnowsCluster } from '../authority';
import type { LegalIdentityState } from '../legal-identity/state';
import { enterpriseIdSchema, idSchema, keyedHashSchema, nameSchema, record } from '../schemas';
import { associationStream, clusterStream, enterpriseStream, legalIdentityStream } from '../streams';
import { enterpriseKindSchema, enterpriseSizeSchema, type EnterpriseEvent } from './events';
import type { EnterpriseState } from './state';

const input = record({
  /** The one that owns the reserved legal identity. */
  enterpriseId: enterpriseIdSchema,
  legalIdentity: keyedHashSchema,
  name: nameSchema,
  kind: enterpriseKindSchema,
  size: enterpriseSizeSchema,
  clusterId: idSchema,
  sector: nameSchema,
});
type Input = Static<typeof input>;
type Lookups = KnowsAssociation & KnowsCluster & { readonly legalIdentity: Known<LegalIdentityState> };
type Rule = Policy<Input, EnterpriseState, Lookups>;

const alreadyRegistered = refusal(
  'ALREADY_REGISTERED',
  'An enterprise with this registration number is in the register already. Go on with that record.',
  'registrationNumber',
);

const ownsItsLegalIdentity: Rule = ({ data }, _state, { legalIdentity }) => {
  const owner = legalIdentity.state.enterpriseId;
  if (owner === undefined)
    return refusal(
      'LEGAL_IDENTITY_NOT_RESERVED',
      'The registration number has to be reserved for this record first. Register again.',
      'registrationNumber',
    );
  return owner === data.enterpriseId ? undefined : alreadyRegistered;
};

const isNew: Rule = (_command, { status }) => (status === 'ABSENT' ? undefined : alreadyRegistered);

/** The second step of a registration, after the legal identity was reserved for this record. */
export const RegisterEnterprise = defineCommand<Input, EnterpriseState, Lookups, EnterpriseEvent>({
  type: 'RegisterEnterprise',
  stream: ({ association, data }) => enterpriseStream(association, data.enterpriseId),
  lookups: ({ association, data }) => ({
    association: associationStream(association),
    cluster: clusterStream(association, data.clusterId),
    legalIdentity: legalIdentityStream(association, data.legalIdentity),
  }),
  input,
  policies: [requiresRole('COORDINATOR'), clusterExists, ownsItsLegalIdentity, isNew],
  decide: ({ data: { enterpriseId, name, kind, size, clusterId, sector } }) =>
    accept({ type: 'EnterpriseRegistered', data: { enterpriseId, name, kind, size, clusterId, sector } }),
});
