import { Type } from '@sinclair/typebox';
import { accept, refusal, type EnterpriseId, type Known } from '@jointly/kernel';
import {
  consentOf,
  notCda,
  requiresMandate,
  requiresMembership,
  requiresRole,
  type KnowsAssociation,
  type KnowsEnterprise,
  type PolicyOn,
} from '../../authority';
import type { EnterpriseState } from '../../enterprise/state';
import { evidenceSchema } from '../../evidence';
import { theEnterprise, withEnterprise } from '../../lookups';
import { enterpriseIdSchema, idSchema, record } from '../../schemas';
import { enterpriseStream } from '../../streams';
import { ShareIssued } from '../events';
import type { AssetRule } from '../rules';
import { contributionRefusal, holdingRefusal, sharesIssued } from '../shares';
import { assetCommand } from './asset-command';

interface Issue {
  readonly enterpriseId: EnterpriseId;
  readonly shares: number;
}

const areLeft: AssetRule<Issue> = (asset, { data }) => {
  const left = (asset.shareCapital?.shares ?? 0) - sharesIssued(asset);
  return data.shares <= left
    ? undefined
    : refusal('NOT_ENOUGH_SHARES', `${left} shares of this asset are left to be issued. Give fewer.`, 'shares');
};

export const IssueShare = assetCommand<typeof ShareIssued.schema, KnowsAssociation & KnowsEnterprise>({
  type: 'IssueShare',
  schema: ShareIssued.schema,
  lookups: withEnterprise,
  allowed: [requiresRole('COORDINATOR'), notCda, requiresMembership],
  rules: [
    (asset, { data }) => holdingRefusal(asset, data.enterpriseId, data.shares),
    areLeft,
    (asset, { data }) => contributionRefusal(asset, data.enterpriseId, 'enterpriseId'),
  ],
  decide: ({ data }) => accept({ type: 'ShareIssued', data }),
});

const transfer = record({
  assetId: idSchema,
  enterpriseId: enterpriseIdSchema,
  to: enterpriseIdSchema,
  shares: ShareIssued.schema.properties.shares,
  evidence: Type.Optional(evidenceSchema),
});
interface Transfer extends Issue {
  readonly to: EnterpriseId;
}
type KnowsReceiver = { readonly receiver: Known<EnterpriseState> };

const receiverIsMember: PolicyOn<KnowsReceiver> = (command, state, { receiver }) => {
  const no = requiresMembership(command, state, { enterprise: receiver });
  return no && { ...no, field: 'to' };
};

const hasThemToGive: AssetRule<Transfer> = ({ shares }, { data }) => {
  if (data.to === data.enterpriseId)
    return refusal('SAME_HOLDER', 'An enterprise can’t transfer shares to itself. Name another one.', 'to');
  const held = shares.get(data.enterpriseId, 0);
  return data.shares <= held
    ? undefined
    : refusal('NOT_ENOUGH_SHARES', `The enterprise holds ${held} shares of this asset. Transfer fewer.`, 'shares');
};

/** By the word of whoever gives them. */
export const TransferShare = assetCommand<typeof transfer, KnowsAssociation & KnowsEnterprise & KnowsReceiver>({
  type: 'TransferShare',
  schema: transfer,
  onBehalfOf: theEnterprise,
  lookups: (command) => ({
    ...withEnterprise(command),
    receiver: enterpriseStream(command.association, command.data.to),
  }),
  allowed: [requiresMandate('PLEDGE'), receiverIsMember],
  rules: [
    hasThemToGive,
    (asset, { data }) => holdingRefusal(asset, data.to, data.shares),
    (asset, { data }) => contributionRefusal(asset, data.to, 'to'),
  ],
  decide: (command, _asset, known) => {
    const { evidence: _, ...data } = command.data;
    return accept({ type: 'ShareTransferred', data: { ...data, consent: consentOf(command, known, 'PLEDGE') } });
  },
});
