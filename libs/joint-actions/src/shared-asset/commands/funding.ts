import { Type } from '@sinclair/typebox';
import { accept, newId, refusal, type CommandId, type EnterpriseId, type Money } from '@jointly/kernel';
import { consentOf, notCda, requiresMandate, requiresMembership, requiresRole } from '../../authority';
import { evidenceSchema } from '../../evidence';
import { existing } from '../../existing';
import { theEnterprise, withAssociation, withEnterprise } from '../../lookups';
import { amountSchema, enterpriseIdSchema, idSchema, instantSchema, nameSchema, record } from '../../schemas';
import { systemOnly } from '../../system-only';
import { contributionCharge, fundingClosed, isReached, mostPledges } from '../funding';
import type { AssetRule } from '../rules';
import type { Asset } from '../state';
import { moneyRefusal } from '../tariffs';
import { assetCommand } from './asset-command';

export const newFundingId = (command: CommandId): string => newId('funding', command);
/** The id of the pledge that this command makes. */
export const newPledgeId = (command: CommandId): string => newId('pledge', command);
export const newGrantId = (command: CommandId): string => newId('grant', command);

const isAnAmount =
  <Name extends string>(name: Name): AssetRule<Readonly<Record<Name, Money>>> =>
  (asset, { data }) =>
    data[name].minor <= 0
      ? refusal('AMOUNT_NOT_POSITIVE', 'Give an amount above zero.', name)
      : moneyRefusal(asset, data[name], name);

const isNotUnderWay: AssetRule<unknown> = ({ funding }) => {
  if (funding && !funding.outcome)
    return refusal('FUNDING_OPEN', 'Funding of this asset is open already. Close it, or wait for its deadline.');
  return !funding || funding.unpaid.isEmpty()
    ? undefined
    : refusal('CONTRIBUTIONS_OUTSTANDING', 'Contributions of the last funding are not paid yet. Wait for them.');
};

const endsAhead: AssetRule<{ readonly deadline: string }> = (_asset, { data, now }) =>
  data.deadline > now
    ? undefined
    : refusal('DEADLINE_PASSED', 'The funding deadline must lie ahead. Choose a later one.', 'deadline');

export const OpenFunding = assetCommand({
  type: 'OpenFunding',
  schema: record({ assetId: idSchema, target: amountSchema, deadline: instantSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR'), notCda],
  rules: [isNotUnderWay, endsAhead, isAnAmount('target')],
  decide: ({ id, data }, _asset, { association }) => {
    const { paymentDueDays } = existing(association.state).rules;
    return accept({ type: 'FundingOpened', data: { ...data, fundingId: newFundingId(id), paymentDueDays } });
  },
});

const fundingIsOpen: AssetRule<unknown> = ({ funding }) =>
  funding && !funding.outcome
    ? undefined
    : refusal('FUNDING_CLOSED', 'Funding of this asset is not open. Ask a coordinator to open it.', 'assetId');

const fundingOf = ({ assetId, funding }: Asset) => ({ assetId, fundingId: funding!.fundingId });

interface ByEnterprise {
  readonly enterpriseId: EnterpriseId;
}

const isNotOneTooMany: AssetRule<ByEnterprise> = ({ funding }, { data }) =>
  funding!.pledges.has(data.enterpriseId) || funding!.pledges.size < mostPledges
    ? undefined
    : refusal(
        'TOO_MANY_PLEDGES',
        `At most ${mostPledges} members can fund one asset at a time. Wait for one to withdraw, or for the next funding.`,
      );

/** A later pledge replaces the enterprise's earlier one. */
export const FundAsset = assetCommand({
  type: 'FundAsset',
  schema: record({
    assetId: idSchema,
    enterpriseId: enterpriseIdSchema,
    amount: amountSchema,
    evidence: Type.Optional(evidenceSchema),
  }),
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMembership, requiresMandate('PLEDGE')],
  rules: [fundingIsOpen, isAnAmount('amount'), isNotOneTooMany],
  decide: (command, asset, known) => {
    const { enterpriseId, amount } = command.data;
    const consent = consentOf(command, known, 'PLEDGE');
    const pledge = { pledgeId: newPledgeId(command.id), enterpriseId, amount, consent };
    return accept({ type: 'ContributionPledged', data: { ...fundingOf(asset), ...pledge } });
  },
});

const hasPledged: AssetRule<ByEnterprise> = ({ funding }, { data }) =>
  funding!.pledges.has(data.enterpriseId)
    ? undefined
    : refusal(
        'PLEDGE_NOT_FOUND',
        'The enterprise has pledged nothing towards this asset. Check its id.',
        'enterpriseId',
      );

export const WithdrawPledge = assetCommand({
  type: 'WithdrawPledge',
  schema: record({
    assetId: idSchema,
    enterpriseId: enterpriseIdSchema,
    evidence: Type.Optional(evidenceSchema),
  }),
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('PLEDGE')],
  rules: [fundingIsOpen, hasPledged],
  decide: (command, asset, known) => {
    const { enterpriseId } = command.data;
    const consent = consentOf(command, known, 'PLEDGE');
    return accept({ type: 'PledgeWithdrawn', data: { ...fundingOf(asset), enterpriseId, consent } });
  },
});

export const RecordGrant = assetCommand({
  type: 'RecordGrant',
  schema: record({ assetId: idSchema, grantor: nameSchema, amount: amountSchema, evidence: evidenceSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR', 'TREASURER'), notCda],
  rules: [fundingIsOpen, isAnAmount('amount')],
  decide: ({ id, data }, asset) =>
    accept({ type: 'GrantRecorded', data: { ...data, ...fundingOf(asset), grantId: newGrantId(id) } }),
});

const targetIsReached: AssetRule<unknown> = ({ funding }) =>
  isReached(funding!)
    ? undefined
    : refusal('TARGET_NOT_REACHED', 'Pledges and grants are still below the target. Wait for more, or the deadline.');

/** Before its deadline, once the target is reached. */
export const CloseFunding = assetCommand({
  type: 'CloseFunding',
  schema: record({ assetId: idSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR'), notCda],
  rules: [fundingIsOpen, targetIsReached],
  decide: ({ now }, asset) => accept(...fundingClosed(asset, 'COORDINATOR', now)),
});

/** What follows from a payment. Charges that are no contribution, or are told already, are left alone. */
export const RecordContributionReceived = assetCommand({
  type: 'RecordContributionReceived',
  schema: record({ assetId: idSchema, chargeId: idSchema }),
  lookups: () => ({}),
  allowed: [systemOnly],
  rules: [],
  alsoWhenRetired: true,
  decide: ({ data: { chargeId } }, asset) => {
    const { funding } = asset;
    const isPaid = (enterpriseId: EnterpriseId): boolean => {
      const pledge = funding?.pledges.get(enterpriseId);
      return pledge !== undefined && contributionCharge(pledge.pledgeId, enterpriseId) === chargeId;
    };
    const enterpriseId = funding?.unpaid.find(isPaid);
    if (enterpriseId === undefined) return accept();
    const { pledgeId, amount } = funding!.pledges.get(enterpriseId)!;
    return accept({ type: 'ContributionReceived', data: { ...fundingOf(asset), pledgeId, enterpriseId, amount } });
  },
});
