import type { ownershipEvents } from '@jointly/joint-actions';
import { addMoney, money, sealedAt, sumMoney, type EnterpriseId } from '@jointly/kernel';
import { keyOf, placed } from '../../documents';
import type { AssetFile, FundingView, PledgeView } from '../documents';
import type { AssetTables } from '../tables';
import { amendFile, changedWhere, type AssetFolds, type Told, type TypesIn } from './fold';

export const ownershipFolds: AssetFolds<TypesIn<typeof ownershipEvents>> = {
  FundingOpened: (event, into) =>
    amendFile(event, into, ({ fundings }) => ({ fundings: [...fundings, opened(event)] })),
  ContributionPledged: (event, into) => {
    const { enterpriseId, pledgeId, amount } = event.data;
    const pledge = { enterpriseId, pledgeId, amount, status: 'PLEDGED', chargeId: null, dueAt: null } as const;
    amendFunding(event, into, ({ pledges }) => ({ pledges: [...others(pledges, enterpriseId), pledge] }));
  },
  PledgeWithdrawn: (event, into) => amendPledge(event, into, { status: 'WITHDRAWN' }),
  GrantRecorded: (event, into) => {
    const { assetId: _, ...grant } = placed(event.data, event);
    amendFile(event, into, ({ grants }) => ({ grants: [...grants, grant] }));
    amendFunding(event, into, ({ granted }) => ({ granted: addMoney(granted, grant.amount) }));
  },
  FundingClosed: (event, into) => {
    const { reached, granted } = event.data;
    const closed = { outcome: reached ? 'REACHED' : 'FAILED', granted, closedAt: event.occurredAt } as const;
    amendFunding(event, into, ({ pledges }) => ({
      ...closed,
      pledges: reached ? pledges : changedWhere(pledges, stands, () => ({ status: 'NOT_CALLED' })),
    }));
  },
  ContributionCalled: (event, into) => {
    const { chargeId, amount, dueAt } = event.data;
    amendPledge(event, into, { status: 'CALLED', amount, chargeId, dueAt });
  },
  ContributionReceived: (event, into) => amendPledge(event, into, { status: 'RECEIVED' }),
  ShareIssued: (event, into) => {
    const { enterpriseId, shares } = event.data;
    amendFile(event, into, (file) => ({ shares: moved(file.shares, enterpriseId, shares) }));
  },
  ShareTransferred: (event, into) => {
    const { enterpriseId, to, shares } = event.data;
    amendFile(event, into, (file) => ({ shares: moved(moved(file.shares, enterpriseId, -shares), to, shares) }));
  },
  AssetCostRecorded: (event, into) => {
    const { association, data, metadata, sequence } = event;
    const cost = { ...placed(data, event), recordedBy: metadata.actor, since: sequence };
    into.costs.put(keyOf(association, data.costId), cost);
    enterCost(data, data.amount.minor, into);
  },
  AssetCostVoided: (event, into) => {
    const { association, data, occurredAt: at } = event;
    const voided = { at, by: data.voidedBy, reason: sealedAt(data.reason, event) };
    into.costs.amend(keyOf(association, data.costId), (cost) => ({ ...cost, voided }));
    // Whenever it was incurred, it was so wrongly: no period has it any more.
    enterCost(data, -data.amount.minor, into);
  },
  SurplusProposed: (event, into) => {
    const { assetId: _, ...proposal } = event.data;
    const view = { ...proposal, status: 'PROPOSED', decidedBy: null, parts: [] } as const;
    amendFile(event, into, ({ surpluses }) => ({ surpluses: [...surpluses, view] }));
  },
  SurplusDistributed: (event, into) => decide(event, 'DISTRIBUTED', into),
  SurplusRejected: (event, into) => decide(event, 'REJECTED', into),
  SurplusShared: (event, into) => {
    const { assetId: _, distributionId, ...part } = event.data;
    amendFile(event, into, ({ surpluses }) => ({
      surpluses: changedWhere(
        surpluses,
        (surplus) => surplus.distributionId === distributionId,
        ({ parts }) => ({ parts: [...parts, part] }),
      ),
    }));
  },
};

const enterCost = (
  { assetId, costId, variable, incurredAt }: Told<'AssetCostRecorded' | 'AssetCostVoided'>['data'],
  minor: number,
  { ledger }: AssetTables,
): void =>
  ledger.append({
    asset: assetId,
    at: incurredAt,
    kind: variable ? 'VARIABLE_COST' : 'FIXED_COST',
    enterprise: null,
    member: null,
    reference: costId,
    minor,
    units: null,
  });

const opened = ({ data, occurredAt }: Told<'FundingOpened'>): FundingView => {
  const nothing = money(0, data.target.currency);
  return {
    fundingId: data.fundingId,
    target: data.target,
    deadline: data.deadline,
    openedAt: occurredAt,
    pledged: nothing,
    granted: nothing,
    members: 0,
    outcome: null,
    closedAt: null,
    pledges: [],
  };
};

const others = (pledges: readonly PledgeView[], enterprise: EnterpriseId): readonly PledgeView[] =>
  pledges.filter(({ enterpriseId }) => enterpriseId !== enterprise);

const stands = ({ status }: PledgeView): boolean => status !== 'WITHDRAWN';

/** Totals are of the pledges that stand. */
const amendFunding = (
  event: Told<
    'GrantRecorded' | 'PledgeWithdrawn' | 'FundingClosed' | `Contribution${'Pledged' | 'Called' | 'Received'}`
  >,
  into: AssetTables,
  change: (funding: FundingView) => Partial<FundingView>,
): void =>
  amendFile(event, into, ({ fundings }) => ({
    fundings: changedWhere(
      fundings,
      ({ fundingId }) => fundingId === event.data.fundingId,
      (funding) => totalled({ ...funding, ...change(funding) }),
    ),
  }));

function totalled(funding: FundingView): FundingView {
  const standing = funding.pledges.filter(stands).map(({ amount }) => amount);
  return { ...funding, pledged: sumMoney(standing, funding.target.currency), members: standing.length };
}

const amendPledge = (
  event: Told<'PledgeWithdrawn' | 'ContributionCalled' | 'ContributionReceived'>,
  into: AssetTables,
  change: Partial<PledgeView>,
): void =>
  amendFunding(event, into, ({ pledges }) => ({
    pledges: changedWhere(
      pledges,
      ({ enterpriseId }) => enterpriseId === event.data.enterpriseId,
      () => change,
    ),
  }));

/** Who has none left is no holder. */
function moved(shares: AssetFile['shares'], holder: EnterpriseId, by: number): AssetFile['shares'] {
  const { [holder]: had = 0, ...rest } = shares;
  return had + by === 0 ? rest : { ...rest, [holder]: had + by };
}

const decide = (
  event: Told<'SurplusDistributed' | 'SurplusRejected'>,
  status: 'DISTRIBUTED' | 'REJECTED',
  into: AssetTables,
): void =>
  amendFile(event, into, ({ surpluses }) => ({
    surpluses: changedWhere(
      surpluses,
      ({ distributionId }) => distributionId === event.data.distributionId,
      () => ({ status, decidedBy: event.metadata.actor }),
    ),
  }));
