import { refusal, type EnterpriseId, type Refusal } from '@jointly/kernel';
import type { ShareCapital } from './schemas';
import type { Asset } from './state';

export const sharesIssued = ({ shares }: Pick<Asset, 'shares'>): number =>
  shares.reduce((sum, count) => sum + count, 0);

/** What one holder may have at most, in whole shares. */
export const shareCap = ({ shares, capPercent }: ShareCapital): number => Math.floor((shares * capPercent) / 100);

/** Why nobody can be given so many shares more. */
export function holdingRefusal(asset: Asset, enterprise: EnterpriseId, more: number): Refusal | undefined {
  const { shareCapital, shares } = asset;
  if (!shareCapital)
    return refusal(
      'NO_SHARE_CAPITAL',
      'This asset was registered without ownership shares. Register one that has them.',
      'assetId',
    );
  const cap = shareCap(shareCapital);
  return shares.get(enterprise, 0) + more <= cap
    ? undefined
    : refusal('ABOVE_SHARE_CAP', `One holder has ${cap} shares of this asset at most. Give fewer.`, 'shares');
}

/** Why an enterprise gets no shares yet: what it pledged is still to be called, or not paid in full. */
export function contributionRefusal({ funding }: Asset, enterprise: EnterpriseId, field: string): Refusal | undefined {
  if (funding?.unpaid.has(enterprise))
    return refusal('CONTRIBUTION_UNPAID', 'The enterprise’s contribution is not paid in full yet. Wait for it.', field);
  return funding && !funding.outcome && funding.pledges.has(enterprise)
    ? refusal(
        'PLEDGE_OPEN',
        'What the enterprise pledged is not called yet. Wait until funding is closed and paid.',
        field,
      )
    : undefined;
}
