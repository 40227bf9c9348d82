import { Map, Set } from 'immutable';
import { addMoney, money, subtractMoney, type EnterpriseId, type EventOf, type Happened } from '@jointly/kernel';
import { ImpossibleHistory } from '../../existing';
import type { ownershipEvents, SharedAssetHappened } from '../events';
import type { Asset, Funding, Ledger } from '../state';
import { together } from '../surplus';

type Heard = Happened<EventOf<(typeof ownershipEvents)[number]>>;

export function evolveOwnership(asset: Asset, event: Heard): Asset {
  switch (event.type) {
    case 'FundingOpened':
    case 'ContributionPledged':
    case 'PledgeWithdrawn':
    case 'GrantRecorded':
    case 'FundingClosed':
    case 'ContributionCalled':
    case 'ContributionReceived':
      return { ...asset, funding: funded(asset, event) };
    case 'ShareIssued':
      return { ...asset, shares: held(asset.shares, event.data.enterpriseId, event.data.shares) };
    case 'ShareTransferred': {
      const { enterpriseId, to, shares } = event.data;
      return { ...asset, shares: held(held(asset.shares, enterpriseId, -shares), to, shares) };
    }
    case 'AssetCostRecorded':
      return { ...asset, ledger: withCost(asset.ledger, event.data) };
    case 'AssetCostVoided':
      return { ...asset, ledger: withoutCost(asset.ledger, event.data) };
    case 'SurplusProposed':
      return proposed(asset, event);
    case 'SurplusDistributed': {
      const { surplus: _, ...rest } = asset;
      return rest;
    }
    case 'SurplusRejected': {
      const { surplus, ...rest } = asset;
      return { ...rest, ledger: together(surplus!.ledger, asset.ledger) };
    }
    // Of the account it is credited to; the books were closed when it was proposed.
    case 'SurplusShared':
      return asset;
  }
}

type FundingHeard = Extract<
  Heard,
  { type: 'FundingOpened' | 'PledgeWithdrawn' | 'GrantRecorded' | 'FundingClosed' | `Contribution${string}` }
>;

function funded(asset: Asset, event: FundingHeard): Funding {
  if (event.type === 'FundingOpened') return opened(event);
  const funding = asset.funding!;
  switch (event.type) {
    case 'ContributionPledged': {
      const { enterpriseId, pledgeId, amount } = event.data;
      return {
        ...funding,
        pledges: funding.pledges.set(enterpriseId, { pledgeId, amount, pledgedBy: event.eventId }),
      };
    }
    case 'PledgeWithdrawn':
      return { ...funding, pledges: funding.pledges.delete(event.data.enterpriseId) };
    case 'GrantRecorded':
      return { ...funding, granted: addMoney(funding.granted, event.data.amount) };
    case 'FundingClosed':
      return { ...funding, outcome: event.data.reached ? 'REACHED' : 'FAILED' };
    case 'ContributionCalled':
      return { ...funding, unpaid: funding.unpaid.add(event.data.enterpriseId) };
    case 'ContributionReceived':
      return { ...funding, unpaid: funding.unpaid.delete(event.data.enterpriseId) };
  }
}

function opened({ data }: SharedAssetHappened<'FundingOpened'>): Funding {
  const { assetId: _, ...terms } = data;
  return { ...terms, pledges: Map(), granted: money(0, data.target.currency), unpaid: Set() };
}

const held = (shares: Asset['shares'], enterprise: EnterpriseId, more: number): Asset['shares'] => {
  const count = shares.get(enterprise, 0) + more;
  return count === 0 ? shares.delete(enterprise) : shares.set(enterprise, count);
};

function withCost(ledger: Ledger, { costId, ...data }: SharedAssetHappened<'AssetCostRecorded'>['data']): Ledger {
  const { category, variable, amount, supplierId, incurredAt } = data;
  const cost = { category, variable, amount, incurredAt, ...(supplierId !== undefined && { supplierId }) };
  return { ...ledger, costs: addMoney(ledger.costs, amount), recorded: ledger.recorded.set(costId, cost) };
}

function withoutCost(ledger: Ledger, { costId, amount }: SharedAssetHappened<'AssetCostVoided'>['data']): Ledger {
  const cost = ledger.recorded.get(costId);
  if (!cost) throw new ImpossibleHistory();
  const recorded = ledger.recorded.set(costId, { ...cost, voided: true });
  return { ...ledger, costs: subtractMoney(ledger.costs, amount), recorded };
}

/** The books are closed with the proposal: what comes in until it is decided belongs to the next period. */
function proposed(asset: Asset, { data }: SharedAssetHappened<'SurplusProposed'>): Asset {
  const { distributionId, method, from, until, surplus, proposedBy } = data;
  const weights = Map(data.weights.map(({ enterpriseId, weight }) => [enterpriseId, weight]));
  const proposal = { distributionId, method, from, until, surplus, proposedBy, weights, ledger: asset.ledger };
  const nothing = money(0, asset.currency);
  const next: Ledger = {
    since: until,
    method: asset.rules.surplusMethod,
    income: nothing,
    costs: nothing,
    recorded: Map(),
    billed: Map(),
  };
  return { ...asset, surplus: proposal, ledger: next };
}
