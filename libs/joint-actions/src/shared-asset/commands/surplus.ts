import { accept, formatMoney, newId, refusal, type CommandId } from '@jointly/kernel';
import { notCda, requiresRole } from '../../authority';
import { withAssociation } from '../../lookups';
import { idSchema, record } from '../../schemas';
import type { SharedAssetEvent } from '../events';
import type { AssetRule } from '../rules';
import { mostSurplusParts, type SurplusMethod } from '../schemas';
import { surplusShared, surplusUntil, weightsBy } from '../surplus';
import { assetCommand } from './asset-command';

export const newDistributionId = (command: CommandId): string => newId('distribution', command);

const nothingIsProposed: AssetRule<unknown> = ({ surplus }) =>
  surplus
    ? refusal('SURPLUS_PENDING', 'A surplus is proposed already. Have it approved or rejected first.')
    : undefined;

const thereIsASurplus: AssetRule<unknown> = (asset, { now }) => {
  const { income, costs, depreciation, surplus } = surplusUntil(asset, now);
  if (surplus.minor > 0) return undefined;
  const [came, went, lost] = [income, costs, depreciation].map(formatMoney);
  const sentence = `${came} ${asset.currency} came in, ${went} were spent and ${lost} lost in value: there is nothing to share yet.`;
  return refusal('NO_SURPLUS', sentence);
};

const somebodySharesIt: AssetRule<unknown> = (asset) => {
  const { method } = asset.ledger;
  const parts = weightsBy(asset).size;
  if (parts === 0)
    return refusal('NOBODY_TO_SHARE', `It is shared by ${method}, and by that nobody has a part yet. ${until[method]}`);
  return parts <= mostSurplusParts
    ? undefined
    : refusal('TOO_MANY_PARTS', `By ${method} it is shared among ${parts}, at most ${mostSurplusParts} can be.`);
};

const until: Readonly<Record<SurplusMethod, string>> = {
  SHARES: 'Issue shares first.',
  USAGE: 'Wait until a member has used the asset.',
  EQUAL: 'Wait until a member has used the asset.',
};

/** By the method that was agreed beforehand. Closes the books: what comes in until it is decided belongs to the next period. */
export const ProposeSurplus = assetCommand({
  type: 'ProposeSurplus',
  schema: record({ assetId: idSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('TREASURER', 'COORDINATOR'), notCda],
  rules: [nothingIsProposed, thereIsASurplus, somebodySharesIt],
  alsoWhenRetired: true,
  decide: ({ id, now, actor, data }, asset) => {
    const { method } = asset.ledger;
    const weights = [...weightsBy(asset).sortBy((_weight, enterprise) => enterprise)];
    const parts = { method, weights: weights.map(([enterpriseId, weight]) => ({ enterpriseId, weight })) };
    const proposal = { ...data, ...parts, distributionId: newDistributionId(id), proposedBy: actor };
    return accept({ type: 'SurplusProposed', data: { ...proposal, ...surplusUntil(asset, now) } });
  },
});

const oneProposal = record({ assetId: idSchema, distributionId: idSchema });

const isProposedByAnother: AssetRule<{ readonly distributionId: string }> = ({ surplus }, { actor, data }) => {
  if (surplus?.distributionId !== data.distributionId)
    return refusal('SURPLUS_NOT_FOUND', 'No such surplus waits for a decision. Check its id.', 'distributionId');
  return surplus.proposedBy === actor
    ? refusal('SAME_PERSON', 'You proposed this. Another person has to decide on it.')
    : undefined;
};

const decides = {
  schema: oneProposal,
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR', 'TREASURER', 'AWARD_COMMITTEE'), notCda],
  rules: [isProposedByAnother],
  alsoWhenRetired: true,
} as const;

export const ApproveSurplus = assetCommand({
  ...decides,
  type: 'ApproveSurplus',
  decide: ({ data }, asset) => {
    const { surplus } = asset.surplus!;
    const parts = surplusShared(asset, asset.surplus!);
    return accept<SharedAssetEvent>(
      { type: 'SurplusDistributed', data: { ...data, surplus, members: parts.length } },
      ...parts,
    );
  },
});

export const RejectSurplus = assetCommand({
  ...decides,
  type: 'RejectSurplus',
  decide: ({ data }) => accept({ type: 'SurplusRejected', data }),
});
