import type { EnterpriseId, NewFact } from '@jointly/kernel';
import { entry } from '../../entry';
import { existing, ImpossibleHistory } from '../../existing';
import type { SharedAssetHappened } from '../events';
import type { Funding, Pledge, SharedAssetState } from '../state';
import { about, bound, joined, unbound, type Bond } from './about';

/** Binding should the target be reached; a later pledge takes the place of the earlier one. */
export function pledged(before: SharedAssetState, event: SharedAssetHappened<'ContributionPledged'>): NewFact[] {
  const asset = existing(before);
  const { enterpriseId: enterprise, amount: value } = event.data;
  const earlier = pledges(asset.funding).get(enterprise)?.pledgedBy;
  return [...joined(asset, enterprise), ...bound(asset, { enterprise, value }, event.eventId, earlier)];
}

export function pledgeWithdrawn(before: SharedAssetState, event: SharedAssetHappened<'PledgeWithdrawn'>): NewFact[] {
  const asset = existing(before);
  const { enterpriseId } = event.data;
  const pledge = entry(pledges(asset.funding), enterpriseId);
  return unbound(asset, bondOf(enterpriseId, pledge), event.eventId, pledge.pledgedBy);
}

/** Those who own it together are tied; where the target was missed nobody is bound to anything. */
export function fundingClosed(before: SharedAssetState, event: SharedAssetHappened<'FundingClosed'>): NewFact[] {
  const asset = existing(before);
  const all = pledges(asset.funding);
  if (event.data.reached) return all.size < 2 ? [] : [about(asset, { fact: 'tie', parties: [...all.keys()] })];
  return [...all].flatMap(([enterprise, pledge]) =>
    unbound(asset, bondOf(enterprise, pledge), event.eventId, pledge.pledgedBy),
  );
}

function pledges(funding: Funding | undefined): Funding['pledges'] {
  if (!funding) throw new ImpossibleHistory();
  return funding.pledges;
}

const bondOf = (enterprise: EnterpriseId, { amount: value }: Pledge): Bond => ({ enterprise, value });
