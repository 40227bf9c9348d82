import { addMoney, allocate, Decimal, money, partId, subtractMoney, type Instant, type Money } from '@jointly/kernel';
import type { Map } from 'immutable';
import type { EnterpriseId } from '@jointly/kernel';
import type { SharedAssetEvent } from './events';
import type { Acquisition, Asset, Ledger, SurplusProposal } from './state';

const dayLength = 86_400_000;
const daysPerYear = 365;

/**
 * What the asset lost in value from one moment to another: its price less its salvage value, in a straight line over
 * its life of so many years of 365 days. Periods that follow on each other add up to the whole without a remainder.
 */
export function depreciation(acquisition: Acquisition, from: Instant, until: Instant): Money {
  return subtractMoney(lostBy(acquisition, until), lostBy(acquisition, from));
}

function lostBy({ acquiredAt, price, salvage, lifeYears }: Acquisition, at: Instant): Money {
  const life = lifeYears * daysPerYear * dayLength;
  const age = Math.min(life, Math.max(0, Date.parse(at) - Date.parse(acquiredAt)));
  const lost = new Decimal(price.minor - salvage.minor).times(age).div(life);
  return money(lost.toDecimalPlaces(0).toNumber(), price.currency);
}

export interface SurplusFigures {
  readonly from: Instant;
  readonly until: Instant;
  readonly income: Money;
  readonly costs: Money;
  readonly depreciation: Money;
  readonly surplus: Money;
}

/** Income less costs and depreciation since the last time. What a joint run costs is passed on as such and is neither. */
export function surplusUntil({ ledger, acquisition, currency }: Asset, until: Instant): SurplusFigures {
  const { since: from, income, costs } = ledger;
  const lost = acquisition ? depreciation(acquisition, from, until) : money(0, currency);
  return { from, until, income, costs, depreciation: lost, surplus: subtractMoney(subtractMoney(income, costs), lost) };
}

/** What each one's part is measured by, as agreed; those without weight get nothing and are left out. */
export function weightsBy({ shares, ledger }: Asset): Map<EnterpriseId, string> {
  switch (ledger.method) {
    case 'SHARES':
      return shares.map(String);
    case 'USAGE':
      return ledger.billed.filter((minor) => minor > 0).map(String);
    case 'EQUAL':
      return ledger.billed.map(() => '1');
  }
}

/** Each one's part, the parts adding up to the surplus to the minor unit. */
export function surplusShared({ assetId }: Asset, proposal: SurplusProposal): SharedAssetEvent[] {
  const { distributionId, surplus, weights } = proposal;
  const shares = [...weights].map(([id, weight]) => ({ id, weight: new Decimal(weight) }));
  const parts = allocate(surplus, shares, { action: assetId, line: distributionId });
  const told = [...weights.sortBy((_weight, enterprise) => enterprise)];
  return told.flatMap(([enterpriseId, weight]): SharedAssetEvent[] => {
    const amount = parts.get(enterpriseId)!;
    const creditId = partId('credit', distributionId, enterpriseId);
    return amount.minor === 0
      ? []
      : [{ type: 'SurplusShared', data: { assetId, distributionId, enterpriseId, creditId, weight, amount } }];
  });
}

/** The books of two periods that follow on each other, as one. */
export const together = (earlier: Ledger, later: Ledger): Ledger => ({
  since: earlier.since,
  method: earlier.method,
  income: addMoney(earlier.income, later.income),
  costs: addMoney(earlier.costs, later.costs),
  recorded: earlier.recorded.merge(later.recorded),
  billed: earlier.billed.mergeWith((a, b) => a + b, later.billed),
});
