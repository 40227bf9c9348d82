import {
  addMoney,
  days,
  later,
  partId,
  sumMoney,
  type Deadline,
  type EnterpriseId,
  type Instant,
  type Money,
} from '@jointly/kernel';
import type { SharedAssetEvent } from './events';
import type { Asset, Funding } from './state';

/** So many members can fund an asset: all of them are called in one append. */
export const mostPledges = 300;

export const pledged = ({ pledges, target }: Funding): Money =>
  sumMoney(
    [...pledges.values()].map(({ amount }) => amount),
    target.currency,
  );

export const isReached = (funding: Funding): boolean =>
  addMoney(pledged(funding), funding.granted).minor >= funding.target.minor;

/** The charge of a called contribution. */
export const contributionCharge = (pledgeId: string, enterprise: EnterpriseId): string =>
  partId('charge', pledgeId, enterprise);

/** All or nothing: where the target is reached every pledge is called, else nobody owes anything. */
export function fundingClosed(asset: Asset, by: 'COORDINATOR' | 'DEADLINE', at: Instant): SharedAssetEvent[] {
  const funding = asset.funding!;
  const of = { assetId: asset.assetId, fundingId: funding.fundingId };
  const reached = isReached(funding);
  const { granted } = funding;
  const dueAt = later(at, days(funding.paymentDueDays));
  const pledges = [...funding.pledges.sortBy((_pledge, enterprise) => enterprise)];
  const called = pledges.map(([enterpriseId, { pledgeId, amount }]): SharedAssetEvent => {
    const chargeId = contributionCharge(pledgeId, enterpriseId);
    return { type: 'ContributionCalled', data: { ...of, pledgeId, enterpriseId, chargeId, amount, dueAt } };
  });
  const data = { ...of, by, reached, pledged: pledged(funding), granted };
  return [{ type: 'FundingClosed', data }, ...(reached ? called : [])];
}

export const fundingDeadlines = ({ funding }: Asset): Deadline[] =>
  funding && !funding.outcome ? [{ name: 'funding', due: funding.deadline }] : [];

/** What is called is due from when that is recorded. */
export const passFunding = (asset: Asset, now: Instant): SharedAssetEvent[] => fundingClosed(asset, 'DEADLINE', now);
