import type { AssetFile, CostDocument } from '@jointly/read-models';
import { moneyObject } from '../graphql/money.graphql';
import type { Opened } from '../reading/opened';
import type {
  AssetCost,
  DamageReport,
  Funding,
  Grant,
  HireBaseline,
  Pledge,
  Surplus,
  Tariff,
} from './ownership.graphql';
import { seen, seesTotalOf, type Sight } from './sight';

type File = Opened<AssetFile>;
type PledgeOnFile = File['fundings'][number]['pledges'][number];

export const tariffView = (tariff: File['tariffs'][number]): Tariff => ({
  id: tariff.tariffId,
  validFrom: tariff.validFrom,
  basis: tariff.basis,
  member: tariff.member,
  nonMember: tariff.nonMember,
  minimumCharge: tariff.minimumCharge ? moneyObject(tariff.minimumCharge) : null,
  noShowFee: tariff.noShowFee ? moneyObject(tariff.noShowFee) : null,
  lateReleaseFee: tariff.lateReleaseFee ? moneyObject(tariff.lateReleaseFee) : null,
});

export const hireBaselineView = (baseline: File['baselines'][number]): HireBaseline => ({
  id: baseline.baselineId,
  basis: baseline.basis,
  per: baseline.per,
  rate: baseline.rate,
  source: baseline.source,
  quotedAt: baseline.quotedAt,
  evidence: baseline.evidence ?? null,
  declaredById: baseline.declaredBy,
  verifiedById: baseline.verifiedBy,
  verifiedAt: baseline.verifiedAt,
});

const pledgeView = ({ pledgeId, amount, ...pledge }: PledgeOnFile): Pledge => ({
  id: pledgeId,
  amount: moneyObject(amount),
  ...pledge,
});

/** Pledges are each member's own, and their total is told where it gives none of them away. */
export const fundingView = (funding: File['fundings'][number], sight: Sight): Funding => ({
  ...totalOf(funding, sight),
  id: funding.fundingId,
  target: moneyObject(funding.target),
  deadline: funding.deadline,
  granted: moneyObject(funding.granted),
  outcome: funding.outcome,
  closedAt: funding.closedAt,
  pledges: seen(funding.pledges, sight).map(pledgeView),
});

function totalOf(funding: File['fundings'][number], sight: Sight): Pick<Funding, 'pledged' | 'members' | 'isReached'> {
  const { pledged, granted, target, members, pledges } = funding;
  const isReached = pledged.minor + granted.minor >= target.minor;
  const told = seesTotalOf(
    pledges.filter(({ status }) => status !== 'WITHDRAWN'),
    sight,
  );
  return { isReached, pledged: told ? moneyObject(pledged) : null, members: told ? members : null };
}

export const grantView = ({ grantId, fundingId, grantor, amount }: File['grants'][number]): Grant => ({
  id: grantId,
  fundingId,
  grantor,
  amount: moneyObject(amount),
});

export const surplusView = (surplus: File['surpluses'][number], sight: Sight): Surplus => ({
  id: surplus.distributionId,
  status: surplus.status,
  method: surplus.method,
  from: surplus.from,
  until: surplus.until,
  income: moneyObject(surplus.income),
  costs: moneyObject(surplus.costs),
  depreciation: moneyObject(surplus.depreciation),
  surplus: moneyObject(surplus.surplus),
  weights: seen(surplus.weights, sight),
  proposedById: surplus.proposedBy,
  decidedById: surplus.decidedBy,
  parts: seen(surplus.parts, sight).map(({ amount, ...part }) => ({ ...part, amount: moneyObject(amount) })),
});

export const damageView = (damage: File['damages'][number]): DamageReport => ({
  id: damage.damageId,
  at: damage.at,
  bookingId: damage.bookingId ?? null,
  summary: damage.summary,
  reportedById: damage.reportedBy,
  evidence: damage.evidence ?? null,
});

export const costView = (cost: CostDocument): AssetCost => ({
  id: cost.costId,
  category: cost.category,
  variable: cost.variable,
  amount: moneyObject(cost.amount),
  incurredAt: cost.incurredAt,
  supplierId: cost.supplierId ?? null,
  voidedAt: cost.voided?.at ?? null,
});
